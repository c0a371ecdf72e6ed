import { StepButton } from '#components/step-button'
import { Card } from '#components/ui/card'
import type { FormAction } from '#components/use-command'
import { type JointStep, jointSteps } from '#domain/campaign/joint-notice'
import { stepCitation } from '#domain/law/law'
import { jointText } from '#messages/zh/joint-notice'
import type { JointNoticeView } from '#server/campaign/joint/queries'
import { giveBack, issue, sign, submit, withdraw } from '../actions'

type Pressed = Exclude<JointStep, 'redraft'>
const actions = { submit, sign, return: giveBack, issue, withdraw } satisfies Record<Pressed, FormAction>
const primary: readonly JointStep[] = ['submit', 'sign', 'issue']
const asked: Partial<Record<JointStep, { body?: string; reason?: { name: string; label: string; required: true } }>> = {
  sign: { body: jointText.bodies.sign },
  issue: { body: jointText.bodies.issue },
  withdraw: { body: jointText.bodies.withdraw },
  return: { reason: { name: 'reason', label: jointText.reason, required: true } },
}

/** What this person can do with the notice now; whoever signs says which text was read. */
export function NoticeSteps({ notice }: { notice: JointNoticeView }) {
  const { id: noticeId, version, textSha256 } = notice
  const fieldsOf = (name: Pressed): Record<string, string | number> =>
    name === 'sign' || name === 'return' ? { noticeId, textSha256: textSha256 ?? '' } : { noticeId, version }
  const steps = notice.steps.flatMap(({ name, shut }) => (name === 'redraft' ? [] : [{ name, shut }]))
  return (
    <Card title={jointText.next}>
      {steps.length === 0 && <p className="text-ink-2">{jointText.noStep}</p>}
      <div className="space-y-4">
        {steps.map(({ name, shut }) => (
          <StepButton
            key={name}
            label={jointText.steps[name]}
            shut={shut}
            variant={primary.includes(name) ? 'primary' : 'outline'}
            fields={fieldsOf(name)}
            action={actions[name]}
            basis={stepCitation(jointSteps[name].basis)}
            confirm={asked[name]}
          />
        ))}
      </div>
    </Card>
  )
}
