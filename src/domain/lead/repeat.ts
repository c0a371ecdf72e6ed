import type { Grant } from '../kernel/access'
import type { Confidence } from '../law/confidence'
import { type Basis, basis } from '../law/law'

export const leadLinkStates = ['same', 'undone'] as const
export type LeadLinkState = (typeof leadLinkStates)[number]

/** Why two leads may be of one subject, the surest first. From `certain` on they are counted together without anybody saying so. */
export const likenesses = {
  sameIdNumber: 100,
  sameInstitution: 100,
  sameCreditCode: 95,
  sameInstitutionName: 70,
  samePhone: 60,
  sameNameThere: 60,
  sameAddress: 50,
} as const
export type Likeness = keyof typeof likenesses
export const certain = 90

/** As much of a lead as tells whom it is about. The number goes by its blind index. */
export type Subject = {
  idIndex: string | null
  personName: string | null
  institutionId: string | null
  institutionName: string
  institution: { phone: string; address: string; creditCode: string | null } | null
}

const plain = (text: string) => text.normalize('NFKC').replace(/[\s()（）·.。,，-]/g, '')
const alike = (one: string | null | undefined, other: string | null | undefined): boolean =>
  Boolean(one && other) && plain(one ?? '') !== '' && plain(one ?? '') === plain(other ?? '')

/** Every way in which two leads are of one subject, the surest first. */
export function likenessesOf(one: Subject, other: Subject): Likeness[] {
  const held: Record<Likeness, boolean> = {
    sameIdNumber: one.idIndex !== null && one.idIndex === other.idIndex,
    sameInstitution: one.institutionId !== null && one.institutionId === other.institutionId,
    sameCreditCode: alike(one.institution?.creditCode, other.institution?.creditCode),
    // Two entries of the register under one name are told apart by their codes.
    sameInstitutionName: (one.institutionId === null || other.institutionId === null) && alike(one.institutionName, other.institutionName),
    samePhone: alike(one.institution?.phone, other.institution?.phone),
    // Two numbers that differ are two people, whatever they are called.
    sameNameThere:
      (one.idIndex === null || other.idIndex === null) &&
      alike(one.personName, other.personName) &&
      (alike(one.institutionName, other.institutionName) || one.institutionId === other.institutionId),
    sameAddress: alike(one.institution?.address, other.institution?.address),
  }
  return (Object.keys(likenesses) as Likeness[]).filter((name) => held[name])
}

const ofPerson: ReadonlySet<Likeness> = new Set(['sameIdNumber', 'sameNameThere'])

/**
 * What is alike and waits for somebody's word, the surest first. An institution and a person are each told apart for themselves: that two
 * leads are surely of one institution does not say whether its two patients of one name are one person.
 */
export function undecidedLikenesses(one: Subject, other: Subject): Likeness[] {
  const held = likenessesOf(one, other)
  const sure = (person: boolean) => held.some((name) => likenesses[name] >= certain && ofPerson.has(name) === person)
  return held.filter((name) => !sure(ofPerson.has(name)))
}

type Measure = { lists: number; substantiated: number; basis: Basis; confidence: Confidence }

/** From when denser checks are proposed (屡次出现的机构、参保人加密检查). The plan says the thing and not how often: the numbers are the house's (M). */
export const denserFrom = {
  lists: 3,
  substantiated: 2,
  basis: basis('campaignPlanFujian2024', '四（五）'),
  confidence: 'M',
} as const satisfies Measure

export const proposesDenser = ({ lists, substantiated }: { lists: number; substantiated: number }): boolean =>
  lists >= denserFrom.lists || substantiated >= denserFrom.substantiated

/** Who says that two leads are of one subject, and takes it back. */
export const linkGrants: readonly Grant<'owned'>[] = [
  { role: 'handler', as: 'owned' },
  { role: 'reviewer', as: 'owned' },
]
