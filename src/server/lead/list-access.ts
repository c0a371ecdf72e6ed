import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { ok, type Result, refuse } from '#domain/kernel/result'
import type { LeadImportState } from '#domain/lead/steps'
import { Prisma } from '#platform/prisma/client'
import { whereMay, whereReadable } from '../access'
import type { Context } from '../command'
import { must } from '../refused'

export const importers = [{ role: 'handler', as: 'ownAgency' }] as const

/** The imports whose lists this person works on: of their own agency, and with the clearance that the list itself asks for. */
export const whereImports = (actor: Actor) => ({
  AND: [whereMay(actor, importers, 'leadImport'), { file: whereReadable(actor, 'storedFile') }],
})

/** Whether this person takes lead lists in at all. */
export const takesLists = (actor: Actor): boolean =>
  actor.department === 'MI' &&
  actor.agencyKind === 'bureau' &&
  actor.agencyId !== null &&
  actor.roles.includes('handler') &&
  actor.clearance >= 2

type State = 'uploaded' | 'reading' | 'unreadable' | 'importing'

/** The import in hand, when it is the actor's agency's and in one of these states. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export async function findImport({ tx, actor }: Context, importId: string, version: number, states: readonly State[]) {
  const found = await tx.leadImport.findFirst({
    where: { AND: [{ id: importId }, whereImports(actor)] },
    include: { file: { select: { sha256: true, displayName: true } }, mends: { select: { batchId: true } } },
  })
  if (!found) return must(refuse('notFound'))
  if (!states.some((state) => state === found.state)) must(refuse('wrongState', { state: found.state }))
  if (found.version !== version) must(refuse('changedMeanwhile'))
  return found
}

type Change = {
  state: State | 'cancelled'
  asked?: object
  rowsDone?: number
  rowsTotal?: number | null
  begunAt?: Date | null
  endedAt?: Date | null
}

/** Moves an import on from the version the person saw; gives the new one. Refuses `changedMeanwhile`: of two at once, one. */
export async function claimImport(
  { tx }: Context,
  { id, version, state }: { id: string; version: number; state: LeadImportState },
  change: Change,
) {
  const claimed = await tx.leadImport.updateMany({
    where: { id, version, state },
    data: { ...change, trouble: Prisma.DbNull, version: { increment: 1 } },
  })
  if (claimed.count === 0) must(refuse('changedMeanwhile'))
  return { id, version: version + 1 }
}

/** Refuses `alreadyImported` when the same bytes are a batch of this campaign. */
export async function notYetImported({ tx }: Context, campaignId: string, fileSha256: string): Promise<Result<void>> {
  const known = await tx.leadBatch.findFirst({ where: { campaignId, fileSha256 }, select: { number: true } })
  return known ? refuse('alreadyImported', { batch: known.number }) : ok(undefined)
}
