import 'server-only'
import type { z } from 'zod'
import { dueAt } from '#domain/clock/clock'
import { lastDayOf } from '#domain/clock/moved'
import { clockRules } from '#domain/clock/rules'
import { beijingDay, type CivilDate, fromDateColumn, toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import {
  approveRewardInput,
  lapseRewardInput,
  noticeRewardInput,
  payRewardInput,
  proposeRewardInput,
  sendBackRewardInput,
} from '#domain/whistle/inputs'
import {
  mayBeRewarded,
  rewardFen,
  standingRewards,
  type WhistleReward,
  type WhistleRewardStep,
  whistleRewardSteps,
} from '#domain/whistle/reward-steps'
import { byKeeper } from '#domain/whistle/steps'
import type { Prisma } from '#platform/prisma/client'
import { actAt } from '../case/track/take-procedure-step'
import { type Context, command } from '../command'
import { must } from '../refused'
import { mustNameNobody } from './reporter'
import { findReport, moveReport, type ReportRow, recordReport } from './take-report-step'

export type RewardRow = Prisma.WhistleRewardGetPayload<object>

export const rewardOf = ({ stage, proposedById, approvedById, collectBy }: RewardRow, on: CivilDate): WhistleReward => ({
  ...{ state: stage, proposedById, approvedById, on },
  collectBy: collectBy && fromDateColumn(collectBy),
})

/**
 * Proposes a reward (奖励): the share of what was verified, within what the nation sets. Refuses `notFound`, `rewardUnfit` (no case was filed),
 * `aliasMissing`, `alreadyExists`, `namesReporter`, `changedMeanwhile`.
 */
export const proposeReward = command(
  'whistle.proposeReward',
  proposeRewardInput,
  async (context, { reportId, version, verifiedFen, rate, basis }) => {
    const { tx, actor, now } = context
    const row = await findReport(context, byKeeper, reportId)
    must(mayBeRewarded(row))
    await mustNameNobody(context, row.id, [basis])
    const before = await tx.whistleReward.findMany({ where: { reportId }, select: { stage: true } })
    if (before.some(({ stage }) => standingRewards.some((one) => one === stage))) must(refuse('alreadyExists'))
    await moveReport(context, row.id, version, {})
    const by = { proposedById: actor.userId, proposedByName: actor.name, proposedAt: now }
    const amountFen = rewardFen(verifiedFen, rate)
    await tx.whistleReward.create({ data: { reportId, seq: before.length + 1, verifiedFen, rate, amountFen, basis, ...by } })
    await recordReport(context, row.id, 'proposeReward', { reward: [null, before.length + 1] })
  },
)

type Asked = z.output<typeof approveRewardInput>
type Seen = { report: ReportRow; row: RewardRow }

async function findReward(context: Context, step: WhistleRewardStep, { reportId, rewardSeq }: Asked): Promise<Seen> {
  const report = await findReport(context, whistleRewardSteps[step].by, reportId)
  const row = await context.tx.whistleReward.findFirst({ where: { reportId, seq: rewardSeq } })
  return { report, row: row ?? must(refuse('notFound')) }
}

/** The one way a reward moves: rule, its row, and the trail, which knows it by its place alone. */
async function takeRewardStep(
  context: Context,
  name: WhistleRewardStep,
  { report, row }: Seen,
  version: number,
  { on = beijingDay(context.now), set }: { on?: CivilDate; set: Prisma.WhistleRewardUncheckedUpdateInput },
): Promise<void> {
  const step = must(takeStep(whistleRewardSteps[name], rewardOf(row, on), context.actor))
  await moveReport(context, report.id, version, {})
  await context.tx.whistleReward.update({ where: { id: row.id }, data: { ...set, stage: step.to } })
  await recordReport(context, report.id, `${name}Reward`, { reward: [row.seq, row.seq], stage: [row.stage, step.to] })
}

const decidedBy = ({ actor, now }: Context) => ({ approvedById: actor.userId, approvedByName: actor.name, approvedAt: now })

/** Another person approves it. Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`. */
export const approveReward = command('whistle.approveReward', approveRewardInput, async (context, { version, ...asked }) => {
  const seen = await findReward(context, 'approve', { version, ...asked })
  await takeRewardStep(context, 'approve', seen, version, { set: decidedBy(context) })
})

/** Another person sends it back. Refuses as `approveReward` does. */
export const sendBackReward = command(
  'whistle.sendBackReward',
  sendBackRewardInput,
  async (context, { version, returnReason, ...asked }) => {
    const seen = await findReward(context, 'sendBack', { version, ...asked })
    await takeRewardStep(context, 'sendBack', seen, version, { set: { ...decidedBy(context), returnReason } })
  },
)

/** Keeps that whoever is rewarded was told: two months to collect (CK52) begin. Refuses `notFound`, `wrongState`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`. */
export const noticeReward = command('whistle.noticeReward', noticeRewardInput, async (context, { version, noticedOn, ...asked }) => {
  const seen = await findReward(context, 'notice', { version, ...asked })
  const at = actAt(context, noticedOn, seen.row.approvedAt)
  const collectBy = lastDayOf(dueAt(clockRules.CK52, at, context.calendar))
  const set = { noticedOn: toDateColumn(noticedOn), collectBy: toDateColumn(collectBy) }
  await takeRewardStep(context, 'notice', seen, version, { on: noticedOn, set })
})

/** Keeps that it was claimed in time and paid, by whoever neither proposed nor approved it. Refuses `notFound`, `wrongState`, `samePerson`, `collectOver`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`. */
export const payReward = command('whistle.payReward', payRewardInput, async (context, asked) => {
  const { claimedOn, paidOn, voucher, version } = asked
  const seen = await findReward(context, 'pay', asked)
  await mustNameNobody(context, seen.report.id, [voucher])
  actAt(context, claimedOn, seen.row.noticedOn)
  actAt(context, paidOn, toDateColumn(claimedOn))
  const by = { paidById: context.actor.userId, paidByName: context.actor.name }
  const set = { ...by, claimedOn: toDateColumn(claimedOn), paidOn: toDateColumn(paidOn), voucher }
  await takeRewardStep(context, 'pay', seen, version, { on: claimedOn, set })
})

/** Keeps that it was not collected in time. Refuses `notFound`, `wrongState`, `collectOpen`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`. */
export const lapseReward = command('whistle.lapseReward', lapseRewardInput, async (context, { version, lapsedOn, ...asked }) => {
  const seen = await findReward(context, 'lapse', { version, ...asked })
  actAt(context, lapsedOn, seen.row.noticedOn)
  await takeRewardStep(context, 'lapse', seen, version, { on: lapsedOn, set: { lapsedOn: toDateColumn(lapsedOn) } })
})
