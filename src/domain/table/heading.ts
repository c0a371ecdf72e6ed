import { toHalfWidth, withoutInvisible } from './text'

/** How a field of a list is recognised by its column's heading: the earlier a pattern, the better it fits. */
export type FieldRule<Field extends string> = { field: Field; name: string; patterns: readonly RegExp[]; never?: RegExp }

/** A heading as it is shown and as a key of the mapping: invisible marks and line breaks removed. */
export const shownHeading = (text: string): string =>
  withoutInvisible(text)
    .replace(/\s*[\r\n]+\s*/g, '')
    .trim()

/** A heading as it is compared: half-width, without blanks, stars, numbering, and what stands in brackets. */
export const comparedHeading = (text: string): string =>
  toHalfWidth(withoutInvisible(text))
    .replace(/\s+/g, '')
    .replace(/[(【[〔（][^)】\]〕）]*[)】\]〕）]/g, '')
    .replace(/^[*※]+|[*※:]+$/g, '')
    .replace(/^\d{1,2}[.、]/, '')
    .replace(/(:|单位:?)?(万元|千元|元)$/, '')

/** How well a heading fits a rule: 0 is best, null not at all. A heading in the field's own name always fits. */
export function fitOf<Field extends string>(rule: FieldRule<Field>, heading: string): number | null {
  const compared = comparedHeading(heading)
  if (compared === '' || rule.never?.test(compared)) return null
  if (compared === rule.name || compared.toLowerCase() === rule.field.toLowerCase()) return 0
  const fit = rule.patterns.findIndex((pattern) => pattern.test(compared))
  return fit < 0 ? null : fit + 1
}

/**
 * Which column is which field: each field takes its best-fitting column, each column one field; between equals the
 * left one. `tied` are the columns that fitted just as well.
 */
export function matchHeadings<Field extends string>(
  rules: readonly FieldRule<Field>[],
  headings: readonly string[],
  given: ReadonlyMap<number, Field | null> = new Map(),
): { fields: Map<Field, number>; tied: { field: Field; column: number }[] } {
  const fields = new Map<Field, number>()
  const taken = new Set<number>(given.keys())
  for (const [column, field] of given) if (field !== null) fields.set(field, column)

  const fits = headings.flatMap((heading, column) =>
    rules.flatMap((rule) => {
      const fit = fitOf(rule, heading)
      return fit === null ? [] : [{ field: rule.field, column, fit }]
    }),
  )
  const tied: { field: Field; column: number }[] = []
  const best = new Map<Field, number>()
  for (const { field, column, fit } of fits.sort((one, other) => one.fit - other.fit || one.column - other.column)) {
    if (taken.has(column)) continue
    if (!fields.has(field)) {
      fields.set(field, column)
      taken.add(column)
      best.set(field, fit)
    } else if (best.get(field) === fit) tied.push({ field, column })
  }
  return { fields, tied: tied.filter(({ column }) => !taken.has(column)) }
}

/** Whether a heading looks like a slip of the pen for `name`: one letter wrong, missing, too many, or two swapped. */
export function isNearly(heading: string, name: string): boolean {
  const written = [...comparedHeading(heading)]
  const meant = [...name]
  if (meant.length < 3 || written.join('') === name || Math.abs(written.length - meant.length) > 1) return false
  if ([...written].sort().join('') === [...meant].sort().join('')) return true

  let start = 0
  while (start < meant.length && written[start] === meant[start]) start++
  let end = 0
  while (end < Math.min(meant.length, written.length) - start && written.at(-1 - end) === meant.at(-1 - end)) end++
  return Math.max(meant.length, written.length) - start - end <= 1
}
