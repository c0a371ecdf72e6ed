import type { CivilDate } from '#domain/kernel/civil-date'

/** What a number counts. `fen` is money in 分, shown in 元 or 万元; the rest are counted. */
export const metricUnits = ['institution', 'filing', 'finding', 'lead', 'case', 'referral', 'bill', 'person', 'check', 'fen'] as const
export type MetricUnit = (typeof metricUnits)[number]

export const metricGroups = ['selfInspection', 'leads', 'cases', 'money', 'referrals', 'criminal'] as const
export type MetricGroup = (typeof metricGroups)[number]

/** `flow`: what is counted carries a day, and falls in a period by it. `standing`: what is so at the moment of counting. */
export type MetricNature = 'flow' | 'standing'

/** A definition as it holds from a day on. */
export type MetricVersion = { version: number; from: CivilDate; wording: string }

/**
 * One number of the field, defined once: tile, list, chart, table, export and report all read this. `wording` is its 口径 as
 * people read it. A change of what is counted is a new version; what was signed keeps the old one.
 */
export type Metric = {
  id: string
  version: number
  name: string
  wording: string
  unit: MetricUnit
  group: MetricGroup
  nature: MetricNature
  /** Oldest first; the last is the one above. */
  versions: readonly [MetricVersion, ...MetricVersion[]]
}

type Row = Pick<Metric, 'name' | 'wording' | 'unit' | 'nature'> & { version?: number }

/** The day from which the numbers of the platform hold as they were first written. */
const firstDay: CivilDate = '2026-01-01'

/** The metrics of one group, by id. */
export function metricsOf<Id extends string>(group: MetricGroup, rows: Record<Id, Row>): Record<Id, Metric> {
  const made = Object.entries<Row>(rows).map(([id, { version = 1, ...row }]) => {
    const metric: Metric = { ...row, id, version, group, versions: [{ version, from: firstDay, wording: row.wording }] }
    return [id, metric]
  })
  return Object.fromEntries(made) as Record<Id, Metric> // an entry for each of `rows`
}
