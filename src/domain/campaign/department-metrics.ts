import type { Department } from '../department/department'
import type { MetricId } from '../summary/metrics'

/**
 * What each department can really do here (各负其责), as numbers of its own rows: what has come to it and what it has dealt with.
 * A department without rows of its own in the product is followed by its assigned duties alone.
 */
export const departmentMetrics: Record<Department, readonly MetricId[]> = {
  MI: ['filingsSubmitted', 'leadsOpen', 'refundsConfirmed', 'casesFiled', 'referralsPolice', 'moneyRecovered'],
  CT: ['peopleIndicted', 'peopleJudged'],
  PR: ['referralsPolice', 'policeFiled', 'policeDeclined', 'peopleIndicted'],
  PS: ['referralsPolice', 'policeFiled', 'policeDeclined'],
  FI: ['billsSent', 'billsVerified', 'billsCounterfeit'],
  HC: ['referralsHealth', 'healthAnswered'],
  MR: [],
  TX: [],
  AU: [],
  DA: [],
  TM: [],
  DI: [],
  CY: [],
  DR: [],
}

/** The two numbers that stand beside a department in the matrix: what has arrived, and what of it is dealt with. */
export const liveCounts: Partial<Record<Department, { arrived: MetricId; handled: MetricId }>> = {
  MI: { arrived: 'filingsIssued', handled: 'filingsAccepted' },
  CT: { arrived: 'peopleIndicted', handled: 'peopleJudged' },
  PR: { arrived: 'referralsPolice', handled: 'peopleIndicted' },
  PS: { arrived: 'referralsPolice', handled: 'policeFiled' },
  FI: { arrived: 'billsSent', handled: 'billsVerified' },
  HC: { arrived: 'referralsHealth', handled: 'healthAnswered' },
}

/** What the map of reporting units can be coloured by, for the insurance bureau; others choose among their own numbers. */
export const mapMetrics: readonly MetricId[] = [
  'filingsSubmitted',
  'filingsAccepted',
  'refundsConfirmed',
  'leadsOpen',
  'leadsSubstantiated',
  'casesFiled',
  'referralsPolice',
  'moneyRecovered',
]

/** The bureau opens every number of its region; another department only those of its own rows, for of others it would see a false nothing. */
export const opensMetric = (department: Department | null, metricId: MetricId): boolean =>
  department === 'MI' || (department !== null && departmentMetrics[department].includes(metricId))
