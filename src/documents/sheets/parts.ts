import { beijingDay, beijingMinute, type CivilDate } from '#domain/kernel/civil-date'
import { formatYuan } from '#domain/kernel/money'
import { chineseDate } from '../wording'
import type { SheetPart } from './form-sheet'

type Pair = readonly [label: string, value: string | null | undefined]

/** A form: one or two labels to the line. */
export const form = (...rows: readonly (readonly Pair[])[]): SheetPart => ({
  kind: 'form',
  rows: rows.map((row) => row.map(([label, value]) => ({ label, value: value ?? '' }))),
})

type Columns = Readonly<Record<string, number | readonly [share: number, align: 'center' | 'right']>>

/** A list with its columns by name: how wide, and how set. */
export const table = (columns: Columns, rows: readonly (readonly string[])[], none: string, heading = ''): SheetPart => ({
  kind: 'table',
  heading,
  columns: Object.entries(columns).map(([title, column]) =>
    typeof column === 'number' ? { title, share: column } : { title, share: column[0], align: column[1] },
  ),
  rows: rows.map((row) => [...row]),
  none,
})

export const words = (heading: string, text: string): SheetPart => ({ kind: 'words', heading, text })
export const signatures = (...lines: readonly string[]): SheetPart => ({ kind: 'signatures', lines: [...lines] })

export const yuan = (fen: bigint | null | undefined): string => (fen === null || fen === undefined ? '—' : formatYuan(fen))
export const minute = (at: Date | null | undefined): string => (at ? beijingMinute(at) : '')
export const day = (at: Date | null | undefined): string => (at ? chineseDate(beijingDay(at)) : '')
/** Of a day that is kept as such. */
export const civil = (on: CivilDate | null | undefined): string => (on ? chineseDate(on) : '')
export const by = (name: string | null | undefined, at: Date | null | undefined): string => (name && at ? `${name}　${minute(at)}` : '')
/** The first of many, and how many there are. */
export const some = (names: readonly string[], most: number, unit: string): string =>
  names.length <= most ? names.join('、') : `${names.slice(0, most).join('、')}等${names.length}${unit}`

export const blankDate = '　　　　年　　月　　日'
