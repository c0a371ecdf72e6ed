import { expect, it } from 'vitest'
import { policeReadiness, readyForPolice } from '#domain/evidence/readiness'
import { worldAt } from '../../tests/support/seeded-world'

it('has with the police no case that lacks the evidence for it', async () => {
  const world = await worldAt('2026-11-22')
  const police = world.rowsOf('referral').filter(({ kind }) => kind === 'police')
  expect(police.length).toBeGreaterThan(0)
  for (const { caseId, number, proposedAt } of police) {
    const pieces = world.rowsOf('evidence').filter((piece) => piece.caseId === caseId)
    const facts = world.rowsOf('case_fact').filter((fact) => fact.caseId === caseId)
    const stated = facts.map(({ id, seq, provisionId = null, liabilityId = null }) => ({ id, seq, provisionId, liabilityId }))
    const held = pieces.map(({ kind, factId = null }) => ({ kind, factId, isIntact: true }))
    expect(readyForPolice(policeReadiness(stated, held, [])), number).toEqual({ ok: true, value: undefined })
    expect(
      pieces.every(({ recordedAt }) => recordedAt <= proposedAt),
      number,
    ).toBe(true)
  }
})
