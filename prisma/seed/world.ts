import type { WorkCalendar } from '#domain/clock/work-calendar'
import type { Department } from '#domain/department/department'
import type { HouseDocumentKind } from '#domain/document/kinds'
import { beijingDay, type CivilDate } from '#domain/kernel/civil-date'
import { idAt } from './ids'
import { createRandom, type Random } from './random'
import type { TableName, TableRows } from './rows'

/** Who did something, as the audit trail keeps it. */
export type Doer = { id: string; name: string; postId: string; department: Department | null; regionNo: number }

export type AuditLine = {
  subjectType: string
  subjectId: string
  at: Date
  doer: Doer
  action: string
  change: Record<string, readonly [before: unknown, after: unknown]>
}

/** Makes a paper's bytes and keeps them; says what they are known by. */
export type Render = (kind: HouseDocumentKind, input: Record<string, unknown>) => Promise<{ sha256: string; sizeBytes: number }>

export type NumberKind = 'XS' | 'AJ' | 'YS' | 'YSM' | 'ZC' | 'CC' | 'ZX' | 'PC' | 'HZ' | 'TK' | 'JB'

/** The world as it grows, in memory: nothing here touches a database. */
export type World = {
  random: Random
  now: Date
  today: CivilDate
  /** 1 is the whole world; tests take a small part. */
  scale: number
  calendar: WorkCalendar
  add<T extends TableName>(table: T, row: TableRows[T]): void
  rowsOf<T extends TableName>(table: T): readonly TableRows[T][]
  /** The next number of a register, in the order of asking: `XS-370811-2026-000123`. */
  number(kind: NumberKind, regionNo: number, at: Date): string
  /** The next number of any register of that year. */
  serial(prefix: string, at: Date): number
  render: Render
  id(at: Date): string
  audit(line: AuditLine): void
  auditLines(): readonly AuditLine[]
  /** `whole` of the full world, at this scale; at least one. */
  scaled(whole: number): number
}

export type WorldSettings = { seed: string; now: Date; scale: number; calendar: WorkCalendar; render: Render }

export function createWorld({ seed, now, scale, calendar, render }: WorldSettings): World {
  const random = createRandom(seed)
  const ids = random.fork('ids')
  const tables = new Map<TableName, TableRows[TableName][]>()
  const registers = new Map<string, TableRows['number_register']>()
  const lines: AuditLine[] = []

  function serial(prefix: string, at: Date): number {
    const year = Number(beijingDay(at).slice(0, 4))
    const known = registers.get(`${prefix}-${year}`)
    const register = known ?? { id: idAt(ids, at.getTime()), prefix, year, lastNumber: 0 }
    const next = (register.lastNumber ?? 0) + 1
    register.lastNumber = next
    if (known) return next
    registers.set(`${prefix}-${year}`, register)
    add('number_register', register)
    return next
  }

  function number(kind: NumberKind, regionNo: number, at: Date): string {
    const prefix = `${kind}-${regionNo}`
    return `${prefix}-${beijingDay(at).slice(0, 4)}-${String(serial(prefix, at)).padStart(6, '0')}`
  }

  function add<T extends TableName>(table: T, row: TableRows[T]): void {
    const rows = tables.get(table)
    if (rows) rows.push(row)
    else tables.set(table, [row])
  }

  return {
    random,
    now,
    today: beijingDay(now),
    scale,
    calendar,
    add,
    // The map keeps each table's rows under its own name; TypeScript cannot tie a key to its value.
    rowsOf: <T extends TableName>(table: T) => (tables.get(table) ?? []) as TableRows[T][],
    number,
    serial,
    render,
    id: (at) => idAt(ids, at.getTime()),
    audit: (line) => lines.push(line),
    auditLines: () => lines,
    scaled: (whole) => Math.max(1, Math.round(whole * scale)),
  }
}
