import { expect, it } from 'vitest'
import { organCode } from './organ-code'

const bureau = { department: 'MI', kind: 'bureau' } as const
const city = (shortName: string) => ({ shortName, kind: 'division' })

it('gives no two organs one register', () => {
  expect(organCode(city('济宁'), bureau, 'letter')).toBe('济医保函')
  expect(organCode(city('济南'), bureau, 'letter')).toBe('济南医保函')
  expect(organCode(city('济宁'), { ...bureau, kind: 'operator' }, 'letter')).toBe('济医保中心函')
  expect(organCode(city('山东'), bureau, 'report')).toBe('鲁医保报')
  expect(organCode(city('任城'), bureau, 'letter', 3)).toBe('任医保函密')
})
