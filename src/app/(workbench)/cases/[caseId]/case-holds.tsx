import type { ReactNode } from 'react'
import { CommandForm } from '#components/command-form'
import { StepButton } from '#components/step-button'
import { Card } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Input, Select, Textarea } from '#components/ui/input'
import { Tag, type Tone } from '#components/ui/tag'
import { type HoldState, type HoldStep, holdKinds } from '#domain/case/acts/holds'
import { beijingMinute } from '#domain/kernel/civil-date'
import { citation } from '#domain/law/law'
import { actText } from '#messages/zh/case-acts'
import { formText } from '#messages/zh/form'
import type { CaseView } from '#server/case/queries'
import { enterHold, turnHold } from '../actions'
import { ListedItems, SigningFields } from './act-parts'

const { fields, hints, terms } = actText
type Hold = CaseView['investigation']['holds'][number]

/** What is kept so that it is not lost: what, where, in whose keeping, by whose decision and until when. */
export function CaseHolds({ file }: { file: CaseView }) {
  const { holds, mayHold } = file.investigation
  if (holds.length === 0 && !mayHold) return null
  return (
    <Card title={actText.holdTitle}>
      <div className="space-y-4">
        {holds.length === 0 && <p className="text-ink-2">{actText.holdNone}</p>}
        {holds.map((hold) => (
          <OneHold key={hold.id} hold={hold} file={file} />
        ))}
        {mayHold && <AskForms key={holds.length} file={file} />}
        <p className="text-hint">{hints.hold}</p>
      </div>
    </Card>
  )
}

const tones: Record<HoldState, Tone | undefined> = {
  asked: 'warning',
  approved: 'warning',
  urgent: 'danger',
  held: undefined,
  refused: 'neutral',
  ended: 'success',
}

function OneHold({ hold, file }: { hold: Hold; file: CaseView }) {
  const { kind, seq, state, lapsed, urgent, takenAt, lastDay, endedOn, endWhy } = hold
  return (
    <div>
      <p className="flex flex-wrap items-center gap-2 font-semibold">
        {actText.heading(seq, actText.holdKinds[kind] ?? kind, hold.personName)}
        <Tag tone={tones[state]}>{actText.holdStates[state]}</Tag>
        {urgent && <Tag>{actText.urgent}</Tag>}
        {lapsed && <Tag tone="danger">{actText.lapsed}</Tag>}
      </p>
      <DescriptionList
        columns={2}
        items={[
          { term: terms.reason, value: hold.reason },
          { term: terms.place, value: hold.place, note: `${terms.keeper}：${hold.keeper}` },
          {
            term: terms.state,
            value: [actText.askedBy(hold.askedByName), hold.decidedByName && actText.decidedBy(hold.decidedByName)]
              .filter(Boolean)
              .join('　'),
            note: hold.refusedWhy || hold.decisionNumber || undefined,
          },
          {
            term: terms.taken,
            value: takenAt ? beijingMinute(takenAt) : '—',
            note: hold.signature === 'refused' ? actText.refused(hold.refusal, hold.witness) : undefined,
          },
          ...(lastDay && !endedOn ? [{ term: terms.lastDay, value: lastDay }] : []),
          ...(endedOn && endWhy
            ? [{ term: terms.ended, value: actText.endedBy(endedOn, hold.endedByName ?? ''), note: actText.ends[endWhy] }]
            : []),
        ]}
      />
      <ListedItems items={hold.items} />
      <div className="mt-2 space-y-2">
        {hold.steps.map((step) => (
          <StepForm key={step.name} hold={hold} step={step} file={file} />
        ))}
      </div>
    </div>
  )
}

function StepForm({ hold, step: { name, basis, shut }, file }: { hold: Hold; step: Hold['steps'][number]; file: CaseView }) {
  const label = actText.holdSteps[name]
  if (shut !== null) return <StepButton label={label} shut={shut} fields={{}} action={turnHold} variant="outline" />
  return (
    <Disclosure summary={label}>
      <CommandForm
        scope={`${name}-hold-${hold.seq}`}
        action={turnHold}
        submitLabel={label}
        submitVariant="outline"
        version={file.version}
        fields={{ caseId: file.id, holdId: hold.id, step: name }}
        className="max-w-xl"
      >
        {stepFields(hold)[name]}
        {'law' in basis && (
          <p className="text-hint">
            {formText.basis}：{citation(basis)}
          </p>
        )}
      </CommandForm>
    </Disclosure>
  )
}

const why = (
  <Field name="reason" label={fields.reason} required>
    <Textarea rows={2} maxLength={2000} />
  </Field>
)
const takenFields = (
  <>
    <div className="grid gap-4 tablet:grid-cols-2">
      <Field name="takenOn" label={fields.takenOn} required>
        <Input type="date" />
      </Field>
      <Field name="takenAt" label={fields.takenAt} required>
        <Input type="time" />
      </Field>
    </div>
    <SigningFields />
  </>
)

const stepFields = ({ ends }: Hold): Record<HoldStep, ReactNode> => ({
  approve: null,
  ratify: null,
  refuse: why,
  annul: why,
  take: takenFields,
  extend: (
    <>
      <Field name="length" label={fields.length} required>
        <Input inputMode="numeric" defaultValue="30" />
      </Field>
      {why}
    </>
  ),
  end: (
    <>
      <Field name="endWhy" label={fields.endWhy} required>
        <Select options={ends.map((value) => ({ value, label: actText.ends[value] ?? value }))} />
      </Field>
      <Field name="endedOn" label={fields.endedOn} required>
        <Input type="date" />
      </Field>
      <Field name="note" label={fields.note}>
        <Textarea rows={2} maxLength={2000} />
      </Field>
    </>
  ),
})

const AskForms = ({ file }: { file: CaseView }) => (
  <>
    <Disclosure summary={actText.ask}>
      <AskForm file={file} urgent="off" />
    </Disclosure>
    <Disclosure summary={actText.holdUrgently}>
      <AskForm file={file} urgent="on" />
    </Disclosure>
  </>
)

const AskForm = ({ file, urgent }: { file: CaseView; urgent: 'on' | 'off' }) => (
  <CommandForm
    scope={`hold-${urgent}`}
    action={enterHold}
    submitLabel={urgent === 'on' ? actText.holdUrgently : actText.ask}
    submitVariant="outline"
    version={file.version}
    fields={{ caseId: file.id, urgent }}
    draftKey={`hold-${urgent}:${file.id}`}
  >
    {urgent === 'on' && <p className="text-hint">{hints.urgent}</p>}
    <div className="grid gap-4 tablet:grid-cols-2">
      <Field name="kind" label={fields.kind} required>
        <Select options={holdKinds.map((value) => ({ value, label: actText.holdKinds[value] ?? value }))} />
      </Field>
      <Field name="personName" label={fields.personName} required>
        <Input maxLength={120} defaultValue={file.partyName} />
      </Field>
      <Field name="place" label={fields.place} required>
        <Input maxLength={200} />
      </Field>
      <Field name="keeper" label={fields.keeper} required>
        <Input maxLength={120} />
      </Field>
    </div>
    {why}
    <Field name="items" label={fields.items} hint={hints.items} required>
      <Textarea rows={4} maxLength={20000} />
    </Field>
    {urgent === 'on' && takenFields}
  </CommandForm>
)
