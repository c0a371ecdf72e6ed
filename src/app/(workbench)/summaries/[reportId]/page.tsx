import { notFound } from 'next/navigation'
import { CommandForm } from '#components/command-form'
import { FigureValue } from '#components/figure-value'
import { StatusTag } from '#components/status-tag'
import { StepButton } from '#components/step-button'
import { ButtonLink } from '#components/ui/button'
import { Card, PageHead } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Textarea } from '#components/ui/input'
import { beijingMinute } from '#domain/kernel/civil-date'
import { reportOutline } from '#domain/summary/outline'
import { summaryText } from '#messages/zh/summary'
import { requireActor } from '#server/session'
import { getReport } from '#server/summary/queries'
import { edit, freeze, sendBack, sign } from '../actions'
import { FigureCheck } from './figure-check'
import { UnitTable } from './unit-table'

const statuses = { draft: 'open', frozen: 'waiting', signed: 'done' } as const
const actions = { freeze, sign, sendBack }

export default async function ReportPage({ params }: { params: Promise<{ reportId: string }> }) {
  const { reportId } = await params
  const report = await getReport(await requireActor(), reportId)
  if (!report) notFound()

  const figures = new Map(report.figures.map((figure) => [figure.key, figure]))
  const asOf = beijingMinute(report.asOf)
  const place = { campaignId: report.campaignId, asOf }
  const mayEdit = report.steps.some((step) => step.name === 'edit')
  return (
    <>
      <PageHead
        title={report.title}
        trail={`${report.agency.name} · ${report.campaign.name}`}
        lead={
          <span className="flex flex-wrap items-center gap-2">
            <StatusTag kind={statuses[report.state]} label={summaryText.states[report.state]} />
            {report.documentNumber && <span>{report.documentNumber}</span>}
            <span>
              {summaryText.asOf} {asOf}
            </span>
            {report.frozenByName && report.frozenAt && (
              <span>{summaryText.frozenBy(report.frozenByName, beijingMinute(report.frozenAt))}</span>
            )}
            {report.signedByName && report.signedAt && (
              <span>{summaryText.signedBy(report.signedByName, beijingMinute(report.signedAt))}</span>
            )}
            {report.state === 'draft' && <span>{summaryText.liveNote}</span>}
          </span>
        }
        actions={
          <>
            {report.fileId ? (
              <ButtonLink href={`/api/files/${report.fileId}`} prefetch={false} variant="primary">
                {summaryText.download}
              </ButtonLink>
            ) : (
              <ButtonLink href={`/summaries/${report.id}/paper`} prefetch={false}>
                {summaryText.preview}
              </ButtonLink>
            )}
            {report.steps.flatMap(({ name, shut }) =>
              name === 'edit'
                ? []
                : [
                    <StepButton
                      key={name}
                      label={summaryText.steps[name]}
                      shut={shut}
                      fields={{ reportId: report.id, version: report.version }}
                      action={actions[name]}
                      variant={name === 'sendBack' ? 'outline' : 'primary'}
                      confirm={
                        name === 'sendBack'
                          ? { reason: { name: 'reason', label: summaryText.reason, required: true } }
                          : { body: name === 'freeze' ? summaryText.freezeBody : summaryText.signBody }
                      }
                    />,
                  ],
            )}
          </>
        }
      />
      {report.state !== 'draft' && <FigureCheck figures={report.figures} />}
      <div className="space-y-4">
        {reportOutline.map((section, index) => (
          <Card key={section.key} title={`${index + 1}　${section.title}`} id={section.key}>
            <div className="max-w-3xl space-y-3">
              {section.sentences.map((runs, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the outline is fixed
                <p key={at} className="leading-8">
                  {runs.map((run, runAt) => {
                    if (typeof run === 'string') return run
                    const figure = figures.get(run.metric)
                    return figure ? (
                      // biome-ignore lint/suspicious/noArrayIndexKey: the outline is fixed
                      <FigureValue key={runAt} metricId={run.metric} value={figure.value} regionNo={report.regionNo} {...place} />
                    ) : null
                  })}
                </p>
              ))}
              {mayEdit ? (
                <CommandForm
                  action={edit}
                  submitLabel={summaryText.steps.edit}
                  submitVariant="outline"
                  version={report.version}
                  fields={{ reportId: report.id, section: section.key }}
                  draftKey={`report:${report.id}:${section.key}`}
                >
                  <Field name="text" label={summaryText.written} hint={section.hint}>
                    <Textarea rows={4} defaultValue={report.texts[section.key] ?? ''} />
                  </Field>
                </CommandForm>
              ) : (
                (report.texts[section.key] ?? '').split('\n').map((line) => <p key={line}>{line}</p>)
              )}
            </div>
            {section.key === 'results' && <UnitTable units={report.units} figures={report.figures} {...place} />}
          </Card>
        ))}
      </div>
    </>
  )
}
