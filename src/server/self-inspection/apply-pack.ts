import 'server-only'
import { refuse } from '#domain/kernel/result'
import { applyPackInput } from '#domain/self-inspection/inputs'
import type { PackChange } from '#domain/self-inspection/pack/compare'
import { type Context, command } from '../command'
import { must } from '../refused'
import { findForPack } from './make-pack'
import { belongs, comparisonOf, findPackReturn, type PackOutcome } from './pack-comparison'
import { auditFiling, openForFilling } from './take-step'
import { proofsFor, writePack } from './write-pack'

/**
 * Takes a returned pack over into the filing (写入离线填报): all that is right in it and, of what is in conflict, what the person chose
 * the pack for. Asked again, or by twenty at once, it answers what it has done and does nothing.
 *
 * Refuses `notFound`, `wrongState`, `packUnfit` of a list that was issued anew since, `changedMeanwhile` when the filing is no longer what the person saw, `packConflicts` while one is
 * undecided, `packProofs` for refunds without their voucher, `nothingInPack`.
 * Commits together: answers, findings, refunds, evidence, an audit entry for each, and the return with what lost.
 */
export const applyPack = command('filing.applyPack', applyPackInput, async (context, input) => {
  const found = await findPackReturn(context, input.packReturnId)
  if (found.outcome) return found.outcome.written
  await findForPack(context, found.filingId)
  const filing = await openForFilling(context, found.filingId)
  const again = await findPackReturn(context, input.packReturnId) // now that nobody else fills this filing
  if (again.outcome) return again.outcome.written

  must(belongs(again.content.manifest.head, filing))
  const { changes, faulty, items, seen } = await comparisonOf(context, filing, again.content)
  if (seen !== input.seen) must(refuse('changedMeanwhile'))
  const { won, conflicts } = decided(changes, input)
  if (changes.length === 0) must(refuse('nothingInPack'))
  const proofs = await proofsFor(context, won, input.proofFileIds)
  const written = await writePack(context, filing, items, won, { proofs, evidenceFileIds: input.evidenceFileIds })
  const outcome: PackOutcome = { written, conflicts, faulty }
  await settle(context, again.id, outcome)
  await auditFiling(context, 'filing.applyPack', filing.id, { pack: [null, again.packId], ...counted(outcome) })
  return written
})

/** Each conflict as the person decided it. A refund goes the way of its finding: what was not taken over cannot be paid back. */
function decided(changes: readonly PackChange[], { mine, theirs }: { mine: readonly string[]; theirs: readonly string[] }) {
  const undecided = changes.filter(({ conflict, id }) => conflict && !mine.includes(id) && !theirs.includes(id))
  if (undecided.length > 0) must(refuse('packConflicts', { count: undecided.length }))
  const lost = new Set(changes.filter(({ conflict, id }) => conflict && theirs.includes(id)).map(({ key }) => key))
  const conflicts: PackOutcome['conflicts'] = changes
    .filter(({ conflict, key }) => conflict || lost.has(key))
    .map((change) => ({ change, kept: lost.has(change.key) ? 'theirs' : 'mine' }))
  return { won: changes.filter(({ key }) => !lost.has(key)), conflicts }
}

async function settle({ tx, actor, now }: Context, id: string, outcome: PackOutcome): Promise<void> {
  await tx.packReturn.updateMany({ where: { id }, data: { state: 'applied', outcome, appliedByName: actor.name, appliedAt: now } })
}

const counted = ({ written, conflicts, faulty }: PackOutcome) => ({
  answers: [null, written.answers] as const,
  findings: [null, written.findings] as const,
  refunds: [null, written.refunds] as const,
  conflicts: [null, conflicts.length] as const,
  faulty: [null, faulty.length] as const,
})
