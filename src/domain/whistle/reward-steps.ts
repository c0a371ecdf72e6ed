import type { CivilDate } from '../kernel/civil-date'
import { ok, type Result, refuse } from '../kernel/result'
import type { Step } from '../kernel/workflow'
import { basis } from '../law/law'
import { byHeadOfAgency, byKeeper, type WhistleRelation } from './steps'

export const whistleRewardStages = ['proposed', 'approved', 'returned', 'noticed', 'paid', 'lapsed'] as const
export type WhistleRewardStage = (typeof whistleRewardStages)[number]

/** Why a reward is sent back. Chosen, not written: whoever approves does not know whom the text must not name. */
export const whistleRewardReturns = ['notVerified', 'rateUnfit', 'repeated', 'incomplete'] as const
export type WhistleRewardReturn = (typeof whistleRewardReturns)[number]

/** A reward that is on its way, was given or given up; a report has one of them. */
export const standingRewards = ['proposed', 'approved', 'noticed', 'paid', 'lapsed'] as const satisfies readonly WhistleRewardStage[]

/** As much of a reward as its rules look at, for an act of the day `on`; of a payment, the day on which it was claimed. */
export type WhistleReward = {
  state: WhistleRewardStage
  proposedById: string
  approvedById: string | null
  collectBy: CivilDate | null
  on: CivilDate
}

const ofReward = basis('rewardMeasures', '奖励领取条款')

const inTime = ({ collectBy, on }: WhistleReward): Result<void> =>
  collectBy === null || on <= collectBy ? ok(undefined) : refuse('collectOver', { day: collectBy })
/** Not collected counts as given up when its time is over, and not before. */
const timeOver = ({ collectBy, on }: WhistleReward): Result<void> =>
  collectBy !== null && on > collectBy ? ok(undefined) : refuse('collectOpen', collectBy ? { day: collectBy } : {})

export type WhistleRewardStep = 'approve' | 'sendBack' | 'notice' | 'pay' | 'lapse'

/** Every way a reward (举报奖励) goes: proposed by whoever keeps the report, approved by the head, told, paid by a third person or given up. */
export const whistleRewardSteps: Readonly<Record<WhistleRewardStep, Step<WhistleReward, WhistleRelation>>> = {
  approve: { from: ['proposed'], to: 'approved', by: byHeadOfAgency, notBy: ['proposedById'], basis: ofReward },
  sendBack: { from: ['proposed'], to: 'returned', by: byHeadOfAgency, notBy: ['proposedById'], basis: ofReward },
  notice: { from: ['approved'], to: 'noticed', by: byKeeper, basis: ofReward },
  pay: {
    ...{ from: ['noticed'], to: 'paid', by: [...byKeeper, ...byHeadOfAgency], notBy: ['proposedById', 'approvedById'] },
    ...{ requires: inTime, basis: ofReward },
  },
  lapse: { from: ['noticed'], to: 'lapsed', by: byKeeper, requires: timeOver, basis: ofReward },
}
export const whistleRewardStepNames = Object.keys(whistleRewardSteps) as WhistleRewardStep[] // the keys of the table are its steps

/** The nation sets the least and the most (V2); the share of what was found is the place's own, and is typed with what sets it. */
export const leastRewardFen = 20_000n
export const mostRewardFen = 20_000_000n
const wholeRate = 10_000n

/** 一次性奖励: `rate` hundredths of a percent of what was verified, not under the least and not over the most. */
export function rewardFen(verifiedFen: bigint, rate: number): bigint {
  const share = (verifiedFen * BigInt(rate)) / wholeRate
  if (share < leastRewardFen) return leastRewardFen
  return share > mostRewardFen ? mostRewardFen : share
}

/** Whether a reward may be proposed: something was filed, and whoever gets it can be told apart. Refuses `rewardUnfit`, `aliasMissing`. */
export function mayBeRewarded(report: { outcome: string | null; isNamed: boolean; alias: string }): Result<void> {
  if (report.outcome !== 'filed') return refuse('rewardUnfit')
  return report.isNamed || report.alias !== '' ? ok(undefined) : refuse('aliasMissing')
}
