import 'server-only'
import { type LetterMaterial, letterApproved, transferLetterApproved } from '#documents/papers-of-referrals'
import type { HouseDocumentKind } from '#domain/document/kinds'
import { documentKinds } from '#domain/document/kinds'
import { beijingDay } from '#domain/kernel/civil-date'
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
  discipline: 'departmentReferralLetter',
  other: 'departmentReferralLetter',
} as const satisfies Record<ReferralKind, HouseDocumentKind>

/** The materials at hand, the letter itself aside, as a letter lists them. */
export const materialLines = async ({ tx }: Context, referralId: string): Promise<LetterMaterial[]> => {
  const materials = await tx.referralMaterial.findMany({
    where: { referralId, kind: { not: 'transferLetter' } },
    select: { title: true, pages: true },
    orderBy: { seq: 'asc' },
  })
  return materials.map(({ title, pages }) => ({ name: title, pages }))
}

/**
 * Issues the referral's letter under the next number of the sender, or writes it anew under the one it has, and puts it
 * first among the materials.
 */
export async function issueLetter(context: Context, referral: SeenReferral, approval: { name: string; at: Date }): Promise<void> {
  const { tx } = context
  const kind = letterKinds[referral.kind]
  const subject = { type: 'referral', id: referral.id, title: referral.title, secrecy: referral.secrecy } as const
  const draft = await findPaper(context, kind, subject)
  if (!draft) return

  const number =
    draft.number ?? (await nextDocumentNumber(context, referral.senderAgencyId, referral.kind === 'police' ? 'transfer' : 'letter'))
  const on = beijingDay(approval.at)
  const materials = await materialLines(context, referral.id)
  const change =
    kind === 'transferLetter' ? transferLetterApproved(number, { name: approval.name, on }, materials) : letterApproved(number, on)
  const paper = await issuePaper(context, kind, subject, number, change)
  if (!paper) return
  const letter = { kind: 'transferLetter', title: documentKinds[kind].name, pages: 3, ...paper } as const
  await tx.referralMaterial.upsert({
    where: { referralId_seq: { referralId: referral.id, seq: letterSeq } },
    create: { referralId: referral.id, seq: letterSeq, ...letter },
    update: letter,
  })
}
