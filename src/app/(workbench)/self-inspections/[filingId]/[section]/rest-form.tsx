import { CommandForm } from '#components/command-form'
import { Checkbox, RadioGroup } from '#components/ui/choice'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Input } from '#components/ui/input'
import { itemText } from '#messages/zh/self-inspection'
import type { FilingView } from '#server/self-inspection/filing-queries'
import { fillRest } from '../../actions'

/** Answers whatever nobody has answered yet in one act, on the word of the person. */
export function RestForm({
  filing,
  section,
  unanswered,
  untouched,
  name,
  reasons,
}: {
  filing: FilingView
  section: string
  unanswered: number
  untouched: boolean
  name: string
  /** Reasons given elsewhere in this filing. */
  reasons: readonly string[]
}) {
  return (
    <Disclosure open={untouched} summary={itemText.rest(unanswered)} className="bg-panel border-brand rounded-control mb-3 border px-4">
      <div className="pb-3">
        <CommandForm action={fillRest} submitLabel={itemText.restSave} submitVariant="outline" fields={{ filingId: filing.id, section }}>
          <div className="flex flex-wrap items-end gap-x-6 gap-y-2">
            <RadioGroup
              name="answer"
              legend={itemText.restAs}
              inline
              required
              defaultValue="noneFound"
              choices={[
                { value: 'noneFound', label: itemText.restNone },
                { value: 'notApplicable', label: itemText.restNotApplicable },
              ]}
            />
            <Field name="reason" label={itemText.reason} className="w-72 large:w-full">
              <Input maxLength={500} placeholder={itemText.reasonHint} list="reasons-given" autoComplete="off" />
            </Field>
            <datalist id="reasons-given">
              {reasons.map((reason) => (
                <option key={reason} value={reason} />
              ))}
            </datalist>
            <Checkbox name="attested" label={itemText.restAttest(name)} required className="pb-1" />
          </div>
        </CommandForm>
      </div>
    </Disclosure>
  )
}
