import 'server-only'
import { billLetterOf, departmentLetterOf, disciplineLetterOf } from '#documents/papers-of-referrals'
import { toDateColumn } from '#domain/kernel/civil-date'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { type Bill, complaintOf } from '#domain/referral/bill-lines'
import { disclosed } from '#domain/referral/disclosure'
import { proposeBillReferralInput, proposeDepartmentReferralInput } from '#domain/referral/inputs'
import { type Before, command, preparedCommand } from '../command'
import { writePaper } from '../document/papers'
import { whereFresh } from '../file/queries'
import { readApart } from '../file/read-apart'
import { query } from '../query'
import { must } from '../refused'
import { findAbout, sendingOf } from './about'
import { letterKinds, materialLines, unnamedMatter } from './letters'
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
    const proposal = { ...input, handsBack: kind === 'handBack' }
    const letter =
      kind === 'discipline'
        ? disciplineLetterOf(input, sending, materials)
        : departmentLetterOf(proposal, referral.receiver.department, sending, matter, materials)
    await writePaper(context, letterKinds[kind], { type: 'referral', ...referral }, letter)
    return { referralId: referral.id, number: referral.number }
  },
)

/**
 * Proposes to have a batch of medical e-bills verified by the finance department (电子票据查验), each with its result. The bills are pasted, or
 * come as a list in a file of the actor's own.
 *
 * Refuses `notFound` (also a file of somebody else), `wrongState`, `notReceiver`, `unreadableFile`, `billListWrong`; lines that are no bills
 * are refused with the form.
 * Commits together: the referral, its bills, the draft of its letter, the audit entry and the notice to the approver.
 */
export const proposeBillReferral = preparedCommand(
  'referral.propose',
  proposeBillReferralInput,
  listedBills,
  async (context, given, listed) => {
    const { bills: typed, billsFileId, ...input } = given
    const bills = listed ? must(listed) : typed
    const about = await findAbout(context, { ...input, kind: 'billVerification' }, input.title)
    const referral = await openReferral(context, 'billVerification', about, input)
    await context.tx.billVerification.createMany({
      data: bills.map((bill, index) => ({ ...bill, issuedOn: toDateColumn(bill.issuedOn), referralId: referral.id, seq: index + 1 })),
    })
    await addEvidence(context, referral, input.evidenceFileIds)
    const letter = billLetterOf(input, sendingOf(context, referral, null), bills)
    await writePaper(context, 'billVerificationLetter', { type: 'referral', ...referral }, letter)
    return { referralId: referral.id, number: referral.number }
  },
)

/** The bills of the list that was uploaded; `null` where none was. A list with a wrong row is none. */
async function listedBills({ actor }: Before, { billsFileId }: { billsFileId: string | null }): Promise<Result<Bill[]> | null> {
  if (billsFileId === null) return null
  const file = await query(actor, (tx) => tx.storedFile.findFirst({ where: { AND: [{ id: billsFileId }, whereFresh(actor)] } }))
  if (!file) return refuse('notFound')
  const read = await readApart('billList', { file: { sha256: file.sha256, displayName: file.displayName } })
  if (!read.ok) return read
  const { bills, wrong } = read.value
  return wrong.length > 0 ? refuse('billListWrong', { problems: complaintOf(wrong) }) : ok(bills)
}
