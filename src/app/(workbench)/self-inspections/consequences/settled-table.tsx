import { ScrollRegion } from '#components/ui/scroll-region'
import { beijingMinute } from '#domain/kernel/civil-date'
import { consequenceText } from '#messages/zh/consequence'
import type { Consequences } from '#server/self-inspection/consequences'

/** What was decided, by whom and why. */
export function SettledTable({ settled }: { settled: Consequences['settled'] }) {
  const head = 'bg-header-row px-3 py-1.5 font-semibold whitespace-nowrap text-start'
  const headings = [consequenceText.institution, consequenceText.kind, consequenceText.result, consequenceText.reason, consequenceText.by]
  return (
    <ScrollRegion label={consequenceText.settled} className="overflow-x-auto">
      <table className="w-full">
        <caption className="sr-only">{consequenceText.settled}</caption>
        <thead>
          <tr>
            {headings.map((heading) => (
              <th key={heading} scope="col" className={head}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {settled.map((one) => (
            <tr key={one.id} className="border-divider border-b align-top last:border-b-0">
              <th scope="row" className="px-3 py-1.5 text-start font-normal">
                {one.institutionName} <span className="text-ink-2">{one.regionName}</span>
              </th>
              <td className="px-3 py-1.5">
                {consequenceText.kinds[one.kind]} <span className="text-ink-2">{one.violationType}</span>
              </td>
              <td className="px-3 py-1.5 whitespace-nowrap">
                {consequenceText.decisions[one.decision]}
                {one.measure && <p>{consequenceText.measures[one.measure]}</p>}
              </td>
              <td className="min-w-60 px-3 py-1.5">{one.reason}</td>
              <td className="px-3 py-1.5 whitespace-nowrap">
                {one.decidedByName}
                <p className="text-ink-2">{beijingMinute(one.decidedAt)}</p>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
