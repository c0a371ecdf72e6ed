import 'server-only'
import { billLetterOf, departmentLetterOf } from '#documents/papers-of-referrals'
import { toDateColumn } from '#domain/kernel/civil-date'
import { disclosed } from '#domain/referral/disclosure'
import { proposeBillReferralInput, proposeDepartmentReferralInput } from '#domain/referral/inputs'
import { command } from '../command'
import { writePaper } from '../document/papers'
import { findAbout, sendingOf } from './about'
import { materialLines, unnamedMatter } from './letters'
import { addEvidence, openReferral } from './open-referral'

/**
 * Proposes to hand a matter to another authority under its own law (线索移送), or, from another department, to the
 * insurance bureau.
 *
 * Refuses `notFound`, `wrongState`, `notReceiver`, `alreadyExists` (it goes back already).
 * Commits together: the referral with its evidence, the draft of its letter, the audit entry and the notice to the approver.
 */
export const proposeDepartmentReferral = command(
  'referral.propose',
  proposeDepartmentReferralInput,
  async (context, { kind, ...input }) => {
    const about = await findAbout(context, { ...input, kind }, input.title)
    const referral = await openReferral(context, kind, about, input)
    await addEvidence(context, referral, input.evidenceFileIds)
    const materials = await materialLines(context, referral.id)
    const sending = sendingOf(context, referral, null)
    const named = disclosed(kind, [], null).parts.includes('matter')
    const matter = named ? about.matter : unnamedMatter(referral)
    const letter = departmentLetterOf(input, referral.receiver.department, sending, matter, materials)
    await writePaper(context, 'departmentReferralLetter', { type: 'referral', ...referral }, letter)
    return { referralId: referral.id, number: referral.number }
  },
)

/**
 * Proposes to have a batch of medical e-bills verified by the finance department (电子票据查验), each with its result.
 *
 * Refuses `notFound`, `wrongState`, `notReceiver`; lines that are no bills are refused with the form.
 * Commits together: the referral, its bills, the draft of its letter, the audit entry and the notice to the approver.
 */
export const proposeBillReferral = command('referral.propose', proposeBillReferralInput, async (context, { bills, ...input }) => {
  const about = await findAbout(context, { ...input, kind: 'billVerification' }, input.title)
  const referral = await openReferral(context, 'billVerification', about, input)
  await context.tx.billVerification.createMany({
    data: bills.map((bill, index) => ({ ...bill, issuedOn: toDateColumn(bill.issuedOn), referralId: referral.id, seq: index + 1 })),
  })
  await addEvidence(context, referral, input.evidenceFileIds)
  const letter = billLetterOf(input, sendingOf(context, referral, null), bills)
  await writePaper(context, 'billVerificationLetter', { type: 'referral', ...referral }, letter)
  return { referralId: referral.id, number: referral.number }
})
