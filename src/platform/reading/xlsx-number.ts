const DAY_MS = 86_400_000
/** 1904 workbooks count from 1904-01-01 as 0. */
const DAYS_TO_1904 = 1462
const LAST_SERIAL = 2_958_465
/** From here on a spreadsheet no longer holds every digit. */
const EXACT_BELOW = 1e15

/** The number in plain decimals, as a spreadsheet would show it; all the digits of the file where it has lost some. */
export function numberText(value: number, raw: string, format: string): string {
  if (!Number.isFinite(value) || Math.abs(value) >= EXACT_BELOW) return raw
  const shown = String(Number(value.toPrecision(15)))
  return /^0+$/.test(format) && /^\d+$/.test(shown) ? shown.padStart(format.length, '0') : shown
}

/**
 * The day of a serial, with its time of day if it has one. Serial 60 of the 1900 system is the day that Excel
 * invented: `1900-02-29`, left for the reader of the list to refuse. Null for what is no date at all.
 */
export function serialText(serial: number, date1904: boolean): string | null {
  if (serial < 0 || serial > LAST_SERIAL) return null
  let day = Math.floor(serial)
  let second = Math.round((serial - day) * 86_400)
  if (second === 86_400) {
    day += 1
    second = 0
  }
  const time = new Date(second * 1000).toISOString().slice(11, 19)
  if (day === 0 && !date1904) return time
  const date = date1904 ? civilDay(day + DAYS_TO_1904) : day === 60 ? '1900-02-29' : civilDay(day < 60 ? day + 1 : day)
  return second === 0 ? date : `${date} ${time}`
}

const civilDay = (serial: number) => new Date(Date.UTC(1899, 11, 30) + serial * DAY_MS).toISOString().slice(0, 10)
