import 'server-only'
import { campaignStepInput } from '#domain/campaign/inputs'
import { command } from '../command'
import { findCampaignFor, takeCampaignStep } from './take-step'

/** Closes a campaign: its rows stay, its duties are history. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const closeCampaign = command('campaign.close', campaignStepInput, async (context, { campaignId, version }) => {
  const campaign = await findCampaignFor(context, 'close', campaignId)
  await takeCampaignStep(context, 'close', campaign, version)
})
