import { z } from 'zod'
import { type SheetKind, sheetKinds } from '#domain/document/sheet-kinds'
import { citation } from '#domain/law/law'
import { civilDate, optionalText, text } from '../fields'
import type { Block } from '../render/blocks'
import { landscapeWidth, typeAreaWidth } from '../render/page'
import { formTable, listTable } from '../render/table'
import { paragraph, right, sizes, title } from '../render/text'
import { template } from '../template'

const field = z.strictObject({ label: text, value: z.string().max(20_000) })
const part = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('form'), rows: z.array(z.array(field).min(1).max(2)) }),
  z.strictObject({
    kind: z.literal('table'),
    heading: optionalText,
    columns: z
      .array(z.strictObject({ title: text, share: z.number().positive(), align: z.enum(['left', 'center', 'right']).optional() }))
      .min(1),
    rows: z.array(z.array(z.string().max(20_000))),
    /** What stands in the place of a table without rows. */
    none: text,
  }),
  z.strictObject({ kind: z.literal('words'), heading: optionalText, text: z.string().max(40_000) }),
  /** Who signs: each on a line of their own, or beside another. */
  z.strictObject({ kind: z.literal('signatures'), lines: z.array(text).min(1).max(12) }),
])
export type SheetPart = z.input<typeof part>

const input = z.strictObject({
  kind: z.custom<SheetKind>((value) => typeof value === 'string' && Object.hasOwn(sheetKinds, value)),
  organ: text,
  /** Of the row, such as `XS-370899-2026-000017`. */
  number: optionalText,
  /** Whom or what it is about. */
  about: optionalText,
  datedOn: civilDate,
  /** Why it is no finished paper. */
  mark: optionalText,
  /** A list so wide that its page lies on its side. */
  isWide: z.boolean().default(false),
  parts: z.array(part).min(1),
  /** Wide tables, each on pages laid on their side. */
  annexes: z
    .array(z.strictObject({ title: text, parts: z.array(part).min(1) }))
    .max(5)
    .default([]),
})
export type FormSheet = z.input<typeof input>

const line = { line: 440, lineRule: 'exact' } as const
const small = (words: string, style = {}) => paragraph(words, { spacing: line, ...style }, { size: sizes.xiaosi })
const gap = () => paragraph('', { spacing: { ...line, line: 260 } }, { size: sizes.xiaosi })

function blocksOf(one: z.output<typeof part>, width: number): Block[] {
  if (one.kind === 'form')
    return [formTable(one.rows.map((cells) => ({ cells: cells.map(({ label, value }) => ({ label, value: value || '—' })) })))]
  if (one.kind === 'signatures')
    return [gap(), ...one.lines.map((words) => small(words, { spacing: { ...line, line: 560 }, keepNext: true }))]
  const heading = one.heading === '' ? [] : [small(one.heading, { keepNext: true })]
  if (one.kind === 'words') return [...heading, ...one.text.split(/\r?\n/).map((words) => small(words, { indent: { firstLine: 480 } }))]
  if (one.rows.length === 0) return [...heading, small(one.none)]
  return [...heading, listTable(one.columns, one.rows, width, sizes.wuhao)]
}

/** Between two parts there is room, so that no two tables grow into one. */
const spaced = (parts: readonly z.output<typeof part>[], width: number): Block[] =>
  parts.flatMap((one, place) => [...(place > 0 && one.kind !== 'signatures' ? [gap()] : []), ...blocksOf(one, width)])

/** A form, a list or a statement of one row, as data. */
export const formSheet = template(input, ({ kind, organ, number, about, datedOn, mark, isWide, parts, annexes }) => {
  const { name, basis } = sheetKinds[kind]
  return {
    title: `${name}${about && `：${about}`}`,
    organ,
    datedOn,
    mark: mark === '' ? null : mark,
    sheets: [
      {
        layout: isWide ? ('landscape' as const) : ('form' as const),
        blocks: [
          ...title([name]),
          right(number === '' ? '' : `编号：${number}`, { size: sizes.xiaosi }),
          ...spaced(parts, isWide ? landscapeWidth : typeAreaWidth),
          paragraph(`依据：${citation(basis)}`, {}, { size: sizes.wuhao }),
        ],
      },
      ...annexes.map((annex, place) => ({
        layout: 'landscape' as const,
        blocks: [small(`附件${annexes.length > 1 ? place + 1 : ''}`), ...title([annex.title]), ...spaced(annex.parts, landscapeWidth)],
      })),
    ],
  }
})
