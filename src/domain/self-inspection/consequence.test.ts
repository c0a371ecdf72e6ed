import { describe, expect, it } from 'vitest'
import { type FoundRow, isEarlyAndHonest, recurrencesOf } from './consequence'

let made = 0
const row = (override: Partial<FoundRow> = {}): FoundRow => ({
  ...{ id: `r${++made}`, source: 'filing', campaignId: 'first', campaignName: '第一年', foundOn: '2023-06-01' },
  ...{ code: 'A1', text: '重复收费', violationType: '重复收费', fundLossFen: '100', remediedOn: null, notRemedied: false },
  ...override,
})
const later = (override: Partial<FoundRow> = {}) =>
  row({ campaignId: 'second', campaignName: '第二年', foundOn: '2024-06-01', ...override })

describe('what came again', () => {
  it('is the same violation in another campaign after it was said to be rectified', () => {
    const [before, after] = [row({ remediedOn: '2023-07-01' }), later({ code: 'B7' })]
    expect(recurrencesOf([after, before])).toEqual([{ kind: 'again', violationType: '重复收费', rows: [before, after] }])
  })

  it('or under the same item, whatever its violation is called now', () => {
    const [before, after] = [row({ remediedOn: '2023-07-01' }), later({ violationType: '超标准收费' })]
    expect(recurrencesOf([before, after])).toMatchObject([{ kind: 'again', violationType: '超标准收费', rows: [before, after] }])
  })

  it.each([
    ['never said to be rectified', row(), later()],
    ['rectified only afterwards', row({ remediedOn: '2024-08-01' }), later()],
    ['of the same campaign', row({ remediedOn: '2023-06-10' }), row({ foundOn: '2023-09-01' })],
    ['another violation under another item', row({ remediedOn: '2023-07-01' }), later({ code: 'C', violationType: '串换药品' })],
  ])('is not what was %s', (_why, before, after) => expect(recurrencesOf([before, after])).toEqual([]))

  it('names once what came three times, with all its rows', () => {
    const rows = [
      row({ remediedOn: '2023-07-01' }),
      later({ remediedOn: '2024-07-01' }),
      later({ campaignId: 'third', foundOn: '2025-06-01' }),
    ]
    expect(recurrencesOf(rows)).toMatchObject([{ kind: 'again', rows }])
  })
})

it('what inspectors found not rectified is named with what was declared of it', () => {
  const declared = row({ remediedOn: '2023-06-20' })
  const onSite = row({ source: 'onSite', foundOn: '2023-09-01', notRemedied: true })
  expect(recurrencesOf([onSite, declared, later({ code: 'C', violationType: '串换药品' })])).toEqual([
    { kind: 'notRemedied', violationType: '重复收费', rows: [declared, onSite] },
  ])
})

it.each([
  [{}, true],
  [{ returnedFen: 99n }, false],
  [{ demanded: true }, false],
  [{ foundFen: 1n }, false],
  [{ declaredFen: 0n, returnedFen: 0n }, false],
])('a refund with %o is early and honest: %s', (override, honest) => {
  expect(isEarlyAndHonest({ declaredFen: 100n, returnedFen: 100n, demanded: false, foundFen: 0n, ...override })).toBe(honest)
})
