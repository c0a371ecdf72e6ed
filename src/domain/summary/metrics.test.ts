import { expect, it } from 'vitest'
import { metricIds, metrics, versionOn } from './metrics'

const one = { version: 1, from: '2026-01-01', wording: 'one' }
const two = { version: 2, from: '2026-04-01', wording: 'two' }

it.each([
  ['2025-12-31', one],
  ['2026-03-31', one],
  ['2026-04-01', two],
  ['2027-01-01', two],
])('counts a period that ends on %s by the definition in force', (day, held) => {
  expect(versionOn({ versions: [one, two] }, day)).toBe(held)
})

it('shows the newest version of each metric', () => {
  for (const { versions, version, wording } of metricIds.map((id) => metrics[id])) {
    expect(versions.at(-1)).toMatchObject({ version, wording })
    expect(versions.map(({ from }) => from)).toEqual(versions.map(({ from }) => from).sort())
  }
})
