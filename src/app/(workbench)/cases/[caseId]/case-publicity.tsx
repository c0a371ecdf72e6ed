import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Input, Textarea } from '#components/ui/input'
import { Tag } from '#components/ui/tag'
import type { PublicationStep } from '#domain/case/tracks/publicity'
import { publicityText } from '#messages/zh/case-publicity'
import type { CaseView } from '#server/case/queries'
import { disclose } from '../actions'
import { CaseAct } from './case-act'
import { UnpublishForm } from './unpublish-form'

const { fields } = publicityText
type Text = CaseView['publicity']['texts'][number]

const Reason = () => (
  <Field name="reason" label={fields.reason} required>
    <Textarea rows={2} maxLength={2000} />
  </Field>
)
const Day = ({ name }: { name: 'publishedOn' | 'withdrawnOn' | 'reportedOn' }) => (
  <Field name={name} label={fields[name]} required>
    <Input type="date" />
  </Field>
)

const stepFields: Readonly<Record<PublicationStep, React.ReactNode>> = {
  approve: (
    <Field name="opinion" label={fields.opinion}>
      <Textarea rows={2} maxLength={500} />
    </Field>
  ),
  withhold: <Reason />,
  drop: <Reason />,
  publish: (
    <div className="grid gap-4 tablet:grid-cols-2">
      <Day name="publishedOn" />
      <Field name="place" label={fields.place} required>
        <Input maxLength={200} />
      </Field>
    </div>
  ),
  withdraw: (
    <>
      <Day name="withdrawnOn" />
      <Reason />
    </>
  ),
}

/** What is made public of the decision: each text, how it stands, and the steps open to this person. */
export function CasePublicity({ file }: { file: CaseView }) {
  const { texts, mayDraft } = file.publicity
  const unpublish = <UnpublishForm file={file} />
  if (texts.length === 0 && !mayDraft) return unpublish
  return (
    <>
      <Card title={publicityText.title}>
        <div className="space-y-3">
          <p className="text-hint">{publicityText.about}</p>
          {texts.length === 0 && <p className="text-ink-2">{publicityText.none}</p>}
          <ul className="divide-divider divide-y">
            {texts.map((text) => (
              <One key={text.id} file={file} text={text} />
            ))}
          </ul>
          {mayDraft && (
            <CaseAct file={file} scope="publicity-draft" action={disclose} label={publicityText.draft} fields={{ step: 'draft' }}>
              <Field name="text" label={fields.text} hint={publicityText.hint} required>
                <Textarea rows={6} maxLength={4000} />
              </Field>
            </CaseAct>
          )}
        </div>
      </Card>
      {unpublish}
    </>
  )
}

function One({ file, text }: { file: CaseView; text: Text }) {
  const { id, seq, stage, publishedOn, place, reportedOn, withdrawnOn, reason, mayReport } = text
  const told = [
    publicityText.by(text.draftedByName, text.approvedByName),
    publishedOn && publicityText.published(publishedOn, place),
    reportedOn && publicityText.reported(reportedOn),
    withdrawnOn && publicityText.withdrawn(withdrawnOn),
    reason,
  ]
  return (
    <li className="space-y-2 py-3">
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-semibold">{publicityText.text(seq)}</span>
        <Tag tone={stage === 'published' ? 'success' : stage === 'withdrawn' || stage === 'dropped' ? 'warning' : undefined}>
          {publicityText.stages[stage]}
        </Tag>
        <span className="text-ink-2">{told.filter(Boolean).join('　')}</span>
      </p>
      <p className="whitespace-pre-line">{text.text}</p>
      {text.steps.map(({ name, basis, shut }) => (
        <CaseAct
          key={name}
          file={file}
          scope={`publicity-${name}-${seq}`}
          action={disclose}
          label={publicityText.steps[name]}
          fields={{ step: name, publicationId: id }}
          shut={shut}
          basis={basis}
        >
          {stepFields[name]}
        </CaseAct>
      ))}
      {mayReport && (
        <CaseAct
          file={file}
          scope="publicity-report"
          action={disclose}
          label={publicityText.report}
          fields={{ step: 'report', publicationId: id }}
        >
          <Day name="reportedOn" />
        </CaseAct>
      )}
    </li>
  )
}
