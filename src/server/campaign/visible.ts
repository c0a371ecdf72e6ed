import 'server-only'
import { campaignStepNames, campaignSteps } from '#domain/campaign/steps'
import type { Actor } from '#domain/kernel/access'
import { isUuid } from '#domain/kernel/uuid'
import { takeStep } from '#domain/kernel/workflow'
import type { Tx } from '#platform/db'
import { may, whereReadable } from '../access'
import { withHistory } from './take-step'

const workingRoles = ['handler', 'reviewer', 'approver', 'supervisor'] as const

/** True for people of the authorities that run campaigns; an institution is supervised by them and sees none of this, an administrator does no business. */
export const worksOnCampaigns = (actor: Actor): boolean =>
  actor.agencyId !== null && actor.institutionId === null && workingRoles.some((role) => actor.roles.includes(role))

/** The campaign, when it exists for this person; `null` otherwise. */
export async function findVisible(tx: Tx, actor: Actor, id: string) {
  if (!worksOnCampaigns(actor) || !isUuid(id)) return null
  const row = await tx.campaign.findFirst({
    where: { AND: [{ id }, whereReadable(actor, 'campaign')] },
    include: { agency: { select: { name: true } } },
  })
  return row && withHistory(row)
}

export type VisibleCampaign = NonNullable<Awaited<ReturnType<typeof findVisible>>>

/** The steps this person may take on the campaign, each with what stands in the way; those of another stage of its life left out. */
export const stepsOf = (actor: Actor, campaign: VisibleCampaign) =>
  campaignStepNames
    .filter((name) => may(actor, campaignSteps[name].by, 'campaign', campaign))
    .map((name) => ({ name, taken: takeStep(campaignSteps[name], campaign, actor) }))
    .filter(({ taken }) => taken.ok || taken.refusal.code !== 'wrongState')
    .map(({ name, taken }) => ({ name, shut: taken.ok ? null : taken.refusal }))

/** What of the campaign this person looks at: its whole region for whoever stands above or beside it, the own part for whoever stands below. */
export function regionSeen(actor: Actor, campaign: { regionNo: number; rangeLo: number; rangeHi: number }) {
  const [lo, hi] = [actor.regionLo ?? actor.regionNo, actor.regionHi ?? actor.regionNo]
  const whole = lo <= campaign.rangeLo && campaign.rangeHi <= hi
  return whole
    ? { regionNo: campaign.regionNo, regionLo: campaign.rangeLo, regionHi: campaign.rangeHi, whole }
    : { regionNo: actor.regionNo, regionLo: Math.max(lo, campaign.rangeLo), regionHi: Math.min(hi, campaign.rangeHi), whole }
}
