import 'server-only'
import { campaignStepInput } from '#domain/campaign/inputs'
import { command } from '../command'
import { findCampaignFor, takeCampaignStep } from './take-step'

/** Approves a confirmed plan; a person other than those who drafted, corrected or confirmed it. Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`. */
export const approveCampaign = command('campaign.approve', campaignStepInput, async (context, { campaignId, version }) => {
  const campaign = await findCampaignFor(context, 'approve', campaignId)
  await takeCampaignStep(context, 'approve', campaign, version, { approvedById: context.actor.userId, approvedAt: context.now })
})
