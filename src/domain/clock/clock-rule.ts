import type { Grant } from '../kernel/access'
import type { CivilDate } from '../kernel/civil-date'
import { type Confidence, isVerified } from '../law/confidence'
import type { Basis } from '../law/law'
import type { ExclusionGround } from './exclusion-grounds'

/** Units of a length that runs from an instant. */
export const runningUnits = ['hour', 'workingDay', 'calendarDay', 'month', 'quarter', 'year'] as const
export type RunningUnit = (typeof runningUnits)[number]

/** Who must act before the clock runs out (责任方). */
export const clockParties = [
  'medicalInsurance',
  'caseOfficers',
  'officeHead',
  'legalReviewers',
  'hearingOfficer',
  'agencyOperator',
  'police',
  'receivingDepartment',
  'assistingAgency',
  'reconsiderationBody',
  'advisedUnit',
  'institution',
  'party',
  'reporter',
  'campaignDepartments',
] as const
export type ClockParty = (typeof clockParties)[number]

export const clockPartyNames = {
  medicalInsurance: '医保行政部门',
  caseOfficers: '办案人员',
  officeHead: '正职负责人',
  legalReviewers: '法制机构',
  hearingOfficer: '听证主持人',
  agencyOperator: '医保经办机构',
  police: '公安机关',
  receivingDepartment: '接收移送的部门',
  assistingAgency: '受托医保部门',
  reconsiderationBody: '行政复议机关',
  advisedUnit: '被建议（提示）单位',
  institution: '定点医药机构',
  party: '当事人',
  reporter: '举报人',
  campaignDepartments: '专项整治各部门',
} satisfies Record<ClockParty, string>

type Described = {
  id: string
  name: string
  /** What sets the clock going, as the field says it. */
  startsAt: string
  /** How it may be extended, or what is not counted. */
  extension?: string
  side: ClockParty
  basis: Basis
  confidence: Confidence
  /** No instrument sets the length: the bureau may set its own. */
  adjustable?: true
}

/** One extension, in the unit of its rule: how long, by whose word, on what. The second of a rule follows the first. */
export type ExtensionRule = {
  length: number
  /** The decision states how long, up to `length`. */
  upTo?: true
  by: readonly Grant<'responsibleAgency' | 'responsible'>[]
  /** It is decided by several (集体讨论), and their minutes prove it. */
  collective?: true
  basis: Basis
  confidence: Confidence
}

/** A length that runs from an instant, or (`counts: 'before'`) that must be left before one. */
export type RunningRow = Described & {
  length: number
  unit: RunningUnit
  /** The longest, where the law leaves a range and the decision states the length. */
  lengthMax?: number
  counts?: 'before'
  /** A last day that is no working day gives way to the next working day. */
  rollsOver?: true
  /** The law says of a new length that it holds for what runs already; without it, a clock keeps the length it began with (从旧). */
  forRunning?: true
  /** The grounds on which days do not count. None, unless the law names them. */
  excludes?: readonly ExclusionGround[]
  /** In their order; none, unless the law names who grants them. */
  extensions?: readonly ExtensionRule[]
}
/** A share that grows by the day. */
export type RateRow = Described & { length: number; unit: 'percentPerDay' }
/** Lasts as long as the papers say it did. */
export type EvidencedRow = Described & { length: 0; unit: 'asEvidenced' }
/** Days fixed by a plan. */
export type MilestoneRow = Described & { length: 0; unit: 'milestone'; days: readonly { name: string; dueOn: CivilDate }[] }

type Row = RunningRow | RateRow | EvidencedRow | MilestoneRow

export type RunningRule = RunningRow & { verified: boolean }
/** One legal clock (法定时限). `verified: false` must be shown as 未核实 wherever the length is shown. */
export type ClockRule = Row & { verified: boolean }

/** Marks each row verified or not, by its confidence. */
export function clockRows<const Rows extends Record<string, Row>>(
  rows: Rows,
): { readonly [Id in keyof Rows]: Rows[Id] & { verified: boolean } } {
  const marked = Object.entries(rows).map(([id, row]) => [id, { ...row, verified: isVerified(row.confidence) }])
  return Object.fromEntries(marked)
}
