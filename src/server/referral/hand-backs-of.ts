import 'server-only'
import type { Actor } from '#domain/kernel/access'
import type { Tx } from '#platform/db'
import { whereReadable } from '../access'
import { caseToWake } from '../case/wake-case'

type Row = { id: string; kind: string; state: string; caseId: string | null; originId: string | null; openedLeadId: string | null }

/** What was handed back of a referral; and of a hand-back, what it came by and what it leads to. Each as far as the actor sees it. */
export async function handBacksOf(tx: Tx, actor: Actor, { id, kind, state, caseId, originId, openedLeadId }: Row) {
  const readable = whereReadable(actor, 'referral')
  const handBacks =
    kind === 'police'
      ? await tx.referral.findMany({
          where: { AND: [{ originId: id }, readable] },
          select: { id: true, number: true, state: true, senderAgencyName: true, receiverAgencyName: true, deliveredAt: true },
          orderBy: { id: 'asc' },
        })
      : []
  const origin =
    originId && (await tx.referral.findFirst({ where: { AND: [{ id: originId }, readable] }, select: { id: true, number: true } }))
  const openedLead =
    openedLeadId &&
    (await tx.lead.findFirst({ where: { AND: [{ id: openedLeadId }, whereReadable(actor, 'lead')] }, select: { id: true, number: true } }))
  return {
    handBacks,
    origin: origin || null,
    openedLead: openedLead || null,
    /** Accepted, it has the procedure of its case go on; otherwise a lead is opened of it. */
    wakes: kind === 'handBack' && state === 'received' && (await caseToWake(tx, actor, caseId)) !== null,
  }
}
