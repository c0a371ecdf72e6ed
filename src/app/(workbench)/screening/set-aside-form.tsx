import { StepButton } from '#components/step-button'
import { Card } from '#components/ui/card'
import type { WaitingByGrade } from '#domain/screening/hit-fates'
import { fateText as text } from '#messages/zh/hit-fates'
import { putAside } from './actions'
import { GradesAside } from './grades-aside'

type Fields = Readonly<Record<string, string | number>>

/** Sets aside what waits of the models and the place that a page lists: asked about first, with how many it would be. */
export function SetAsideForm({ waiting, fields }: { waiting: WaitingByGrade; fields: Fields }) {
  if (Object.values(waiting).every((count) => count === 0)) return <p className="text-hint mt-4">{text.nothingWaits}</p>
  return (
    <Card title={text.setAside} className="mt-4">
      <p className="text-hint mb-3">{text.setAsideHint}</p>
      <StepButton
        label={text.setAside}
        shut={null}
        fields={fields}
        action={putAside}
        confirm={{ body: text.setAsideBody, reason: { name: 'reason', label: text.reason } }}
      >
        <GradesAside waiting={waiting} />
      </StepButton>
    </Card>
  )
}

/** Sets one clue aside. */
export function SetOneAside({ fields }: { fields: Fields }) {
  return (
    <StepButton
      label={text.setAsideOne}
      shut={null}
      fields={fields}
      action={putAside}
      confirm={{ body: text.setAsideBody, reason: { name: 'reason', label: text.reason } }}
    />
  )
}
