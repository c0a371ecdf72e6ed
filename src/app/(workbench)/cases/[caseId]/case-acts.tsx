import Link from 'next/link'
import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Checkbox } from '#components/ui/choice'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Input, Select, Textarea } from '#components/ui/input'
import { Tag } from '#components/ui/tag'
import { UploadField } from '#components/upload-field'
import { inquiryKinds } from '#domain/case/acts/inquiries'
import { beijingDay, beijingMinute } from '#domain/kernel/civil-date'
import { actText } from '#messages/zh/case-acts'
import { letterText } from '#messages/zh/letter'
import type { CaseView } from '#server/case/queries'
import { inquire } from '../actions'
import { ListedItems, SigningFields } from './act-parts'

const { fields, hints } = actText
type Inquiry = CaseView['investigation']['inquiries'][number]

/** How the case is looked into: each act with its time, its two officers and its signature, and the form of the next. */
export function CaseActs({ file }: { file: CaseView }) {
  const { inquiries, mayInquire } = file.investigation
  return (
    <Card title={actText.title}>
      <div className="space-y-4">
        {inquiries.length === 0 && <p className="text-ink-2">{actText.none}</p>}
        {inquiries.map((inquiry) => (
          <OneInquiry key={inquiry.id} inquiry={inquiry} file={file} />
        ))}
        {mayInquire && (
          <Disclosure summary={actText.record}>
            <RecordForm key={inquiries.length} file={file} />
          </Disclosure>
        )}
      </div>
    </Card>
  )
}

function OneInquiry({ inquiry, file }: { inquiry: Inquiry; file: CaseView }) {
  const { kind, seq, personName, personDuty, signature, correctedBySeq, answerBy, answeredOn, begunAt, endedAt } = inquiry
  return (
    <div>
      <p className="flex flex-wrap items-center gap-2 font-semibold">
        {actText.heading(seq, actText.kinds[kind] ?? kind, personName)}
        {correctedBySeq === null ? (
          <Tag tone={signature === 'signed' ? 'success' : 'warning'}>{signature ? actText.signatures[signature] : actText.unsigned}</Tag>
        ) : (
          <Tag>{actText.corrected(correctedBySeq)}</Tag>
        )}
        {answerBy && correctedBySeq === null && (
          <Tag tone={answeredOn ? 'success' : 'warning'}>{answeredOn ? actText.answered : actText.awaits(answerBy)}</Tag>
        )}
      </p>
      <p className="text-ink-2">
        <span className="tabular-nums">{beijingMinute(begunAt)}</span>
        {endedAt && (
          <span className="tabular-nums">—{beijingMinute(endedAt).slice(beijingDay(endedAt) === beijingDay(begunAt) ? 11 : 0)}</span>
        )}
        　{inquiry.place}
        {personDuty && `　${personDuty}`}　{actText.officers(inquiry.officerAName, inquiry.officerBName)}
      </p>
      <p className="whitespace-pre-line">{inquiry.content}</p>
      <ListedItems items={inquiry.items} />
      {inquiry.opinion && <p className="text-ink-2 whitespace-pre-line">{`${fields.opinion}：${inquiry.opinion}`}</p>}
      {signature === 'refused' && <p className="text-warning">{actText.refused(inquiry.refusal, inquiry.witness)}</p>}
      {answeredOn && <p>{`${answeredOn}　${inquiry.answer}`}</p>}
      {inquiry.evidenceId && (
        <Link href={`/cases/${file.id}/evidence/${inquiry.evidenceId}`} prefetch={false} className="link inline-flex min-h-6 items-center">
          {actText.evidence}
        </Link>
      )}
      <InquiryForms inquiry={inquiry} file={file} />
    </div>
  )
}

const common = (file: CaseView, inquiry: Inquiry, act: string) => ({
  ...{ scope: `${act}-inquiry-${inquiry.seq}`, action: inquire, submitVariant: 'outline' as const, version: file.version },
  ...{ fields: { caseId: file.id, inquiryId: inquiry.id, act }, className: 'max-w-xl' },
})

const InquiryForms = ({ inquiry, file }: { inquiry: Inquiry; file: CaseView }) => (
  <div className="mt-1 space-y-2">
    {inquiry.maySign && (
      <Disclosure summary={actText.sign}>
        <CommandForm {...common(file, inquiry, 'sign')} submitLabel={actText.sign}>
          <Field name="signedOn" label={fields.signedOn} required>
            <Input type="date" />
          </Field>
          <SigningFields />
          <UploadField name="fileId" label={fields.fileId} hint={hints.sign} required />
        </CommandForm>
      </Disclosure>
    )}
    {inquiry.mayAnswer && (
      <Disclosure summary={actText.answer}>
        <CommandForm {...common(file, inquiry, 'answer')} submitLabel={actText.answer}>
          <Field name="answeredOn" label={fields.answeredOn} required>
            <Input type="date" />
          </Field>
          <Field name="answer" label={fields.answer} required>
            <Textarea rows={2} maxLength={2000} />
          </Field>
        </CommandForm>
      </Disclosure>
    )}
  </div>
)

function RecordForm({ file }: { file: CaseView }) {
  const wrong = file.investigation.inquiries.filter(({ mayCorrect }) => mayCorrect)
  return (
    <CommandForm
      scope="inquiry"
      action={inquire}
      submitLabel={actText.record}
      version={file.version}
      fields={{ caseId: file.id, act: 'record' }}
      draftKey={`inquiry:${file.id}`}
    >
      <div className="grid gap-4 tablet:grid-cols-2 desktop:grid-cols-4">
        <Field name="kind" label={fields.kind} required>
          <Select options={inquiryKinds.map((value) => ({ value, label: actText.kinds[value] ?? value }))} defaultValue="inspection" />
        </Field>
        <Field name="begunOn" label={fields.begunOn} required>
          <Input type="date" />
        </Field>
        <Field name="begunAt" label={fields.begunAt} required>
          <Input type="time" />
        </Field>
        <Field name="endedAt" label={fields.endedAt} hint={hints.endedAt}>
          <Input type="time" />
        </Field>
      </div>
      <div className="grid gap-4 tablet:grid-cols-3">
        <Field name="place" label={fields.place} required>
          <Input maxLength={200} />
        </Field>
        <Field name="personName" label={fields.personName} required>
          <Input maxLength={120} />
        </Field>
        <Field name="personDuty" label={fields.personDuty}>
          <Input maxLength={120} />
        </Field>
      </div>
      <Checkbox name="ofParty" label={fields.ofParty} />
      <Checkbox name="told" label={fields.told} />
      <Field name="content" label={fields.content} hint={hints.content} required>
        <Textarea rows={8} maxLength={20000} />
      </Field>
      <Field name="items" label={fields.items} hint={hints.items}>
        <Textarea rows={3} maxLength={20000} />
      </Field>
      <Field name="opinion" label={fields.opinion}>
        <Textarea rows={2} maxLength={2000} />
      </Field>
      <div className="grid gap-4 tablet:grid-cols-2">
        <Field name="answerBy" label={fields.answerBy} hint={hints.answerBy}>
          <Input type="date" />
        </Field>
        <Field name="correctsId" label={fields.correctsId}>
          <Select
            options={[
              { value: '', label: hints.none },
              ...wrong.map(({ id, seq, kind, personName }) => ({
                value: id,
                label: actText.heading(seq, actText.kinds[kind] ?? kind, personName),
              })),
            ]}
          />
        </Field>
      </div>
    </CommandForm>
  )
}

/** The help that was asked of other bureaus, each a letter with its own time to answer. */
export function CaseAssistance({ file }: { file: CaseView }) {
  const { letters, mayInquire } = file.investigation
  if (letters.length === 0 && !mayInquire) return null
  return (
    <Card title={actText.assistanceTitle}>
      {letters.length === 0 && <p className="text-ink-2">{actText.assistanceNone}</p>}
      <ul className="space-y-1">
        {letters.map(({ id, number, title, state, receiverAgencyName }) => (
          <li key={id} className="flex flex-wrap items-center gap-2">
            <Link href={`/letters/${id}`} prefetch={false} className="link inline-flex min-h-6 items-center font-mono">
              {number}
            </Link>
            <span>{title}</span>
            <span className="text-ink-2">{receiverAgencyName}</span>
            <Tag>{letterText.states[state]}</Tag>
          </li>
        ))}
      </ul>
      {mayInquire && (
        <Link
          href={`/letters/new?kind=assistance&case=${file.id}`}
          prefetch={false}
          className="link no-print mt-2 inline-flex min-h-6 items-center"
        >
          {actText.assist}
        </Link>
      )}
    </Card>
  )
}
