/** One place of a paper that would read otherwise today: where it stands, what was signed, and what the data say now. */
export type Difference = { path: readonly (string | number)[]; signed: unknown; today: unknown }

/**
 * Where what was signed and what the data say today part, in the order of what is said today: by field, and within lists and tables by line and
 * column. What is one text stays one. `left`: names that never count, at the top alone.
 */
export function differencesOf(signed: unknown, today: unknown, left: ReadonlySet<string> = new Set()): Difference[] {
  return between(signed, today, []).filter(({ path: [name] }) => typeof name !== 'string' || !left.has(name))
}

function between(signed: unknown, today: unknown, path: Difference['path']): Difference[] {
  if (Object.is(signed ?? null, today ?? null)) return []
  if (Array.isArray(signed) && Array.isArray(today)) {
    return Array.from({ length: Math.max(signed.length, today.length) }, (_, index) =>
      between(signed[index], today[index], [...path, index]),
    ).flat()
  }
  if (isRecord(signed) && isRecord(today)) {
    return [...new Set([...Object.keys(today), ...Object.keys(signed)])].flatMap((name) =>
      between(signed[name], today[name], [...path, name]),
    )
  }
  return [{ path, signed: signed ?? null, today: today ?? null }]
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
