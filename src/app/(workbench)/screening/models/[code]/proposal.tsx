import { CommandForm } from '#components/command-form'
import { StepButton } from '#components/step-button'
import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Input, Textarea } from '#components/ui/input'
import { modelText as text } from '#messages/zh/screening-models'
import type { ModelView } from '#server/screening/model-queries'
import { propose, rest } from '../actions'

/** Other parameters, rest, or use again: proposed here, settled by another. */
export function ProposalCard({ view, today }: { view: ModelView; today: string }) {
  const { built, model, open, seen, standing } = view
  if (open)
    return (
      <Card title={text.propose}>
        <p>{text.openProposal}</p>
      </Card>
    )
  const fields = { code: built.id, seen }
  const parameters = Object.entries(model.parameters)
  return (
    <Card title={view.local ? text.retire : text.propose}>
      <p className="text-hint mb-2">{text.proposeHint}</p>
      <div className="space-y-4">
        {!view.local && parameters.length > 0 && standing === 'inUse' && (
          <CommandForm action={propose} submitLabel={text.proposeSubmit} fields={fields} scope="parameters">
            <div className="tablet:grid-cols-2 grid gap-3">
              {parameters.map(([name, { value, meaning }]) => (
                <Field key={name} name={`parameters.${name}`} label={meaning}>
                  <Input inputMode="decimal" defaultValue={String(value)} />
                </Field>
              ))}
              <Period today={today} />
            </div>
            <Field name="reason" label={text.reason} required>
              <Textarea rows={2} />
            </Field>
          </CommandForm>
        )}
        <StepButton
          label={standing === 'inUse' ? text.retire : text.restore}
          shut={null}
          fields={fields}
          action={standing === 'inUse' ? rest : propose}
          variant={standing === 'inUse' ? 'danger' : 'outline'}
          confirm={{
            body: standing === 'inUse' ? text.retireBody : text.restoreBody,
            reason: { name: 'reason', label: text.reason },
          }}
        >
          <Period today={today} />
        </StepButton>
      </div>
    </Card>
  )
}

function Period({ today }: { today: string }) {
  return (
    <>
      <Field name="beginsOn" label={text.beginsOn} required>
        <Input type="date" defaultValue={today} />
      </Field>
      <Field name="endsOn" label={text.endsOn} hint={text.endsHint}>
        <Input type="date" />
      </Field>
    </>
  )
}
