import 'server-only'
import type { AgreementDecision } from '#documents/templates/agreement-decision'
import { type CivilDate, fromDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import type { Context } from '../../command'
import { draftPaper, issueDraft, nextDocumentNumber } from '../../document/papers'
import { must } from '../../refused'
import type { SeenAgreement } from './take-agreement-step'

/** Writes the decision (协议处理决定书) as the operating agency's own paper, under the next number of its own register. Gives the number. */
export async function issueAgreementDecision(context: Context, { file }: SeenAgreement, decidedOn: CivilDate): Promise<string> {
  const { actor, tx } = context
  const agencyId = actor.agencyId ?? must(refuse('notFound'))
  const kind = 'agreementDecision'
  const subject = { type: 'case', id: file.id, title: file.partyName, secrecy: file.secrecy } as const
  const bureau = await tx.agency.findUniqueOrThrow({ where: { id: file.agencyId }, select: { name: true } })
  const paper = decisionOf(file, actor.agencyName, bureau.name, decidedOn)
  const number = await nextDocumentNumber(context, agencyId, 'agreement', { kind, subject }, file.secrecy)
  const id = await draftPaper(context, kind, subject, paper)
  await issueDraft(context, { id, kind, revision: 1 }, subject, number, { ...paper, documentNumber: number })
  return number
}

const decisionOf = (file: SeenAgreement['file'], organ: string, bureau: string, datedOn: CivilDate): AgreementDecision => ({
  ...{ organ, documentNumber: null, addressee: file.partyName, datedOn, caseNumber: file.number, copyTo: [bureau] },
  facts: file.facts.map(({ behaviour, actFrom, actTo, fundLossFen }) => ({
    ...{ behaviour, actFrom: fromDateColumn(actFrom), actTo: fromDateColumn(actTo), fundLossFen: fundLossFen.toString() },
  })),
  statement: file.agreement?.spoke ? file.agreement.statement : null,
  statedOn: file.agreement?.statedOn ? fromDateColumn(file.agreement.statedOn) : null,
  proposal: file.agreement?.proposal ?? '',
  measures: file.measures
    .filter(({ withdrawnAt }) => withdrawnAt === null)
    .map(({ kind, clause, amountFen, days, months, note }) => ({
      ...{ kind, clause, amountFen: amountFen?.toString() ?? null, days, months, note },
    })),
})
