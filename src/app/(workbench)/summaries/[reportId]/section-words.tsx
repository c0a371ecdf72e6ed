import { CommandForm } from '#components/command-form'
import { StepButton } from '#components/step-button'
import { Field } from '#components/ui/field'
import { Textarea } from '#components/ui/input'
import { beijingMinute } from '#domain/kernel/civil-date'
import type { OutlineSection } from '#domain/summary/outline'
import { sectionOf } from '#domain/summary/sections'
import { summaryText } from '#messages/zh/summary'
import type { ReportPage } from '#server/summary/queries'
import { edit, leave, take } from '../actions'

const minute = (at: string) => beijingMinute(new Date(at))

/** What people wrote in a section: the bureau's own words, then the passages taken from below, each under its author. */
export function SectionWords({ report, section, editing }: { report: ReportPage; section: OutlineSection; editing: boolean }) {
  const { own, taken } = sectionOf(report.sections, section.key)
  const fields = { reportId: report.id, version: report.version, section: section.key }
  return (
    <>
      {editing ? (
        <CommandForm
          action={edit}
          submitLabel={summaryText.steps.edit}
          version={report.version}
          fields={{ reportId: report.id, section: section.key }}
          draftKey={`report:${report.id}:${section.key}`}
        >
          <Field name="text" label={summaryText.written} hint={section.hint}>
            <Textarea key={own?.at ?? ''} rows={8} defaultValue={own?.text ?? ''} />
          </Field>
        </CommandForm>
      ) : (
        <Paragraphs text={own?.text ?? ''} />
      )}
      {!editing && !own && taken.length === 0 && <p className="text-hint">{summaryText.notWritten}</p>}
      {own && <p className="text-hint">{summaryText.writtenBy(own.byName, minute(own.at))}</p>}
      {taken.map((passage) => (
        <blockquote key={passage.reportId} className="border-control space-y-1 border-s-4 ps-3">
          <Paragraphs text={passage.text} />
          <footer className="text-hint flex flex-wrap items-center gap-2">
            {summaryText.takenFrom(passage.agencyName, passage.byName, minute(passage.at))}，
            {summaryText.takenBy(passage.takenByName, minute(passage.takenAt))}
            {editing && (
              <StepButton
                label={summaryText.leaveOf(passage.agencyName)}
                shut={null}
                fields={{ ...fields, fromReportId: passage.reportId }}
                action={leave}
              />
            )}
          </footer>
        </blockquote>
      ))}
      {editing && <Offered report={report} section={section} fields={fields} takenIds={taken.map((passage) => passage.reportId)} />}
    </>
  )
}

/** A paragraph a line, as the paper has them. */
function Paragraphs({ text }: { text: string }) {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, place) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity of their own
      <p key={place} className="leading-8 break-words">
        {line}
      </p>
    ))
}

/** What the units below have reported in this section and is not yet taken. */
function Offered({
  report,
  section,
  fields,
  takenIds,
}: {
  report: ReportPage
  section: OutlineSection
  fields: Record<string, string | number>
  takenIds: readonly string[]
}) {
  const passages = report.unitsBelow.flatMap((unit) => unit.report?.passages[section.key] ?? [])
  const offered = passages.filter((passage) => !takenIds.includes(passage.reportId))
  if (report.unitsBelow.length === 0) return null
  return (
    <section aria-label={summaryText.offered} className="border-divider space-y-2 border-t pt-3">
      <h3 className="font-semibold">{summaryText.offered}</h3>
      {offered.length === 0 && <p className="text-hint">{summaryText.offeredNone}</p>}
      {offered.map((passage) => (
        <details key={passage.reportId} className="border-divider rounded-control border px-3 py-2">
          <summary className="cursor-pointer">{summaryText.takenFrom(passage.agencyName, passage.byName, minute(passage.at))}</summary>
          <Paragraphs text={passage.text} />
          <StepButton
            label={summaryText.takeOf(passage.agencyName)}
            shut={null}
            fields={{ ...fields, fromReportId: passage.reportId }}
            action={take}
          />
        </details>
      ))}
    </section>
  )
}
