import Link from 'next/link'
import { Money } from '#components/money'
import { TileMap } from '#components/tile-map'
import { Card } from '#components/ui/card'
import { formatWanYuan } from '#domain/kernel/money'
import { unitMapText as text } from '#messages/zh/unit-map'
import { PlainTable } from './screening/plain-table'

type Total = { count: number; amountFen: bigint }
/** `apart`: the total by kinds that are never told as one figure. */
export type UnitTotal = Total & { regionNo: number; name: string; apart?: Readonly<Record<string, Total>> }
export const mapMeasures = ['count', 'money'] as const
export type MapMeasure = (typeof mapMeasures)[number]
export const mapMeasureOf = (asked: string | string[] | undefined): MapMeasure => (asked === 'money' ? 'money' : 'count')

const tilesInRow = 5

type Props = {
  title: string
  units: readonly UnitTotal[]
  measure: MapMeasure
  /** The list behind a unit. */
  hrefOf: (regionNo: number) => string
  /** The words for the kinds of `apart`, in their order. */
  kinds?: Readonly<Record<string, string>>
  /** This page with the other figure. */
  measureHref: (measure: MapMeasure) => string
}

/** Reporting units as tiles, darker for more, and beside them the same as a table; each opens its list. */
export function UnitMap({ title, units, measure, hrefOf, measureHref, kinds = {} }: Props) {
  const said = ({ count, amountFen }: Total) => (measure === 'money' ? formatWanYuan(amountFen) : count.toLocaleString('zh-CN'))
  // Two sums in one tile are in whole 万元: the table has them to the fen.
  const inShort = (total: Total) =>
    measure === 'money' ? ((total.amountFen + 500_000n) / 1_000_000n).toLocaleString('zh-CN') : said(total)
  const names = Object.values(kinds)
  const tiles = units.map((unit) => ({
    ...{ id: String(unit.regionNo), name: unit.name, href: hrefOf(unit.regionNo) },
    value: measure === 'money' ? Number(unit.amountFen) : unit.count,
    text: partsOf(unit, kinds).map(inShort).join(' / ') || said(unit),
  }))
  if (tiles.length === 0) return <Card title={title}>{text.none}</Card>
  const rows = Array.from({ length: Math.ceil(tiles.length / tilesInRow) }, (_, row) =>
    tiles.slice(row * tilesInRow, (row + 1) * tilesInRow),
  )
  return (
    <Card title={`${title}（${measure === 'money' ? `${text.by.money}，${text.moneyUnit}` : text.by.count}）`}>
      <nav aria-label={text.choose} className="mb-3 flex gap-x-4">
        {mapMeasures.map((one) => (
          <Link
            key={one}
            href={measureHref(one)}
            prefetch={false}
            scroll={false}
            aria-current={one === measure ? 'true' : undefined}
            className={one === measure ? 'font-semibold no-underline' : 'link'}
          >
            {text.by[one]}
          </Link>
        ))}
      </nav>
      <div className="grid gap-4 desktop:grid-cols-[1fr_22rem]">
        <TileMap label={title} rows={rows} />
        <UnitTable units={units} measure={measure} hrefOf={hrefOf} kinds={kinds} />
      </div>
      <p className="text-hint mt-2">
        {names.length > 0 && text.apart(names)}
        {text.note}
      </p>
    </Card>
  )
}

const partsOf = ({ apart = {} }: UnitTotal, kinds: Readonly<Record<string, string>>): Total[] =>
  Object.keys(kinds).map((kind) => apart[kind] ?? { count: 0, amountFen: 0n })

/** A unit with both figures; where kinds are told apart, with the chosen figure of each. */
function UnitTable({
  units,
  measure,
  hrefOf,
  kinds,
}: Pick<Props, 'units' | 'measure' | 'hrefOf'> & { kinds: Readonly<Record<string, string>> }) {
  const money = ({ amountFen }: Total, key: string) => <Money key={key} amountFen={amountFen.toString()} />
  const count = (total: Total) => total.count.toLocaleString('zh-CN')
  const names = Object.values(kinds)
  const heads = names.length > 0 ? names.map((name) => `${name}${text.unitsOf[measure]}`) : [text.count, text.amount]
  return (
    <PlainTable
      caption={text.table}
      heads={[{ label: text.unit }, ...heads.map((label) => ({ label, figure: true as const }))]}
      rows={units.map((unit) => ({
        id: String(unit.regionNo),
        cells: [
          <Link key="unit" href={hrefOf(unit.regionNo)} prefetch={false} className="link">
            {unit.name}
          </Link>,
          ...(names.length > 0
            ? partsOf(unit, kinds).map((part, at) => (measure === 'money' ? money(part, names[at] ?? '') : count(part)))
            : [count(unit), money(unit, 'money')]),
        ],
      }))}
    />
  )
}
