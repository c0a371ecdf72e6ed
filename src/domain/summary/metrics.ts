import type { CivilDate } from '#domain/kernel/civil-date'
import type { Metric, MetricVersion } from './metric'
import { caseMetrics } from './metrics-of-cases'
import { criminalMetrics } from './metrics-of-criminal'
import { filingMetrics } from './metrics-of-filings'
import { leadMetrics } from './metrics-of-leads'
import { moneyMetrics } from './metrics-of-money'
import { referralMetrics } from './metrics-of-referrals'

const all = { ...filingMetrics, ...leadMetrics, ...caseMetrics, ...moneyMetrics, ...referralMetrics, ...criminalMetrics }

export type MetricId = keyof typeof all

/** Every metric, by id. */
export const metrics: Record<MetricId, Metric> = all

export const metricIds = Object.keys(all) as MetricId[] // the keys of an object written above
export const isMetricId = (id: string): id is MetricId => Object.hasOwn(all, id)

/** The definition in force on a day: a period is counted by the one of its last day. Before the first there was none, so the first holds. */
export function versionOn({ versions }: Pick<Metric, 'versions'>, day: CivilDate): MetricVersion {
  const [first, ...later] = versions
  return later.findLast(({ from }) => from <= day) ?? first
}

/** A derived figure: a share of two metrics, in hundredths of a percent; `null` when there is nothing to divide by. */
export const shareBasisPoints = (part: bigint, whole: bigint): number | null => (whole === 0n ? null : Number((part * 10_000n) / whole))
