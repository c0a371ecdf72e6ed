import { addDays, beijingDay, type CivilDate, isCivilDate } from '../kernel/civil-date'
import type { TableCell } from './grid'
import { toHalfWidth, withoutInvisible } from './text'

export type DayProblem = 'E-DAT-01' | 'E-DAT-02' | 'E-DAT-03' | 'E-IMP-06' | 'E-IMP-10'

/** `corrected` is the day when the cell had it in another spelling than `YYYY-MM-DD`. */
export type DayReading = { ok: true; on: CivilDate; corrected?: string } | { ok: false; code: DayProblem }

const EARLIEST = '1949-10-01'
/** The day that the 1900 date system counts and the calendar never had. */
const NO_SUCH_SERIAL = 60
/** General-format numbers in these bounds (1954 to 2119) can only be days that lost their format. */
const SERIALS = { from: 20_000, to: 80_000 } as const
const DAYS_TO_1904 = 1462

/** A day in a cell: a date cell, a serial that lost its format, or one of the spellings that lists have. */
export function readDay(cell: TableCell, date1904: boolean): DayReading {
  if (cell.kind === 'formula') return { ok: false, code: 'E-IMP-06' }
  if (cell.kind === 'error') return { ok: false, code: 'E-IMP-10' }
  if (cell.kind === 'bool') return { ok: false, code: 'E-DAT-02' }
  if (cell.kind === 'text') return readDayText(cell.text)

  if (cell.number !== undefined && Math.floor(cell.number) === NO_SUCH_SERIAL && !date1904) return { ok: false, code: 'E-DAT-01' }
  if (cell.kind === 'date') return settle(cell.text.slice(0, 10), false)
  const number = cell.number ?? Number.NaN
  if (number >= SERIALS.from && number < SERIALS.to) {
    return settle(addDays('1899-12-30', Math.floor(number) + (date1904 ? DAYS_TO_1904 : 0)), true)
  }
  return readDayText(cell.text)
}

/** 2026.2.3, 2026/2/3, 20260203, 2026年2月3日, 二〇二六年二月三日, with or without a time of day. */
export function readDayText(text: string): DayReading {
  const shown = toHalfWidth(withoutInvisible(text)).trim()
  if (/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/i.test(shown)) return instantDay(shown)

  const bare = arabic(shown.replace(/\s*([年月日号])\s*/g, '$1')).replace(/(?:T|\s+|(?<=[日号]))\d{1,2}:\d{1,2}(:\d{1,2}(\.\d+)?)?$/, '')
  const match =
    /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(bare)?.filter((_, index) => index !== 2) ??
    /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/.exec(bare) ??
    /^(\d{4})(\d{2})(\d{2})(?:\d{6})?$/.exec(bare)
  if (match) {
    const [, year = '', month = '', day = ''] = match
    const on = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    return settle(on, on !== text)
  }
  return { ok: false, code: /^\d{4}(年\d{1,2}月?|[-/.]\d{1,2}|年|\d{2})?$/.test(bare) ? 'E-DAT-03' : 'E-DAT-02' }
}

function instantDay(text: string): DayReading {
  const at = new Date(text)
  return Number.isNaN(at.getTime()) ? { ok: false, code: 'E-DAT-02' } : settle(beijingDay(at), true)
}

const settle = (on: CivilDate, corrected: boolean): DayReading => {
  if (!isCivilDate(on) || on < EARLIEST) return { ok: false, code: 'E-DAT-02' }
  return corrected ? { ok: true, on, corrected: on } : { ok: true, on }
}

const digits = '〇一二三四五六七八九'

/** Chinese numerals of a date in Arabic ones: years digit by digit, months and days with 十. */
function arabic(text: string): string {
  if (!/[〇零○一二三四五六七八九十廿卅]/.test(text)) return text
  return text
    .replace(/[零○]/g, '〇')
    .replace(/廿/g, '二十')
    .replace(/卅/g, '三十')
    .replace(/([一二三四五六七八九]?)十([一二三四五六七八九]?)/g, (_, tens: string, ones: string) =>
      String((tens ? digits.indexOf(tens) : 1) * 10 + (ones ? digits.indexOf(ones) : 0)),
    )
    .replace(/[〇一二三四五六七八九]/g, (digit) => String(digits.indexOf(digit)))
}
