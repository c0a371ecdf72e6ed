import { StepButton } from '#components/step-button'
import { meetingText } from '#messages/zh/campaign'
import { callOff } from '../../actions'

/** The meeting is not held; whoever was asked is told. */
export const CallOff = ({ meeting: { id, version } }: { meeting: { id: string; version: number } }) => (
  <div className="mt-3">
    <StepButton
      label={meetingText.callOff}
      shut={null}
      fields={{ meetingId: id, version }}
      action={callOff}
      confirm={{ body: meetingText.callOffBody, reason: { name: 'reason', label: meetingText.callOffReason, required: true } }}
    />
  </div>
)
