import { expect, it } from 'vitest'
import { packRows, unpackRows } from './packed-rows'

it('brings the rows of a list through, with lists and records inside them and names that only some have', () => {
  const rows = [
    { id: '1', name: '甲', due: { state: 'late', days: 3 }, tags: ['a'], note: null },
    { id: '2', name: '乙"</script>', due: { state: 'stopped' }, tags: [], extra: 1 },
  ]
  expect(unpackRows(packRows(rows))).toEqual([
    { ...rows[0], extra: null },
    { ...rows[1], note: null },
  ])
  expect(unpackRows(packRows([]))).toEqual([])
  expect(packRows(rows).match(/"name"/g)).toHaveLength(1)
})
