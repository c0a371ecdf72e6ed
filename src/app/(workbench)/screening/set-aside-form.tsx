import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Checkbox } from '#components/ui/choice'
import { Field } from '#components/ui/field'
import { Textarea } from '#components/ui/input'
import { riskLevels } from '#domain/lead/steps'
import { backTestText } from '#messages/zh/back-test'
import { fateText as text } from '#messages/zh/hit-fates'
import { putAside } from './actions'

/** Sets aside what waits of the models and the place that a page lists, or one clue (`hitId`). */
export function SetAsideForm({ title, fields }: { title: string; fields: Readonly<Record<string, string | number>> }) {
  return (
    <Card title={title} className="mt-4">
      <CommandForm action={putAside} submitLabel={title} submitVariant="outline" fields={fields} scope="aside">
        {!('hitId' in fields) && (
          <>
            <p className="text-hint">{text.setAsideHint}</p>
            <fieldset className="flex flex-wrap gap-4">
              <legend className="font-semibold">{text.grades}</legend>
              {riskLevels.map((grade) => (
                <Checkbox key={grade} name="grades" value={grade} label={backTestText.gradeNames[grade]} defaultChecked={grade === 'low'} />
              ))}
            </fieldset>
          </>
        )}
        <Field name="reason" label={text.reason} hint={text.reasonHint} required>
          <Textarea rows={2} />
        </Field>
      </CommandForm>
    </Card>
  )
}
