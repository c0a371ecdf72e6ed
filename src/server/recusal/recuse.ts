import 'server-only'
import type { Department } from '#domain/department/department'
import { refuse } from '#domain/kernel/result'
import { declareRecusalInput, liftRecusalInput, orderRecusalInput, type RecusalSubject, recusalDeciders } from '#domain/recusal/recusal'
import { audit } from '#platform/audit'
import { whereMay, whereReadable } from '../access'
import { type Context, command } from '../command'
import { staffOf } from '../identity/colleagues'
import { notify } from '../notification/notify'
import { must } from '../refused'
import { leaveChecks } from '../self-inspection/leave-checks'

type Subject = { type: RecusalSubject; id: string }
type Person = { id: string; name: string }

/**
 * Declares the own conflict with a matter or an institution (自行回避). From the commit on it does not exist for this person, nor does
 * anything that belongs to it; what they inspect of the institution on site ends.
 *
 * Refuses `notFound`, `alreadyExists`. Commits together: the recusal, the audit entry on the matter, the notice to the own agency.
 */
export const declareRecusal = command('recusal.declare', declareRecusalInput, async (context, { subject, reason }) => {
  const { actor } = context
  const place = placeOf(context)
  await findSubject(context, subject)
  await keepAway(context, subject, { id: actor.userId, name: actor.name }, reason, 'declare')
  await notify(
    context,
    { agencyId: place.agencyId },
    {
      kind: 'recusalDeclared',
      detail: { name: actor.name },
      link: linkTo(subject),
      dedupeKey: `recusal.declare:${context.requestId}`,
    },
  )
})

/**
 * Orders that a person of the own agency keeps away from a matter (责令回避).
 *
 * Refuses `notFound` (also a person of another agency, or one's own: that is declared), `alreadyExists`.
 * Commits together: the recusal and the audit entry on the matter.
 */
export const orderRecusal = command('recusal.order', orderRecusalInput, async (context, { subject, userId, reason }) => {
  const { tx, actor, now } = context
  const { agencyId } = placeOf(context)
  if (!recusalDeciders.some(({ role }) => actor.roles.includes(role)) || userId === actor.userId) must(refuse('notFound'))
  await findSubject(context, subject)
  const person = (await staffOf(tx, agencyId, now)).find(({ id }) => id === userId) ?? must(refuse('notFound'))
  await keepAway(context, subject, person, reason, 'order')
})

/**
 * Lifts a recusal of the own agency, with the reason (解除回避). Never one's own.
 *
 * Refuses `notFound`, `samePerson`, `wrongState` when it is lifted already. Commits together: the lifting and the audit entry on the matter.
 */
export const liftRecusal = command('recusal.lift', liftRecusalInput, async (context, { recusalId, reason }) => {
  const { tx, actor, now } = context
  const recusal =
    (await tx.recusal.findFirst({ where: { AND: [{ id: recusalId }, whereMay(actor, recusalDeciders, 'recusal')] } })) ??
    must(refuse('notFound'))
  if (recusal.userId === actor.userId) must(refuse('samePerson'))
  const lifted = await tx.recusal.updateMany({
    where: { id: recusalId, liftedAt: null },
    data: { liftedById: actor.userId, liftedByName: actor.name, liftedAt: now, liftReason: reason },
  })
  if (lifted.count === 0) must(refuse('wrongState', { state: 'lifted' }))
  await record(context, { type: recusal.subjectType, id: recusal.subjectId }, 'lift', recusal.userName, reason)
})

/** Recusals are of people who act for an agency. */
function placeOf({ actor }: Context): { agencyId: string; department: Department; regionNo: number } {
  const { agencyId, department, regionNo } = actor
  return agencyId && department ? { agencyId, department, regionNo } : must(refuse('notFound'))
}

async function findSubject({ tx, actor }: Context, { type, id }: Subject): Promise<void> {
  const where = { AND: [{ id }, whereReadable(actor, type)] }
  const found = {
    institution: () => tx.institution.count({ where }),
    lead: () => tx.lead.count({ where }),
    case: () => tx.case.count({ where }),
    referral: () => tx.referral.count({ where }),
  }
  if ((await found[type]()) === 0) must(refuse('notFound'))
}

async function keepAway(context: Context, subject: Subject, person: Person, reason: string, how: 'declare' | 'order'): Promise<void> {
  const { tx, actor, now } = context
  if (subject.type === 'institution') await leaveChecks(context, subject.id, person.id)
  const kept = await tx.recusal.createMany({
    data: [
      {
        subjectType: subject.type,
        subjectId: subject.id,
        userId: person.id,
        userName: person.name,
        ...placeOf(context),
        reason,
        recordedById: actor.userId,
        recordedByName: actor.name,
        recordedAt: now,
      },
    ],
    skipDuplicates: true,
  })
  if (kept.count === 0) must(refuse('alreadyExists'))
  await record(context, subject, how, person.name, reason)
}

const record = (
  { tx, actor, now, requestId }: Context,
  subject: { type: string; id: string },
  how: 'declare' | 'order' | 'lift',
  name: string,
  reason: string,
) => audit(tx, { at: now, actor, action: `recusal.${how}`, subject, change: { person: [null, name], reason: [null, reason] }, requestId })

const linkTo = ({ type, id }: Subject) => (type === 'institution' ? '/desk' : `/${type}s/${id}`)
