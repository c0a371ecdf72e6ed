import { StepButton } from '#components/step-button'
import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Input, Select } from '#components/ui/input'
import type { ChangeStep } from '#domain/institution/register'
import { beijingDay, beijingMinute } from '#domain/kernel/civil-date'
import { registerText } from '#messages/zh/register'
import { currentTime } from '#server/clock/now'
import type { InstitutionView } from '#server/institution/register-queries'
import { confirm, merge, move, refuse, resume, stop, withdraw } from '../actions'
import { whatOf } from './change-words'

const asked = { name: 'reason', label: registerText.reason }

/** What its keeper can do: each asks for a reason; a move and a merge wait for a second person. */
export function RegisterSteps({ institution }: { institution: InstitutionView }) {
  const { id, version, active, regions } = institution
  const fields = { institutionId: id, version }
  return (
    <Card title={registerText.steps}>
      <div className="flex flex-wrap items-start gap-3">
        {regions.length > 0 && (
          <StepButton
            label={registerText.kinds.move}
            shut={null}
            fields={fields}
            action={move}
            confirm={{ body: registerText.moveBody, reason: asked }}
          >
            <Field name="regionCode" label={registerText.toRegion} required>
              <Select options={regions.map(({ code, label }) => ({ value: code, label }))} blank={registerText.choose} />
            </Field>
          </StepButton>
        )}
        {active && (
          <StepButton
            label={registerText.kinds.merge}
            shut={null}
            fields={fields}
            action={merge}
            confirm={{ body: registerText.mergeBody, reason: asked }}
          >
            <Field name="intoCode" label={registerText.intoCode} hint={registerText.intoHint} required>
              <Input maxLength={20} className="font-mono" />
            </Field>
          </StepButton>
        )}
        <StepButton
          label={registerText.kinds[active ? 'stop' : 'resume']}
          shut={null}
          fields={fields}
          action={active ? stop : resume}
          variant={active ? 'danger' : 'outline'}
          confirm={{ body: active ? registerText.stopBody : registerText.resumeBody, reason: asked }}
        >
          <Field name="on" label={registerText.on} required>
            <Input type="date" defaultValue={beijingDay(currentTime())} />
          </Field>
        </StepButton>
      </div>
      {regions.length === 0 && <p className="text-hint mt-2">{registerText.moveAbove}</p>}
    </Card>
  )
}

const acts = { confirm, refuse, withdraw } as const satisfies Record<ChangeStep, unknown>

/** A proposal that waits: what it is about, by whom, and what this person can do with it. */
export function ProposalCard({ standing }: { standing: NonNullable<InstitutionView['standing']> }) {
  const body = standing.kind === 'move' ? registerText.moveConfirm : registerText.mergeConfirm
  return (
    <Card title={`${registerText.pending}：${registerText.kinds[standing.kind]}`}>
      <p className="font-semibold">{whatOf(standing)}</p>
      <p>{standing.reason}</p>
      <p className="text-hint">
        {registerText.proposedBy(standing.agencyName, standing.proposedByName, beijingMinute(standing.proposedAt))}
      </p>
      {standing.steps.length > 0 && (
        <div className="mt-2 flex flex-wrap items-start gap-3">
          {standing.steps.map(({ name, shut }) => (
            <StepButton
              key={name}
              label={registerText.changeSteps[name]}
              shut={shut}
              variant={name === 'confirm' ? 'primary' : 'outline'}
              fields={{ changeId: standing.id, version: standing.version }}
              action={acts[name]}
              confirm={name === 'confirm' ? { body } : name === 'refuse' ? { reason: asked } : undefined}
            />
          ))}
        </div>
      )}
    </Card>
  )
}
