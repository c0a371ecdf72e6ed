import type { MetricUnit } from './metric'

/** The measure word of each unit, as screens and lists write it. */
export const unitWords = {
  institution: '家',
  filing: '家',
  finding: '条',
  lead: '条',
  case: '件',
  referral: '件',
  bill: '张',
  person: '人',
  check: '家次',
  fen: '元',
} satisfies Record<MetricUnit, string>

/** As reports write them: money in 万元, its exact amount in the annex. */
export const reportUnitWords: Record<MetricUnit, string> = { ...unitWords, fen: '万元' }
