import type { Rule } from './hit'

/** An item that the institution is being asked about. */
export type AskedItem = { id: string; code: string; text: string; modelIds: readonly string[] }

/**
 * The item behind a rule, among those that the institution is asked: the one with its code, if it is found by the same model; else the only
 * one found by that model whose words are the rule's. Nothing where that leaves a choice.
 */
export function itemBehind<Item extends AskedItem>(rule: Pick<Rule, 'model' | 'item'>, items: readonly Item[]): Item | null {
  const { item } = rule
  if (!item) return null
  const sameModel = items.filter(({ modelIds }) => modelIds.includes(rule.model))
  const fitting = sameModel.filter(({ text }) => item.words.test(text))
  return fitting.find(({ code }) => code === item.code) ?? (fitting.length === 1 ? (fitting[0] ?? null) : null)
}
