import { Checkbox } from '#components/ui/choice'
import { Field } from '#components/ui/field'
import { Input, Select, Textarea } from '#components/ui/input'
import { UploadField } from '#components/upload-field'
import { caseServiceMethods, defenceAdoptions, reviewGrounds } from '#domain/case/tracks/stages'
import { procedureText } from '#messages/zh/case-procedure'
import { localRuleText } from '#messages/zh/local-rules'
import type { CaseView } from '#server/case/queries'

const { fields, hints } = procedureText
export type ProcedureFieldName = keyof typeof fields

const days: ReadonlySet<ProcedureFieldName> = new Set(['servedOn', 'saidOn', 'askedOn', 'notifiedOn', 'hearingOn', 'heldOn', 'appliedOn'])
const long: ReadonlySet<ProcedureFieldName> = new Set([
  'said',
  'why',
  'minutes',
  'opinion',
  'opinions',
  'conclusion',
  'reason',
  'plan',
  'present',
])
const outcomes = ['noPenalty', 'unproven', 'transferred'] as const
const named = <Value extends string>(values: readonly Value[], words: Readonly<Record<Value, string>>) =>
  values.map((value) => ({ value, label: words[value] }))

const choices = {
  method: named(caseServiceMethods, procedureText.methods),
  adoption: named(defenceAdoptions, procedureText.adoptions),
  outcome: named(outcomes, procedureText.outcomes),
} as const

/** One field of a step of the procedure, by its name. */
export function ProcedureField({ name, file, required = true }: { name: ProcedureFieldName; file: CaseView; required?: boolean }) {
  if (name === 'grounds') return <Grounds />
  if (name === 'hearingRight') return <HearingRight file={file} />
  if (name === 'nothingToAdd' || name === 'warned') return <Checkbox name={name} value="on" label={fields[name]} hint={hints[name]} />
  if (name === 'proofFileIds' || name === 'receiptFileIds')
    return <UploadField name={name} label={fields[name]} hint={hints[name]} required={required} multiple />
  if (name === 'chairId' && file.chairs.length === 0) return <p className="text-ink-2">{procedureText.noChair}</p>
  return (
    <Field name={name} label={fields[name]} hint={hints[name]} required={name !== 'note'}>
      {control(name, file)}
    </Field>
  )
}

function control(name: ProcedureFieldName, file: CaseView) {
  if (name === 'chairId') return <Select options={file.chairs.map(({ id, name: label }) => ({ value: id, label }))} />
  if (name === 'partyId') return <Select options={file.unserved.map(({ id, name: label }) => ({ value: id, label }))} />
  if (name === 'method' || name === 'adoption' || name === 'outcome') return <Select options={choices[name]} />
  if (days.has(name)) return <Input type="date" />
  return long.has(name) ? <Textarea rows={3} maxLength={name === 'minutes' ? 8000 : 2000} /> : <Input maxLength={200} />
}

/** Why lawyers must see the case, besides its fine. */
const Grounds = () => (
  <fieldset>
    <legend className="font-semibold">{fields.grounds}</legend>
    {reviewGrounds.map((ground) => (
      <Checkbox key={ground} name="grounds" value={ground} label={procedureText.grounds[ground]} />
    ))}
  </fieldset>
)

/** What holds for the case, and who has set it. */
const hearingRulesOf = ({ rules }: CaseView) =>
  (['hearingInstitution', 'hearingPerson', 'hearingSuspension'] as const)
    .filter((key) => rules[key].value !== null)
    .map((key) => `${localRuleText.applied(key, rules[key].value, rules[key].source)}。`)
    .join('')

/** From the fine on from which it is the party's right it is told, ticked or not. */
const HearingRight = ({ file }: { file: CaseView }) => (
  <Checkbox
    name="hearingRight"
    value="on"
    label={fields.hearingRight}
    defaultChecked={file.hearingDemanded}
    hint={`${file.hearingDemanded ? procedureText.hearingHint.demanded : procedureText.hearingHint.open}${hearingRulesOf(file)}`}
  />
)
