import Link from 'next/link'
import { notFound } from 'next/navigation'
import { CommandForm } from '#components/command-form'
import { DataTable } from '#components/data-table'
import { packRows } from '#components/packed-rows'
import type { Column } from '#components/table-column'
import { Card, PageHead } from '#components/ui/card'
import { Checkbox } from '#components/ui/choice'
import { DescriptionList } from '#components/ui/description-list'
import { Disclosure } from '#components/ui/disclosure'
import { EmptyState } from '#components/ui/empty-state'
import { Field } from '#components/ui/field'
import { Input, Select, Textarea } from '#components/ui/input'
import { localRuleNames } from '#domain/case/place-rules'
import { caseText } from '#messages/zh/case'
import { localRuleText as text } from '#messages/zh/local-rules'
import { mayProposeLocalRules } from '#server/case/local-rule/propose-local-rule'
import { listLocalRules } from '#server/case/local-rule/queries'
import { currentTime } from '#server/clock/now'
import { requireActor } from '#server/session'
import { propose } from './actions'

export const metadata = { title: text.title }

type Row = {
  id: string
  key: string
  value: string
  title: string
  state: string
  seq: string
  agency: string
  validFrom: string
  validTo: string | null
}
const { heads } = text
const columns: readonly Column<Row>[] = [
  { id: 'key', header: heads.key, href: '/settings/local-rules/{id}' },
  { id: 'value', header: heads.value, wide: true },
  { id: 'title', header: heads.title, wide: true },
  {
    id: 'state',
    header: heads.state,
    kind: 'status',
    labels: text.states,
    statuses: { review: 'waiting', inUse: 'done', refused: 'returned', ended: 'stopped' },
  },
  { id: 'seq', header: heads.seq },
  { id: 'agency', header: heads.agency },
  { id: 'validFrom', header: heads.validFrom, kind: 'date' },
  { id: 'validTo', header: heads.validTo, kind: 'date' },
]

/** What the law leaves to each place: what holds here today, the versions, and where a bureau enters its own. */
export default async function LocalRulesPage() {
  const actor = await requireActor()
  const found = await listLocalRules(actor, currentTime())
  if (!found) notFound()
  const today = localRuleNames.map((key) => {
    const { value, source } = found.today[key]
    return { term: text.keys[key], value: text.values[key](value), note: text.sourceOf(source) }
  })
  const rows: Row[] = found.rules.map(({ id, key, value, title, state, seq, agencyName, validFrom, validTo, endedOn }) => ({
    ...{ id, key: text.keys[key], value: text.values[key](value), title, state },
    ...{ seq: text.seq(seq), agency: agencyName, validFrom, validTo: endedOn ?? validTo },
  }))
  return (
    <>
      <PageHead
        title={text.title}
        lead={text.lead}
        trail={
          <Link href="/cases" prefetch={false} className="link">
            {caseText.title}
          </Link>
        }
      />
      <Card title={text.today} className="mb-4">
        <DescriptionList columns={2} items={today} />
      </Card>
      {rows.length === 0 ? (
        <EmptyState title={text.empty} why={text.emptyHint} />
      ) : (
        <Card title={text.list} flush>
          <DataTable name="local-rules" caption={text.list} columns={columns} rows={packRows(rows)} fill={false} />
        </Card>
      )}
      {mayProposeLocalRules(actor) && (
        <Disclosure summary={text.propose} className="mt-4">
          <ProposeForm />
        </Disclosure>
      )}
    </>
  )
}

function ProposeForm() {
  return (
    <CommandForm action={propose} submitLabel={text.submit} draftKey="local-rule" className="max-w-3xl">
      <Field name="key" label={text.key} required>
        <Select options={localRuleNames.map((value) => ({ value, label: text.keys[value] }))} />
      </Field>
      <Field name="value" label={text.value} hint={text.valueHint} required>
        <Textarea rows={2} maxLength={1000} />
      </Field>
      <div className="grid gap-4 tablet:grid-cols-2">
        <Field name="title" label={text.name} hint={text.nameHint} required>
          <Input maxLength={120} />
        </Field>
        <Field name="documentNumber" label={text.documentNumber} required>
          <Input maxLength={80} />
        </Field>
        <Field name="validFrom" label={text.validFrom} required>
          <Input type="date" />
        </Field>
        <Field name="validTo" label={text.validTo} hint={text.validToHint}>
          <Input type="date" />
        </Field>
      </div>
      <Field name="basisText" label={text.basisText} hint={text.basisTextHint} required>
        <Textarea rows={3} maxLength={2000} />
      </Field>
      <Checkbox name="verified" value="on" label={text.verified} hint={text.verifiedHint} />
      <Checkbox name="forRunning" value="on" label={text.forRunning} hint={text.forRunningHint} />
    </CommandForm>
  )
}
