import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { refuse } from '#domain/kernel/result'
import { screens } from '#domain/screening/settlement-load'
import type { Tx } from '#platform/db'
import { whereMay } from '../access'
import { must } from '../refused'

/** Who issues what a run of their bureau found, sets it aside and brings it back. */
export const issuers = [{ role: 'handler', as: 'ownAgency' }] as const

/** The finished run whose clues the actor decides on; `null`: there is none for them. */
export const findRunToIssue = async (tx: Tx, actor: Actor, runId: string) =>
  screens(actor)
    ? tx.screeningRun.findFirst({ where: { AND: [{ id: runId, state: 'done' }, whereMay(actor, issuers, 'screeningRun')] } })
    : null

/** The same for a command. Refuses `notFound`, and `trialNotIssued` for a trial, of which nothing ever goes anywhere. */
export async function runToIssue(tx: Tx, actor: Actor, runId: string) {
  const run = (await findRunToIssue(tx, actor, runId)) ?? must(refuse('notFound'))
  if (run.trial) must(refuse('trialNotIssued'))
  return run
}

/** The clues of a bureau are decided on by one at a time: the same clue stands in several runs. */
export const holdClues = (tx: Tx, agencyId: string): Promise<unknown> =>
  tx.$queryRaw`SELECT true AS held FROM pg_advisory_xact_lock(hashtextextended(${`screening_hit ${agencyId}`}, 0))`
