import Link from 'next/link'
import { ChartCard } from '#components/chart-card'
import { DrillNumber } from '#components/drill-number'
import { printFigure } from '#components/figure-value'
import { TileMap } from '#components/tile-map'
import { Card } from '#components/ui/card'
import { StatTile } from '#components/ui/description-list'
import type { Actor } from '#domain/kernel/access'
import { beijingMinute } from '#domain/kernel/civil-date'
import { formatWanYuan } from '#domain/kernel/money'
import { type MetricId, metrics } from '#domain/summary/metrics'
import { cockpitText } from '#messages/zh/campaign'
import { unitWord } from '#messages/zh/summary'
import { unitText } from '#messages/zh/units'
import { getCampaignNumbers } from '#server/campaign/numbers'
import { LagTable } from './lag-table'
import type { CampaignPage } from './page-data'

const tilesInRow = 5

type Figures = Awaited<ReturnType<typeof getCampaignNumbers>>

/** Where the campaign stands in numbers, who is behind, and why: each number opens its rows. */
export async function Numbers({ actor, campaign, asked }: { actor: Actor; campaign: CampaignPage; asked: string | undefined }) {
  const { seen } = campaign
  const scope = { campaignId: campaign.id, regionLo: seen.regionLo, regionHi: seen.regionHi }
  const numbers = await getCampaignNumbers(actor, scope, seen.regionNo, asked)
  const asOf = beijingMinute(campaign.now)
  const hrefOf: HrefOf = (metricId, regionNo, ownLevel = false) =>
    `/numbers/${metricId}?campaign=${campaign.id}&region=${regionNo}${ownLevel ? '&own=1' : ''}`
  if (numbers.own.length === 0) return <p className="text-ink-2">{cockpitText.noNumbers}</p>
  return (
    <section aria-label={cockpitText.numbers} className="space-y-3">
      <p className="text-ink-2">{`${cockpitText.numbersOf(seen.regionName)}${cockpitText.asOf(asOf)}`}</p>
      <div className="flex flex-wrap gap-3">
        {numbers.own.map((metricId) => (
          <StatTile
            key={metricId}
            label={metrics[metricId].name}
            note={noteOf(metricId, numbers)}
            value={
              <Figure metricId={metricId} value={numbers.figures[metricId] ?? 0n} href={hrefOf(metricId, seen.regionNo)} asOf={asOf} />
            }
          />
        ))}
      </div>
      {numbers.chosen && numbers.units.length > 0 && (
        <div className="desktop:grid-cols-2 large:grid-cols-1 grid grid-cols-1 gap-3">
          <UnitMap campaign={campaign} numbers={numbers} chosen={numbers.chosen} hrefOf={hrefOf} />
          {actor.department === 'MI' && <LagTable units={numbers.units} late={new Map(campaign.lateByRegion)} hrefOf={hrefOf} />}
        </div>
      )}
      {actor.department === 'MI' && numbers.units.length > 0 && <LeadsChart numbers={numbers} hrefOf={hrefOf} />}
    </section>
  )
}

/** A number of a tile: money in 万元, with the exact amount in the bubble. */
function Figure({ metricId, value, href, asOf }: { metricId: MetricId; value: bigint; href: string; asOf: string }) {
  const { unit, wording } = metrics[metricId]
  const isMoney = unit === 'fen'
  return (
    <DrillNumber
      value={isMoney ? formatWanYuan(value) : printFigure(metricId, value)}
      unit={isMoney ? unitText.wanYuan : unitWord(unit)}
      href={href}
      definition={isMoney ? cockpitText.exactly(wording, printFigure(metricId, value)) : wording}
      asOf={asOf}
    />
  )
}

type HrefOf = (metricId: MetricId, regionNo: number, ownLevel?: boolean) => string

/** Beside a number, the whole of which it is a part. */
function noteOf(metricId: MetricId, { figures }: Figures): string | undefined {
  if (metricId === 'filingsSubmitted') return cockpitText.of((figures.filingsIssued ?? 0n).toLocaleString('zh-CN'))
  if (metricId === 'leadsOpen') return cockpitText.ofLeads((figures.leadsIssued ?? 0n).toLocaleString('zh-CN'))
  return undefined
}

function UnitMap({ campaign, numbers, chosen, hrefOf }: { campaign: CampaignPage; numbers: Figures; chosen: MetricId; hrefOf: HrefOf }) {
  const tiles = numbers.units.map(({ regionNo, name, ownLevel, value }) => ({
    id: `${regionNo}${ownLevel ? '-own' : ''}`,
    name,
    value: Number(value),
    text: metrics[chosen].unit === 'fen' ? formatWanYuan(value) : printFigure(chosen, value),
    href: hrefOf(chosen, regionNo, ownLevel),
  }))
  return (
    <Card
      title={`${cockpitText.map}：${metrics[chosen].name}（${metrics[chosen].unit === 'fen' ? unitText.wanYuan : unitWord(metrics[chosen].unit)}）`}
    >
      <nav aria-label={cockpitText.mapChoose} className="mb-3 flex flex-wrap gap-x-4 gap-y-1">
        {numbers.choices.map((metricId) => (
          <Link
            key={metricId}
            href={`/campaigns/${campaign.id}?metric=${metricId}`}
            prefetch={false}
            scroll={false}
            aria-current={metricId === chosen ? 'true' : undefined}
            className={metricId === chosen ? 'font-semibold no-underline' : 'link'}
          >
            {metrics[metricId].name}
          </Link>
        ))}
      </nav>
      <TileMap
        label={metrics[chosen].name}
        rows={Array.from({ length: Math.ceil(tiles.length / tilesInRow) }, (_, row) =>
          tiles.slice(row * tilesInRow, (row + 1) * tilesInRow),
        )}
      />
    </Card>
  )
}

function LeadsChart({ numbers, hrefOf }: { numbers: Figures; hrefOf: HrefOf }) {
  const { concluded, open } = cockpitText.chartSeries
  return (
    <ChartCard
      title={cockpitText.chart}
      kind="stackedBar"
      series={[
        { id: 'concluded', label: concluded },
        { id: 'open', label: open },
      ]}
      points={numbers.units.map(({ regionNo, name, ownLevel, leadsIssued, leadsOpen }) => ({
        id: `${regionNo}${ownLevel ? '-own' : ''}`,
        label: name,
        values: { concluded: Number(leadsIssued - leadsOpen), open: Number(leadsOpen) },
        hrefs: { concluded: hrefOf('leadsIssued', regionNo, ownLevel), open: hrefOf('leadsOpen', regionNo, ownLevel) },
      }))}
    />
  )
}
