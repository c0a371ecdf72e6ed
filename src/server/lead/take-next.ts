import 'server-only'
import { createHash } from 'node:crypto'
import { refuse } from '#domain/kernel/result'
import { takeNextLeadInput } from '#domain/lead/inputs'
import { stageOf } from '#domain/lead/stage'
import { sqlOf } from '#platform/db'
import { command } from '../command'
import { must } from '../refused'
import { conditionsOf } from './lead-conditions'
import { filterOf } from './lead-filter'
import { findLeadFor, takeLeadStep } from './take-step'

/**
 * Takes up the next lead that waits in the officer's own agency, due soonest first, within a filter of the list (领取下一条). Of two who
 * ask at once each gets another: what a colleague is just taking is passed over. Answers with the lead's id.
 *
 * Refuses `nothingWaits`, `notFound` for whoever does not verify.
 */
export const takeNextLead = command('lead.takeNext', takeNextLeadInput, async (context, { filter }) => {
  const { tx, actor } = context
  const { conditions, values } = await conditionsOf(sqlOf(tx), actor, {
    ...filterOf(filter),
    state: 'toVerify',
    ...{ conclusion: undefined, todo: undefined, mine: undefined, handler: undefined, fraud: undefined },
  })
  conditions.push(`l.stage = ${stageOf('toVerify')}`)
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
