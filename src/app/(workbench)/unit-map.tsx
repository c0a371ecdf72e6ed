import Link from 'next/link'
import { Money } from '#components/money'
import { TileMap } from '#components/tile-map'
import { Card } from '#components/ui/card'
import { formatWanYuan } from '#domain/kernel/money'
import { unitMapText as text } from '#messages/zh/unit-map'
import { PlainTable } from './screening/plain-table'

export type UnitTotal = { regionNo: number; name: string; count: number; amountFen: bigint }
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
  /** This page with the other figure. */
  measureHref: (measure: MapMeasure) => string
}

/** Reporting units as tiles, darker for more, and beside them the same as a table; each opens its list. */
export function UnitMap({ title, units, measure, hrefOf, measureHref }: Props) {
  const tiles = units.map(({ regionNo, name, count, amountFen }) => ({
    ...{ id: String(regionNo), name, href: hrefOf(regionNo) },
    ...(measure === 'money'
      ? { value: Number(amountFen), text: formatWanYuan(amountFen) }
      : { value: count, text: count.toLocaleString('zh-CN') }),
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
        <PlainTable
          caption={text.table}
          heads={[{ label: text.unit }, { label: text.count, figure: true }, { label: text.amount, figure: true }]}
          rows={units.map(({ regionNo, name, count, amountFen }) => ({
            id: String(regionNo),
            cells: [
              <Link key="unit" href={hrefOf(regionNo)} prefetch={false} className="link">
                {name}
              </Link>,
              count.toLocaleString('zh-CN'),
              <Money key="money" amountFen={amountFen.toString()} />,
            ],
          }))}
        />
      </div>
      <p className="text-hint mt-2">{text.note}</p>
    </Card>
  )
}
