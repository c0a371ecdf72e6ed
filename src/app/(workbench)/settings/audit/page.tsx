import { notFound } from 'next/navigation'
import { z } from 'zod'
import { DataTable } from '#components/data-table'
import { FilterBar } from '#components/filter-bar'
import type { Column } from '#components/table-column'
import { PageHead } from '#components/ui/card'
import { beijingMinute } from '#domain/kernel/civil-date'
import { settingsText } from '#messages/zh/settings'
import { requireActor } from '#server/session'
import { listTrail } from '#server/settings/queries'

export const metadata = { title: settingsText.audit }

type Line = {
  id: string
  at: string
  person: string
  department: string | null
  action: string
  subject: string
  seq: number
  hash: string
}

const columns: readonly Column<Line>[] = [
  { id: 'at', header: settingsText.at, kind: 'date' },
  { id: 'person', header: settingsText.person },
  { id: 'department', header: settingsText.department },
  { id: 'action', header: settingsText.action, kind: 'code' },
  { id: 'subject', header: settingsText.subject, kind: 'code' },
  { id: 'seq', header: settingsText.seq, kind: 'number' },
  { id: 'hash', header: settingsText.hash, kind: 'code', secondary: true },
]

const filters = [
  { kind: 'text', name: 'person', label: settingsText.person },
  { kind: 'text', name: 'action', label: settingsText.action },
] as const

const word = z.string().trim().max(60).optional().catch(undefined)

export default async function AuditPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const asked = z.object({ action: word, person: word }).parse(await searchParams)
  const lines = await listTrail(await requireActor(), { action: asked.action, person: asked.person })
  if (!lines) notFound()
  const rows: Line[] = lines.map((line) => ({
    id: line.id,
    at: beijingMinute(line.at),
    person: line.actorName,
    department: line.department,
    action: line.action,
    subject: `${line.subjectType} ${line.subjectId.slice(0, 8)}`,
    seq: line.seq,
    hash: line.hash.slice(0, 16),
  }))
  return (
    <>
      <PageHead title={settingsText.audit} lead={settingsText.auditLead} />
      <DataTable
        name="audit"
        caption={settingsText.auditCaption}
        columns={columns}
        rows={JSON.stringify(rows)}
        total={{ count: rows.length, exact: true }}
        filters={<FilterBar path="/settings/audit" filters={filters} values={asked} />}
      />
    </>
  )
}
