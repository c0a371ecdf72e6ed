import 'server-only'
import { z } from 'zod'
import type { Actor } from '#domain/kernel/access'
import { isUuid } from '#domain/kernel/uuid'
import { takeStep } from '#domain/kernel/workflow'
import { versionStepNames } from '#domain/screening/model-version'
import { ruleListSteps } from '#domain/screening/rule-list'
import { may, whereReadable } from '../access'
import { query } from '../query'
import { seesModels } from './model-queries'

const shown = {
  ...{
    id: true,
    state: true,
    agencyName: true,
    fileName: true,
    rowCount: true,
    problemCount: true,
    proposedByName: true,
    proposedAt: true,
  },
} as const

/** The lists of rules that the actor may see, newest first. `null`: not for this person. */
export const listRuleLists = async (actor: Actor) =>
  seesModels(actor)
    ? query(actor, (tx) =>
        tx.screeningRuleList.findMany({
          where: whereReadable(actor, 'screeningRuleList'),
          select: shown,
          orderBy: { id: 'desc' },
          take: 200,
        }),
      )
    : null

const keptDoubles = z.array(z.object({ row: z.number(), of: z.number(), name: z.string() }))
const keptCells = z.record(z.string(), z.string())
const pageSize = 100

/** One list with a page of its rules and the steps that this person may take. `null`: there is none, or it is not for this person. */
export async function getRuleList(actor: Actor, id: string, page: number) {
  if (!seesModels(actor) || !isUuid(id)) return null
  return query(actor, async (tx) => {
    const found = await tx.screeningRuleList.findFirst({ where: { AND: [{ id }, whereReadable(actor, 'screeningRuleList')] } })
    if (!found) return null
    const pages = Math.max(1, Math.ceil(found.rowCount / pageSize))
    const at = Math.min(Math.max(1, page), pages)
    const rules = await tx.screeningRule.findMany({
      where: { listId: id },
      orderBy: { row: 'asc' },
      skip: (at - 1) * pageSize,
      take: pageSize,
    })
    return {
      ...found,
      doubles: keptDoubles.parse(found.doubles),
      rules: rules.map(({ id: ruleId, row, cells }) => ({ id: ruleId, row, cells: keptCells.parse(cells) })),
      ...{ page: at, pages },
      steps: versionStepNames.flatMap((name) => {
        const step = ruleListSteps[name]
        if (!step.from.includes(found.state) || !may(actor, step.by, 'screeningRuleList', found)) return []
        if (name === 'withdraw' && found.proposedById !== actor.userId) return []
        const taken = takeStep(step, found, actor)
        return [{ name, shut: taken.ok ? null : taken.refusal }]
      }),
    }
  })
}
export type RuleListView = NonNullable<Awaited<ReturnType<typeof getRuleList>>>
