import type { StatusKind } from '#components/status-tag'
import type { WhistleRewardStage } from '#domain/whistle/reward-steps'
import type { WhistleStage } from '#domain/whistle/steps'

export const reportStatuses: Record<WhistleStage, StatusKind> = {
  ...{ received: 'waiting', accepted: 'open', declined: 'stopped', decided: 'waiting', replied: 'done' },
}
export const rewardStatuses: Record<WhistleRewardStage, StatusKind> = {
  ...{ proposed: 'waiting', approved: 'open', returned: 'returned', noticed: 'open', paid: 'done', lapsed: 'stopped' },
}
