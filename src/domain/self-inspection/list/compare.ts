import type { DraftItem } from './draft'

/** What of an item a person reads, in the order in which a comparison shows it. */
export const comparedParts = [
  'text',
  'violationType',
  'basis',
  'howToCheck',
  'evidenceHint',
  'field',
  'modelIds',
  'kinds',
  'levels',
] as const
export type ComparedPart = (typeof comparedParts)[number]

/** What an item asks. A change of these is answered anew; the others only sort the item. */
export const askedParts = ['text', 'violationType', 'basis', 'howToCheck', 'evidenceHint'] as const satisfies readonly ComparedPart[]

export type Comparable = Omit<DraftItem, 'change' | 'verified' | 'fieldId' | 'fieldName'> & { field: string }

export type ListComparison<Item extends Comparable> = {
  added: Item[]
  removed: Item[]
  changed: { before: Item; after: Item; parts: ComparedPart[] }[]
  unchanged: number
}

const partOf = (item: Comparable, part: ComparedPart): string => {
  const value = item[part]
  return typeof value === 'string' ? value : [...value].sort().join('、')
}

export const changedParts = (before: Comparable, after: Comparable): ComparedPart[] =>
  comparedParts.filter((part) => partOf(before, part) !== partOf(after, part))

export const asksTheSame = (before: Comparable, after: Comparable): boolean =>
  askedParts.every((part) => partOf(before, part) === partOf(after, part))

/** What one version of a list has that another has not, item by item; an item is told by its code. */
export function compareLists<Item extends Comparable>(before: readonly Item[], after: readonly Item[]): ListComparison<Item> {
  const old = new Map(before.map((item) => [item.code, item]))
  const now = new Set(after.map(({ code }) => code))
  const kept = after.flatMap((item) => {
    const was = old.get(item.code)
    return was ? [{ before: was, after: item, parts: changedParts(was, item) }] : []
  })
  const changed = kept.filter(({ parts }) => parts.length > 0)
  return {
    added: after.filter(({ code }) => !old.has(code)),
    removed: before.filter(({ code }) => !now.has(code)),
    changed,
    unchanged: kept.length - changed.length,
  }
}
