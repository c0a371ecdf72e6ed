'use client'

import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Checkbox } from '#components/ui/choice'
import { Field } from '#components/ui/field'
import { Input, Textarea } from '#components/ui/input'
import { disclosureParts } from '#domain/referral/disclosure'
import { consultationText } from '#messages/zh/consultation'
import { disclosureText } from '#messages/zh/referral-disclosure'
import { open } from '../actions'

type Draft = {
  caseId: string
  agencies: readonly { id: string; name: string }[]
  facts: readonly { id: string; behaviour: string; actFrom: string; actTo: string }[]
}

/** The question, who is asked, and what of the case is put before them. */
export function OpenForm({ draft: { caseId, agencies, facts } }: { draft: Draft }) {
  return (
    <Card>
      <CommandForm action={open} submitLabel={consultationText.send} fields={{ caseId }} draftKey={`consultation-${caseId}`}>
        <div className="grid gap-4 desktop:grid-cols-[1fr_11rem]">
          <Field name="title" label={consultationText.subject} required>
            <Input minLength={4} maxLength={80} />
          </Field>
          <Field name="answerBy" label={consultationText.answerBy}>
            <Input type="date" />
          </Field>
        </div>
        <Field name="question" label={consultationText.question} required>
          <Textarea rows={4} minLength={10} maxLength={4000} />
        </Field>
        <fieldset>
          <legend className="font-semibold">{consultationText.agencies}</legend>
          <p className="text-hint">{agencies.length === 0 ? consultationText.noAgencies : consultationText.agenciesHint}</p>
          <div className="mt-1 flex flex-wrap gap-x-5">
            {agencies.map(({ id, name }) => (
              <Checkbox key={id} name="agencyIds" value={id} label={name} />
            ))}
          </div>
        </fieldset>
        <Field name="experts" label={consultationText.experts} hint={consultationText.expertsHint}>
          <Textarea rows={2} maxLength={2000} />
        </Field>
        <fieldset>
          <legend className="font-semibold">{consultationText.disclose}</legend>
          <p className="text-hint">{consultationText.discloseHint}</p>
          <div className="mt-1 space-y-1">
            {disclosureParts
              .filter((part) => part !== 'facts')
              .map((part) => (
                <Checkbox key={part} name="parts" value={part} label={disclosureText.parts[part]} />
              ))}
            {facts.map(({ id, behaviour, actFrom, actTo }) => (
              <Checkbox key={id} name="factIds" value={id} label={`${behaviour}（${disclosureText.period(actFrom, actTo)}）`} />
            ))}
          </div>
        </fieldset>
      </CommandForm>
    </Card>
  )
}
