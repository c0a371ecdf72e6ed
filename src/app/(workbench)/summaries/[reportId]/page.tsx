import { notFound } from 'next/navigation'
import { FigureValue } from '#components/figure-value'
import { ButtonLink } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { type OutlineSection, reportOutline } from '#domain/summary/outline'
import { summaryText } from '#messages/zh/summary'
import { requireActor } from '#server/session'
import { getReport, type ReportPage as Report } from '#server/summary/queries'
import { figureProps } from './figure-links'
import { Inspector } from './inspector'
import { OutlineNav } from './outline-nav'
import { ReportHead } from './report-head'
import { SectionWords } from './section-words'
import { UnitChart } from './unit-chart'
import { UnitTable } from './unit-table'

export const metadata = { title: summaryText.reports }

/** The report builder: outline, document, and what stands behind its numbers. One section is written at a time. */
export default async function ReportPage({
  params,
  searchParams,
}: {
  params: Promise<{ reportId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const { reportId } = await params
  const report = await getReport(await requireActor(), reportId)
  if (!report) notFound()

  const asked = (await searchParams).section
  const [first] = reportOutline
  const chosen = reportOutline.find(({ key }) => key === asked) ?? first
  if (!chosen) notFound()
  return (
    <>
      <ReportHead report={report} />
      <div className="grid items-start gap-4 desktop:grid-cols-[13rem_minmax(0,1fr)_18rem]">
        <OutlineNav reportId={report.id} sections={report.sections} chosen={chosen.key} />
        <div className="min-w-0 space-y-4">
          {reportOutline.map((section, index) => (
            <Section key={section.key} report={report} section={section} place={index + 1} chosen={section === chosen} />
          ))}
        </div>
        <Inspector report={report} section={chosen} />
      </div>
    </>
  )
}

function Section({ report, section, place, chosen }: { report: Report; section: OutlineSection; place: number; chosen: boolean }) {
  const mayWrite = report.steps.some((step) => step.name === 'edit')
  return (
    <Card
      title={`${place}　${section.title}`}
      id={section.key}
      className="scroll-mt-16"
      actions={
        mayWrite && !chosen ? (
          <ButtonLink
            href={`/summaries/${report.id}?section=${section.key}#${section.key}`}
            prefetch={false}
            size="sm"
            aria-label={summaryText.editSectionOf(section.title)}
          >
            {summaryText.editSection}
          </ButtonLink>
        ) : undefined
      }
    >
      <div className="space-y-3">
        <Sentences report={report} section={section} />
        {section.key === 'results' && <UnitTable report={report} />}
        {section.key === 'leads' && <UnitChart report={report} />}
        <SectionWords report={report} section={section} editing={mayWrite && chosen} />
      </div>
    </Card>
  )
}

/** The sentences that numbers fill. */
function Sentences({ report, section }: { report: Report; section: OutlineSection }) {
  const figures = new Map(report.figures.map((figure) => [figure.key, figure]))
  return section.sentences.map((runs, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the outline is fixed
    <p key={at} className="leading-8">
      {runs.map((run, runAt) => {
        if (typeof run === 'string') return run
        const figure = figures.get(run.metric)
        // biome-ignore lint/suspicious/noArrayIndexKey: the outline is fixed
        return figure ? <FigureValue key={runAt} {...figureProps(report, figure)} /> : null
      })}
    </p>
  ))
}
