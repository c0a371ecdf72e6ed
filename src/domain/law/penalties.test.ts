import { describe, expect, it } from 'vitest'
import { penalties, penaltyById } from './penalties'
import { fineRange } from './penalty'

describe('penalties', () => {
  it('has each line once, and the seven, seven and five acts of articles 38, 39 and 40', () => {
    const ids = penalties.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(['P38', 'P39', 'P40', 'P41'].map((article) => ids.filter((id) => id.startsWith(article)).length)).toEqual([7, 7, 5, 4])
  })

  it('asks for intent where the fine is measured by fraud', () => {
    for (const { id, fine, intentRequired } of penalties) expect(intentRequired === true, id).toBe(fine?.base === 'fraudAmount')
  })
})

describe('fineRange', () => {
  const range = (id: string, amountFen: bigint) => {
    const line = penaltyById(id)
    return line && fineRange(line, amountFen)
  }

  it('multiplies the loss by one to two, the fraud by two to five', () => {
    expect(range('P38-1', 100_01n)).toEqual({ minFen: 100_01n, maxFen: 200_02n })
    expect(range('P40-3', 100_01n)).toEqual({ minFen: 200_02n, maxFen: 500_05n })
  })

  it('knows no fine without loss, and none on a person of the first paragraph', () => {
    expect(range('P38-1', 0n)).toBeNull()
    expect(range('P41-1', 100n)).toBeNull()
  })

  it('fines bad management by a fixed amount, whatever the loss', () => {
    expect(range('P39-7', 0n)).toEqual({ minFen: 1_000_000n, maxFen: 5_000_000n })
  })
})
