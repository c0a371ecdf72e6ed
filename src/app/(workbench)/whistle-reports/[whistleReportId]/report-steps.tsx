'use client'

import type { ReactNode } from 'react'
import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Input, Select, Textarea } from '#components/ui/input'
import { type WhistleReportStep, whistleOutcomes, whistleReplyManners } from '#domain/whistle/steps'
import { whistleText } from '#messages/zh/whistle'
import type { WhistleReportView } from '#server/whistle/queries'
import { take } from '../actions'

const { fields, hints } = whistleText
type Props = { report: Pick<WhistleReportView, 'id' | 'version' | 'steps' | 'campaigns' | 'keepers'> }

const Reason = ({ required }: { required: boolean }) => (
  <Field name="reason" label={fields.reason} required={required}>
    <Textarea rows={3} maxLength={1000} />
  </Field>
)

/** What each step asks for. */
const askedBy: Record<WhistleReportStep, (report: Props['report']) => ReactNode> = {
  accept: ({ campaigns }) => (
    <>
      <Field name="campaignId" label={fields.campaign} required>
        <Select options={campaigns.map(({ id, name }) => ({ value: id, label: name }))} />
      </Field>
      <Field name="behaviour" label={fields.behaviour} hint={hints.behaviour} required>
        <Textarea rows={2} minLength={4} maxLength={200} />
      </Field>
      <Reason required={false} />
    </>
  ),
  decline: () => <Reason required />,
  decide: () => (
    <>
      <p className="text-hint">{whistleText.decideHint}</p>
      <Field name="outcome" label={fields.outcome} required>
        <Select options={whistleOutcomes.map((value) => ({ value, label: whistleText.outcomes[value] }))} />
      </Field>
      <Field name="caseNumber" label={fields.caseNumber} hint={hints.caseNumber}>
        <Input maxLength={80} />
      </Field>
      <Field name="decidedOn" label={fields.decidedOn} required>
        <Input type="date" />
      </Field>
      <Reason required />
    </>
  ),
  reply: () => (
    <>
      <Field name="repliedOn" label={fields.repliedOn} required>
        <Input type="date" />
      </Field>
      <Field name="replyWay" label={fields.replyWay} required>
        <Select options={whistleReplyManners.map((value) => ({ value, label: whistleText.replyWays[value] }))} />
      </Field>
      <Field name="reply" label={fields.reply} required>
        <Textarea rows={3} minLength={10} maxLength={2000} />
      </Field>
    </>
  ),
}

/** The steps open to this person. No draft of what is typed is kept. */
export function ReportSteps({ report }: Props) {
  const { id, version, steps, keepers } = report
  const none = steps.length === 0 && keepers.length === 0
  return (
    <Card title={whistleText.next}>
      {none && <p className="text-ink-2">{whistleText.noStep}</p>}
      <div className="space-y-4">
        {steps.map(({ name }) => (
          <Disclosure key={name} summary={whistleText.steps[name]}>
            <CommandForm
              action={take}
              submitLabel={whistleText.steps[name]}
              version={version}
              fields={{ reportId: id, step: name }}
              scope={name}
            >
              {askedBy[name](report)}
            </CommandForm>
          </Disclosure>
        ))}
        {keepers.length > 0 && (
          <Disclosure summary={whistleText.assign}>
            <CommandForm
              action={take}
              submitLabel={whistleText.assign}
              version={version}
              fields={{ reportId: id, step: 'assign' }}
              scope="assign"
            >
              <Field name="keeperId" label={fields.keeper} required>
                <Select options={keepers.map((one) => ({ value: one.id, label: one.name }))} />
              </Field>
            </CommandForm>
          </Disclosure>
        )}
      </div>
    </Card>
  )
}
