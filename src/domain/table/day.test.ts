import { describe, expect, it } from 'vitest'
import { readDay, readDayText } from './day'

const reading = (text: string) => {
  const day = readDayText(text)
  return day.ok ? day.on : day.code
}

describe('a day in a list', () => {
  it.each([
    '2026-02-03',
    '2026.2.3',
    '2026/2/3',
    '2026/02/03',
    '20260203',
    '2026年2月3日',
    '2026 年 2 月 3 日',
    '2026年2月3号',
    '二〇二六年二月三日',
    '二○二六年二月三日',
    '二零二六年二月三日',
    '２０２６年２月３日',
    '2026-2-3 09:30',
    '2026/2/3 9:30:15',
    '2026年2月3日 9:30',
    '20260203093015',
    '2026-02-02T16:30:00Z',
    '2026-02-03T00:30:00+08:00',
    '\u200b2026-02-03\u00a0',
  ])('%s', (text) => expect(reading(text)).toBe('2026-02-03'))

  it.each([
    ['二〇二六年十二月二十三日', '2026-12-23'],
    ['二〇二六年十月三十一日', '2026-10-31'],
    ['二〇二六年十一月廿一日', '2026-11-21'],
    ['2028-02-29', '2028-02-29'],
  ])('%s', (text, on) => expect(reading(text)).toBe(on))

  it.each([
    ['2026/13/01', 'E-DAT-02'],
    ['2027-02-29', 'E-DAT-02'],
    ['26-2-3', 'E-DAT-02'],
    ['2/3/2026', 'E-DAT-02'],
    ['2026-2/3', 'E-DAT-02'],
    ['2026-2-3至2026-2-9', 'E-DAT-02'],
    ['1900-01-01', 'E-DAT-02'],
    ['昨天', 'E-DAT-02'],
    ['2026', 'E-DAT-03'],
    ['2026年2月', 'E-DAT-03'],
    ['202602', 'E-DAT-03'],
    ['2026-02', 'E-DAT-03'],
  ])('%s is refused', (text, code) => expect(reading(text)).toBe(code))

  it('says that a spelling was put right, and only then', () => {
    expect(readDayText('2026-02-03')).toEqual({ ok: true, on: '2026-02-03' })
    expect(readDayText('2026.2.3')).toEqual({ ok: true, on: '2026-02-03', corrected: '2026-02-03' })
  })

  it("takes serials by the workbook's own count, and refuses the day that never was", () => {
    expect(readDay({ kind: 'number', text: '45413', number: 45413 }, false)).toEqual({
      ok: true,
      on: '2024-05-01',
      corrected: '2024-05-01',
    })
    expect(readDay({ kind: 'number', text: '43951', number: 43951 }, true)).toMatchObject({ on: '2024-05-01' })
    expect(readDay({ kind: 'date', text: '2024-05-01 10:00:00', number: 45413.4 }, false)).toEqual({ ok: true, on: '2024-05-01' })
    expect(readDay({ kind: 'date', text: '1900-02-29', number: 60 }, false)).toEqual({ ok: false, code: 'E-DAT-01' })
    expect(readDay({ kind: 'number', text: '20240501', number: 20240501 }, false)).toMatchObject({ on: '2024-05-01' })
    expect(readDay({ kind: 'number', text: '12', number: 12 }, false)).toEqual({ ok: false, code: 'E-DAT-02' })
    expect(readDay({ kind: 'formula', text: '=TODAY()', cached: '45413' }, false)).toEqual({ ok: false, code: 'E-IMP-06' })
  })
})
