import 'server-only'
import { type Hold, type HoldStep, holdStateOf, holdSteps } from '#domain/case/acts/holds'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import type { Prisma } from '#platform/prisma/client'
import { whereMay } from '../../access'
import type { Context } from '../../command'
import { must } from '../../refused'
import { parts } from '../take-step'

export type HoldRow = Prisma.CaseHoldGetPayload<object>
type Worked = Pick<Hold, 'proposedById' | 'officerAId' | 'officerBId' | 'writerIds'>

/** As its steps look at it. Whoever did it is an officer of it, also where the case has other officers by now. */
export const holdOf = (file: Worked, row: HoldRow, asOf: Date): Hold => ({
  ...{ state: holdStateOf(row), kind: row.kind, askedById: row.askedById },
  ...{ proposedById: file.proposedById, officerAId: file.officerAId, officerBId: file.officerBId },
  writerIds: [...file.writerIds, row.officerAId, row.officerBId],
  ...{ takenAt: row.takenAt, asOf },
})

/** What is held of a case, when the actor may take `step` on it. Refuses `notFound`, `wrongState`, `samePerson`, or what the step requires. */
export async function findHoldFor({ tx, actor, now }: Context, step: HoldStep, caseId: string, holdId: string) {
  const where = { AND: [{ id: caseId }, whereMay(actor, holdSteps[step].by, 'case')] }
  const file = (await tx.case.findFirst({ where, include: parts })) ?? must(refuse('notFound'))
  const row = (await tx.caseHold.findFirst({ where: { id: holdId, caseId } })) ?? must(refuse('notFound'))
  if (file.closedAt) must(refuse('wrongState', { state: file.state }))
  must(takeStep(holdSteps[step], holdOf(file, row, now), actor))
  return { file, row }
}
