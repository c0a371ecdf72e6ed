import { type Cell, columnIndex } from './grid'
import { numberText, serialText } from './xlsx-number'
import type { CellStyle } from './xlsx-styles'
import { isOn, type RichText, richText, unescapeCell } from './xlsx-text'
import { attribute } from './xml-reader'

/** What the sheets of a workbook share. `rowsLeft` is counted down over all sheets. */
export type WorkbookContext = { strings: readonly RichText[]; styles: readonly CellStyle[]; date1904: boolean; rowsLeft: number }

type OpenCell = { column: number; type: string; style: number; value: string; formula: string | null; hasInline: boolean }

/** Gathers one `<c>` at a time. `close` gives the cell when it ends; `cell` is null for a blank. */
export function cellReader(context: WorkbookContext) {
  const make = cellMaker(context)
  const inline = richText()
  const sharedFormulas = new Map<string, string>()
  let open: OpenCell | null = null
  let sharedIndex: string | null = null
  let inside: 'value' | 'formula' | null = null

  const begin = (attributes: string, nextColumn: number) => {
    const letters = (attribute(attributes, 'r') ?? '').replace(/\$?\d+$/, '')
    const style = Number(attribute(attributes, 's') ?? 0)
    const column = columnIndex(letters) ?? nextColumn
    open = { column, type: attribute(attributes, 't') ?? 'n', style, value: '', formula: null, hasInline: false }
    return column
  }
  const beginFormula = (cell: OpenCell, attributes: string) => {
    inside = 'formula'
    sharedIndex = attribute(attributes, 't') === 'shared' ? attribute(attributes, 'si') : null
    cell.formula = ''
  }
  /** Only the first cell of a shared formula has its text; the others show that one. */
  const endFormula = (cell: OpenCell) => {
    inside = null
    if (sharedIndex === null) return
    if (cell.formula === '') cell.formula = sharedFormulas.get(sharedIndex) ?? ''
    else if (!sharedFormulas.has(sharedIndex)) sharedFormulas.set(sharedIndex, cell.formula ?? '')
  }

  return {
    begin,
    open(name: string, attributes: string) {
      if (!open) return
      if (name === 'v') inside = 'value'
      else if (name === 'f') beginFormula(open, attributes)
      else if (name === 'is') {
        inline.reset()
        open.hasInline = true
      } else inline.open(name, attributes)
    },
    close(name: string): { column: number; cell: Cell | null } | null {
      if (!open) return null
      if (name === 'v') inside = null
      else if (name === 'f') endFormula(open)
      else if (name !== 'c') inline.close(name)
      else {
        const ended = { column: open.column, cell: make(open, open.hasInline ? inline.value() : null) }
        open = null
        return ended
      }
      return null
    },
    text(text: string) {
      if (!open) return
      if (inside === 'value') open.value += text
      else if (inside === 'formula') open.formula = (open.formula ?? '') + text
      else inline.text(text)
    },
  }
}

/** Makes cells, sharing one object among all unstruck cells with the same shared string. Null for a blank. */
function cellMaker(context: WorkbookContext) {
  const shared: (Cell | undefined)[] = []

  return (open: OpenCell, inline: RichText | null): Cell | null => {
    const style = context.styles[open.style]
    const strike = (cell: Cell, struck: boolean): Cell => (struck ? { ...cell, struck: true } : cell)

    if (open.formula !== null) {
      const cached = open.type === 's' ? (context.strings[Number(open.value)]?.text ?? '') : unescapeCell(open.value)
      return strike({ text: `=${open.formula}`, kind: 'formula', cached }, style?.struck ?? false)
    }
    if (open.type === 's') {
      const index = Number(open.value)
      const string = context.strings[index]
      if (!string || string.text.trim() === '') return null
      const cell: Cell = shared[index] ?? { text: string.text, kind: 'text' }
      shared[index] = cell
      return strike(cell, string.struck || (style?.struck ?? false))
    }
    const value = inline ?? { text: unescapeCell(open.value), struck: false }
    if (value.text.trim() === '') return null
    return strike(plainCell(open, value.text, style, context.date1904), value.struck || (style?.struck ?? false))
  }
}

function plainCell(open: OpenCell, value: string, style: CellStyle | undefined, date1904: boolean): Cell {
  if (open.type === 'b') return { text: isOn(value) ? 'TRUE' : 'FALSE', kind: 'bool' }
  if (open.type === 'e') return { text: value, kind: 'error' }
  if (open.type === 'd') return { text: value.replace('T', ' ').replace(/ 00:00:00(\.0+)?Z?$/, ''), kind: 'date' }
  if (open.type !== 'n') return { text: value, kind: 'text' }

  const number = Number(value)
  if (!Number.isFinite(number)) return { text: value, kind: 'text' }
  const date = style?.isDate ? serialText(number, date1904) : null
  if (date !== null) return { text: date, kind: 'date', number, format: style?.format ?? '' }
  const cell: Cell = { text: numberText(number, value, style?.format ?? ''), kind: 'number', number }
  return style?.format ? { ...cell, format: style.format } : cell
}
