'use client'

import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Checkbox } from '#components/ui/choice'
import { Field } from '#components/ui/field'
import { Input, Select, Textarea } from '#components/ui/input'
import { whistleChannels } from '#domain/whistle/steps'
import { whistleText } from '#messages/zh/whistle'
import { register } from '../actions'

const { fields, hints, channels } = whistleText

/** What was told, and apart from it who told it. No draft of it is kept anywhere. */
export function RegisterForm() {
  return (
    <Card>
      <CommandForm action={register} submitLabel={whistleText.register}>
        <div className="grid gap-4 desktop:grid-cols-[10rem_11rem_1fr]">
          <Field name="channel" label={fields.channel} required>
            <Select options={whistleChannels.map((value) => ({ value, label: channels[value] }))} />
          </Field>
          <Field name="receivedOn" label={fields.receivedOn} required>
            <Input type="date" />
          </Field>
          <Field name="about" label={fields.about} hint={hints.about} required>
            <Input minLength={2} maxLength={120} />
          </Field>
        </div>
        <Field name="statement" label={fields.statement} required>
          <Textarea rows={5} minLength={10} maxLength={6000} />
        </Field>
        <div className="grid gap-4 desktop:grid-cols-2">
          <Field name="evidence" label={fields.evidence} hint={hints.evidence}>
            <Textarea rows={2} maxLength={2000} />
          </Field>
          <Field name="keepSecret" label={fields.keepSecret}>
            <Textarea rows={2} maxLength={1000} />
          </Field>
        </div>
        <fieldset className="space-y-3">
          <legend className="font-semibold">{fields.reporter}</legend>
          <Checkbox name="isNamed" label={fields.isNamed} />
          <div className="grid gap-4 desktop:grid-cols-4">
            <Field name="reporterName" label={fields.reporterName}>
              <Input maxLength={30} autoComplete="off" />
            </Field>
            <Field name="reporterContact" label={fields.reporterContact}>
              <Input maxLength={120} autoComplete="off" />
            </Field>
            <Field name="reporterIdNumber" label={fields.reporterIdNumber}>
              <Input maxLength={30} autoComplete="off" />
            </Field>
            <Field name="alias" label={fields.alias} hint={hints.alias}>
              <Input maxLength={30} autoComplete="off" />
            </Field>
          </div>
        </fieldset>
      </CommandForm>
    </Card>
  )
}
