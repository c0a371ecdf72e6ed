import 'server-only'
import { orderCorrectionInput, recordCorrectionInput } from '#domain/case/inputs-of-facts'
import { orderHolds, outcomeHolds } from '#domain/case/orders'
import { beijingDay, fromDateColumn, toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { command } from '../command'
import { must } from '../refused'
import { findCaseToRecord, rewriteCase } from './take-step'

/**
 * Orders a party to correct what some facts of a case state (责令改正), by a last day.
 *
 * Refuses `notFound`, `wrongState`, `alreadyExists` (a fact has an order whose outcome nobody has looked at), `dayInFuture`,
 * `periodOutOfOrder`, `changedMeanwhile`.
 */
export const orderCorrection = command('case.orderCorrection', orderCorrectionInput, async (context, input) => {
  const { tx, actor, now } = context
  const { caseId, version, factIds, demand, servedOn, dueOn } = input
  const file = await findCaseToRecord(context, 'orderCorrection', caseId)
  const facts = file.facts.filter(({ id }) => factIds.includes(id))
  if (facts.length !== factIds.length) must(refuse('notFound'))
  if (facts.some(({ orderId }) => file.orders.some(({ id, outcome }) => id === orderId && outcome === null))) must(refuse('alreadyExists'))
  must(orderHolds({ servedOn, dueOn }, beijingDay(now)))

  const seq = Math.max(0, ...file.orders.map((known) => known.seq)) + 1
  const told = { facts: facts.map((fact) => fact.seq), demand, servedOn, dueOn }
  await rewriteCase(context, 'orderCorrection', file, version, { order: [null, { seq, ...told }] })
  const order = await tx.caseOrder.create({
    data: {
      ...{ caseId, seq, demand, servedOn: toDateColumn(servedOn), dueOn: toDateColumn(dueOn) },
      ...{ madeById: actor.userId, madeByName: actor.name, madeAt: now },
    },
  })
  await tx.caseFact.updateMany({ where: { caseId, id: { in: factIds } }, data: { orderId: order.id, version: { increment: 1 } } })
})

/**
 * Records what the officers found when the time of an order was over.
 *
 * Refuses `notFound`, `wrongState`, `dayInFuture`, `periodOutOfOrder`, `orderStillRunning`, `changedMeanwhile`.
 */
export const recordCorrection = command('case.recordCorrection', recordCorrectionInput, async (context, input) => {
  const { tx, actor, now } = context
  const { caseId, version, orderId, outcome, foundOn, finding } = input
  const file = await findCaseToRecord(context, 'orderCorrection', caseId)
  const order = file.orders.find(({ id }) => id === orderId) ?? must(refuse('notFound'))
  if (order.outcome !== null) must(refuse('wrongState'))
  const days = { servedOn: fromDateColumn(order.servedOn), dueOn: fromDateColumn(order.dueOn) }
  must(outcomeHolds(days, { outcome, foundOn }, beijingDay(now)))

  await rewriteCase(context, 'recordCorrection', file, version, {
    order: [order.seq, order.seq],
    orderOutcome: [null, outcome],
    finding: [null, finding],
  })
  await tx.caseOrder.update({
    where: { id: orderId },
    data: { outcome, foundOn: toDateColumn(foundOn), finding, foundById: actor.userId, foundByName: actor.name, foundAt: now },
  })
})
