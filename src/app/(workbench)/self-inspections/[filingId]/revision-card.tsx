import { Card } from '#components/ui/card'
import { ScrollRegion } from '#components/ui/scroll-region'
import { beijingMinute } from '#domain/kernel/civil-date'
import { formatYuan } from '#domain/kernel/money'
import type { CellChange } from '#domain/self-inspection/revision'
import { revisionText } from '#messages/zh/review-queue'
import { itemText } from '#messages/zh/self-inspection'
import type { ReviewedFiling } from './reviewed-filing'

/** A correction as what has changed since it was returned, and nothing else. */
export function RevisionCard({ revision }: { revision: ReviewedFiling['revision'] }) {
  if (!revision) return null
  const { changes, takenAt } = revision
  const head = 'px-2.5 py-1.5 text-start font-semibold whitespace-nowrap'
  return (
    <Card title={revisionText.title(changes.length)}>
      <p className="text-hint mb-2">{revisionText.since(beijingMinute(takenAt))}</p>
      {changes.length === 0 ? (
        <p>{revisionText.same}</p>
      ) : (
        <ScrollRegion label={revisionText.title(changes.length)} className="overflow-x-auto">
          <table className="w-full">
            <caption className="sr-only">{revisionText.title(changes.length)}</caption>
            <thead className="bg-header-row">
              <tr>
                {[revisionText.item, revisionText.cell, revisionText.from, revisionText.to].map((heading) => (
                  <th key={heading} scope="col" className={head}>
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {changes.map((change) => (
                <tr key={keyOf(change)} className="border-divider border-b align-top last:border-b-0">
                  <th scope="row" className="px-2.5 py-1 text-start font-normal">
                    <span className="font-mono">{change.code}</span> {change.finding}
                  </th>
                  <td className="px-2.5 py-1 whitespace-nowrap">{revisionText.cells[change.cell]}</td>
                  <td className="text-ink-2 px-2.5 py-1">
                    <del className="no-underline">{shown(change, change.from)}</del>
                  </td>
                  <td className="px-2.5 py-1 font-semibold">
                    <ins className="no-underline">{shown(change, change.to)}</ins>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </Card>
  )
}

const keyOf = ({ code, finding, cell, from, to }: CellChange) => [code, finding, cell, from, to].join('|')
const money: ReadonlySet<CellChange['cell']> = new Set(['added', 'removed', 'billedFen', 'irregularFen', 'fundLossFen'])
const answers: Readonly<Record<string, string>> = itemText.answers

function shown({ cell }: CellChange, value: string | null): string {
  if (value === null) return '—'
  if (cell === 'answer') return answers[value] ?? value
  return money.has(cell) ? formatYuan(BigInt(value)) : value
}
