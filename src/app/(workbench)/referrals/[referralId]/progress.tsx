import { CommandForm } from '#components/command-form'
import { Money } from '#components/money'
import { Card } from '#components/ui/card'
import { Checkbox } from '#components/ui/choice'
import { Field } from '#components/ui/field'
import { Input, Select } from '#components/ui/input'
import { Tag } from '#components/ui/tag'
import { departmentNames } from '#domain/department/department'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { criminalEventNames, criminalEventText } from '#messages/zh/criminal-events'
import { referralText } from '#messages/zh/referral'
import type { ReferralView } from '#server/referral/queries'
import { tellProgress } from '../actions'

type Event = ReferralView['progress'][number]

/** How the criminal process goes, each part told by the authority whose it is, to those that it tells. */
export function Progress({ referral }: { referral: ReferralView }) {
  const mayRecord = referral.records.includes('recordProgress') && referral.tellable.length > 0
  return (
    <Card title={referralText.progress}>
      {referral.progress.length === 0 && <p className="text-ink-2">{referralText.noProgress}</p>}
      <ol className="space-y-1.5">
        {referral.progress.map((event) => (
          <li key={event.id}>
            <EventLine event={event} />
            {mayRecord && event.mayCorrect && (
              <details className="ms-6">
                <summary className="link cursor-pointer">{criminalEventText.correct}</summary>
                <EventForm referral={referral} corrects={event} />
              </details>
            )}
          </li>
        ))}
      </ol>
      {mayRecord && (
        <details className="mt-3">
          <summary className="link cursor-pointer">{referralText.recordProgress}</summary>
          <EventForm referral={referral} />
        </details>
      )}
    </Card>
  )
}

function EventLine({ event }: { event: Event }) {
  return (
    <div className={`flex flex-wrap items-baseline gap-x-3 ${event.isCorrected ? 'text-hint line-through' : ''}`}>
      <time className="text-ink-2 tabular-nums">{fromDateColumn(event.occurredOn)}</time>
      <Tag tone="criminal">{criminalEventNames[event.kind]}</Tag>
      {event.personLabel && <span>{event.personLabel}</span>}
      {event.peopleCount > 0 && <span>{referralText.people(event.peopleCount)}</span>}
      <span>{event.documentNumber}</span>
      {event.sentence && <span>{event.sentence}</span>}
      {event.fineFen !== null && (
        <span>
          {event.finedParty} {criminalEventText.fined} <Money amountFen={event.fineFen} />
        </span>
      )}
      {event.recoveredFen !== null && (
        <span>
          {criminalEventText.returned} <Money amountFen={event.recoveredFen} />
        </span>
      )}
      <span>{event.note}</span>
      <span className="text-ink-2">
        {departmentNames[event.department].short} {event.recordedByName}
      </span>
      {event.isKept && <Tag tone="neutral">{criminalEventText.kept}</Tag>}
      {event.isCorrected && <Tag tone="neutral">{criminalEventText.corrected}</Tag>}
    </div>
  )
}

/** A further event, or one that puts right what was told before. */
function EventForm({ referral, corrects }: { referral: ReferralView; corrects?: Event }) {
  const kinds = corrects ? [corrects.kind] : referral.tellable
  const isCourt = kinds.includes('judged')
  return (
    <CommandForm
      scope={corrects ? `correct-${corrects.id}` : 'progress'}
      action={tellProgress}
      submitLabel={corrects ? criminalEventText.correcting : referralText.recordProgress}
      submitVariant="outline"
      version={referral.version}
      fields={{ referralId: referral.id, ...(corrects && { correctsId: corrects.id }) }}
      className="mt-2 max-w-2xl"
    >
      <div className="grid gap-4 tablet:grid-cols-2">
        <Field name="kind" label={referralText.progressKind} required>
          <Select options={kinds.map((value) => ({ value, label: criminalEventNames[value] }))} />
        </Field>
        <Field name="occurredOn" label={referralText.occurredOn} required>
          <Input type="date" defaultValue={corrects && fromDateColumn(corrects.occurredOn)} />
        </Field>
        <Field name="personLabel" label={criminalEventText.person} hint={criminalEventText.personHint}>
          <Input maxLength={40} defaultValue={corrects?.personLabel} />
        </Field>
        <Field name="peopleCount" label={referralText.peopleCount} required>
          <Input type="number" min={0} defaultValue={`${corrects?.peopleCount ?? 1}`} />
        </Field>
        <Field name="documentNumber" label={referralText.documentNumber}>
          <Input maxLength={60} defaultValue={corrects?.documentNumber} />
        </Field>
        {isCourt && (
          <>
            <Field name="sentence" label={criminalEventText.sentence} hint={criminalEventText.judgmentOnly}>
              <Input maxLength={1000} defaultValue={corrects?.sentence} />
            </Field>
            <Field name="fine" label={criminalEventText.fine} hint={criminalEventText.judgmentOnly}>
              <Input inputMode="decimal" />
            </Field>
            <Field name="finedParty" label={criminalEventText.finedParty} hint={criminalEventText.finedPartyHint}>
              <Input maxLength={200} defaultValue={corrects?.finedParty} />
            </Field>
            <Field name="recovered" label={criminalEventText.recovered} hint={criminalEventText.judgmentOnly}>
              <Input inputMode="decimal" />
            </Field>
          </>
        )}
      </div>
      <Field name="note" label={referralText.note}>
        <Input maxLength={1000} defaultValue={corrects?.note} />
      </Field>
      {!isCourt && (
        <fieldset className="space-y-1">
          <legend>{criminalEventText.openTo}</legend>
          <p className="text-hint">{criminalEventText.openToHint}</p>
          <Checkbox name="openTo" value="MI" label={criminalEventText.openToMI} />
          <Checkbox name="openTo" value="CT" label={criminalEventText.openToCT} />
        </fieldset>
      )}
    </CommandForm>
  )
}
