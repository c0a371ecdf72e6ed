import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { beijingDay, fromDateColumn } from '#domain/kernel/civil-date'
import type { Result } from '#domain/kernel/result'
import { isUuid } from '#domain/kernel/uuid'
import { takeStep } from '#domain/kernel/workflow'
import { mayBeRewarded, standingRewards, whistleRewardStepNames, whistleRewardSteps } from '#domain/whistle/reward-steps'
import { byHeadOfAgency, byKeeper, whistleReportStepNames, whistleReportSteps } from '#domain/whistle/steps'
import { may, whereParentOf, whereReadable } from '../access'
import { keepersOf } from '../identity/colleagues'
import { query } from '../query'
import { type RewardRow, rewardOf } from './rewards'
import { type ReportRow, reportOf } from './take-report-step'

/** The newest, on one page. Whoever shows as many says so. */
export const reportsListed = 200
const dayOf = (value: Date | null) => value && fromDateColumn(value)

/** The reports that this person keeps, or has the head's view of. Nothing of who made one is here, and nothing of what was told. */
export const listWhistleReports = (actor: Actor) =>
  query(actor, async (tx) => {
    const rows = await tx.whistleReport.findMany({
      where: whereReadable(actor, 'whistleReport'),
      select: {
        ...{ id: true, number: true, stage: true, about: true, channel: true, isNamed: true, keeperName: true },
        ...{ receivedOn: true, acceptBy: true, replyBy: true },
      },
      orderBy: [{ receivedOn: 'desc' }, { number: 'desc' }],
      take: reportsListed,
    })
    return rows.map(({ receivedOn, acceptBy, replyBy, ...row }) => {
      const dueOn = row.stage === 'received' ? dayOf(acceptBy) : row.stage === 'decided' ? dayOf(replyBy) : null
      return { ...row, dueOn, receivedOn: fromDateColumn(receivedOn) }
    })
  })

const offered = <Name extends string>(names: readonly Name[], allowed: (name: Name) => boolean, take: (name: Name) => Result<unknown>) =>
  names.filter(allowed).flatMap((name) => {
    const taken = take(name)
    if (!taken.ok && (taken.refusal.code === 'wrongState' || taken.refusal.code === 'reporterAnonymous')) return []
    return [{ name, shut: taken.ok ? null : taken.refusal }]
  })

function viewReward(actor: Actor, report: ReportRow, row: RewardRow, now: Date) {
  const { proposedById: _proposer, approvedById: _approver, paidById: _payer, ...shown } = row
  return {
    ...shown,
    ...{ noticedOn: dayOf(row.noticedOn), collectBy: dayOf(row.collectBy), paidOn: dayOf(row.paidOn), lapsedOn: dayOf(row.lapsedOn) },
    claimedOn: dayOf(row.claimedOn),
    steps: offered(
      whistleRewardStepNames,
      (name) => may(actor, whistleRewardSteps[name].by, 'whistleReport', report),
      (name) => takeStep(whistleRewardSteps[name], rewardOf(row, beijingDay(now)), actor),
    ),
  }
}

/** A report as this person stands to it; `null` when it does not exist for them. Who made it is not in it: that is opened, for a reason. */
export const getWhistleReport = (actor: Actor, id: string, now: Date) =>
  query(actor, async (tx) => {
    if (!isUuid(id)) return null
    const row = await tx.whistleReport.findFirst({ where: { AND: [{ id }, whereReadable(actor, 'whistleReport')] } })
    if (!row) return null
    const rewards = await tx.whistleReward.findMany({ where: { reportId: id }, orderBy: { seq: 'asc' } })
    const keeps = may(actor, byKeeper, 'whistleReport', row)
    const leads = may(actor, byHeadOfAgency, 'whistleReport', row)
    const identity = keeps ? { reportId: id, report: whereParentOf(actor, 'whistleIdentity') } : null
    const accepts = keeps && row.stage === 'received'
    return {
      ...row,
      ...{ receivedOn: fromDateColumn(row.receivedOn), acceptBy: fromDateColumn(row.acceptBy), acceptedOn: dayOf(row.acceptedOn) },
      ...{ decidedOn: dayOf(row.decidedOn), replyBy: dayOf(row.replyBy), repliedOn: dayOf(row.repliedOn) },
      rewards: rewards.map((reward) => viewReward(actor, row, reward, now)),
      mayReveal: identity !== null && (await tx.whistleIdentity.count({ where: identity })) > 0,
      mayPropose: keeps && mayBeRewarded(row).ok && !rewards.some(({ stage }) => standingRewards.some((one) => one === stage)),
      steps: offered(
        whistleReportStepNames,
        (name) => may(actor, whistleReportSteps[name].by, 'whistleReport', row),
        (name) => takeStep(whistleReportSteps[name], reportOf(row), actor),
      ),
      lead: row.leadId
        ? await tx.lead.findFirst({
            where: { AND: [{ id: row.leadId }, whereReadable(actor, 'lead')] },
            select: { id: true, number: true },
          })
        : null,
      campaigns: accepts
        ? await tx.campaign.findMany({
            where: { AND: [{ state: 'launched' }, whereReadable(actor, 'campaign')] },
            select: { id: true, name: true },
            orderBy: { launchedAt: 'desc' },
            take: 50,
          })
        : [],
      keepers: leads
        ? (await keepersOf(tx, row.agencyId, now, row.secrecy)).filter((one) => one.id !== row.keeperId && one.id !== actor.userId)
        : [],
    }
  })
export type WhistleReportView = NonNullable<Awaited<ReturnType<typeof getWhistleReport>>>
