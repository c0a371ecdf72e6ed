import 'server-only'
import { createHash } from 'node:crypto'
import { refuse } from '#domain/kernel/result'
import { takeNextLeadInput } from '#domain/lead/inputs'
import { command } from '../command'
import { must } from '../refused'
import { conditionsOf, leadFilter } from './list-leads'
import { findLeadFor, takeLeadStep } from './take-step'

/**
 * Takes up the next lead that waits in the officer's own agency, due soonest first, within a filter of the list (领取下一条). Of two who
 * ask at once each gets another: what a colleague is just taking is passed over. Answers with the lead's id.
 *
 * Refuses `nothingWaits`, `notFound` for whoever does not verify.
 */
export const takeNextLead = command('lead.takeNext', takeNextLeadInput, async (context, { filter }) => {
  const { tx, actor } = context
  const asked = leadFilter.parse(Object.fromEntries(new URLSearchParams(filter)))
  const { conditions, values } = conditionsOf(actor, {
    ...asked,
    state: 'toVerify',
    conclusion: undefined,
    todo: undefined,
    mine: undefined,
    fraud: undefined,
  })
  const agency = `l.agency_id = $${values.push(actor.agencyId)}::uuid`
  const [next] = await tx.$queryRawUnsafe<{ id: string }[]>(
    `SELECT l.id FROM lead l WHERE ${[...conditions, agency].join(' AND ')} ORDER BY l.due_on, l.id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    ...values,
  )
  if (!next) return must(refuse('nothingWaits'))
  const lead = await findLeadFor(context, 'takeUp', next.id)
  const { userId, name } = actor
  await takeLeadStep(
    context,
    'takeUp',
    lead,
    lead.version,
    { handlerId: userId, handlerName: name },
    { handlerId: [lead.handlerId, userId], handler: [null, name] },
  )
  return { leadId: lead.id }
})

/** The key of what follows a request, the same whenever that request arrives: a uuid of version 8. */
export function followingKey(requestKey: string): string {
  const hex = createHash('sha256').update(`${requestKey} next`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
