import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { whereReadable } from '../access'
import { query } from '../query'

/** The newest, on one page. Whoever shows as many says so. */
export const openingsListed = 50
const shown = { id: true, userName: true, agencyName: true, reason: true, openedAt: true, until: true } as const

/** Who has opened this case by a reason: to whose case it is, all; to whoever opened it, their own. */
export const getOpeningsOf = (actor: Actor, caseId: string) =>
  query(actor, (tx) =>
    tx.caseOpening.findMany({
      where: { AND: [{ caseId }, whereReadable(actor, 'caseOpening')] },
      select: shown,
      orderBy: { openedAt: 'desc' },
      take: openingsListed,
    }),
  )
export type CaseOpenings = Awaited<ReturnType<typeof getOpeningsOf>>

/** The numbers that this person has asked for, the newest first, with the case while it is still open to them. */
export const listOwnOpenings = (actor: Actor) =>
  query(actor, async (tx) => {
    const rows = await tx.caseOpening.findMany({
      where: { AND: [{ userId: actor.userId }, whereReadable(actor, 'caseOpening')] },
      select: { ...shown, number: true, caseId: true },
      orderBy: { openedAt: 'desc' },
      take: openingsListed,
    })
    return rows.map((row) => ({ ...row, isOpen: row.caseId !== null && actor.openedIds.includes(row.caseId) }))
  })
