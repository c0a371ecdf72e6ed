import { notFound } from 'next/navigation'
import { CommandForm } from '#components/command-form'
import { DataTable } from '#components/data-table'
import { FilterBar, type FilterValues } from '#components/filter-bar'
import { packRows } from '#components/packed-rows'
import { StepButton } from '#components/step-button'
import type { Column } from '#components/table-column'
import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Select } from '#components/ui/input'
import { beijingMinute } from '#domain/kernel/civil-date'
import { campaignText, departmentShort, receiptText } from '#messages/zh/campaign'
import { getReceipts } from '#server/campaign/receipts'
import { requireActor } from '#server/session'
import { match, remind } from '../../actions'
import { CampaignHead } from '../head'

export const metadata = { title: campaignText.tabs.recipients }

type Receipts = NonNullable<Awaited<ReturnType<typeof getReceipts>>>
type Recipient = Receipts['recipients'][number]

type Row = {
  id: string
  name: string
  department: string | null
  region: string | null
  state: 'signed' | 'waiting' | 'unmatched'
  receivedBy: string | null
  receivedAt: string | null
  committed: string
  remindedAt: string | null
  adoption: string | null
  adoptionHref: string
}

const { columns: words } = receiptText
const columns: readonly Column<Row>[] = [
  { id: 'name', header: words.name },
  { id: 'department', header: words.department },
  { id: 'region', header: words.region, secondary: true },
  {
    id: 'state',
    header: words.state,
    kind: 'status',
    labels: receiptText.states,
    statuses: { signed: 'done', waiting: 'waiting', unmatched: 'returned' },
  },
  { id: 'receivedBy', header: words.receivedBy },
  { id: 'receivedAt', header: words.receivedAt, kind: 'date' },
  { id: 'committed', header: words.committed },
  { id: 'remindedAt', header: words.remindedAt, kind: 'date', secondary: true },
  { id: 'adoption', header: words.adoption, href: '{adoptionHref}' },
]

const stateOf = ({ agencyId, receivedAt }: Recipient) => (agencyId === null ? 'unmatched' : receivedAt === null ? 'waiting' : 'signed')

const rowOf = (recipient: Recipient): Row => ({
  id: recipient.id,
  name: recipient.agency?.actsFor ? `${recipient.name}（${receiptText.actsFor(recipient.agency.actsFor)}）` : recipient.name,
  department: recipient.department && departmentShort(recipient.department),
  region: recipient.agency?.region.shortName ?? null,
  state: stateOf(recipient),
  receivedBy: recipient.receivedByName,
  receivedAt: recipient.receivedAt && beijingMinute(recipient.receivedAt),
  committed: recipient.committed ? receiptText.committed : receiptText.notCommitted,
  remindedAt: recipient.remindedAt && beijingMinute(recipient.remindedAt),
  adoption: recipient.adoption ? adoptionWords(recipient.adoption) : null,
  adoptionHref: recipient.adoption ? `/campaigns/${recipient.adoption.id}` : '#',
})

const adoptionWords = ({ state, later }: NonNullable<Recipient['adoption']>) =>
  [campaignText.states[state], later.length > 0 && receiptText.adoptionLater(later.length)].filter(Boolean).join('，')

type Props = { params: Promise<{ campaignId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function RecipientsPage({ params, searchParams }: Props) {
  const { campaignId } = await params
  const values: FilterValues = Object.fromEntries(
    Object.entries(await searchParams).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )
  const receipts = await getReceipts(await requireActor(), campaignId)
  if (!receipts) notFound()

  const { recipients, internal } = receipts
  const waiting = recipients.filter((one) => stateOf(one) === 'waiting')
  const shown = recipients.filter(
    (one) => (!values.state || stateOf(one) === values.state) && (!values.department || one.department === values.department),
  )
  const departments = [...new Set(recipients.flatMap(({ department }) => department ?? []))]
  return (
    <>
      <CampaignHead campaign={receipts} tab="recipients" />
      <p className="mb-2">{receiptText.lead(recipients.filter((one) => one.receivedAt !== null).length, recipients.length)}</p>
      <Unmatched receipts={receipts} />
      <DataTable
        name="recipients"
        caption={receiptText.caption}
        columns={columns}
        rows={packRows(shown.map(rowOf))}
        rowName="name"
        total={{ count: shown.length, exact: true }}
        filters={
          <FilterBar
            path={`/campaigns/${campaignId}/recipients`}
            values={values}
            filters={[
              {
                kind: 'choice',
                name: 'state',
                label: receiptText.filterState,
                options: Object.entries(receiptText.states).map(([value, label]) => ({ value, label })),
              },
              {
                kind: 'choice',
                name: 'department',
                label: receiptText.filterDepartment,
                options: departments.map((value) => ({ value, label: departmentShort(value) })),
              },
            ]}
          />
        }
        tools={receipts.mayManage && waiting.length > 0 && <Remind campaignId={campaignId} count={waiting.length} />}
      />
      {internal.length > 0 && <p className="text-ink-2 mt-2">{receiptText.internal(internal.join('、'))}</p>}
      <Reminders receipts={receipts} />
    </>
  )
}

const Remind = ({ campaignId, count }: { campaignId: string; count: number }) => (
  <StepButton
    label={receiptText.remind(count)}
    shut={null}
    fields={{ campaignId }}
    action={remind}
    variant="primary"
    confirm={{ body: receiptText.remindBody }}
  />
)

/** Names in the plan that no agency goes by: the issuer says who is meant. */
function Unmatched({ receipts }: { receipts: Receipts }) {
  const unmatched = receipts.recipients.filter((one) => one.agencyId === null)
  if (!receipts.mayManage || unmatched.length === 0) return null
  return (
    <Card title={receiptText.unmatchedTitle} className="border-warning mb-3">
      <p className="text-ink-2 mb-2">{receiptText.unmatchedBody}</p>
      <ul className="space-y-3">
        {unmatched.map(({ id, name, version }) => (
          <li key={id} className="flex flex-wrap items-end gap-3">
            <span className="min-w-56 font-semibold">{name}</span>
            <CommandForm action={match} submitLabel={receiptText.match} version={version} fields={{ recipientId: id }}>
              <Field name="agencyId" label={receiptText.matchTo}>
                <Select options={receipts.matchable.map((agency) => ({ value: agency.id, label: agency.name }))} className="w-80" />
              </Field>
            </CommandForm>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Reminders({ receipts }: { receipts: Receipts }) {
  if (receipts.reminders.length === 0) return null
  return (
    <Card title={receiptText.reminders} className="mt-3">
      <ul className="space-y-1">
        {receipts.reminders.map(({ id, at, actorName, change }) => (
          <li key={id}>{receiptText.reminderLine(beijingMinute(at), actorName, remindedCount(change))}</li>
        ))}
      </ul>
    </Card>
  )
}

function remindedCount(change: unknown): number {
  const reminded = typeof change === 'object' && change !== null && 'reminded' in change ? change.reminded : null
  return Array.isArray(reminded) && Array.isArray(reminded[1]) ? reminded[1].length : 0
}
