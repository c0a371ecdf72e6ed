import 'server-only'
import { paidParts } from '#domain/case/tracks/paid-parts'
import { beijingMidnight, fromDateColumn } from '#domain/kernel/civil-date'
import { startClocks } from '../../clock/turn-clocks'
import type { Context } from '../../command'
import { clockSidesFor, clockSubject } from '../take-step'
import type { Decided } from './changed-decision'

/**
 * Where more is owed again than has come in, its time runs as it did: from the service of the decision, or to the day that was agreed for a part.
 * Nothing once the party was urged: then its time was over.
 */
export async function payAgain(context: Context, file: Decided): Promise<void> {
  const { tx } = context
  const { servedOn, stage } = file.procedure
  if (servedOn === null || (stage !== 'served' && stage !== 'performing')) return
  const kept = await tx.caseMoney.findMany({ where: { caseId: file.id } })
  const money = kept.map((posting) => ({ ...posting, occurredOn: fromDateColumn(posting.occurredOn) }))
  const plan = await tx.caseInstalment.findMany({ where: { caseId: file.id, amountFen: { gt: 0 } }, orderBy: { seq: 'asc' } })
  const covered = paidParts(plan, money).map(({ id }) => id)
  const runs = { subjectType: 'case', subjectId: file.id, ruleId: 'CK16', stoppedAt: null } as const
  const running = (await tx.statutoryClock.findMany({ where: runs, select: { objectId: true } })).map(({ objectId }) => objectId)
  const sides = { ...clockSidesFor('CK16', file), at: beijingMidnight(fromDateColumn(servedOn)) }
  for (const { id, dueOn } of plan) {
    if (covered.includes(id) || running.includes(id)) continue
    await startClocks(context, clockSubject(file), ['CK16'], { ...sides, agreedOn: fromDateColumn(dueOn), objectId: id })
  }
  const owesWhole = plan.length === 0 && covered.length === 0 && running.length === 0
  const fined = money.some(({ kind, rejectedAt }) => kind === 'fined' && rejectedAt === null)
  if (owesWhole && fined) await startClocks(context, clockSubject(file), ['CK16'], sides)
}
