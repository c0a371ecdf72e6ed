import type { ReactNode } from 'react'
import { ScrollRegion } from '#components/ui/scroll-region'
import type { PackChange } from '#domain/self-inspection/pack/compare'
import { packText } from '#messages/zh/offline-pack'
import { type Line, wordsOf } from './change-words'

const cell = 'border-divider border px-2 py-1 align-top'

/** Changes row by row: where, which item, what the filing has, what the pack has; a last column for what goes with it. */
export function ChangeTable({
  label,
  changes,
  itemTexts,
  last,
}: {
  label: string
  changes: readonly PackChange[]
  itemTexts: Readonly<Record<string, string>>
  last?: { heading: string; of(change: PackChange): ReactNode }
}) {
  return (
    <ScrollRegion label={label}>
      <table className="w-full border-collapse">
        <thead>
          <tr>
            {[packText.place, packText.item, packText.before, packText.after, ...(last ? [last.heading] : [])].map((heading) => (
              <th key={heading} scope="col" className={`${cell} bg-header-row text-start font-semibold`}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => {
            const { before, after } = wordsOf(change)
            return (
              <tr key={change.id}>
                <td className={`${cell} whitespace-nowrap`}>{packText.placeOf(change.sheet, change.row)}</td>
                <th scope="row" className={`${cell} w-56 text-start font-normal`}>
                  <span className="font-mono">{change.code}</span> {packText.parts[change.part]}
                  <span className="text-hint line-clamp-2 block">{itemTexts[change.code]}</span>
                </th>
                <td className={cell}>
                  <Lines lines={before} none={change.conflict && change.part === 'finding' ? packText.removed : packText.none} />
                </td>
                <td className={cell}>
                  <Lines lines={after} none={packText.none} />
                </td>
                {last && <td className={`${cell} w-44`}>{last.of(change)}</td>}
              </tr>
            )
          })}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function Lines({ lines, none }: { lines: readonly Line[]; none: string }) {
  if (lines.length === 0) return <span className="text-hint">{none}</span>
  return (
    <dl>
      {lines.map(({ term, words }) => (
        <div key={term} className="flex gap-2">
          <dt className="text-ink-2 shrink-0">{term}</dt>
          <dd className="break-words">{words}</dd>
        </div>
      ))}
    </dl>
  )
}
