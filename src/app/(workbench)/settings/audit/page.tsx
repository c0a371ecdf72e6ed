import { notFound } from 'next/navigation'
import { z } from 'zod'
import { DataTable } from '#components/data-table'
import { FilterBar } from '#components/filter-bar'
import { packRows } from '#components/packed-rows'
import type { Column } from '#components/table-column'
import { PageHead } from '#components/ui/card'
import { beijingMinute } from '#domain/kernel/civil-date'
import { civilDate } from '#domain/kernel/form-fields'
import { auditSubjectName } from '#messages/zh/audit-subjects'
import { auditActionName, auditAreaOptions, auditDepartmentName } from '#messages/zh/audit-trail'
import { settingsText } from '#messages/zh/settings'
import { requireActor } from '#server/session'
import { listTrail } from '#server/settings/queries'

export const metadata = { title: settingsText.audit }

type Line = {
  id: string
  at: string
  person: string
  department: string
  action: string
  subject: string
  seq: number
  hash: string
}

const columns: readonly Column<Line>[] = [
  { id: 'at', header: settingsText.at, kind: 'date' },
  { id: 'person', header: settingsText.person },
  { id: 'department', header: settingsText.department },
  { id: 'action', header: settingsText.action },
  { id: 'subject', header: settingsText.subject },
  { id: 'seq', header: settingsText.seq, kind: 'number' },
  { id: 'hash', header: settingsText.hash, kind: 'code', secondary: true },
]

const filters = [
  { kind: 'text', name: 'person', label: settingsText.person },
  { kind: 'choice', name: 'area', label: settingsText.area, options: auditAreaOptions },
  { kind: 'range', name: 'on', label: settingsText.on, of: 'date' },
] as const

const word = z.string().trim().min(1).max(60).optional().catch(undefined)
const day = civilDate.optional().catch(undefined)
const filter = z.object({ area: word, person: word, onFrom: day, onTo: day })

export default async function AuditPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const asked = filter.parse(await searchParams)
  const trail = await listTrail(await requireActor(), asked)
  if (!trail) notFound()
  const rows: Line[] = trail.lines.map((line) => ({
    id: line.id,
    at: beijingMinute(line.at),
    person: line.actorName,
    department: auditDepartmentName(line.department),
    action: auditActionName(line.action) ?? line.action,
    subject: `${auditSubjectName(line.subjectType) ?? line.subjectType} ${line.subjectId.slice(0, 8)}`,
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
        rows={packRows(rows)}
        total={{ count: rows.length, exact: !trail.more }}
        filters={<FilterBar path="/settings/audit" filters={filters} values={asked} />}
      />
    </>
  )
}
