import 'server-only'
import { isLocalised, localised } from '#domain/campaign/adoption'
import { fieldsOf, nameOf, participantsOf, planReading } from '#domain/campaign/campaign-plan'
import { adoptCampaignInput } from '#domain/campaign/inputs'
import { beijingDay } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { command } from '../command'
import { nextInternalNumber } from '../numbering'
import { must } from '../refused'
import { agenciesIn } from './hand-out'
import { ownBureau } from './own-bureau'
import { findCampaignTo } from './take-step'

/**
 * Takes up a plan from above as the draft of a local campaign: the same work, issued and received in the own region, to be localised,
 * confirmed and approved here.
 *
 * Refuses `notFound` for a plan that is not from above, `wrongState` when that one is over, `alreadyExists` when the agency has taken it up.
 * Commits together: the draft and its audit entry. The parent is not touched.
 */
export const adoptCampaign = command(
  'campaign.adopt',
  adoptCampaignInput,
  async (context, { campaignId }): Promise<{ campaignId: string }> => {
    const { tx, actor, now, requestId } = context
    const bureau = ownBureau(actor)
    const parent = await findCampaignTo(context, 'adopt', campaignId)
    if (parent.regionNo === bureau.regionNo) must(refuse('notFound'))
    if (parent.state !== 'launched') must(refuse('wrongState', { state: parent.state }))
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`campaign.adopt ${parent.id} ${bureau.agencyId}`}, 0))`
    if ((await tx.campaign.count({ where: { parentId: parent.id, agencyId: bureau.agencyId } })) > 0) must(refuse('alreadyExists'))

    const region = await tx.region.findUniqueOrThrow({ where: { regionNo: bureau.regionNo }, select: { name: true } })
    const participants = parent.participantCodes
    const agencies = (await agenciesIn(context, bureau))
      .filter(({ kind, regionNo, department }) => kind === 'bureau' && regionNo === bureau.regionNo && participants.includes(department))
      .sort((one, other) => participants.indexOf(one.department) - participants.indexOf(other.department))
    const plan = localised(parent.plan, { regionName: region.name, agencies, ownAgencyId: bureau.agencyId })
    const { evidence } = planReading.parse(parent.planRead)
    const kept = Object.fromEntries(Object.entries(evidence).filter(([path]) => !isLocalised(path)))

    const id = crypto.randomUUID()
    await tx.campaign.create({
      data: {
        id,
        number: await nextInternalNumber(context, 'ZX', bureau.regionNo),
        name: nameOf(plan),
        year: plan.year ?? Number(beijingDay(now).slice(0, 4)),
        kind: parent.kind,
        ...bureau,
        parentId: parent.id,
        lookBackFrom: parent.lookBackFrom,
        participantCodes: participantsOf(plan),
        fieldIds: fieldsOf(plan),
        planText: parent.planText,
        planRead: { ...plan, evidence: kept, warnings: [] },
        plan,
        draftedById: actor.userId,
        draftedAt: now,
      },
    })
    await audit(tx, {
      at: now,
      actor,
      action: 'campaign.adopt',
      subject: { type: 'campaign', id },
      change: { state: [null, 'draft'], parent: [null, parent.number] },
      requestId,
    })
    return { campaignId: id }
  },
)
