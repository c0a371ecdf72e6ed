import { ScrollRegion } from '#components/ui/scroll-region'
import { Tag } from '#components/ui/tag'
import { formatYuan } from '#domain/kernel/money'
import type { FigureTexts } from '#domain/self-inspection/figures'
import { cellFen, findingAmounts, type YearCells, type YearPart } from '#domain/self-inspection/years'
import { findingFormText } from '#messages/zh/finding-form'

type Row = YearPart & { cells: YearCells }
const wholeOf = { billedFen: 'billed', irregularFen: 'irregular', fundLossFen: 'fundLoss' } as const
const cell = 'px-2 py-1'

/** One line for each part of the period, and how far each column is off the amount above it. */
export function YearTable({
  rows,
  texts,
  change,
}: {
  rows: readonly Row[]
  texts: FigureTexts
  change: (row: number, column: number, value: string) => void
}) {
  const split = rows.some(({ cells }) => cells.some((one) => one !== ''))
  return (
    <ScrollRegion label={findingFormText.years} className="overflow-x-auto">
      <table className="border-divider w-full border">
        <thead className="bg-header-row">
          <tr>
            {[findingFormText.part, ...findingAmounts.map((amount) => findingFormText.amounts[amount]), findingFormText.nature].map(
              (head) => (
                <th key={head} scope="col" className={`${cell} text-start font-semibold whitespace-nowrap`}>
                  {head}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ from, to, older, cells }, place) => (
            <tr key={`${from} ${to}`} className="border-divider border-t">
              <th scope="row" className={`${cell} text-start font-normal whitespace-nowrap`}>
                {from} — {to}
              </th>
              {findingAmounts.map((amount, column) => (
                <td key={amount} className={cell}>
                  <input
                    aria-label={findingFormText.cell(from, to, findingFormText.amounts[amount])}
                    inputMode="decimal"
                    value={cells[column]}
                    onInput={(event) => change(place, column, event.currentTarget.value)}
                    aria-invalid={cellFen(cells[column] ?? '') === null || undefined}
                    className="control w-32 text-end"
                  />
                </td>
              ))}
              <td className={`${cell} whitespace-nowrap`}>
                {older ? <Tag tone="agreement">{findingFormText.older}</Tag> : <span className="text-ink-2">{findingFormText.recent}</span>}
              </td>
            </tr>
          ))}
        </tbody>
        {split && (
          <tfoot className="border-divider border-t">
            <tr>
              <th scope="row" className={`${cell} text-start`}>
                {findingFormText.off}
              </th>
              {findingAmounts.map((amount, column) => (
                <td key={amount} role="status" className={`${cell} pe-4 text-end`}>
                  <Difference typed={rows.map(({ cells }) => cells[column] ?? '')} whole={texts[wholeOf[amount]]} />
                </td>
              ))}
              <td />
            </tr>
          </tfoot>
        )}
      </table>
    </ScrollRegion>
  )
}

/** What is left of the amount above once the column is taken off it; nothing while either cannot be read. */
function Difference({ typed, whole }: { typed: readonly string[]; whole: string }) {
  const parts = typed.map(cellFen)
  const wholeFen = cellFen(whole)
  if (wholeFen === null || !parts.every((part) => part !== null)) return null
  const off = parts.reduce((rest, part) => rest - part, wholeFen)
  return off === 0n ? (
    <span className="text-success">{findingFormText.agrees}</span>
  ) : (
    <span className="tabular text-danger font-semibold">{formatYuan(off)}</span>
  )
}
