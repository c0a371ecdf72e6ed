import { across, cut, type Passage, trimmed } from './passage'

export type WatchItem = {
  category: string
  seq: number
  name: string
  dosageForm: string | null
  at: Passage
  categoryAt: Passage | null
  nameAt: Passage
  dosageAt: Passage | null
}

const head = /^序\s*号(?:\s|$)/
const row = /^(\d{1,3})(?:\s*[.、．]\s*|\s+|$)(.*)$/

/**
 * The lists of watched drugs and consumables (重点药品耗材): tables headed 序号 …, each under the name of its category, rows in the
 * order of the source. A name over several lines is put together with blanks; nothing is sorted, corrected or left out.
 */
export function readWatchItems(text: string, body: readonly Passage[]): WatchItem[] {
  const heads = body.flatMap((line, index) => (head.test(line.text) ? [index] : []))
  const items: WatchItem[] = []
  let end = 0
  for (const [order, at] of heads.entries()) {
    const columns = body[at]?.text.split(/\s+/).length ?? 2
    const above = body.slice(end, at)
    const [first, last] = [above[0], above.at(-1)]
    const categoryAt = first && last ? across(text, first, last) : null
    const next = heads[order + 1] ?? body.length
    const rows = rowsOf(body.slice(at + 1, next), columns)
    end = at + 1 + rows.reduce((sum, lines) => sum + lines.length, 0)
    for (const lines of rows) items.push(readRow(text, categoryAt, lines, columns))
  }
  return items
}

/** Groups the lines of a table into rows, each beginning with the next number; the lines after a complete last row belong to no row. */
function rowsOf(lines: readonly Passage[], columns: number): Passage[][] {
  const rows: Passage[][] = []
  for (const line of lines) {
    const match = row.exec(line.text)
    const last = rows.at(-1)
    if (match && Number(match[1]) === rows.length + 1) rows.push([line])
    else if (!last) break
    else last.push(line)
  }
  const last = rows.at(-1)
  const first = last?.[0]
  if (last && first) {
    const cells = (row.exec(first.text)?.[2] ?? '').split(/\s+/).filter(Boolean).length
    if (cells >= columns - 1) last.length = 1
  }
  return rows
}

function readRow(text: string, categoryAt: Passage | null, lines: readonly Passage[], columns: number): WatchItem {
  const first = lines[0]
  const match = row.exec(first?.text ?? '')
  const start = (first?.start ?? 0) + (first?.text.length ?? 0) - (match?.[2]?.length ?? 0)
  const end = (lines.at(-1)?.start ?? 0) + (lines.at(-1)?.text.length ?? 0)
  const content = trimmed({ text: text.slice(start, end), start })
  const whole = { text: text.slice(first?.start ?? 0, end), start: first?.start ?? 0 }
  const blanks = content.text.includes('\t') ? ['\t'] : [' ', '\n']
  const lastBlank = Math.max(...blanks.map((blank) => content.text.lastIndexOf(blank)))
  const hasDosage = columns >= 3 && lastBlank > 0
  const nameAt = hasDosage ? trimmed(cut(content, 0, lastBlank)) : content
  const dosageAt = hasDosage ? cut(content, lastBlank + 1) : null
  const name = nameAt.text.replace(/\s+/g, ' ')
  const category = (categoryAt?.text ?? '').replace(/\s/g, '')
  return { category, categoryAt, seq: Number(match?.[1] ?? 0), name, dosageForm: dosageAt?.text ?? null, at: whole, nameAt, dosageAt }
}
