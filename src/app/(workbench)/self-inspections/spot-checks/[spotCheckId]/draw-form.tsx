import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Input } from '#components/ui/input'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { spotCheckText } from '#messages/zh/spot-check'
import type { getSpotCheck } from '#server/self-inspection/spot-check-queries'
import { draw as drawNow } from '../../actions'

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
