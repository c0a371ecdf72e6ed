import 'server-only'
import { refuse } from '#domain/kernel/result'
import type { Tx } from '#platform/db'
import { must } from '../refused'

/** Judgments in the criminal process that a case led to; those that were put right are not counted. */
const judgedOf = (caseId: string) => ({ referral: { caseId, kind: 'police' }, kind: 'judged', correctedBy: null }) as const

type Party = { id: string; name: string }

/**
 * Refuses `alreadyFinedByCourt`: for the same act the same party is not fined a second time. A judgment that names none of the parties as
 * the case does may be of any of them.
 */
export async function notFinedByCourt(tx: Tx, file: { id: string; parties: readonly Party[] }, partyIds: readonly string[]): Promise<void> {
  const fines = await tx.criminalProgress.findMany({ where: { ...judgedOf(file.id), fineFen: { gt: 0n } }, select: { finedParty: true } })
  const barred = fines.flatMap(({ finedParty }) => {
    const named = file.parties.filter(({ name }) => tidy(name) === tidy(finedParty))
    return named.length > 0 ? named : file.parties
  })
  if (barred.some(({ id }) => partyIds.includes(id))) must(refuse('alreadyFinedByCourt'))
}

const tidy = (name: string) => name.replaceAll(/\s/gu, '')
