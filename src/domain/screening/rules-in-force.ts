import { addDays, type CivilDate } from '../kernel/civil-date'
import type { ItemRuleCells } from './read-item-rules'

/** A rule of an approved list; `order` grows with the approval of the lists. */
export type KeptRule = { order: number; cells: ItemRuleCells }

/** What makes two rules the same one in two versions. */
const identity = ({ rule_id, rule_type, med_list_codg, pair_codg, bundle_codg, hosp_lv, admdvs, category, value }: ItemRuleCells) =>
  [rule_id, rule_type, med_list_codg, pair_codg, bundle_codg, hosp_lv, admdvs, ...(rule_type === 'watch' ? [category, value] : [])].join(
    '\u0000',
  )

const earlier = (one: CivilDate, other: CivilDate): CivilDate => (one !== '' && one < other ? one : other)

/**
 * The rules with the periods in which they really hold. Lists are never edited: a later list states a rule anew, from a day on, and the
 * earlier one ends the day before; of two that begin on one day the later approved stands.
 */
export function rulesInForce(kept: readonly KeptRule[]): ItemRuleCells[] {
  const versions = new Map<string, KeptRule[]>()
  for (const one of kept) {
    const key = identity(one.cells)
    const known = versions.get(key)
    if (known) known.push(one)
    else versions.set(key, [one])
  }
  return [...versions.values()].flatMap((rules) => {
    rules.sort((one, other) =>
      one.cells.begndate < other.cells.begndate ? -1 : one.cells.begndate > other.cells.begndate ? 1 : one.order - other.order,
    )
    return rules.flatMap(({ cells }, place) => {
      const next = rules[place + 1]?.cells.begndate
      if (next === cells.begndate) return []
      return [next === undefined ? cells : { ...cells, enddate: earlier(cells.enddate, addDays(next, -1)) }]
    })
  })
}

/** Whether a rule of the region `admdvs` holds where an institution is: in the region and below it. */
export const holdsIn = (admdvs: string, regionNo: number): boolean =>
  admdvs === '100000' || String(regionNo).startsWith(admdvs.replace(/(00)+$/, ''))
