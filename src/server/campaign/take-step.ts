import 'server-only'
import { z } from 'zod'
import { type CampaignPlan, campaignPlan, missingOf } from '#domain/campaign/campaign-plan'
import { type CampaignStep, campaignGrants, campaignSteps } from '#domain/campaign/steps'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import { audit } from '#platform/audit'
import type { Prisma } from '#platform/prisma/client'
import { whereMay } from '../access'
import type { Context } from '../command'
import { must } from '../refused'

/** A campaign's row with its plan as the values it holds, and what they still lack. */
export const withPlan = <Row extends { plan: Prisma.JsonValue }>(
  row: Row,
): Omit<Row, 'plan'> & { plan: CampaignPlan; missing: string[] } => {
  const plan = campaignPlan.parse(row.plan)
  return { ...row, plan, missing: missingOf(plan) }
}

const written = z.array(z.object({ byId: z.string() }))

/** The same with everybody who wrote something into the plan, as the rules of its steps ask. */
export const withHistory = <Row extends { plan: Prisma.JsonValue; corrections: Prisma.JsonValue }>(row: Row) => ({
  ...withPlan(row),
  correctorIds: [...new Set(written.parse(row.corrections).map(({ byId }) => byId))],
})

/** The campaign, when the actor may take `step` on it. Refuses `notFound`, whether it is missing or out of reach. */
export async function findCampaignFor({ tx, actor }: Context, step: CampaignStep, id: string) {
  const row = await tx.campaign.findFirst({ where: { AND: [{ id }, whereMay(actor, campaignSteps[step].by, 'campaign')] } })
  return withHistory(row ?? must(refuse('notFound')))
}

/** The campaign, when the actor may work on it otherwise: correct it, manage it, take it up. Refuses `notFound`. */
export async function findCampaignTo({ tx, actor }: Context, what: keyof typeof campaignGrants, id: string) {
  const row = await tx.campaign.findFirst({ where: { AND: [{ id }, whereMay(actor, campaignGrants[what], 'campaign')] } })
  return withHistory(row ?? must(refuse('notFound')))
}

export type FoundCampaign = Awaited<ReturnType<typeof findCampaignFor>>

type Change = Record<string, readonly [unknown, unknown]>

/** Writes a campaign's row by its version, with the audit entry. Refuses `changedMeanwhile`. */
export async function writeCampaign(
  { tx, actor, now, requestId }: Context,
  action: `campaign.${string}`,
  campaign: { id: string },
  version: number,
  set: Prisma.CampaignUncheckedUpdateManyInput,
  change: Change,
): Promise<void> {
  const written = await tx.campaign.updateMany({ where: { id: campaign.id, version }, data: { ...set, version: { increment: 1 } } })
  if (written.count === 0) must(refuse('changedMeanwhile'))
  await audit(tx, { at: now, actor, action, subject: { type: 'campaign', id: campaign.id }, change, requestId })
}

/**
 * The one way a campaign changes state: rule, row and audit, together or not at all.
 * Refuses what the step refuses, and `changedMeanwhile` when the row has moved on from `version`.
 */
export async function takeCampaignStep(
  context: Context,
  name: CampaignStep,
  campaign: FoundCampaign,
  version: number,
  set: Prisma.CampaignUncheckedUpdateManyInput = {},
  change: Change = {},
): Promise<void> {
  const step = must(takeStep(campaignSteps[name], campaign, context.actor))
  await writeCampaign(
    context,
    `campaign.${name}`,
    campaign,
    version,
    { ...set, state: step.to },
    { state: [campaign.state, step.to], ...change },
  )
}
