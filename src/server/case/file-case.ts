import 'server-only'
import { filingApproved } from '#documents/papers-of-cases'
import { fileCaseInput } from '#domain/case/inputs'
import { beijingDay, toDateColumn } from '#domain/kernel/civil-date'
import { stopClocks } from '../clock/turn-clocks'
import { command } from '../command'
import { issuePaper, nextDocumentNumber } from '../document/papers'
import { decideReportsOf } from '../whistle/decide-report'
import { findCaseFor, takeCaseStep } from './take-step'

/**
 * Files a case (立案). The approver has not worked on it.
 *
 * Refuses `notFound`, `wrongState`, `samePerson`, `factsMissing`, `changedMeanwhile`.
 * Commits together: state `filed`, the verification clock stopped (on the lead, too), the 90 days (CK03) started, what was
 * found posted, the administrative procedure begun, the filing approval issued under its number, and the audit entry.
 */
export const fileCase = command('case.file', fileCaseInput, async (context, { caseId, version, opinion }) => {
  const { tx, actor, now } = context
  const file = await findCaseFor(context, 'file', caseId)
  const approval = { approvedById: actor.userId, approvedByName: actor.name, filedAt: now }
  await takeCaseStep(context, 'file', file, version, approval)
  if (file.leadId) await stopClocks(context, { type: 'lead', id: file.leadId }, ['CK01'])
  await decideReportsOf(context, file, 'filed')

  const today = beijingDay(now)
  const found = file.facts.filter(({ fundLossFen }) => fundLossFen > 0n)
  await tx.caseMoney.createMany({
    data: found.map(({ fundLossFen, seq }) => ({
      caseId,
      campaignId: file.campaignId,
      kind: 'found' as const,
      amountFen: fundLossFen,
      occurredOn: toDateColumn(today),
      note: `#${seq}`,
      agencyId: file.agencyId,
      recordedById: actor.userId,
      recordedAt: now,
    })),
  })
  await tx.caseProcedure.create({ data: { caseId } })

  const subject = { type: 'case', id: caseId, title: file.partyName, secrecy: file.secrecy } as const
  const number = await nextDocumentNumber(context, file.agencyId, 'filing', { kind: 'caseFilingApproval', subject }, file.secrecy)
  await issuePaper(context, 'caseFilingApproval', subject, number, filingApproved(number, opinion, actor.name, today))
})
