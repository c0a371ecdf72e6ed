/** What tells most of a row, by table and in this order; the rest waits in the menu of columns. */
const telling: Readonly<Record<string, readonly string[]>> = {
  setl: ['setl_id', 'setl_s', 'fixmedins_code', 'med_type', 'medfee_fen', 'fund_fen'],
  mdtrt: ['mdtrt_id', 'begn_s', 'end_s', 'fixmedins_code', 'dept'],
  fee: ['fee_s', 'item_name', 'fixmedins_code', 'cnt', 'pric_e4', 'amt_fen'],
  trac: ['trac_s', 'drug_trac_codg', 'fixmedins_code', 'cnt', 'price_fen'],
  oprn: ['mdtrt_id', 'oprn_day', 'oprn_oprt_name'],
  inv: ['inv_day', 'infno', 'inv_chg_type', 'med_list_codg', 'cnt'],
  fee_month: ['fee_month', 'item_name', 'amt_fen', 'cnt', 'mean_price', 'visits', 'people'],
  dise: ['mdtrt_id', 'diag_name', 'maindiag_flag'],
}
const shownAtMost = 6

type Cells = Readonly<Record<string, string>>

/** The columns of some rows of a table: those that all rows have alike, and of the others which are shown at once and which on demand. */
export function columnsOf(table: string, rows: readonly Cells[]) {
  const valuesOf = (column: string) => new Set(rows.map((cells) => cells[column] ?? ''))
  const filled = [...new Set(rows.flatMap((cells) => Object.keys(cells)))].filter((column) => rows.some((cells) => cells[column]))
  const alike = filled.filter((column) => valuesOf(column).size === 1)
  const apart = filled.filter((column) => !alike.includes(column))
  const first = (telling[table] ?? []).filter((column) => apart.includes(column))
  const shown = first.length > 0 ? first : apart.slice(0, shownAtMost)
  return { alike, shown, onDemand: apart.filter((column) => !shown.includes(column)) }
}
