import { ScrollRegion } from '#components/ui/scroll-region'
import { institutionKinds } from '#domain/institution/kinds'
import { issueText } from '#messages/zh/filing-review'
import { filingText } from '#messages/zh/self-inspection'
import type { ChosenCount } from '#server/self-inspection/issue-queries'

const head = 'bg-header-row px-3 py-1 text-end font-semibold whitespace-nowrap'
const cell = 'tabular px-3 py-0.5 text-end'
const sum = (rows: readonly ChosenCount[], count: (row: ChosenCount) => number) => rows.reduce((total, row) => total + count(row), 0)
const waitingOf = ({ waiting }: ChosenCount) => waiting
const unaskedOf = ({ unasked }: ChosenCount) => unasked

/** County by county: how many will get the list, by kind, beside those that have a filing already. */
export function PreviewTable({ counts }: { counts: readonly ChosenCount[] }) {
  const regions = [...new Map(counts.map(({ regionNo, regionName }) => [regionNo, regionName]))]
  const kinds = institutionKinds.filter((kind) => counts.some((row) => row.kind === kind))
  return (
    <ScrollRegion label={issueText.previewTitle} className="max-h-96 overflow-auto">
      <table className="w-full">
        <caption className="sr-only">{issueText.previewTitle}</caption>
        <thead className="sticky top-0">
          <tr>
            <th scope="col" className={`${head} text-start`}>
              {issueText.region}
            </th>
            <th scope="col" className={head}>
              {issueText.chosen}
            </th>
            <th scope="col" className={head}>
              {issueText.already}
            </th>
            <th scope="col" className={head}>
              {issueText.unasked}
            </th>
            <th scope="col" className={head}>
              {issueText.waiting}
            </th>
            {kinds.map((kind) => (
              <th key={kind} scope="col" className={head}>
                {filingText.kinds[kind]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {regions.map(([regionNo, regionName]) => (
            <Line key={regionNo} name={regionName} rows={counts.filter((row) => row.regionNo === regionNo)} kinds={kinds} />
          ))}
        </tbody>
        <tfoot>
          <Line name={issueText.total} rows={counts} kinds={kinds} strong />
        </tfoot>
      </table>
    </ScrollRegion>
  )
}

function Line({
  name,
  rows,
  kinds,
  strong,
}: {
  name: string
  rows: readonly ChosenCount[]
  kinds: readonly ChosenCount['kind'][]
  strong?: boolean
}) {
  return (
    <tr className={strong ? 'font-semibold' : 'border-divider border-b'}>
      <th scope="row" className="px-3 py-0.5 text-start font-normal">
        {name}
      </th>
      <td className={cell}>{sum(rows, ({ chosen }) => chosen)}</td>
      <td className={cell}>{sum(rows, ({ chosen, waiting, unasked }) => chosen - waiting - unasked)}</td>
      <td className={cell}>{sum(rows, unaskedOf)}</td>
      <td className={cell}>{sum(rows, waitingOf)}</td>
      {kinds.map((kind) => (
        <td key={kind} className={cell}>
          {sum(
            rows.filter((row) => row.kind === kind),
            waitingOf,
          )}
        </td>
      ))}
    </tr>
  )
}
