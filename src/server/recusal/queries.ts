import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { type RecusalSubject, recusalDeciders } from '#domain/recusal/recusal'
import { may, whereReadable } from '../access'
import { staffOf } from '../identity/colleagues'
import { query } from '../query'

export type Subject = { type: RecusalSubject; id: string }

/** Who keeps away from these subjects of one matter, and what this person can do about it. */
export const getRecusals = (actor: Actor, subjects: readonly Subject[], now: Date) =>
  query(actor, async (tx) => {
    const standing = await tx.recusal.findMany({
      where: { AND: [{ subjectId: { in: subjects.map(({ id }) => id) }, liftedAt: null }, whereReadable(actor, 'recusal')] },
      orderBy: { recordedAt: 'asc' },
    })
    const decides = recusalDeciders.some(({ role }) => actor.roles.includes(role))
    const staff = decides && actor.agencyId ? await staffOf(tx, actor.agencyId, now) : []
    return {
      subjects,
      standing: standing.map((recusal) => ({
        ...recusal,
        mayLift: may(actor, recusalDeciders, 'recusal', recusal) && recusal.userId !== actor.userId,
      })),
      mayDeclare: actor.agencyId !== null,
      staff: staff.filter(({ id }) => id !== actor.userId),
    }
  })
export type Recusals = Awaited<ReturnType<typeof getRecusals>>
