import { CommandForm } from '#components/command-form'
import { ButtonLink } from '#components/ui/button'
import { Checkbox } from '#components/ui/choice'
import { Field } from '#components/ui/field'
import { Input, Select, Textarea } from '#components/ui/input'
import { type EditKind, type EditPath, parseEditPath, shapeOf, typedValues } from '#domain/campaign/plan-edit'
import { planFields, stageKinds } from '#domain/plan/codes'
import { departmentOptions } from '#messages/zh/campaign'
import { planText } from '#messages/zh/campaign-plan'
import { correct } from '../../actions'
import type { Review } from './review'

/** The form that corrects one part of the plan, in its place on the page. */
export function EditPart({ review, path, label }: { review: Review; path: string; label: string }) {
  const parsed = parseEditPath(path)
  if (!parsed) return null
  const typed = typedValues(review.plan, parsed)
  return (
    <div className="border-brand bg-brand-soft rounded-control my-1 border px-3 py-3">
      <CommandForm
        action={correct}
        submitLabel={planText.save}
        version={review.version}
        fields={{ campaignId: review.id, path }}
        draftKey={`campaign-${review.id}-${path}`}
        secondary={
          <ButtonLink href={`/campaigns/${review.id}/plan`} scroll={false}>
            {planText.cancel}
          </ButtonLink>
        }
      >
        {Object.entries(shapeOf(parsed)).map(([name, kind]) => (
          <EditField key={name} name={name} kind={kind} label={labelOf(parsed, name, label)} typed={typed[name] ?? ''} />
        ))}
        {'list' in parsed && parsed.index !== 'new' && <p className="text-hint">{planText.remove}</p>}
      </CommandForm>
    </div>
  )
}

const labelOf = (path: EditPath, name: string, label: string) => ('value' in path ? label : (planText.entryFields[name] ?? name))

function EditField({ name, kind, label, typed }: { name: string; kind: EditKind; label: string; typed: string }) {
  if (kind === 'fields') return <FieldChoices label={label} chosen={typed.split('、')} />
  return (
    <Field name={name} label={label}>
      {controlOf(kind, typed)}
    </Field>
  )
}

function controlOf(kind: EditKind, typed: string) {
  switch (kind) {
    case 'long':
      return <Textarea defaultValue={typed} rows={typed.length > 80 ? 5 : 2} maxLength={20_000} />
    case 'names':
      return <Textarea defaultValue={typed} rows={2} maxLength={2000} />
    case 'date':
      return <Input type="date" defaultValue={typed} className="w-44" />
    case 'year':
      return <Input inputMode="numeric" defaultValue={typed} maxLength={4} className="w-24" />
    case 'department':
      return <Select options={departmentOptions} blank={planText.noDepartment} defaultValue={typed} className="w-56" />
    case 'stageKind':
      return (
        <Select options={stageKinds.map((value) => ({ value, label: planText.stageKinds[value] }))} defaultValue={typed} className="w-44" />
      )
    default:
      return <Input defaultValue={typed} maxLength={500} />
  }
}

function FieldChoices({ label, chosen }: { label: string; chosen: readonly string[] }) {
  return (
    <fieldset>
      <legend className="font-semibold">{label}</legend>
      <div className="mt-1 flex flex-wrap gap-x-5 gap-y-1">
        {planFields.map((field) => (
          <Checkbox key={field} name="value" value={field} label={planText.fields[field]} defaultChecked={chosen.includes(field)} />
        ))}
      </div>
    </fieldset>
  )
}
