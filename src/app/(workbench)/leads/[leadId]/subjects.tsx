import Link from 'next/link'
import { CommandForm } from '#components/command-form'
import { Masked } from '#components/masked'
import { StepButton } from '#components/step-button'
import { Card } from '#components/ui/card'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Input, Select } from '#components/ui/input'
import { beijingMinute } from '#domain/kernel/civil-date'
import { revealReasons } from '#domain/lead/inputs'
import { isPersonal, leadSubjectKinds } from '#domain/lead/subjects'
import { leadText } from '#messages/zh/lead'
import { repeatText } from '#messages/zh/lead-repeats'
import { subjectText as text } from '#messages/zh/lead-subjects'
import type { SubjectsView } from '#server/lead/subjects-of-lead'
import { dropSubject, openSubject, putSubject } from '../subject-actions'
import { MayBeSame, SaidOfTwo } from './lead-links'

type Shown = SubjectsView['subjects'][number]
type Props = { leadId: string; view: SubjectsView }

const reason = { name: 'reason', label: text.reason, required: true }

/** What the lead names besides institution and person, how often each has come down, and what may be the same. */
export function Subjects({ leadId, view }: Props) {
  return (
    <Card title={text.title}>
      <p className="text-hint mb-2">{view.subjects.length === 0 ? text.none : text.note}</p>
      <ul className="divide-divider divide-y">
        {view.subjects.map((subject) => (
          <li key={subject.id} className="space-y-1 py-2">
            <Named subject={subject} view={view} />
            <Before subject={subject} />
            <Links subject={subject} />
            {view.mayEdit && <Candidates leadId={leadId} subject={subject} />}
          </li>
        ))}
      </ul>
      {view.left > 0 && <p className="text-hint">{text.left(view.left)}</p>}
      {view.mayEdit && <Add leadId={leadId} />}
    </Card>
  )
}

function Named({ subject, view }: { subject: Shown; view: SubjectsView }) {
  const opens = view.mayReveal && isPersonal(subject.kind)
  return (
    <div className="flex flex-wrap items-center gap-x-3">
      <span className="text-ink-2">{text.kinds[subject.kind]}</span>
      <Masked
        text={subject.masked}
        label={text.kinds[subject.kind]}
        reveal={
          opens
            ? {
                action: openSubject,
                fields: { subjectId: subject.id },
                reasons: revealReasons.map((value) => ({ value, label: leadText.revealReasons[value] })),
              }
            : undefined
        }
      />
      <span className="text-hint">{text.from(subject.origin, subject.saidAs)}</span>
      {subject.addedAt && (
        <span className="text-hint">
          {subject.addedByName} {beijingMinute(subject.addedAt)}：{subject.reason}
        </span>
      )}
      {view.mayEdit && (
        <span className="ms-auto">
          <StepButton
            label={text.remove}
            shut={null}
            fields={{ subjectId: subject.id, version: subject.version }}
            action={dropSubject}
            variant="outline"
            confirm={{ body: text.removeBody, reason }}
          />
        </span>
      )}
    </div>
  )
}

function Before({ subject: { id, count, counted } }: { subject: Shown }) {
  const [surest] = counted
  if (!count || !surest) return <p className="text-hint">{text.only}</p>
  return (
    <>
      <p>
        {repeatText.count(count)}
        {repeatText.substantiated(count.substantiated)}{' '}
        <Link href={`/leads?subject=${id}`} prefetch={false} className="link">
          {text.open}
        </Link>
      </p>
      <p className="text-hint">{text.why(text.likeness(surest.likeness))}</p>
      {count.denser && <p className="text-danger">{text.denser}</p>}
    </>
  )
}

function Links({ subject }: { subject: Shown }) {
  return subject.links.map((link) => (
    <div key={link.id} className="text-ink-2">
      <SaidOfTwo link={link} like={text.likeness(link.other.likeness)} words={text} />
    </div>
  ))
}

function Candidates({ leadId, subject }: { leadId: string; subject: Shown }) {
  if (subject.candidates.length === 0) return null
  return (
    <>
      <p>{text.mayBe}</p>
      <ul className="space-y-1">
        {subject.candidates.map((one) => (
          <li key={one.id} className="flex flex-wrap items-center gap-2">
            <MayBeSame one={one} like={text.likeness(one.likeness)} words={text} fields={{ leadId, subjectId: subject.id }} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Add({ leadId }: { leadId: string }) {
  return (
    <Disclosure summary={text.add}>
      <p className="text-hint">{text.addHint}</p>
      <CommandForm action={putSubject} submitLabel={text.add} fields={{ leadId }} scope="subject" submitVariant="outline">
        <Field name="kind" label={text.kind} required>
          <Select options={leadSubjectKinds.map((value) => ({ value, label: text.kinds[value] }))} />
        </Field>
        <Field name="value" label={text.value} required>
          <Input maxLength={200} />
        </Field>
        <Field name="reason" label={text.reason} required>
          <Input maxLength={500} />
        </Field>
      </CommandForm>
    </Disclosure>
  )
}
