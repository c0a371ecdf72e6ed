import 'server-only'
import { investigationReportOf, itemListOf, transferLetterOf, transferReportOf } from '#documents/papers-of-referrals'
import { readyForPolice } from '#domain/evidence/readiness'
import { refuse } from '#domain/kernel/result'
import { proposePoliceReferralInput } from '#domain/referral/inputs'
import { paperCase } from '../case/case-papers'
import { startClocks } from '../clock/turn-clocks'
import { type Context, command } from '../command'
import { writePaper } from '../document/papers'
import { evidenceForPolice } from '../evidence/readiness-of'
import { must } from '../refused'
import { aboutCase, type CaseToRefer, findCaseToRefer, sendingOf } from './about'
import { materialLines } from './letters'
import { addEvidence, addPieces, addWrittenMaterials, openReferral } from './open-referral'
import { clockSubject, sidesOf } from './take-step'

/**
 * Proposes to transfer a suspected crime to the police (提出移送涉嫌犯罪案件的书面报告), by the case's two officers.
 *
 * Refuses `notFound`, `wrongState` and `factsMissing` (the case), `alreadyExists` (it is with the police already), `evidenceMissing` with each
 * kind that the case neither has nor says why not, `notReceiver`.
 * Commits together: the referral, the officers' report to the head, its investigation report, item list and chosen evidence, the draft of the transfer letter, the approval
 * clock (CK29, three days), the audit entry and the notice to whoever approves.
 */
export const proposePoliceReferral = command('referral.propose', proposePoliceReferralInput, async (context, { caseId, ...input }) => {
  const { tx } = context
  const file = await findCaseToRefer(context, caseId)
  if (file.facts.length === 0) must(refuse('factsMissing'))
  await notYetWithPolice(context, file)
  const { pieces, readiness } = await evidenceForPolice(tx, file.id, file.facts)
  must(readyForPolice(readiness))
  const going = input.pieceIds.map((id) => pieces.find((piece) => piece.id === id && piece.isIntact) ?? must(refuse('notFound')))

  const { officerAId, officerAName, officerBId, officerBName } = file
  const referral = await openReferral(context, 'police', aboutCase(file), input, { officerAId, officerAName, officerBId, officerBName })
  if (!referral.copy) must(refuse('notReceiver'))

  const paper = paperCase(file)
  const sending = sendingOf(context, referral, file.lead)
  await addWrittenMaterials(context, referral, [
    { kind: 'investigationReport', input: investigationReportOf(paper, input, sending), pages: 2 },
    { kind: 'itemList', input: itemListOf(paper, input, sending), pages: 1 },
  ])
  await addPieces(context, referral, going)
  await addEvidence(context, referral, input.evidenceFileIds)
  const materials = await materialLines(context, referral.id)
  const letter = transferLetterOf(paper, input, sending, materials)
  await writePaper(context, 'transferLetter', { type: 'referral', ...referral }, letter)
  await writePaper(context, 'transferReport', { type: 'referral', ...referral }, transferReportOf(paper, input, sending))

  const row = await tx.referral.findUniqueOrThrow({ where: { id: referral.id } })
  await startClocks(context, clockSubject(row), ['CK29'], sidesOf(row, 'CK29'))
  return { referralId: referral.id, number: referral.number }
})

/** One case goes to the police once at a time. Held against a second proposal at the same moment. */
async function notYetWithPolice({ tx }: Context, file: CaseToRefer): Promise<void> {
  await tx.$queryRaw`SELECT FROM case_file WHERE id = ${file.id}::uuid FOR UPDATE`
  const live = await tx.referral.count({ where: { caseId: file.id, kind: 'police', state: { notIn: ['declined', 'withdrawn'] } } })
  if (live > 0) must(refuse('alreadyExists'))
}
