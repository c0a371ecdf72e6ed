import 'server-only'
import { refuse } from '#domain/kernel/result'
import { assignInspectorsInput } from '#domain/self-inspection/on-site-inputs'
import { drawGrants } from '#domain/self-inspection/steps'
import { audit, auditMany } from '#platform/audit'
import type { Tx } from '#platform/db'
import { whereMay, whereReadable } from '../access'
import { type Context, command } from '../command'
import { colleagues } from '../identity/colleagues'
import { notifyAll } from '../notification/notify'
import { must } from '../refused'
import { inspectorsOf } from './hold-check'

/**
 * Sends two colleagues to institutions that were drawn (安排检查人员), or two others in place of those who were sent. Once somebody has
 * signed, nobody is exchanged.
 *
 * Refuses `notFound` (not the agency that drew, or an institution of another draw), `inspectorsSame`, `notColleague`, `inspectorRecused`
 * (one of them keeps away from one of the institutions), `wrongState` (signed by one, or by both).
 * Commits together: the assignments and the ends of those before, a notice to each of the two, an audit entry on the draw and each filing.
 */
export const assignInspectors = command('spotCheck.assign', assignInspectorsInput, async (context, input) => {
  const { tx, actor, now } = context
  const draw = await tx.spotCheck.findFirst({ where: { AND: [{ id: input.spotCheckId }, whereMay(actor, drawGrants, 'spotCheck')] } })
  if (!draw) return must(refuse('notFound'))
  const chosen = [input.inspectorAId, input.inspectorBId]
  if (chosen[0] === chosen[1]) must(refuse('inspectorsSame'))
  const known = await colleagues(tx, draw.agencyId, now)
  const people = chosen.map((id) => known.find((person) => person.id === id) ?? must(refuse('notColleague')))

  await tx.$queryRaw`SELECT id FROM spot_check_item WHERE id = ANY (${input.checkIds}::uuid[]) ORDER BY id FOR NO KEY UPDATE`
  const checks = await tx.spotCheckItem.findMany({
    where: {
      AND: [
        { id: { in: input.checkIds }, spotCheckId: draw.id, filing: whereReadable(actor, 'filing') },
        whereReadable(actor, 'spotCheckItem'),
      ],
    },
    select: { id: true, filingId: true, institutionId: true, institutionName: true, result: true, checkedById: true },
  })
  if (checks.length !== new Set(input.checkIds).size) must(refuse('notFound'))
  if (checks.some(({ result, checkedById }) => result !== 'pending' || checkedById !== null)) must(refuse('wrongState'))
  await mustNotKeepAway(tx, people, checks)
  await exchange(context, people, checks)

  const names = people.map(({ name }) => name).join('、')
  const line = { at: now, actor, action: 'spotCheck.assign' as const, requestId: context.requestId }
  await audit(tx, {
    ...line,
    subject: { type: 'spotCheck', id: draw.id },
    change: { inspectors: [null, names], count: [null, checks.length] },
  })
  await auditMany(
    tx,
    checks.map(({ filingId }) => ({ ...line, subject: { type: 'filing', id: filingId }, change: { inspectors: [null, names] } })),
  )
  await notifyAll(
    context,
    people.map(({ id }) => ({
      to: { userId: id },
      notice: {
        kind: 'checksAssigned' as const,
        detail: { number: draw.number, count: checks.length },
        link: `/self-inspections/spot-checks/${draw.id}`,
        dedupeKey: `spotCheck.assign:${context.requestId}:${id}`,
      },
    })),
  )
  return { assigned: checks.length }
})

type Person = { id: string; name: string }
type Check = { id: string; institutionId: string; institutionName: string }

async function mustNotKeepAway(tx: Tx, people: readonly Person[], checks: readonly Check[]): Promise<void> {
  const pairs = await tx.$queryRaw<{ person: string; institution: string }[]>`
    SELECT p.id AS person, i.id AS institution FROM unnest(${people.map(({ id }) => id)}::uuid[]) AS p(id)
      JOIN unnest(${checks.map(({ institutionId }) => institutionId)}::uuid[]) AS i(id) ON i.id = ANY (recused_ids(p.id))`
  if (pairs.length === 0) return
  const keepAway = people.filter(({ id }) => pairs.some(({ person }) => person === id))
  const from = checks.filter(({ institutionId }) => pairs.some(({ institution }) => institution === institutionId))
  must(
    refuse('inspectorRecused', {
      names: keepAway.map(({ name }) => name),
      institutions: [...new Set(from.map(({ institutionName }) => institutionName))].slice(0, 5),
    }),
  )
}

async function exchange({ tx, actor, now }: Context, people: readonly Person[], checks: readonly Check[]): Promise<void> {
  const checkIds = checks.map(({ id }) => id)
  const userIds = people.map(({ id }) => id)
  await tx.checkInspector.updateMany({
    where: { checkId: { in: checkIds }, leftAt: null, userId: { notIn: userIds } },
    data: { leftAt: now, leftReason: 'replaced' },
  })
  const staying = await inspectorsOf(tx, checkIds)
  const isThere = (checkId: string, userId: string) => staying.some((one) => one.checkId === checkId && one.userId === userId)
  await tx.checkInspector.createMany({
    data: checkIds.flatMap((checkId) =>
      people
        .filter(({ id }) => !isThere(checkId, id))
        .map(({ id, name }) => ({
          ...{ checkId, userId: id, userName: name },
          ...{ assignedById: actor.userId, assignedByName: actor.name, assignedAt: now },
        })),
    ),
  })
}
