import { StepButton } from '#components/step-button'
import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Textarea } from '#components/ui/input'
import { consultationSteps } from '#domain/consultation/steps'
import { stepCitation } from '#domain/law/law'
import { consultationText } from '#messages/zh/consultation'
import type { HostView } from '#server/consultation/queries'
import { callOff, conclude } from '../actions'

/** How the consultation can end, for whoever may end it. */
export function EndSteps({ consultation: { id, version, steps } }: { consultation: HostView }) {
  return (
    <Card title={consultationText.next}>
      {steps.length === 0 && <p className="text-ink-2">{consultationText.noStep}</p>}
      <div className="space-y-4">
        {steps.map(({ name, shut }) => (
          <StepButton
            key={name}
            label={consultationText.steps[name]}
            shut={shut}
            variant={name === 'conclude' ? 'primary' : 'outline'}
            fields={{ consultationId: id, version }}
            action={name === 'conclude' ? conclude : callOff}
            basis={stepCitation(consultationSteps[name].basis)}
            confirm={
              name === 'conclude'
                ? { body: consultationText.concludeBody }
                : { reason: { name: 'reason', label: consultationText.reason, required: true } }
            }
          >
            {name === 'conclude' && (
              <>
                <Field name="conclusion" label={consultationText.conclusion} required>
                  <Textarea rows={4} minLength={5} maxLength={6000} />
                </Field>
                <Field name="dissent" label={consultationText.dissent}>
                  <Textarea rows={2} maxLength={4000} />
                </Field>
              </>
            )}
          </StepButton>
        ))}
      </div>
    </Card>
  )
}
