import { CommandForm } from '#components/command-form'
import { ButtonLink } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { RadioGroup } from '#components/ui/choice'
import { Field } from '#components/ui/field'
import { Input, Select, Textarea } from '#components/ui/input'
import { itemText } from '#messages/zh/self-inspection'
import { spotCheckText } from '#messages/zh/spot-check'
import type { getSpotCheck } from '#server/self-inspection/spot-check-queries'
import { recordResult } from '../../actions'

type Draw = NonNullable<Awaited<ReturnType<typeof getSpotCheck>>>

/** What two officers found on site. */
export function ResultForm({
  spotCheckId,
  item,
  colleagues,
}: {
  spotCheckId: string
  item: Draw['items'][number]
  colleagues: Draw['colleagues']
}) {
  return (
    <Card id="result-form" title={spotCheckText.recordFor(item.institutionName)}>
      {colleagues.length === 0 ? (
        <p className="text-ink-2">{spotCheckText.noColleague}</p>
      ) : (
        <CommandForm
          action={recordResult}
          submitLabel={spotCheckText.save}
          version={item.version}
          fields={{ spotCheckId, spotCheckItemId: item.id }}
          draftKey={`spot-check:${item.id}`}
          secondary={<ButtonLink href={`/self-inspections/spot-checks/${spotCheckId}#items`}>{itemText.cancel}</ButtonLink>}
        >
          <RadioGroup
            name="result"
            legend={spotCheckText.result}
            inline
            required
            choices={[
              { value: 'agrees', label: spotCheckText.results.agrees },
              { value: 'discrepancy', label: spotCheckText.results.discrepancy },
            ]}
          />
          <div className="grid gap-x-6 gap-y-3 tablet:grid-cols-2">
            <Field name="discrepancy" label={spotCheckText.discrepancy} hint={spotCheckText.discrepancyHint} unit={itemText.yuan}>
              <Input inputMode="decimal" />
            </Field>
            <Field name="secondCheckerId" label={spotCheckText.secondChecker} hint={spotCheckText.secondHint} required>
              <Select blank={spotCheckText.chooseColleague} options={colleagues.map(({ id, name }) => ({ value: id, label: name }))} />
            </Field>
          </div>
          <Field name="note" label={spotCheckText.note} hint={spotCheckText.noteHint}>
            <Textarea rows={3} maxLength={1000} />
          </Field>
        </CommandForm>
      )}
    </Card>
  )
}
