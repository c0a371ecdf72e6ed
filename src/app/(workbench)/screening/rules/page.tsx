import Link from 'next/link'
import { notFound } from 'next/navigation'
import { CommandForm } from '#components/command-form'
import { DataTable } from '#components/data-table'
import { packRows } from '#components/packed-rows'
import type { Column } from '#components/table-column'
import { Card, PageHead } from '#components/ui/card'
import { Disclosure } from '#components/ui/disclosure'
import { EmptyState } from '#components/ui/empty-state'
import { Field } from '#components/ui/field'
import { Input } from '#components/ui/input'
import { UploadField } from '#components/upload-field'
import { beijingMinute } from '#domain/kernel/civil-date'
import { ruleText as text } from '#messages/zh/screening-rules'
import { proposesModels } from '#server/screening/propose-version'
import { listRuleLists } from '#server/screening/rule-queries'
import { requireActor } from '#server/session'
import { upload } from './actions'

export const metadata = { title: text.title }

type ListRow = { id: string; file: string; state: string; agency: string; rows: number; problems: number; by: string; at: string }

const { heads } = text
const columns: readonly Column<ListRow>[] = [
  { id: 'file', header: heads.file, href: '/screening/rules/{id}', wide: true },
  {
    id: 'state',
    header: heads.state,
    kind: 'status',
    labels: text.states,
    statuses: { draft: 'returned', review: 'waiting', inUse: 'done', refused: 'returned', withdrawn: 'stopped' },
  },
  { id: 'agency', header: heads.agency },
  { id: 'rows', header: heads.rows, kind: 'number' },
  { id: 'problems', header: heads.problems, kind: 'number' },
  { id: 'by', header: heads.by },
  { id: 'at', header: heads.at, kind: 'date' },
]

/** Rules about items by bureau and period: where lists come in, and which there are. */
export default async function RuleListsPage() {
  const actor = await requireActor()
  const lists = await listRuleLists(actor)
  if (!lists) notFound()
  const rows: ListRow[] = lists.map((one) => ({
    ...{ id: one.id, file: one.fileName, state: one.state, agency: one.agencyName, rows: one.rowCount },
    ...{ problems: one.problemCount, by: one.proposedByName, at: beijingMinute(one.proposedAt) },
  }))
  return (
    <>
      <PageHead
        title={text.title}
        lead={text.lead}
        trail={
          <Link href="/screening/models" prefetch={false} className="link">
            {text.models}
          </Link>
        }
      />
      {proposesModels(actor) && (
        <>
          <Disclosure summary={text.help} className="mb-3">
            <ul className="text-ink-2 list-disc space-y-1 ps-6 pb-2">
              {text.helpLines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </Disclosure>
          <Card className="mb-4 max-w-3xl">
            <CommandForm action={upload} submitLabel={text.upload}>
              <UploadField name="fileId" label={text.file} hint={text.fileHint} accept=".xlsx,.csv,.txt" required />
              <Field name="reason" label={text.reason} required>
                <Input maxLength={2000} />
              </Field>
            </CommandForm>
          </Card>
        </>
      )}
      {rows.length === 0 ? (
        <EmptyState title={text.none} />
      ) : (
        <DataTable name="ruleLists" caption={text.lists} columns={columns} rows={packRows(rows)} rowName="file" fill={false} />
      )}
    </>
  )
}
