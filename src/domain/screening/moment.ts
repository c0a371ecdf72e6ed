import type { CivilDate } from '../kernel/civil-date'
import { readDay } from '../table/day'
import type { TableCell } from '../table/grid'

/** When something was: `text` is `YYYY-MM-DD`, with ` HH:MM:SS` where it has a time of day. */
export type Moment = { on: CivilDate; text: string }

/** What systems write for "has not happened". */
const NEVER: CivilDate = '1900-01-01'

const timeOfDay = /(?:[T\s日号]|^)(\d{1,2}):(\d{2})(?::(\d{2}))?/

/** Reads cells of days and times. Those of one file are few: each is read once. */
export function momentReader(date1904: boolean): (cell: TableCell | undefined) => Moment | null {
  const known = new Map<string, Moment | null>()
  return (cell) => {
    if (!cell || cell.text.trim() === '') return null
    const key = `${cell.kind} ${cell.text}`
    const held = known.get(key)
    if (held !== undefined) return held
    const read = readMoment(cell, date1904)
    known.set(key, read)
    return read
  }
}

function readMoment(cell: TableCell, date1904: boolean): Moment | null {
  const compact = /^(\d{8})(\d{2})(\d{2})(\d{2})?$/.exec(cell.text.trim())
  const day = readDay(compact ? { text: compact[1] ?? '', kind: 'text' } : cell, date1904)
  if (!day.ok || day.on === NEVER) return null
  const [, hour, minute, second = '00'] = compact ? [null, compact[2], compact[3], compact[4]] : (timeOfDay.exec(cell.text) ?? [])
  return { on: day.on, text: hour === undefined ? day.on : `${day.on} ${hour.padStart(2, '0')}:${minute}:${second}` }
}

/** Whole years from a birth to a day. */
export const yearsOn = (born: CivilDate, on: CivilDate): number =>
  Number(on.slice(0, 4)) - Number(born.slice(0, 4)) - (on.slice(5) < born.slice(5) ? 1 : 0)
