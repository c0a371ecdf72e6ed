import 'server-only'
import { planReading } from '#domain/campaign/campaign-plan'
import { parseEditPath, typedValues } from '#domain/campaign/plan-edit'
import { type AddressableAgency, addresseesOf } from '#domain/campaign/recipients'
import { stagesLaterThanParent } from '#domain/campaign/stages'
import { campaignGrants } from '#domain/campaign/steps'
import type { Actor } from '#domain/kernel/access'
import { beijingMinute, fromDateColumn } from '#domain/kernel/civil-date'
import { may, whereReadable } from '../access'
import { query } from '../query'
import { correctionLog } from './correct-plan'
import { agenciesIn } from './hand-out'
import { withPlan } from './take-step'
import { findVisible, stepsOf } from './visible'

/**
 * A plan as its review page shows it: each value as it stands now, as it was read, and where in the text its words are. `null` when it
 * does not exist for this person.
 */
export async function getPlanReview(actor: Actor, id: string) {
  return query(actor, async (tx) => {
    const campaign = await findVisible(tx, actor, id)
    if (!campaign) return null
    const reading = planReading.parse(campaign.planRead)
    const parent =
      campaign.parentId === null
        ? null
        : await tx.campaign.findFirst({ where: { AND: [{ id: campaign.parentId }, whereReadable(actor, 'campaign')] } })
    const [twins, agencies, file] = await Promise.all([
      campaign.documentNumber === null
        ? []
        : tx.campaign.findMany({
            where: { agencyId: campaign.agencyId, documentNumber: campaign.documentNumber, id: { not: id } },
            select: { id: true, number: true, name: true, state: true },
          }),
      agenciesIn({ tx }, campaign),
      campaign.planFileId === null
        ? null
        : tx.storedFile.findFirst({
            where: { AND: [{ id: campaign.planFileId }, whereReadable(actor, 'storedFile')] },
            select: { id: true, displayName: true },
          }),
    ])
    const { planRead: _read, ...shown } = campaign
    return {
      ...shown,
      lookBackFrom: fromDateColumn(campaign.lookBackFrom),
      issuedOn: campaign.issuedOn === null ? null : fromDateColumn(campaign.issuedOn),
      evidence: reading.evidence,
      warnings: reading.warnings,
      corrections: correctionLog.parse(campaign.corrections),
      parent: parent && { id: parent.id, name: parent.name, documentNumber: parent.documentNumber, stages: withPlan(parent).plan.stages },
      later: parent ? stagesLaterThanParent(campaign.plan.stages, withPlan(parent).plan.stages) : [],
      twins,
      addressees: reached(campaign, agencies),
      file,
      steps: stepsOf(actor, campaign),
      mayCorrect: campaign.state === 'draft' && may(actor, campaignGrants.correct, 'campaign', campaign),
    }
  })
}

type Addressing = Parameters<typeof addresseesOf>[2] & { plan: { recipients: Parameters<typeof addresseesOf>[0] } }

/** For each recipient as the plan words it: how many agencies it reaches; the issuer's own offices, and names that fit nobody, say so. */
function reached({ plan, agencyId, regionNo }: Addressing, agencies: readonly AddressableAgency[]) {
  return plan.recipients.map((recipient) => {
    const { addressees, internal } = addresseesOf([recipient], agencies, { agencyId, regionNo })
    return { isInternal: internal.length > 0, count: addressees.filter((one) => one.agencyId !== null).length }
  })
}

/** One part of a plan as it stands now, for whoever was overtaken while correcting it. */
export async function getPlanPart(actor: Actor, id: string, path: string) {
  return query(actor, async (tx) => {
    const campaign = await findVisible(tx, actor, id)
    const parsed = parseEditPath(path)
    if (!campaign || !parsed) return null
    const last = correctionLog.parse(campaign.corrections).findLast((correction) => correction.path.startsWith(path))
    return {
      version: campaign.version,
      values: typedValues(campaign.plan, parsed),
      by: last?.byName,
      at: last && beijingMinute(new Date(last.at)),
    }
  })
}
