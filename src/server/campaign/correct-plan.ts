import 'server-only'
import { z } from 'zod'
import { fieldsOf, participantsOf } from '#domain/campaign/campaign-plan'
import { correctPlanInput, setCampaignInput } from '#domain/campaign/inputs'
import { editPlan, parseEditPath } from '#domain/campaign/plan-edit'
import { fromDateColumn, toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import type { Prisma } from '#platform/prisma/client'
import { type Context, command } from '../command'
import { must } from '../refused'
import { findParent } from './find-parent'
import { type FoundCampaign, findCampaignTo, writeCampaign } from './take-step'

export const correctionLog = z.array(
  z.object({ path: z.string(), from: z.unknown(), to: z.unknown(), byId: z.string(), byName: z.string(), at: z.string() }),
)

/**
 * Corrects one part of a draft's plan. What the reader took from the text stays beside it, with who changed it and when.
 *
 * Refuses `notFound`, `wrongState` once it is confirmed, `invalidInput` with the fields that do not fit, `changedMeanwhile`.
 * Commits together: the plan, what follows from it (year, number, departments, fields, parent), the log and the audit entry.
 */
export const correctPlan = command('campaign.correct', correctPlanInput, async (context, { campaignId, version, path, values }) => {
  const campaign = await findDraft(context, campaignId)
  const { plan, corrections } = must(
    editPlan(campaign.plan, parseEditPath(path) ?? must(refuse('unknownField', { fields: [path] })), values),
  )
  if (corrections.length === 0) return

  await writeCampaign(
    context,
    'campaign.correct',
    campaign,
    version,
    {
      plan,
      corrections: logged(context, campaign, corrections),
      year: plan.year ?? campaign.year,
      documentNumber: plan.documentNumber,
      issuedOn: plan.issuedOn === null ? null : toDateColumn(plan.issuedOn),
      participantCodes: participantsOf(plan),
      fieldIds: fieldsOf(plan),
      parentId: (await findParent(context, plan)) ?? (path.startsWith('cited') ? null : campaign.parentId),
    },
    Object.fromEntries(corrections.map((correction) => [correction.path, [correction.from, correction.to] as const])),
  )
})

/** Sets what the plan's text does not carry: what the campaign is called here, and how far back self-inspection looks. Refuses as `correctPlan` does. */
export const setCampaign = command('campaign.set', setCampaignInput, async (context, { campaignId, version, name, lookBackFrom }) => {
  const campaign = await findDraft(context, campaignId)
  const before = fromDateColumn(campaign.lookBackFrom)
  const corrections = [
    { path: 'name', from: campaign.name, to: name },
    { path: 'lookBackFrom', from: before, to: lookBackFrom },
  ].filter(({ from, to }) => from !== to)
  await writeCampaign(
    context,
    'campaign.set',
    campaign,
    version,
    { name, lookBackFrom: toDateColumn(lookBackFrom), corrections: logged(context, campaign, corrections) },
    { name: [campaign.name, name], lookBackFrom: [before, lookBackFrom] },
  )
})

/** The log with these corrections added. Whoever stands in it does not approve the plan. */
function logged(
  { actor, now }: Context,
  { corrections: log }: FoundCampaign,
  corrections: readonly { path: string; from: unknown; to: unknown }[],
) {
  const added = corrections.map((correction) => ({ ...correction, byId: actor.userId, byName: actor.name, at: now.toISOString() }))
  return [...correctionLog.parse(log), ...added] as Prisma.InputJsonValue // made of parsed JSON
}

async function findDraft(context: Parameters<typeof findCampaignTo>[0], campaignId: string): Promise<FoundCampaign> {
  const campaign = await findCampaignTo(context, 'correct', campaignId)
  return campaign.state === 'draft' ? campaign : must(refuse('wrongState', { state: campaign.state }))
}
