import 'server-only'
import { campaignStepInput } from '#domain/campaign/inputs'
import { command } from '../command'
import { findParent } from './find-parent'
import { addressPlan, agenciesIn, assignDuties, tellOf, writeDuties, writeStages } from './hand-out'
import { findCampaignFor, takeCampaignStep } from './take-step'

/**
 * Launches an approved campaign (印发实施): what was a plan becomes work that waits on desks.
 *
 * Refuses `notFound`, `wrongState`, `changedMeanwhile`.
 * Commits together: the parent found by the cited number, a receipt to be signed by each addressed unit, the stages with the plan's own
 * words, the duties with an assignment for every agency whose department has a part (the co-issuers at the own level among them), a
 * notice to each agency, and the audit entry.
 */
export const launchCampaign = command('campaign.launch', campaignStepInput, async (context, { campaignId, version }) => {
  const campaign = await findCampaignFor(context, 'launch', campaignId)
  const parentId = campaign.parentId ?? (await findParent(context, campaign.plan))
  await takeCampaignStep(
    context,
    'launch',
    campaign,
    version,
    { launchedAt: context.now, parentId },
    { parentId: [campaign.parentId, parentId] },
  )

  const agencies = await agenciesIn(context, campaign)
  const addressed = await addressPlan(context, campaign, agencies)
  const coIssuers = agencies.filter(
    (agency) =>
      agency.regionNo === campaign.regionNo && campaign.participantCodes.includes(agency.department) && !addressed.includes(agency),
  )
  await writeStages(context, campaign)
  await writeDuties(context, campaign)
  await assignDuties(context, campaign, [...coIssuers, ...addressed])

  await tellOf(
    context,
    campaign,
    'planAddressed',
    addressed.map(({ id }) => id),
  )
  const told = coIssuers.filter(({ id, kind }) => id !== campaign.agencyId && kind === 'bureau')
  await tellOf(
    context,
    campaign,
    'dutiesAssigned',
    told.map(({ id }) => id),
  )
})
