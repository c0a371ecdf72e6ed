import { CommandForm } from '#components/command-form'
import { ButtonLink } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Input } from '#components/ui/input'
import { type EditableValue, editableValues, typedOf } from '#domain/campaign/plan-edit'
import { planText } from '#messages/zh/campaign-plan'
import { set } from '../../actions'
import { EditPart } from './edit-part'
import type { Review } from './review'
import { Way } from './way'

const names = Object.keys(editableValues) as EditableValue[]

/** The single values of the plan, each with its sentence; then what this product keeps besides. */
export function PlanValues({ review, editing }: { review: Review; editing: string | null }) {
  return (
    <Card title={planText.settings}>
      <Settings review={review} editing={editing === 'settings'} />
      <dl className="mt-2 space-y-2">
        {names.map((name) => (
          <div key={name} className="flex gap-3">
            <dt className="text-ink-2 w-28 shrink-0">{planText.values[name]}</dt>
            <dd className="min-w-0 grow">
              {shownValue(review, name) ? <span>{shownValue(review, name)}</span> : <span className="text-hint">{planText.notSaid}</span>}
              <Way
                review={review}
                path={name}
                label={planText.values[name]}
                evidence={name === 'fields' || name === 'unknownFields' ? `${name}[0]` : name}
              />
              {editing === name && <EditPart review={review} path={name} label={planText.values[name]} />}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

function shownValue({ plan }: Review, name: EditableValue): string {
  if (name === 'fields') return plan.fields.map((field) => planText.fields[field]).join('、')
  return typedOf(plan[name])
}

function Settings({ review, editing }: { review: Review; editing: boolean }) {
  if (editing)
    return (
      <div className="border-brand bg-brand-soft rounded-control border px-3 py-3">
        <CommandForm
          action={set}
          submitLabel={planText.save}
          version={review.version}
          fields={{ campaignId: review.id }}
          secondary={
            <ButtonLink href={`/campaigns/${review.id}/plan`} scroll={false}>
              {planText.cancel}
            </ButtonLink>
          }
        >
          <Field name="name" label={planText.name} required>
            <Input defaultValue={review.name} maxLength={120} />
          </Field>
          <Field name="lookBackFrom" label={planText.lookBackFrom} hint={planText.lookBackHint} required>
            <Input type="date" defaultValue={review.lookBackFrom} className="w-44" />
          </Field>
        </CommandForm>
      </div>
    )
  return (
    <dl className="space-y-2">
      <div className="flex gap-3">
        <dt className="text-ink-2 w-28 shrink-0">{planText.name}</dt>
        <dd className="min-w-0 grow">
          {review.name}
          {review.mayCorrect && (
            <div>
              <ButtonLink href={`/campaigns/${review.id}/plan?edit=settings`} scroll={false} variant="text" size="sm" className="px-0">
                {planText.edit}
              </ButtonLink>
            </div>
          )}
        </dd>
      </div>
      <div className="flex gap-3">
        <dt className="text-ink-2 w-28 shrink-0">{planText.lookBackFrom}</dt>
        <dd>{review.lookBackFrom}</dd>
      </div>
    </dl>
  )
}
