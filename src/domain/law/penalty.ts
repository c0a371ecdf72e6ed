import type { Confidence } from './confidence'
import type { Basis } from './law'

export const penaltySubjects = [
  'institution',
  'institutionHead',
  'institutionStaff',
  'insuredPerson',
  'person',
  'agencyOperator',
  'authority',
  'anyone',
] as const
export type PenaltySubject = (typeof penaltySubjects)[number]

export const penaltySubjectNames = {
  institution: '定点医药机构',
  institutionHead: '定点医药机构的法定代表人或者主要负责人',
  institutionStaff: '定点医药机构相关人员',
  insuredPerson: '参保人员',
  person: '个人',
  agencyOperator: '医保经办机构',
  authority: '医保等行政部门及有关单位的人员',
  anyone: '任何单位和个人',
} satisfies Record<PenaltySubject, string>

/** What a fine is measured by. Multiples are of an amount found in the case; a fixed fine is in 分. */
export type Fine =
  | { base: 'fundLoss' | 'fraudAmount'; minMultiple: number; maxMultiple: number }
  | { base: 'fixed'; minFen: bigint; maxFen: bigint }
  | { base: 'illegalGains' }

/** A service, settlement or post that is suspended, in months. `maxMonths: null` where the law sets no end. */
export type Suspension = { of: string; minMonths: number | null; maxMonths: number | null }

/** One line of the law on what an act brings about (法律责任). */
export type Penalty = {
  id: string
  basis: Basis
  subject: PenaltySubject
  /** Beginnings of the ids of the lines that say what follows, where this line only says which acts they are applied to. */
  refs?: readonly string[]
  violation: string
  /** True when the purpose of defrauding the funds has to be proved. `null` where the article does not turn on it. */
  intentRequired: boolean | null
  measures: readonly string[]
  fine: Fine | null
  suspension: Suspension | null
  /** The suspension is an exclusion from a trade (限制从业): of which a hearing is a right, whatever its length (处罚法第六十三条). */
  restrictsTrade?: true
  /** What must hold before the fine or the suspension may be imposed. */
  conditions: readonly string[]
  confidence: Confidence
}

/**
 * The least and the most that may be fined, in 分, on the amount found. `null` where the line knows no such fine.
 *
 * `amountFen` is what the fine is measured by: the loss of the funds, or what was defrauded. Fines in cases of
 * mitigation (减轻处罚) may be lower; that is for the decision to reason.
 */
export function fineRange({ fine }: Pick<Penalty, 'fine'>, amountFen: bigint): { minFen: bigint; maxFen: bigint } | null {
  if (fine === null || fine.base === 'illegalGains') return null
  if (fine.base === 'fixed') return { minFen: fine.minFen, maxFen: fine.maxFen }
  return amountFen > 0n ? { minFen: amountFen * BigInt(fine.minMultiple), maxFen: amountFen * BigInt(fine.maxMultiple) } : null
}
