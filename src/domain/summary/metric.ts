/** What a number counts. `fen` is money in 分, shown in 元 or 万元; the rest are counted. */
export const metricUnits = ['institution', 'filing', 'finding', 'lead', 'case', 'referral', 'bill', 'person', 'check', 'fen'] as const
export type MetricUnit = (typeof metricUnits)[number]

export const metricGroups = ['selfInspection', 'leads', 'cases', 'money', 'referrals', 'criminal'] as const
export type MetricGroup = (typeof metricGroups)[number]

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
}
