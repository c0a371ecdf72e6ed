import Link from 'next/link'
import { notFound } from 'next/navigation'
import { DataTable } from '#components/data-table'
import { packRows } from '#components/packed-rows'
import type { Column } from '#components/table-column'
import { PageHead } from '#components/ui/card'
import { backTestText } from '#messages/zh/back-test'
import { fateText } from '#messages/zh/hit-fates'
import { hitText } from '#messages/zh/hits'
import { screeningText } from '#messages/zh/screening'
import { hitPageSize, hitsOfRun } from '#server/screening/hit-queries'
import { requireActor } from '#server/session'
import { SetAsideForm } from '../../../set-aside-form'

export const metadata = { title: hitText.title }

type HitRow = {
  id: string
  grade: string
  subject: string
  institution: string
  period: string
  irregular: string
  loss: string
  fate: string
}

const columns: readonly Column<HitRow>[] = [
  { id: 'subject', header: hitText.subject, href: '/screening/hits/{id}' },
  { id: 'grade', header: backTestText.gradesToIssue, labels: backTestText.gradeNames },
  { id: 'institution', header: hitText.institution, wide: true },
  { id: 'period', header: hitText.period, kind: 'date' },
  { id: 'irregular', header: screeningText.irregular, kind: 'money' },
  { id: 'loss', header: screeningText.loss, kind: 'money' },
  { id: 'fate', header: fateText.fate },
]

type Props = { params: Promise<{ runId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

/** What one model found in a run. */
export default async function HitsPage({ params, searchParams }: Props) {
  const { code, place, after } = await searchParams
  const placeNo = typeof place === 'string' && /^\d{6}$/.test(place) ? Number(place) : null
  const found = await hitsOfRun(await requireActor(), (await params).runId, {
    ...(typeof code === 'string' ? { code } : {}),
    ...(placeNo === null ? {} : { place: placeNo }),
    ...(typeof after === 'string' ? { after } : {}),
  })
  if (!found) notFound()
  const rows = found.hits.map((hit) => ({
    ...{ id: hit.id, grade: backTestText.gradeNames[hit.grade], subject: `${hit.subject} ${hit.subjectMasked}` },
    ...{ institution: hit.institutionName, period: hit.period, irregular: String(hit.irregularFen), loss: String(hit.fundLossFen) },
    fate: fateText.names[hit.fate],
  }))
  const codes = typeof code === 'string' ? code : found.run.outcomes.map((one) => one.code).join(',')
  const asked = { runId: found.run.id, codes }
  return (
    <>
      <PageHead
        title={[typeof code === 'string' ? code : hitText.title, found.title, found.place?.name ?? ''].filter(Boolean).join(' ')}
        trail={<Link href={`/screening/runs/${found.run.id}`}>{`${screeningText.title} ${screeningText.monthsOf(found.run.months)}`}</Link>}
        lead={hitText.shown(hitPageSize, found.count)}
      />
      <DataTable
        name="screening-hits"
        caption={hitText.title}
        columns={columns}
        rows={packRows(rows)}
        total={{ count: found.count, exact: true }}
        cursors={{ next: found.next }}
      />
      {found.toSetAside && <SetAsideForm waiting={found.toSetAside} fields={placeNo === null ? asked : { ...asked, place: placeNo }} />}
    </>
  )
}
