import 'server-only'
import type { Actor } from '#domain/kernel/access'
import type { ItemRuleCells } from '#domain/screening/read-item-rules'
import { holdsIn, type KeptRule, rulesInForce } from '#domain/screening/rules-in-force'
import { readableSql } from '../access'
import { hotQuery } from '../query'

/** Rules of approved lists that hold at a place or below it, in the order of approval. `$1` is the lowest and `$2` the highest region of the place. */
const approved = `SELECT screening_rule.cells, row_number() OVER (ORDER BY screening_rule_list.decided_at, screening_rule_list.id, screening_rule."row")::int AS "order"
  FROM screening_rule JOIN screening_rule_list ON screening_rule_list.id = screening_rule.list_id
  WHERE screening_rule_list.state = 'inUse' AND screening_rule_list.range_lo <= $2 AND screening_rule_list.range_hi >= $1
    AND ${readableSql('screeningRuleList')}`

/**
 * The rules about items by which the actor's bureau screens a folder: those of its own, of bureaus above and of those below, each for its
 * region and period, as the rows of a folder's `item_rule` table. None: whatever the folder itself brings holds.
 */
export async function itemRulesInUse(actor: Actor): Promise<readonly ItemRuleCells[]> {
  const place = [actor.regionLo ?? actor.regionNo, actor.regionHi ?? actor.regionNo]
  const { rows } = await hotQuery(actor, (client) => client.query<KeptRule>(approved, place))
  return rulesInForce(rows)
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
