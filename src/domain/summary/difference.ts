/** The rows a figure counted: id and what each added, as text of 分 or of a count. */
export type CountedRows = readonly (readonly [id: string, value: string])[]

export type FigureDifference = { was: bigint; now: bigint; added: number; removed: number; changed: number }

/**
 * What became of a frozen figure: rows that came, rows that went, rows that now add something else. `null` when every row
 * still adds what it added. The frozen figure itself does not move.
 */
export function differenceOf(frozen: CountedRows, current: CountedRows): FigureDifference | null {
  const before = new Map(frozen)
  const after = new Map(current)
  let added = 0
  let changed = 0
  for (const [id, value] of after) {
    if (!before.has(id)) added += 1
    else if (before.get(id) !== value) changed += 1
  }
  const removed = [...before.keys()].filter((id) => !after.has(id)).length
  if (added + changed + removed === 0) return null
  const sum = (rows: CountedRows) => rows.reduce((total, [, value]) => total + BigInt(value), 0n)
  return { was: sum(frozen), now: sum(current), added, removed, changed }
}
