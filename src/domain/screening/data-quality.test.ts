import { describe, expect, it } from 'vitest'
import { notLookedFor, qualityCodes } from './data-quality'

describe('what a report cannot say was not there', () => {
  it('is nothing where it notes all that was looked for', () => {
    expect(notLookedFor({ checked: qualityCodes, quality: [] })).toEqual([])
  })

  it('is what came later than the report, and was not found in it', () => {
    expect(notLookedFor({ quality: [] })).toEqual([
      ...['traceCodeBlank', 'lineWithoutSettlement', 'lineWithoutVisit', 'recordWithoutVisit', 'timeZoned', 'timeShifted', 'timeAtNight'],
    ])
    expect(notLookedFor({ quality: [{ code: 'timeZoned' }] })).not.toContain('timeZoned')
    expect(notLookedFor({ checked: qualityCodes.filter((code) => code !== 'personMerged') })).toEqual(['personMerged'])
  })
})
