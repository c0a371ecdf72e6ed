import Link from 'next/link'
import { Money } from '#components/money'
import { StatusTag } from '#components/status-tag'
import { Card } from '#components/ui/card'
import { ScrollRegion } from '#components/ui/scroll-region'
import { beijingMinute } from '#domain/kernel/civil-date'
import { weightParts } from '#domain/self-inspection/weight'
import { onSiteText } from '#messages/zh/on-site'
import { filingText } from '#messages/zh/self-inspection'
import { spotCheckText } from '#messages/zh/spot-check'
import type { getSpotCheck } from '#server/self-inspection/spot-check-queries'

import { AssignForm } from './assign-form'

type Draw = NonNullable<Awaited<ReturnType<typeof getSpotCheck>>>

const kinds = { pending: 'waiting', agrees: 'done', discrepancy: 'returned' } as const

/** The weight that was announced for one, and its points. */
function WeightCell({ weight }: { weight: Draw['items'][number]['weight'] }) {
  if (!weight) return <td className="px-3 py-1.5">—</td>
  const points = weightParts.flatMap((part) => {
    const value = weight.parts[part]
    return value === undefined ? [] : [spotCheckText.weightPart(spotCheckText.weightParts[part], value)]
  })
  return (
    <td className="px-3 py-1.5">
      <span className="tabular font-semibold">{weight.weight}</span>
      <p className="text-hint">{points.join('，')}</p>
    </td>
  )
}

/** What was drawn, in the order drawn, with the result of each re-check. */
export function DrawnTable({ draw }: { draw: Draw }) {
  return (
    <Card id="items" title={spotCheckText.items} flush>
      {draw.mayAssign && draw.items.some(({ inReach, result, checkedById }) => inReach && result === 'pending' && checkedById === null) ? (
        <AssignForm spotCheckId={draw.id} colleagues={draw.colleagues}>
          <DrawnRows draw={draw} />
        </AssignForm>
      ) : (
        <DrawnRows draw={draw} />
      )}
    </Card>
  )
}

function DrawnRow({ draw, item }: { draw: Draw; item: Draw['items'][number] }) {
  return (
    <tr className="border-divider border-b align-top last:border-b-0">
      <td className="tabular px-3 py-1.5 whitespace-nowrap">
        {draw.mayAssign && item.inReach && item.result === 'pending' && item.checkedById === null && (
          <input
            type="checkbox"
            name="checkIds"
            value={item.id}
            aria-label={onSiteText.choose(item.institutionName)}
            className="accent-brand me-2 size-4 align-middle"
          />
        )}
        {item.position}
      </td>
      <th scope="row" className="px-3 py-1.5 text-start font-normal">
        {item.inReach ? (
          <Link href={`/self-inspections/${item.filingId}`} prefetch={false} className="link">
            {item.institutionName}
          </Link>
        ) : (
          <>
            {item.institutionName}
            <p className="text-ink-2">{spotCheckText.movedAway}</p>
          </>
        )}
      </th>
      <td className="px-3 py-1.5 whitespace-nowrap">{item.regionName}</td>
      {draw.spread && <WeightCell weight={item.weight} />}
      <td className="px-3 py-1.5 text-end">{item.reportedFen === null ? '—' : <Money amountFen={item.reportedFen} />}</td>
      <td className="px-3 py-1.5">
        <StatusTag kind={kinds[item.result]} label={spotCheckText.results[item.result]} />
        {item.discrepancyFen !== null && (
          <p className="text-danger">
            {spotCheckText.discrepancy} <Money amountFen={item.discrepancyFen} />
          </p>
        )}
        {item.result === 'discrepancy' && item.underDeclared + item.notRemedied > 0 && (
          <p className="text-ink-2">{onSiteText.ofLines(item.underDeclared, item.notRemedied)}</p>
        )}
        {draw.mayAssign && item.inReach && (
          <p>
            <Link
              href={`/self-inspections/spot-checks/${draw.id}/${item.id}`}
              prefetch={false}
              className="link"
              aria-label={onSiteText.openOf(item.institutionName)}
            >
              {onSiteText.open}
            </Link>
          </p>
        )}
      </td>
      <td className="min-w-40 px-3 py-1.5">{item.note || '—'}</td>
      <td className="px-3 py-1.5">
        {item.checkers.length > 0
          ? item.checkers.join('、')
          : item.inspectors.map(({ userName }) => userName).join('、') || onSiteText.noInspectors}
        {item.checkedAt && <p className="text-ink-2">{beijingMinute(item.checkedAt)}</p>}
      </td>
    </tr>
  )
}

function DrawnRows({ draw }: { draw: Draw }) {
  const head = 'bg-header-row px-3 py-1.5 font-semibold whitespace-nowrap text-start'
  return (
    <ScrollRegion label={spotCheckText.items} className="overflow-x-auto">
      <table className="w-full">
        <caption className="sr-only">{spotCheckText.items}</caption>
        <thead>
          <tr>
            {[...[spotCheckText.position, filingText.institution, filingText.region], ...(draw.spread ? [spotCheckText.weight] : [])].map(
              (heading) => (
                <th key={heading} scope="col" className={head}>
                  {heading}
                </th>
              ),
            )}
            <th scope="col" className={`${head} text-end`}>
              {spotCheckText.reported}
            </th>
            {[spotCheckText.result, spotCheckText.note, spotCheckText.checkers].map((heading) => (
              <th key={heading} scope="col" className={head}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {draw.items.map((item) => (
            <DrawnRow key={item.id} draw={draw} item={item} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
