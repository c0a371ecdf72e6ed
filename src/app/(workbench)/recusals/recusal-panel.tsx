import { StepButton } from '#components/step-button'
import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Select } from '#components/ui/input'
import { beijingMinute } from '#domain/kernel/civil-date'
import { citation } from '#domain/law/law'
import { recusalBasis } from '#domain/recusal/recusal'
import { recusalText } from '#messages/zh/recusal'
import type { Recusals } from '#server/recusal/queries'
import { declare, lift, order } from './actions'

/** Who keeps away from this matter; declaring the own conflict, ordering and lifting. */
export function RecusalPanel({ recusals }: { recusals: Recusals }) {
  const { standing, mayDeclare, staff, subjects } = recusals
  const reason = (label: string) => ({ name: 'reason', label, required: true })
  return (
    <Card title={recusalText.title}>
      <div className="space-y-3">
        {standing.length === 0 && <p className="text-ink-2">{recusalText.none}</p>}
        {standing.map((recusal) => (
          <Standing key={recusal.id} recusal={recusal} subjects={subjects} />
        ))}
        {mayDeclare && (
          <StepButton
            label={recusalText.declare}
            shut={null}
            fields={{}}
            action={declare}
            basis={citation(recusalBasis)}
            confirm={{ title: recusalText.declareTitle, body: recusalText.declareBody, reason: reason(recusalText.declareReason) }}
          >
            <SubjectChoice subjects={subjects} />
          </StepButton>
        )}
        {staff.length > 0 && (
          <StepButton
            label={recusalText.order}
            shut={null}
            fields={{}}
            action={order}
            confirm={{ title: recusalText.orderTitle, body: recusalText.orderBody, reason: reason(recusalText.reason) }}
          >
            <Field name="userId" label={recusalText.person} required>
              <Select options={staff.map(({ id, name }) => ({ value: id, label: name }))} />
            </Field>
            <SubjectChoice subjects={subjects} />
          </StepButton>
        )}
      </div>
    </Card>
  )
}

const SubjectChoice = ({ subjects }: Pick<Recusals, 'subjects'>) => (
  <Field name="subject" label={recusalText.subject} hint={recusalText.subjectHint} required>
    <Select options={subjects.map(({ type, id }) => ({ value: `${type}:${id}`, label: recusalText.subjects[type] }))} />
  </Field>
)

function Standing({ recusal, subjects }: { recusal: Recusals['standing'][number] } & Pick<Recusals, 'subjects'>) {
  const of = subjects.find(({ id }) => id === recusal.subjectId)
  const by = recusal.recordedById === recusal.userId ? recusalText.self : recusal.recordedByName
  return (
    <div className="border-divider space-y-1 border-b pb-2">
      <p>{recusalText.line(recusal.userName, of ? recusalText.subjects[of.type] : '', by, beijingMinute(recusal.recordedAt))}</p>
      <p className="text-ink-2 whitespace-pre-line">{recusal.reason}</p>
      {recusal.mayLift && (
        <StepButton
          label={recusalText.lift}
          shut={null}
          fields={{ recusalId: recusal.id }}
          action={lift}
          confirm={{ body: recusalText.liftBody, reason: { name: 'reason', label: recusalText.liftReason, required: true } }}
        />
      )}
    </div>
  )
}
