import 'server-only'
import { sendBackCampaignInput } from '#domain/campaign/inputs'
import { command } from '../command'
import { findCampaignFor, takeCampaignStep } from './take-step'

/** Sends a plan back to be corrected, with the reason; confirmation and approval begin again. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const sendBackCampaign = command('campaign.sendBack', sendBackCampaignInput, async (context, { campaignId, version, reason }) => {
  const campaign = await findCampaignFor(context, 'sendBack', campaignId)
  await takeCampaignStep(
    context,
    'sendBack',
    campaign,
    version,
    { confirmedById: null, confirmedAt: null, approvedById: null, approvedAt: null },
    { reason: [null, reason] },
  )
})
