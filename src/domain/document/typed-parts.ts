/** The parts of a paper that a person wrote, by their names; the others come from the case and are read anew. */
export type Typed = Readonly<Record<string, string>>

const sameWords = (one: unknown, other: unknown) =>
  typeof one === 'string' && typeof other === 'string' && one.replaceAll('\r\n', '\n').trim() === other.replaceAll('\r\n', '\n').trim()

/** Of what is kept as typed, the parts of this paper. */
export const typedOf = (names: readonly string[], kept: unknown): Typed =>
  Object.fromEntries(
    Object.entries(typeof kept === 'object' && kept !== null ? kept : {}).filter(
      (part): part is [string, string] => names.includes(part[0]) && typeof part[1] === 'string',
    ),
  )

/**
 * What is typed after a form was sent. A form sends every part that it showed, also those that came from the case: one that comes back as
 * it was `shown` stays what it was, one that comes back empty is the case's again, and only one that was changed is typed.
 */
export function typedAfter(before: Typed, shown: Readonly<Record<string, unknown>>, sent: Typed): Typed {
  const kept = Object.entries(before).filter(([name]) => !(name in sent))
  const written = Object.entries(sent).flatMap(([name, value]) => {
    if (value === '') return []
    if (!sameWords(value, shown[name])) return [[name, value]]
    return before[name] === undefined ? [] : [[name, before[name]]]
  })
  return Object.fromEntries([...kept, ...written])
}
