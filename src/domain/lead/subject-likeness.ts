import type { Confidence } from '../law/confidence'
import { type LeadSubjectKind, namedKinds } from './subjects'

/**
 * Why a subject of two leads may be one and the same, and how sure that makes it. From `certain` on it is counted as one without anybody
 * saying so. The weights are the house's own and unverified (M).
 */
export const subjectLikenesses = {
  sameCode: 100,
  sameAccount: 100,
  samePhone: 90,
  sameTerminal: 90,
  sameAddress: 90,
  sameNameHere: 90,
  sameNameAndPhone: 85,
  sameNameAndAddress: 75,
  sameName: 40,
} as const
export const subjectLikenessConfidence: Confidence = 'M'
export type SubjectLikeness = keyof typeof subjectLikenesses

const byItself: Partial<Record<LeadSubjectKind, SubjectLikeness>> = {
  doctorCode: 'sameCode',
  agentCode: 'sameCode',
  account: 'sameAccount',
  phone: 'samePhone',
  terminal: 'sameTerminal',
  address: 'sameAddress',
}

/** A lead as far as it tells one bearer of a name from another. */
export type Bearer = {
  institutionId: string | null
  institutionName: string
  subjects: readonly { kind: LeadSubjectKind; key: string }[]
}

/** The surest reason why the subject of this kind and key is one on both leads, which both name it. */
export function subjectLikeness(kind: LeadSubjectKind, one: Bearer, other: Bearer): SubjectLikeness {
  if (!namedKinds.has(kind)) return byItself[kind] ?? 'sameName'
  const here = one.institutionId !== null && other.institutionId !== null
  if (here ? one.institutionId === other.institutionId : one.institutionName === other.institutionName) return 'sameNameHere'
  const shares = (shared: LeadSubjectKind) =>
    one.subjects.some((a) => a.kind === shared && other.subjects.some((b) => b.kind === shared && b.key === a.key))
  if (shares('phone')) return 'sameNameAndPhone'
  return shares('address') ? 'sameNameAndAddress' : 'sameName'
}
