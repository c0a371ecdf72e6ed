import { Card } from '#components/ui/card'
import { Tabs } from '#components/ui/tabs'
import { beijingDay } from '#domain/kernel/civil-date'
import { backTestText as test } from '#messages/zh/back-test'
import { screeningText as text } from '#messages/zh/screening'
import type { Difference } from '#server/screening/back-test'
import { PlainTable } from '../../plain-table'

type Other = { id: string; months: readonly string[]; requestedAt: Date }

/** How a run differs from another: of the same months with other parameters, what a version gains and loses. */
export function Differences({
  runId,
  others,
  compared,
  differences,
}: {
  runId: string
  others: readonly Other[]
  compared: string | undefined
  differences: readonly Difference[]
}) {
  if (others.length === 0) return null
  return (
    <Card title={test.compare}>
      <Tabs
        label={test.compareWith}
        tabs={others.slice(0, 5).map(({ id, months, requestedAt }) => ({
          href: `/screening/runs/${runId}?against=${id}`,
          label: `${beijingDay(requestedAt)} ${text.monthsOf(months)}`,
          current: id === compared,
        }))}
      />
      {compared && differences.length > 0 && (
        <PlainTable
          caption={test.compare}
          heads={[
            { label: text.model },
            { label: test.both, figure: true },
            { label: test.onlyHere, figure: true },
            { label: test.onlyThere, figure: true },
          ]}
          rows={differences.map(({ code, both, onlyHere, onlyThere, bothFen, hereFen, thereFen }) => ({
            id: code,
            cells: [
              code,
              test.countAndMoney(both, bothFen),
              test.countAndMoney(onlyHere, hereFen),
              test.countAndMoney(onlyThere, thereFen),
            ],
          }))}
        />
      )}
      {compared && differences.length === 0 && <p className="mt-2">{test.noDifference}</p>}
    </Card>
  )
}
