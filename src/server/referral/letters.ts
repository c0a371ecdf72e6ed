import 'server-only'
import {
  departmentLetterApproved,
  disciplineLetterApproved,
  type LetterMaterial,
  letterApproved,
  type MatterLine,
  transferLetterApproved,
} from '#documents/papers-of-referrals'
import type { HouseDocumentKind } from '#domain/document/kinds'
import { documentKinds } from '#domain/document/kinds'
import { beijingDay } from '#domain/kernel/civil-date'
import { type Disclosure, disclosed } from '#domain/referral/disclosure'
import type { ReferralKind } from '#domain/referral/kinds'
import type { Context } from '../command'
import { findPaper, issuePaper, nextDocumentNumber } from '../document/papers'
import { letterSeq } from './open-referral'
import type { SeenReferral } from './take-step'

/** What each kind of referral travels with. */
export const letterKinds = {
  police: 'transferLetter',
  health: 'departmentReferralLetter',
  billVerification: 'billVerificationLetter',
  discipline: 'disciplineLetter',
  other: 'departmentReferralLetter',
  handBack: 'departmentReferralLetter',
} as const satisfies Record<ReferralKind, HouseDocumentKind>

/** The kinds of paper that a referral's letter may be: what goes to discipline inspection had none of its own once, and drafts of then stand. */
export const letterKindsOf = (kind: ReferralKind) =>
  kind === 'discipline' ? [letterKinds.discipline, letterKinds.other] : [letterKinds[kind]]

/** The materials at hand, the letter itself aside, as a letter lists them. */
export const materialLines = async ({ tx }: Context, referralId: string): Promise<LetterMaterial[]> => {
  const materials = await tx.referralMaterial.findMany({
    where: { referralId, kind: { not: 'transferLetter' } },
    select: { title: true, pages: true },
    orderBy: { seq: 'asc' },
  })
  return materials.map(({ title, pages }) => ({ name: title, pages }))
}

/** A matter that the sender does not name: the letter lists the referral by its own number and title. */
export const unnamedMatter = ({ number, title }: { number: string; title: string }): MatterLine => ({
  number,
  subject: title,
  identifier: '',
  behaviour: title,
})

async function namedMatter({ tx }: Context, referral: SeenReferral, chosen: Disclosure | null): Promise<MatterLine | null> {
  const of = { institution: { select: { code: true } } } as const
  if (!disclosed(referral.kind, [], chosen).parts.includes('matter')) return null
  const file = referral.caseId && (await tx.case.findUnique({ where: { id: referral.caseId }, include: of }))
  if (file) return { number: file.number, subject: file.partyName, identifier: file.institution?.code ?? '', behaviour: file.cause }
  const lead =
    referral.leadId &&
    (await tx.lead.findUnique({
      where: { id: referral.leadId },
      select: { number: true, institutionName: true, behaviour: true, ...of },
    }))
  if (!lead) return null
  return {
    number: lead.number,
    subject: lead.institutionName,
    identifier: lead.institution?.code ?? '',
    behaviour: lead.behaviour,
  }
}

async function letterOf(context: Context, { id, kind }: SeenReferral) {
  for (const paper of letterKindsOf(kind)) {
    const draft = await findPaper(context, paper, { type: 'referral', id })
    if (draft) return { kind: paper, draft }
  }
  return null
}

/**
 * Issues the referral's letter under the next number of the sender, or writes it anew under the one it has, and puts it
 * first among the materials.
 */
export async function issueLetter(
  context: Context,
  referral: SeenReferral,
  chosen: Disclosure | null,
  approval: { name: string; at: Date },
): Promise<void> {
  const { tx } = context
  const subject = { type: 'referral', id: referral.id, title: referral.title, secrecy: referral.secrecy } as const
  const found = await letterOf(context, referral)
  if (!found) return
  const { kind, draft } = found

  const register = referral.kind === 'police' ? 'transfer' : 'letter'
  const number = draft.number ?? (await nextDocumentNumber(context, referral.senderAgencyId, register, { kind, subject }, referral.secrecy))
  const on = beijingDay(approval.at)
  const materials = await materialLines(context, referral.id)
  const change = {
    transferLetter: () => transferLetterApproved(number, { name: approval.name, on }, materials),
    billVerificationLetter: () => letterApproved(number, on),
    departmentReferralLetter: async () => ({
      ...departmentLetterApproved(number, on, (await namedMatter(context, referral, chosen)) ?? unnamedMatter(referral), materials),
      handsBack: referral.kind === 'handBack',
    }),
    disciplineLetter: async () => disciplineLetterApproved(number, on, await namedMatter(context, referral, chosen), materials),
  }[kind]
  const paper = await issuePaper(context, kind, subject, number, await change())
  if (!paper) return
  const letter = { kind: 'transferLetter', title: documentKinds[kind].name, pages: 3, ...paper } as const
  await tx.referralMaterial.upsert({
    where: { referralId_seq: { referralId: referral.id, seq: letterSeq } },
    create: { referralId: referral.id, seq: letterSeq, ...letter },
    update: letter,
  })
}
