import 'server-only'
import { proposeLocalRuleInput, proposesLocalRules } from '#domain/case/local-rule'
import type { Actor } from '#domain/kernel/access'
import { toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { may } from '../../access'
import { command } from '../../command'
import { notify } from '../../notification/notify'
import { must } from '../../refused'

/** Whether this person proposes what their bureau's area is measured by: a handler of an insurance bureau. */
export const mayProposeLocalRules = (actor: Actor): boolean =>
  may(actor, proposesLocalRules, 'localRule', { agencyId: actor.agencyId, department: actor.department })

/**
 * Proposes, for the own bureau's area, a version of what the law leaves to each place (地方参数). A second person of the bureau puts it in force.
 *
 * Refuses `notFound` (somebody who proposes none), `periodOutOfOrder`.
 */
export const proposeLocalRule = command('case.proposeLocalRule', proposeLocalRuleInput, async (context, input) => {
  const { tx, actor, now, requestId } = context
  const agencyId = actor.agencyId
  if (agencyId === null || !mayProposeLocalRules(actor)) return must(refuse('notFound'))
  const { key, validFrom, validTo, ...said } = input
  if (validTo !== null && validTo < validFrom) must(refuse('periodOutOfOrder'))
  // Two who propose at once for one bureau take turns.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`local_rule:${agencyId}:${key}`}, 79))`
  const last = await tx.localRule.findFirst({ where: { agencyId, key }, orderBy: { seq: 'desc' }, select: { seq: true } })
  const seq = (last?.seq ?? 0) + 1
  const { id } = await tx.localRule.create({
    data: {
      ...{ key, seq, ...said, agencyId, agencyName: actor.agencyName, regionNo: actor.regionNo },
      ...{ rangeLo: actor.regionLo ?? actor.regionNo, rangeHi: actor.regionHi ?? actor.regionNo },
      ...{ validFrom: toDateColumn(validFrom), validTo: validTo === null ? null : toDateColumn(validTo) },
      ...{ proposedById: actor.userId, proposedByName: actor.name, proposedAt: now },
    },
    select: { id: true },
  })
  await audit(tx, {
    ...{ at: now, actor, action: 'case.proposeLocalRule', requestId, subject: { type: 'localRule', id } },
    change: { key: [null, key], seq: [null, seq], value: [null, said.value], number: [null, said.documentNumber] },
  })
  const notice = { kind: 'localRuleProposed', detail: { title: said.title }, link: `/settings/local-rules/${id}` } as const
  await notify(context, { agencyId }, { ...notice, dedupeKey: `case.proposeLocalRule:${id}` })
  return { localRuleId: id }
})
