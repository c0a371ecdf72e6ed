import { notFound } from 'next/navigation'
import { DataTable } from '#components/data-table'
import { packRows } from '#components/packed-rows'
import { StepButton } from '#components/step-button'
import type { Column } from '#components/table-column'
import { Card, PageHead } from '#components/ui/card'
import { beijingMinute } from '#domain/kernel/civil-date'
import type { Refusal } from '#domain/kernel/result'
import { accountsText } from '#messages/zh/accounts'
import { settingsText } from '#messages/zh/settings'
import { listGrants } from '#server/identity/accounts'
import { getProofState } from '#server/identity/fresh-proof'
import { requireActor, requireSession } from '#server/session'
import { ProveCard } from '../prove-card'
import { confirm, refuse, withdraw } from './actions'
import { GrantLine } from './grant-line'

export const metadata = { title: accountsText.grants }

type Grants = NonNullable<Awaited<ReturnType<typeof listGrants>>>
type DecidedRow = {
  id: string
  person: string
  place: string
  roles: string
  outcome: string
  decidedBy: string
  decidedAt: string
  reason: string
}

const columns: readonly Column<DecidedRow>[] = [
  { id: 'person', header: accountsText.person },
  { id: 'place', header: accountsText.place, wide: true },
  { id: 'roles', header: accountsText.roles },
  {
    id: 'outcome',
    header: accountsText.outcome,
    kind: 'status',
    labels: accountsText.grantStates,
    statuses: { confirmed: 'done', refused: 'stopped', withdrawn: 'stopped' },
  },
  { id: 'decidedBy', header: accountsText.decidedBy },
  { id: 'decidedAt', header: accountsText.decidedAt, kind: 'date' },
  { id: 'reason', header: accountsText.reason, wide: true },
]

const rowOf = (grant: Grants['decided'][number]): DecidedRow => ({
  id: grant.id,
  person: `${grant.user.name}（${grant.user.login}）`,
  place: [grant.unitName, grant.title].filter(Boolean).join(' '),
  roles: grant.roles.map((role) => settingsText.roles[role]).join('、'),
  outcome: grant.state,
  decidedBy: grant.decidedBy?.name ?? '',
  decidedAt: grant.decidedAt ? beijingMinute(grant.decidedAt) : '',
  reason: grant.decisionReason,
})

/** The second look at every post that is to be given: who proposed it may not confirm it, and nobody confirms their own. */
export default async function GrantsPage() {
  const actor = await requireActor()
  const grants = await listGrants(actor)
  if (!grants) notFound()
  const proof = await getProofState(actor, (await requireSession()).id)
  return (
    <>
      <PageHead title={accountsText.grants} lead={accountsText.grantsLead} />
      <ProveCard {...proof} />
      <Card title={accountsText.waiting} className="mb-4">
        {grants.waiting.length === 0 && <p className="text-ink-2">{accountsText.grantsEmpty}</p>}
        <ul className="divide-divider divide-y">
          {grants.waiting.map((grant) => (
            <GrantLine key={grant.id} grant={grant} person={`${grant.user.name}（${grant.user.login}）`}>
              <Ways grant={grant} userId={actor.userId} />
            </GrantLine>
          ))}
        </ul>
      </Card>
      {grants.decided.length > 0 && (
        <Card title={accountsText.decided} flush>
          <DataTable
            name="grants"
            caption={accountsText.decided}
            columns={columns}
            rows={packRows(grants.decided.map(rowOf))}
            fill={false}
          />
        </Card>
      )}
    </>
  )
}

function Ways({ grant, userId }: { grant: Grants['waiting'][number]; userId: string }) {
  const fields = { grantId: grant.id, version: grant.version }
  const reason = { name: 'reason', label: accountsText.reason, required: true }
  if (grant.proposedById === userId) {
    return <StepButton label={accountsText.withdraw} shut={null} fields={fields} action={withdraw} confirm={{ reason }} />
  }
  const shut: Refusal | null = grant.user.id === userId ? { code: 'ownAccount' } : null
  return (
    <>
      <StepButton label={accountsText.confirm} shut={shut} fields={fields} action={confirm} variant="primary" />
      {shut === null && <StepButton label={accountsText.refuse} shut={null} fields={fields} action={refuse} confirm={{ reason }} />}
    </>
  )
}
