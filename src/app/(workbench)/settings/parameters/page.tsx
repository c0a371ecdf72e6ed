import { notFound } from 'next/navigation'
import { DataTable } from '#components/data-table'
import { packRows } from '#components/packed-rows'
import type { Column } from '#components/table-column'
import { Card, PageHead } from '#components/ui/card'
import { clockPartyNames } from '#domain/clock/clock-rule'
import { clockRule, clockRuleIds } from '#domain/clock/rules'
import { citation } from '#domain/law/law'
import { accountsText } from '#messages/zh/accounts'
import { settingsText } from '#messages/zh/settings'
import { requireActor } from '#server/session'
import { getCalendarYears } from '#server/settings/queries'

export const metadata = { title: settingsText.parameters }

type RuleRow = { id: string; name: string; length: string; basis: string; side: string; verified: string }
type PolicyRow = { id: string; value: string; basis: string; verified: string }
type YearRow = { id: string; published: string; holidays: number; makeUps: number; source: string }

const ruleColumns: readonly Column<RuleRow>[] = [
  { id: 'id', header: settingsText.rule, kind: 'code' },
  { id: 'name', header: settingsText.clocks, wide: true },
  { id: 'length', header: settingsText.length },
  { id: 'side', header: settingsText.side },
  { id: 'basis', header: settingsText.basis, wide: true },
  {
    id: 'verified',
    header: settingsText.verified,
    kind: 'status',
    labels: settingsText.verifiedStates,
    statuses: { yes: 'done', no: 'waiting' },
  },
]
const yearColumns: readonly Column<YearRow>[] = [
  { id: 'id', header: settingsText.year, kind: 'code' },
  {
    id: 'published',
    header: settingsText.published,
    kind: 'status',
    labels: settingsText.publishedStates,
    statuses: { yes: 'done', no: 'waiting' },
  },
  { id: 'holidays', header: settingsText.holidays, kind: 'number' },
  { id: 'makeUps', header: settingsText.makeUps, kind: 'number' },
  { id: 'source', header: settingsText.source, wide: true },
]

const policyColumns: readonly Column<PolicyRow>[] = [
  { id: 'id', header: accountsText.parameter, wide: true },
  { id: 'value', header: accountsText.value },
  { id: 'basis', header: settingsText.basis, wide: true },
  {
    id: 'verified',
    header: settingsText.verified,
    kind: 'status',
    labels: settingsText.verifiedStates,
    statuses: { yes: 'done', no: 'waiting' },
  },
]
const policies: PolicyRow[] = accountsText.policyRows.map(([id, value, basis, verified]) => ({ id, value, basis, verified }))

export default async function ParametersPage() {
  const years = await getCalendarYears(await requireActor())
  if (!years) notFound()
  const rules: RuleRow[] = clockRuleIds.map((id) => {
    const rule = clockRule(id)
    return {
      id,
      name: rule.name,
      length: `${rule.length || ''}${settingsText.units[rule.unit] ?? rule.unit}`,
      basis: citation(rule.basis),
      side: clockPartyNames[rule.side],
      verified: rule.verified ? 'yes' : 'no',
    }
  })
  const calendar: YearRow[] = years.map(({ year, published, holidays, makeUps, source }) => ({
    id: String(year),
    published: published ? 'yes' : 'no',
    holidays,
    makeUps,
    source,
  }))
  return (
    <>
      <PageHead title={settingsText.parameters} lead={settingsText.parametersLead} />
      <Card title={settingsText.calendar} className="mb-4" flush>
        <DataTable name="calendar" caption={settingsText.calendar} columns={yearColumns} rows={packRows(calendar)} fill={false} />
      </Card>
      <Card title={settingsText.clocks} className="mb-4" flush>
        <DataTable name="clocks" caption={settingsText.clocksCaption} columns={ruleColumns} rows={packRows(rules)} fill={false} />
      </Card>
      <Card title={accountsText.policies} flush>
        <p className="text-ink-2 px-4 py-2">{accountsText.policiesNote}</p>
        <DataTable name="policies" caption={accountsText.policiesCaption} columns={policyColumns} rows={packRows(policies)} fill={false} />
      </Card>
    </>
  )
}
