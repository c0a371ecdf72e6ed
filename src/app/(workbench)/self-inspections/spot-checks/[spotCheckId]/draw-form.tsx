import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Input, Textarea } from '#components/ui/input'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { isForced } from '#domain/self-inspection/draw'
import { spotCheckText } from '#messages/zh/spot-check'
import type { getSpotCheck } from '#server/self-inspection/spot-check-queries'
import { checkNumber, draw as drawNow, giveUp } from '../../actions'

type Draw = NonNullable<Awaited<ReturnType<typeof getSpotCheck>>>

/** The published number, on its day or later; with it the list is drawn. */
export function DrawForm({ draw }: { draw: Draw }) {
  const on = fromDateColumn(draw.sourceOn)
  return (
    <Card title={spotCheckText.drawTitle}>
      {draw.dayHasCome ? (
        <CommandForm action={drawNow} submitLabel={spotCheckText.draw} fields={{ spotCheckId: draw.id }}>
          <p>{spotCheckText.sourceOf(draw.sourceName, on)}</p>
          <Field name="sourceValue" label={spotCheckText.sourceValue} hint={spotCheckText.sourceValueHint} required>
            <Input maxLength={100} autoComplete="off" className="w-96 max-w-full" />
          </Field>
        </CommandForm>
      ) : (
        <p>{spotCheckText.drawWait(on)}</p>
      )}
    </Card>
  )
}

/** What whoever announced is told: when the number comes, and that a colleague draws. */
export function DrawWait({ draw }: { draw: Draw }) {
  return (
    <Card title={spotCheckText.drawTitle}>
      {!draw.dayHasCome && <p>{spotCheckText.drawWait(fromDateColumn(draw.sourceOn))}</p>}
      <p>{spotCheckText.drawByOther}</p>
    </Card>
  )
}

/** The number once more, by somebody else than who drew. */
export function CheckForm({ draw }: { draw: Draw }) {
  return (
    <Card title={spotCheckText.checkTitle}>
      <CommandForm scope="check" action={checkNumber} submitLabel={spotCheckText.check} fields={{ spotCheckId: draw.id }}>
        <p>{spotCheckText.checkLead}</p>
        <p>{spotCheckText.sourceOf(draw.sourceName, fromDateColumn(draw.sourceOn))}</p>
        <Field name="sourceValue" label={spotCheckText.sourceValue} required>
          <Input maxLength={100} autoComplete="off" className="w-96 max-w-full" />
        </Field>
      </CommandForm>
    </Card>
  )
}

/** An announced draw that is not to be made, and why; one that must be made gets another day instead. */
export function GiveUpForm({ draw }: { draw: Draw }) {
  // Where nobody of its population is left in reach, a forced one too is given up.
  const forced = isForced(draw.purpose) && draw.strata.length > 0
  return (
    <Card title={forced ? spotCheckText.renewTitle : spotCheckText.giveUpTitle}>
      <CommandForm
        scope="give-up"
        action={giveUp}
        submitLabel={forced ? spotCheckText.renew : spotCheckText.giveUp}
        submitVariant="outline"
        fields={{ spotCheckId: draw.id }}
      >
        <p>{forced ? spotCheckText.renewLead : spotCheckText.giveUpLead}</p>
        <Field name="reason" label={forced ? spotCheckText.renewReason : spotCheckText.giveUpReason} required>
          <Textarea rows={2} maxLength={500} />
        </Field>
        {forced && (
          <Field name="renewedOn" label={spotCheckText.renewedOn} hint={spotCheckText.sourceOnHint} required>
            <Input type="date" />
          </Field>
        )}
      </CommandForm>
    </Card>
  )
}
