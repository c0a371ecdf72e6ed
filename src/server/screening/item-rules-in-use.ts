import 'server-only'
import { createHash } from 'node:crypto'
import type { Actor } from '#domain/kernel/access'
import type { ItemRuleCells } from '#domain/screening/read-item-rules'
import { holdsIn, type KeptRule, rulesInForce } from '#domain/screening/rules-in-force'
import { prisma } from '#platform/db'
import { readableSql } from '../access'
import { hotQuery } from '../query'

/** Rules of approved lists, in the order of approval. */
const rulesOfLists = `SELECT screening_rule.cells, screening_rule.list_id AS "listId",
    row_number() OVER (ORDER BY screening_rule_list.decided_at, screening_rule_list.id, screening_rule."row")::int AS "order"
  FROM screening_rule JOIN screening_rule_list ON screening_rule_list.id = screening_rule.list_id
  WHERE screening_rule_list.state = 'inUse'`

/** Those that hold at a place or below it. `$1` is the lowest and `$2` the highest region of the place. */
const approved = `${rulesOfLists} AND screening_rule_list.range_lo <= $2 AND screening_rule_list.range_hi >= $1 AND ${readableSql('screeningRuleList')}`

type RuleOfList = KeptRule & { listId: string }

const approvedFor = async (actor: Actor): Promise<RuleOfList[]> => {
  const place = [actor.regionLo ?? actor.regionNo, actor.regionHi ?? actor.regionNo]
  return (await hotQuery(actor, (client) => client.query<RuleOfList>(approved, place))).rows
}

/**
 * The rules about items by which the actor's bureau screens a folder: those of its own, of bureaus above and of those below, each for its
 * region and period, as the rows of a folder's `item_rule` table. None: whatever the folder itself brings holds.
 */
export const itemRulesInUse = async (actor: Actor): Promise<readonly ItemRuleCells[]> => rulesInForce(await approvedFor(actor))

const digestOf = (rules: readonly ItemRuleCells[]) =>
  rules.length === 0
    ? ''
    : createHash('sha256')
        .update(JSON.stringify(rules.map(ordered)))
        .digest('hex')
const ordered = (cells: ItemRuleCells) => Object.entries(cells).sort(([one], [other]) => (one < other ? -1 : 1))

/** The same rules as a run keeps them: the lists that they come from, how many are in force, and their digest. */
export async function itemRulesForRun(actor: Actor): Promise<{ ruleListIds: string[]; ruleCount: number; rulesDigest: string }> {
  const kept = await approvedFor(actor)
  const rules = rulesInForce(kept)
  return { ruleListIds: [...new Set(kept.map(({ listId }) => listId))].sort(), ruleCount: rules.length, rulesDigest: digestOf(rules) }
}

/** The rules of a run, as they were when it was started; `null`: they are not what they were. */
export async function itemRulesOfRun(run: { ruleListIds: string[]; rulesDigest: string }): Promise<readonly ItemRuleCells[] | null> {
  if (run.ruleListIds.length === 0) return []
  const kept = await prisma.$queryRawUnsafe<KeptRule[]>(`${rulesOfLists} AND screening_rule_list.id = ANY ($1::uuid[])`, run.ruleListIds)
  const rules = rulesInForce(kept)
  return digestOf(rules) === run.rulesDigest ? rules : null
}

/** The rules that hold for some items in an institution's region. */
export async function itemRulesFor(actor: Actor, regionNo: number, itemCodes: readonly string[]): Promise<readonly ItemRuleCells[]> {
  if (itemCodes.length === 0) return []
  const { rows } = await hotQuery(actor, (client) =>
    client.query<KeptRule>({
      name: 'item-rules-for',
      text: `${approved} AND screening_rule.item_code = ANY ($3)`,
      values: [regionNo, regionNo, itemCodes],
    }),
  )
  return rulesInForce(rows.filter(({ cells }) => holdsIn(cells.admdvs, regionNo)))
}
