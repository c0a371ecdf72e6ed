import 'server-only'
import { type CountedDuties, tallyDuties } from '#domain/campaign/duty-tally'
import { type PlannedStage, stageOn, stageStandings, stagesLaterThanParent } from '#domain/campaign/stages'
import { campaignGrants, commitmentSigners } from '#domain/campaign/steps'
import type { Actor } from '#domain/kernel/access'
import { beijingDay, type CivilDate, fromDateColumn } from '#domain/kernel/civil-date'
import type { Tx } from '#platform/db'
import { currentTime } from '#platform/time'
import { may, whereReadable } from '../access'
import { query } from '../query'
import { mayDraftCampaigns } from './own-bureau'
import { withPlan } from './take-step'
import { findVisible, regionSeen, stepsOf, type VisibleCampaign, worksOnCampaigns } from './visible'

const listLimit = 200
const trailLimit = 30

/** The campaigns this person may see, newest first, with who has not signed for them and how the duties stand. */
export async function listCampaigns(actor: Actor, now = currentTime()) {
  if (!worksOnCampaigns(actor)) return []
  return query(actor, async (tx) => {
    const campaigns = await tx.campaign.findMany({
      where: whereReadable(actor, 'campaign'),
      select: {
        id: true,
        number: true,
        name: true,
        year: true,
        state: true,
        documentNumber: true,
        issuedOn: true,
        agency: { select: { name: true } },
      },
      orderBy: { draftedAt: 'desc' },
      take: listLimit,
    })
    const ids = campaigns.map(({ id }) => id)
    const [receipts, duties] = await Promise.all([
      tx.campaignRecipient.groupBy({
        by: ['campaignId'],
        where: { AND: [{ campaignId: { in: ids }, receivedAt: null }, whereReadable(actor, 'campaignRecipient')] },
        _count: true,
      }),
      countDuties(tx, actor, ids),
    ])
    const today = beijingDay(now)
    return campaigns.map(({ agency, issuedOn, ...campaign }) => ({
      ...campaign,
      issuedOn: issuedOn === null ? null : fromDateColumn(issuedOn),
      agencyName: agency.name,
      unsigned: receipts.find(({ campaignId }) => campaignId === campaign.id)?._count ?? 0,
      duties: tallyDuties(
        duties.filter(({ campaignId }) => campaignId === campaign.id),
        today,
      ),
    }))
  })
}

type CountedDuty = CountedDuties & { campaignId: string; department: string; regionNo: number }

/** The assigned duties that this person may see, counted by state, deadline, department and region. */
async function countDuties(tx: Tx, actor: Actor, campaignIds: readonly string[]): Promise<CountedDuty[]> {
  const rows = await tx.dutyAssignment.groupBy({
    by: ['campaignId', 'state', 'dueOn', 'department', 'regionNo'],
    where: { AND: [{ campaignId: { in: [...campaignIds] } }, whereReadable(actor, 'dutyAssignment')] },
    _count: true,
  })
  return rows.map(({ _count, dueOn, ...row }) => ({ ...row, dueOn: dueOn === null ? null : fromDateColumn(dueOn), count: _count }))
}

/**
 * A campaign as its first page shows it: where it stands in time, who has signed, how the duties go, and the steps this person may take.
 * `null` when it does not exist for them.
 */
export async function getCampaign(actor: Actor, id: string, now = currentTime()) {
  return query(actor, async (tx) => {
    const campaign = await findVisible(tx, actor, id)
    if (!campaign) return null
    const today = beijingDay(now)
    const [duties, receipts, own, parent, adoption, region, trail] = await Promise.all([
      countDuties(tx, actor, [id]),
      countReceipts(tx, actor, id),
      ownReceipt(tx, actor, id),
      parentOf(tx, actor, campaign),
      ownAdoption(tx, actor, campaign),
      tx.region.findUnique({ where: { regionNo: regionSeen(actor, campaign).regionNo }, select: { name: true } }),
      tx.auditEntry.findMany({
        where: { AND: [{ subjectType: 'campaign', subjectId: id }, whereReadable(actor, 'auditEntry')] },
        orderBy: { seq: 'desc' },
        take: trailLimit,
      }),
    ])
    const { planText: _text, planRead: _read, ...shown } = campaign
    return {
      ...shown,
      issuedOn: campaign.issuedOn === null ? null : fromDateColumn(campaign.issuedOn),
      agencyName: campaign.agency.name,
      stages: await stagesOf(tx, campaign, duties, today),
      duties: tallyDuties(duties, today),
      byDepartment: campaign.participantCodes.flatMap((department) => {
        const tally = tallyDuties(
          duties.filter((row) => row.department === department),
          today,
        )
        return tally.total === 0 ? [] : [{ department, ...tally }]
      }),
      lateByRegion: lateByRegion(duties, today),
      receipts,
      own,
      ...(await ownCommitment(tx, actor, campaign)),
      parent,
      later: parent ? stagesLaterThanParent(campaign.plan.stages, parent.stages) : [],
      adoption,
      steps: stepsOf(actor, campaign),
      mayManage: campaign.state === 'launched' && may(actor, campaignGrants.manage, 'campaign', campaign),
      seen: { ...regionSeen(actor, campaign), regionName: region?.name ?? '' },
      trail,
      today,
      now,
    }
  })
}

async function countReceipts(tx: Tx, actor: Actor, campaignId: string) {
  const rows = await tx.campaignRecipient.findMany({
    where: { AND: [{ campaignId }, whereReadable(actor, 'campaignRecipient')] },
    select: { agencyId: true, receivedAt: true },
  })
  return {
    total: rows.length,
    signed: rows.filter(({ receivedAt }) => receivedAt !== null).length,
    unmatched: rows.filter(({ agencyId }) => agencyId === null).length,
  }
}

const ownReceipt = (tx: Tx, actor: Actor, campaignId: string) =>
  actor.agencyId === null
    ? null
    : tx.campaignRecipient.findFirst({
        where: { campaignId, agencyId: actor.agencyId },
        select: { id: true, version: true, name: true, receivedAt: true, receivedByName: true },
      })

/** Whether the own unit has signed the commitment, and whether this person is one to sign it now. */
async function ownCommitment(tx: Tx, actor: Actor, { id, state }: VisibleCampaign) {
  const signed = actor.agencyId === null ? 0 : await tx.commitment.count({ where: { campaignId: id, agencyId: actor.agencyId } })
  const isLaunched = state === 'launched' || state === 'closed'
  return { committed: signed > 0, mayCommit: signed === 0 && isLaunched && commitmentSigners.some((role) => actor.roles.includes(role)) }
}

async function parentOf(tx: Tx, actor: Actor, { parentId }: { parentId: string | null }) {
  if (parentId === null) return null
  const parent = await tx.campaign.findFirst({ where: { AND: [{ id: parentId }, whereReadable(actor, 'campaign')] } })
  if (!parent) return null
  const { id, name, documentNumber, plan } = withPlan(parent)
  return { id, name, documentNumber, stages: plan.stages as PlannedStage[] }
}

/** The own campaign made of this one, and whether the person may still make one. */
async function ownAdoption(tx: Tx, actor: Actor, campaign: VisibleCampaign) {
  const below = campaign.state === 'launched' && campaign.regionNo !== actor.regionNo
  const mayAdopt = below && mayDraftCampaigns(actor) && may(actor, campaignGrants.adopt, 'campaign', campaign)
  const made =
    actor.agencyId === null
      ? null
      : await tx.campaign.findFirst({
          where: { parentId: campaign.id, agencyId: actor.agencyId },
          select: { id: true, name: true, state: true },
        })
  return { made, mayAdopt: mayAdopt && made === null }
}

/** The stages with the plan's own words and how they stand: as launched, or as planned before that. */
async function stagesOf(tx: Tx, campaign: VisibleCampaign, duties: readonly CountedDuty[], today: CivilDate) {
  const rows = await tx.stage.findMany({ where: { campaignId: campaign.id }, orderBy: { seq: 'asc' } })
  const written = rows.map(({ dueOn, ...stage }) => ({ ...stage, dueOn: dueOn === null ? null : fromDateColumn(dueOn) }))
  const stages =
    written.length > 0 ? written : campaign.plan.stages.map((stage, index) => ({ ...stage, id: String(index), seq: index + 1 }))
  const tallies = stages.map((stage) =>
    tallyDuties(
      duties.filter(({ dueOn }) => dueOn !== null && stageOn(stages, dueOn)?.seq === stage.seq),
      today,
    ),
  )
  const startedOn = campaign.issuedOn === null ? null : fromDateColumn(campaign.issuedOn)
  const open = stages.map((stage, index) => ({ ...stage, open: (tallies[index]?.total ?? 0) - (tallies[index]?.done ?? 0) }))
  const standings = stageStandings(open, startedOn, today)
  return stages.flatMap((stage, index) => {
    const [standing, tally] = [standings[index], tallies[index]]
    return standing && tally ? [{ ...stage, ...standing, duties: tally }] : []
  })
}

function lateByRegion(duties: readonly CountedDuty[], today: CivilDate): [regionNo: number, late: number][] {
  const late = new Map<number, number>()
  for (const row of duties) {
    const count = tallyDuties([row], today).late
    if (count > 0) late.set(row.regionNo, (late.get(row.regionNo) ?? 0) + count)
  }
  return [...late]
}
