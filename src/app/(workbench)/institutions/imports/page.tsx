import Link from 'next/link'
import { notFound } from 'next/navigation'
import { CommandForm } from '#components/command-form'
import { DataTable } from '#components/data-table'
import { packRows } from '#components/packed-rows'
import type { Column } from '#components/table-column'
import { Card, PageHead } from '#components/ui/card'
import { Disclosure } from '#components/ui/disclosure'
import { EmptyState } from '#components/ui/empty-state'
import { UploadField } from '#components/upload-field'
import { beijingMinute } from '#domain/kernel/civil-date'
import { registerText } from '#messages/zh/register'
import { listRegisterImports } from '#server/institution/register-queries'
import { keepsRegister } from '#server/institution/upload-register'
import { requireActor } from '#server/session'
import { upload } from '../actions'

export const metadata = { title: registerText.importTitle }

type ImportRow = {
  id: string
  file: string
  state: string
  at: string
  by: string
  rows: number
  added: number | null
  changed: number | null
}

const { importHeads: heads } = registerText
const columns: readonly Column<ImportRow>[] = [
  { id: 'file', header: heads.file, href: '/institutions/imports/{id}', wide: true },
  {
    id: 'state',
    header: heads.state,
    kind: 'status',
    labels: registerText.importStates,
    statuses: { uploaded: 'open', imported: 'done', cancelled: 'stopped' },
  },
  { id: 'at', header: heads.at, kind: 'date' },
  { id: 'by', header: heads.by },
  { id: 'rows', header: heads.rows, kind: 'number' },
  { id: 'added', header: heads.added, kind: 'number' },
  { id: 'changed', header: heads.changed, kind: 'number' },
]

/** Where a list of institutions comes in; what it says is looked through on the page of the import. */
export default async function RegisterImportsPage() {
  const actor = await requireActor()
  if (!keepsRegister(actor)) notFound()
  const imports = await listRegisterImports(actor)
  const rows: ImportRow[] = imports.map((one) => ({
    ...{ id: one.id, file: one.file.displayName, state: one.state, at: beijingMinute(one.uploadedAt), by: one.uploadedByName },
    ...{ rows: one.rowCount, added: one.addedCount, changed: one.changedCount },
  }))
  return (
    <>
      <PageHead
        title={registerText.importTitle}
        lead={registerText.importLead}
        trail={
          <Link href="/institutions" prefetch={false} className="link">
            {registerText.title}
          </Link>
        }
      />
      <Disclosure summary={registerText.help} className="mb-3">
        <ul className="text-ink-2 list-disc space-y-1 ps-6 pb-2">
          {registerText.helpLines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Disclosure>
      <Card className="mb-4 max-w-3xl">
        <CommandForm action={upload} submitLabel={registerText.upload}>
          <UploadField name="fileId" label={registerText.file} hint={registerText.fileHint} accept=".xlsx,.csv,.txt" required />
        </CommandForm>
      </Card>
      {rows.length === 0 ? (
        <EmptyState title={registerText.noImports} />
      ) : (
        <DataTable
          name="registerImports"
          caption={registerText.imports}
          columns={columns}
          rows={packRows(rows)}
          rowName="file"
          fill={false}
        />
      )}
    </>
  )
}
