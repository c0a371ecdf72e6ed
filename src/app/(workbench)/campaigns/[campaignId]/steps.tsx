import { StepButton } from '#components/step-button'
import type { CampaignStep } from '#domain/campaign/steps'
import type { Refusal } from '#domain/kernel/result'
import { campaignText, cockpitText } from '#messages/zh/campaign'
import { approve, close, confirm, launch, sendBack } from '../actions'

const actions = { confirm, approve, sendBack, launch, close } satisfies Record<CampaignStep, unknown>
const bodies: Partial<Record<CampaignStep, string>> = campaignText.stepBodies

/** The steps this person may take on a campaign, each open or shut with its reason. */
export function CampaignSteps({
  campaign,
  steps,
}: {
  campaign: { id: string; version: number }
  steps: readonly { name: CampaignStep; shut: Refusal | null }[]
}) {
  return (
    <div className="flex flex-wrap items-start gap-4">
      {steps.map(({ name, shut }) => (
        <StepButton
          key={name}
          label={campaignText.stepLabels[name]}
          shut={shut}
          fields={{ campaignId: campaign.id, version: campaign.version }}
          action={actions[name]}
          variant={name === 'sendBack' || name === 'close' ? 'outline' : 'primary'}
          confirm={
            bodies[name] === undefined
              ? undefined
              : { body: bodies[name], reason: name === 'sendBack' ? { name: 'reason', label: cockpitText.reason } : undefined }
          }
        />
      ))}
    </div>
  )
}
