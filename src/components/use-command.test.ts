import { expect, it } from 'vitest'
import { isRefusal, newRequestKey } from './use-command'

it('makes version-4 uuids that differ', () => {
  const keys = Array.from({ length: 200 }, newRequestKey)
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(new Set(keys).size).toBe(200)
})

it('tells a refusal from an answer', () => {
  expect(isRefusal({ code: 'notFound' })).toBe(true)
  expect(isRefusal({ done: '已保存' })).toBe(false)
  expect(isRefusal(null)).toBe(false)
})
