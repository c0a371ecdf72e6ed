import { describe, expect, it } from 'vitest'
import { mayBeVoided } from './voiding'

const at = (day: number) => new Date(Date.UTC(2026, 5, day))
const paper = { state: 'issued', number: '任医保罚〔2026〕1号', generatedAt: at(3) }
const file = { state: 'decided', services: [], clocks: [] } as const
const published = (day: number, stoppedAt: Date | null = null) => ({
  ...file,
  clocks: [{ ruleId: 'CK15', objectId: 'p', startedAt: at(day), startedRecordedAt: at(day), dueAt: at(30), stoppedAt }],
})
const served = (of: 'decision' | 'demand', day: number) => ({ ...file, services: [{ paper: of, recordedAt: at(day) }] })

describe('a paper with a number', () => {
  it('may be voided while it has not gone out', () => {
    expect(mayBeVoided('penaltyDecision', paper, file).ok).toBe(true)
    expect(mayBeVoided('penaltyDecision', paper, served('demand', 4)).ok).toBe(true)
    expect(mayBeVoided('penaltyDecision', paper, served('decision', 2)).ok).toBe(true)
  })
  it('stands once it was served, and in a case that is closed', () => {
    expect(mayBeVoided('penaltyDecision', paper, served('decision', 3))).toMatchObject({ refusal: { code: 'paperServed' } })
    expect(mayBeVoided('penaltyDecision', paper, { ...file, state: 'closed' })).toMatchObject({ refusal: { code: 'wrongState' } })
  })
  it('stands once it was made public for its party, until that was ended', () => {
    expect(mayBeVoided('penaltyDecision', paper, published(3))).toMatchObject({ refusal: { code: 'paperPublished' } })
    expect(mayBeVoided('penaltyDecision', paper, published(2)).ok).toBe(true)
    expect(mayBeVoided('penaltyDecision', paper, published(3, at(4))).ok).toBe(true)
    expect(mayBeVoided('surchargeDecision', paper, published(3)).ok).toBe(true)
  })
  it.each([{ state: 'draft' }, { state: 'voided' }, { number: null }])('is voided once, and only where it has one: %o', (over) => {
    expect(mayBeVoided('penaltyDecision', { ...paper, ...over }, file)).toMatchObject({ refusal: { code: 'wrongState' } })
  })
})
