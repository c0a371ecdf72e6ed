import Link from 'next/link'
import { notFound } from 'next/navigation'
import { DataTable } from '#components/data-table'
import { FilterBar } from '#components/filter-bar'
import { packRows } from '#components/packed-rows'
import { paperName } from '#components/paper-list'
import type { Column } from '#components/table-column'
import { DownloadLink } from '#components/ui/button'
import { PageHead } from '#components/ui/card'
import { Disclosure } from '#components/ui/disclosure'
import { EmptyState } from '#components/ui/empty-state'
import { bookFilter, isWhole, type RegisterCheck } from '#domain/document/book'
import { beijingDay } from '#domain/kernel/civil-date'
import { documentText } from '#messages/zh/documents'
import { bookText as text } from '#messages/zh/number-book'
import { type BookLine, readBook } from '#server/document/book-queries'
import { requireActor } from '#server/session'

export const metadata = { title: text.title }

const path = '/documents/register'

type Row = Record<'id' | 'number' | 'kind' | 'title' | 'paper' | 'state' | 'agency' | 'given' | 'givenOn' | 'reason', string>
const columns: readonly Column<Row>[] = [
  { id: 'number', header: text.heads.number },
  { id: 'kind', header: text.heads.kind },
  { id: 'title', header: text.heads.title, wide: true },
  { id: 'state', header: text.heads.state, kind: 'status', labels: text.states, statuses: { given: 'done', voided: 'stopped' } },
  { id: 'givenOn', header: text.heads.givenOn, kind: 'date' },
  { id: 'given', header: text.heads.given },
  { id: 'reason', header: text.heads.reason, wide: true },
  { id: 'agency', header: text.heads.agency, secondary: true, hidden: true },
]

const inRow = (line: BookLine): Row => ({
  id: line.id,
  number: line.number,
  kind: line.kind ? paperName(line.kind) : text.noPaper,
  title: line.title ?? (line.subjectId ? text.notShown : text.noPaper),
  paper: line.documentId ?? '',
  state: line.state,
  agency: line.agency.name,
  given: line.givenByName ?? '',
  givenOn: beijingDay(line.givenAt),
  reason: line.voidReason ?? '',
})

/** The book of numbers (发文登记簿): what each number was given to, and whether a register has a gap. */
export default async function NumberBookPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await requireActor()
  if (actor.agencyId === null) notFound()
  const asked = Object.fromEntries(
    Object.entries(await searchParams).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )
  const book = await readBook(actor, bookFilter.parse(asked))
  const filters = [
    { kind: 'text', name: 'q', label: text.search },
    { kind: 'choice', name: 'year', label: text.year, options: book.years.map((year) => ({ value: String(year), label: String(year) })) },
    { kind: 'choice', name: 'prefix', label: text.prefix, options: book.prefixes.map((value) => ({ value, label: value })) },
    {
      kind: 'choice',
      name: 'state',
      label: text.heads.state,
      options: Object.entries(text.states).map(([value, label]) => ({ value, label })),
    },
  ] as const
  const wanted = new URLSearchParams(Object.entries(asked).flatMap(([name, value]) => (value && name !== 'after' ? [[name, value]] : [])))
  return (
    <>
      <PageHead
        title={text.title}
        lead={text.lead}
        trail={
          <Link href="/documents" prefetch={false} className="link">
            {documentText.title}
          </Link>
        }
        actions={book.count > 0 && <DownloadLink href={`${path}/table?${wanted}`}>{text.download}</DownloadLink>}
      />
      {book.prefixes.length === 0 ? (
        <EmptyState title={text.empty} next={text.emptyNext} />
      ) : (
        <>
          <Checks checks={book.checks} />
          <DataTable
            name="number-book"
            caption={text.title}
            columns={columns}
            rows={packRows(book.rows.map(inRow))}
            rowName="number"
            total={{ count: book.count, exact: true }}
            cursors={{ next: book.next }}
            filters={<FilterBar path={path} filters={filters} values={asked} />}
          />
        </>
      )}
    </>
  )
}

/** Each register against its counter: those with a gap first and open, for it must not be overlooked. */
function Checks({ checks }: { checks: readonly RegisterCheck[] }) {
  const broken = checks.filter((check) => !isWhole(check))
  return (
    <div className="mb-3">
      {broken.length > 0 && (
        <ul className="mb-2 text-danger" role="alert">
          {broken.map(({ prefix, year, missing }) => (
            <li key={`${prefix}${year}`}>{text.gap(prefix, year, missing)}</li>
          ))}
        </ul>
      )}
      <Disclosure quiet summary={text.checked(checks.length, broken.length)}>
        <table className="mt-1 text-start">
          <caption className="sr-only">{text.checks}</caption>
          <thead>
            <tr>
              {text.checkHeads.map((head) => (
                <th key={head} scope="col" className="py-0.5 pe-6 text-start font-semibold">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {checks.map((check) => (
              <tr key={`${check.prefix}${check.year}`}>
                <th scope="row" className="pe-6 text-start font-normal">
                  {check.prefix}〔{check.year}〕
                </th>
                <td className="pe-6 tabular-nums">{check.last}</td>
                <td className="pe-6 tabular-nums">{check.entered}</td>
                <td className="pe-6 tabular-nums">{check.voided}</td>
                <td className="pe-6">{isWhole(check) ? text.whole : text.missing(check.missing)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Disclosure>
    </div>
  )
}
