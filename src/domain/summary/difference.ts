/** The rows a figure counted: id and what each added, as text of 分 or of a count. */
export type CountedRows = readonly (readonly [id: string, value: string])[]

/** The rows as they are stored with a figure. */
export const readCountedRows = (stored: unknown): CountedRows => stored as CountedRows // written by the freezing of a report alone

export type FigureDifference = { was: bigint; now: bigint; added: number; removed: number; changed: number }

/** What became of a row since it was counted: it adds the same, something else, nothing any more; or it came after. */
export const rowFates = ['changed', 'removed', 'added', 'unchanged'] as const
export type RowFate = (typeof rowFates)[number]

export type RowDifference = { id: string; fate: RowFate; was: bigint | null; now: bigint | null }

/** Each row that counted or counts, with what became of it: those that moved first. */
export function rowDifferences(frozen: CountedRows, current: CountedRows): RowDifference[] {
  const after = new Map(current)
  const before = new Map(frozen)
  const kept = frozen.map(([id, value]): RowDifference => {
    const now = after.get(id)
    if (now === undefined) return { id, fate: 'removed', was: BigInt(value), now: null }
    return { id, fate: BigInt(now) === BigInt(value) ? 'unchanged' : 'changed', was: BigInt(value), now: BigInt(now) }
  })
  const added = current
    .filter(([id]) => !before.has(id))
    .map(([id, value]): RowDifference => ({ id, fate: 'added', was: null, now: BigInt(value) }))
  return [...kept, ...added].sort((one, other) => rowFates.indexOf(one.fate) - rowFates.indexOf(other.fate))
}

/** What became of a frozen figure. `null` when every row still adds what it added. The frozen figure itself does not move. */
export function differenceOf(frozen: CountedRows, current: CountedRows): FigureDifference | null {
  const rows = rowDifferences(frozen, current)
  const count = (fate: RowFate) => rows.filter((row) => row.fate === fate).length
  const [added, removed, changed] = [count('added'), count('removed'), count('changed')]
  if (added + removed + changed === 0) return null
  const sum = (side: 'was' | 'now') => rows.reduce((total, row) => total + (row[side] ?? 0n), 0n)
  return { was: sum('was'), now: sum('now'), added, removed, changed }
}
