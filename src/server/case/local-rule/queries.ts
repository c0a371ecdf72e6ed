import 'server-only'
import { localRuleStepNames, localRuleSteps } from '#domain/case/local-rule'
import { type LocalRule, type PlaceRules, placeRules, withNoticed } from '#domain/case/place-rules'
import type { Actor } from '#domain/kernel/access'
import { beijingDay, fromDateColumn } from '#domain/kernel/civil-date'
import { isUuid } from '#domain/kernel/uuid'
import { takeStep } from '#domain/kernel/workflow'
import type { Tx } from '#platform/db'
import type { LocalRule as Row } from '#platform/prisma/client'
import { may, whereReadable } from '../../access'
import { goesTo } from '../../desk/navigation'
import { query } from '../../query'

/** A local rule as it is read. */
export const opened = ({ validFrom, validTo, endedOn, ...kept }: Row) => ({
  ...kept,
  validFrom: fromDateColumn(validFrom),
  validTo: validTo && fromDateColumn(validTo),
  endedOn: endedOn && fromDateColumn(endedOn),
})

/** The rules that this person may see, newest first, with what holds in their own area today. `null`: not for this person. */
export const listLocalRules = async (actor: Actor, now: Date) =>
  goesTo(actor, 'cases')
    ? query(actor, async (tx) => {
        const where = whereReadable(actor, 'localRule')
        const rules = (await tx.localRule.findMany({ where, orderBy: { id: 'desc' }, take: 200 })).map(opened)
        return { rules, today: await placeRulesOf(tx, actor.regionNo, now) }
      })
    : null

/** One of them with the steps that this person may take on it. `null`: there is none, or it is not for this person. */
export async function getLocalRule(actor: Actor, id: string) {
  if (!isUuid(id) || !goesTo(actor, 'cases')) return null
  const where = { AND: [{ id }, whereReadable(actor, 'localRule')] }
  const found = await query(actor, (tx) => tx.localRule.findFirst({ where }))
  if (!found) return null
  const steps = localRuleStepNames.flatMap((name) => {
    const step = localRuleSteps[name]
    if (!step.from.includes(found.state) || !may(actor, step.by, 'localRule', found)) return []
    const taken = takeStep(step, found, actor)
    return [{ name, shut: taken.ok ? null : taken.refusal }]
  })
  return { ...opened(found), steps }
}
export type LocalRuleView = NonNullable<Awaited<ReturnType<typeof getLocalRule>>>

/** Approved ones, also such as were ended since: an act of a day before is measured by what held then. */
const approved = { state: { in: ['inUse', 'ended'] as ('inUse' | 'ended')[] } }

/** All that were approved, wherever. For the worker, who reaches every row. */
export const localRules = async (tx: Tx): Promise<RuleOfArea[]> => (await tx.localRule.findMany({ where: approved })).map(opened)
type RuleOfArea = LocalRule & { rangeLo: number; rangeHi: number }

export const rulesOfPlace = <Of extends RuleOfArea>(rules: readonly Of[], regionNo: number): Of[] =>
  rules.filter(({ rangeLo, rangeHi }) => rangeLo <= regionNo && regionNo <= rangeHi)

/** What holds for a place today. */
export async function placeRulesOf(tx: Tx, regionNo: number, now: Date): Promise<PlaceRules> {
  const where = { ...approved, rangeLo: { lte: regionNo }, rangeHi: { gte: regionNo } }
  return placeRules((await tx.localRule.findMany({ where })).map(opened), beijingDay(now))
}

/** What holds for a case: of what its party was told, as it was told. */
export async function rulesOfCase(tx: Tx, { id, regionNo }: { id: string; regionNo: number }, now: Date): Promise<PlaceRules> {
  const inForce = await placeRulesOf(tx, regionNo, now)
  const notice = await tx.caseNotice.findFirst({ where: { caseId: id, withdrawnAt: null }, select: { rules: true } })
  return notice ? withNoticed(inForce, notice.rules) : inForce
}
