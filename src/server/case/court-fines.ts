import 'server-only'
import { refuse } from '#domain/kernel/result'
import type { Tx } from '#platform/db'
import { must } from '../refused'

/** What courts have fined in the criminal process that a case led to; judgments that were put right are not counted. */
export async function courtFinesOf(tx: Tx, caseId: string): Promise<bigint> {
  const judged = await tx.criminalProgress.aggregate({
    where: { referral: { caseId, kind: 'police' }, kind: 'judged', correctedBy: null },
    _sum: { fineFen: true },
  })
  return judged._sum.fineFen ?? 0n
}

/** Refuses `alreadyFinedByCourt`: for the same act nobody is fined a second time. */
export async function notFinedByCourt(tx: Tx, caseId: string): Promise<void> {
  if ((await courtFinesOf(tx, caseId)) > 0n) must(refuse('alreadyFinedByCourt'))
}
