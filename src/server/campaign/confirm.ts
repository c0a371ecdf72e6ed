import 'server-only'
import { campaignStepInput } from '#domain/campaign/inputs'
import { refuse } from '#domain/kernel/result'
import { type Context, command } from '../command'
import { must } from '../refused'
import { type FoundCampaign, findCampaignFor, takeCampaignStep } from './take-step'

/**
 * Confirms that the draft says what the plan says. From now on it is changed no more, unless it is sent back.
 *
 * Refuses `notFound`, `wrongState`, `incomplete` with what is missing, `alreadyExists` when the agency already has a campaign under
 * this number, `changedMeanwhile`.
 */
export const confirmCampaign = command('campaign.confirm', campaignStepInput, async (context, { campaignId, version }) => {
  const campaign = await findCampaignFor(context, 'confirm', campaignId)
  if (await numberTaken(context, campaign)) must(refuse('alreadyExists'))
  await takeCampaignStep(context, 'confirm', campaign, version, { confirmedById: context.actor.userId, confirmedAt: context.now })
})

/** One notice is one campaign: the same number from the same agency would count everything twice. */
async function numberTaken({ tx }: Context, { id, agencyId, documentNumber }: FoundCampaign): Promise<boolean> {
  if (documentNumber === null) return false
  return (await tx.campaign.count({ where: { id: { not: id }, agencyId, documentNumber, state: { not: 'draft' } } })) > 0
}
