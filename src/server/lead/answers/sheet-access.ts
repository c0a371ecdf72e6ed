import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { refuse } from '#domain/kernel/result'
import type { RepeatedAccount } from '#domain/lead/answers/answer-sheet'
import { answerers, type LeadAnswerState } from '#domain/lead/answers/answer-sheet'
import { Prisma } from '#platform/prisma/client'
import { whereMay } from '../../access'
import type { Context } from '../../command'
import { must } from '../../refused'

/** The sheets that this person works on: what they sent themselves, for the agency they act for now. */
export const whereOwnSheets = (actor: Actor) => ({
  AND: [whereMay(actor, answerers, 'leadAnswerSheet'), { handlerId: actor.userId }],
})

/** Whether this person answers leads by workbook at all. */
export const answersLeads = (actor: Actor): boolean =>
  actor.department === 'MI' && actor.agencyId !== null && actor.roles.includes('handler') && actor.clearance >= 2

/** What is said of a sheet as a whole; written by its reading alone. */
export type SheetSummary = { blank: number; repeated: RepeatedAccount[] }

/** The sheet in hand, when it is the actor's own and in one of these states. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export async function findSheet({ tx, actor }: Context, { sheetId, version }: Seen, states: readonly LeadAnswerState[]) {
  const found = await tx.leadAnswerSheet.findFirst({ where: { AND: [{ id: sheetId }, whereOwnSheets(actor)] } })
  if (!found) return must(refuse('notFound'))
  if (!states.includes(found.state)) must(refuse('wrongState', { state: found.state }))
  if (found.version !== version) must(refuse('changedMeanwhile'))
  return found
}
type Seen = { sheetId: string; version: number }

/** Moves a sheet on from the version the person saw; gives the new one. Refuses `changedMeanwhile`: of two at once, one. */
export async function claimSheet(
  { tx }: Context,
  { id, version, state }: { id: string; version: number; state: LeadAnswerState },
  change: Prisma.LeadAnswerSheetUncheckedUpdateManyInput,
): Promise<number> {
  const claimed = await tx.leadAnswerSheet.updateMany({
    where: { id, version, state },
    data: { trouble: Prisma.DbNull, ...change, version: { increment: 1 } },
  })
  if (claimed.count === 0) must(refuse('changedMeanwhile'))
  return version + 1
}
