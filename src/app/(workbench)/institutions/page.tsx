import Link from 'next/link'
import { notFound } from 'next/navigation'
import { DataTable } from '#components/data-table'
import { FilterBar } from '#components/filter-bar'
import { packRows } from '#components/packed-rows'
import type { Column } from '#components/table-column'
import { ButtonLink } from '#components/ui/button'
import { Card, PageHead } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { beijingMinute } from '#domain/kernel/civil-date'
import { listText } from '#messages/zh/problem-lists'
import { registerText } from '#messages/zh/register'
import { filingText } from '#messages/zh/self-inspection'
import { listRegister, type RegisterRow, registerFilter, registerFrame, seesRegister } from '#server/institution/register-queries'
import { keepsRegister } from '#server/institution/upload-register'
import { requireActor } from '#server/session'

export const metadata = { title: registerText.title }

type Asked = Record<string, string | string[] | undefined>

const columns: readonly Column<RegisterRow>[] = [
  { id: 'name', header: registerText.name, href: '/institutions/{id}', wide: true },
  { id: 'code', header: registerText.code, kind: 'code' },
  { id: 'kind', header: registerText.kind, labels: filingText.kinds },
  { id: 'level', header: registerText.level, labels: listText.levels, secondary: true },
  { id: 'regionName', header: registerText.region },
  { id: 'officer', header: registerText.officer, secondary: true },
  { id: 'phone', header: registerText.phone, secondary: true },
  {
    id: 'state',
    header: registerText.state,
    kind: 'status',
    labels: registerText.states,
    statuses: { active: 'done', stopped: 'stopped', merged: 'stopped' },
  },
]

const options = (labels: Readonly<Record<string, string>>) => Object.entries(labels).map(([value, label]) => ({ value, label }))

/** The institutions of the own subtree: to look up, and for an insurance bureau to keep. */
export default async function InstitutionsPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const actor = await requireActor()
  if (!seesRegister(actor)) notFound()
  const asked = Object.fromEntries(
    Object.entries(await searchParams).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )
  const filter = registerFilter.parse(asked)
  const [page, frame] = await Promise.all([listRegister(actor, filter), registerFrame(actor)])
  const filters = [
    { kind: 'text', name: 'q', label: registerText.search },
    ...(frame.regions.length > 1
      ? [
          {
            kind: 'choice' as const,
            name: 'region',
            label: registerText.region,
            options: frame.regions.map(({ code, label }) => ({ value: code, label })),
          },
        ]
      : []),
    { kind: 'choice', name: 'kind', label: registerText.kind, options: options(filingText.kinds) },
    { kind: 'choice', name: 'state', label: registerText.state, options: options(registerText.states) },
  ] as const
  return (
    <>
      <PageHead
        title={registerText.title}
        lead={registerText.lead}
        actions={
          keepsRegister(actor) && (
            <ButtonLink href="/institutions/imports" prefetch={false} variant="primary">
              {registerText.import}
            </ButtonLink>
          )
        }
      />
      <Pending pending={frame.pending} />
      {page.count === 0 && Object.keys(asked).length === 0 ? (
        <EmptyState title={registerText.empty} next={registerText.emptyNext} />
      ) : (
        <DataTable
          name="institutions"
          caption={registerText.caption}
          columns={columns}
          rows={packRows(page.rows)}
          rowName="name"
          total={{ count: page.count, exact: true }}
          cursors={{ next: page.next }}
          empty={<p className="text-ink-2 px-4 py-3">{registerText.none}</p>}
          filters={<FilterBar path="/institutions" filters={filters} values={asked} />}
        />
      )}
    </>
  )
}

function Pending({ pending }: { pending: Awaited<ReturnType<typeof registerFrame>>['pending'] }) {
  if (pending.length === 0) return null
  return (
    <Card title={registerText.pendingOf(pending.length)} className="mb-3">
      <ul className="space-y-1">
        {pending.map(({ id, kind, institution, proposedByName, proposedAt }) => (
          <li key={id} className="flex flex-wrap gap-x-4">
            <Link href={`/institutions/${institution.id}`} prefetch={false} className="link">
              {institution.name}
            </Link>
            <span>{registerText.kinds[kind]}</span>
            <span className="text-ink-2">{registerText.decidedBy(proposedByName, beijingMinute(proposedAt))}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
