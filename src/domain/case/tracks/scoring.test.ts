import { describe, expect, it } from 'vitest'
import { confidences } from '../../law/confidence'
import { laws } from '../../law/law'
import { otherPenalties } from '../../law/penalties-of-others'
import { mayBeRestored, mayEnd, pointsFit, silenceCounts, termOf } from './scoring'
import { effectOf, effectRules, scoreEntryIds, scoreTable, scoringEffects } from './scoring-table'

const code = (result: { ok: boolean } & object) => ('refusal' in result ? (result.refusal as { code: string }).code : 'ok')

describe('what points come to', () => {
  it.each([
    [0, 8, 'reminder'],
    [0, 9, 'suspended'],
    [8, 1, 'suspended'],
    [0, 11, 'suspended'],
    [9, 3, 'ended'],
    [11, 11, 'ended'],
    [0, 12, 'endedAtOnce'],
    [9, 12, 'endedAtOnce'],
  ] as const)('%i before and %i now: %s', (earlier, given, effect) => expect(effectOf(earlier, given)).toBe(effect))

  it('lasts as long as the list of penalties says', () => {
    for (const effect of scoringEffects) {
      const { penalty, months } = effectRules[effect]
      const row = otherPenalties.find(({ id }) => id === penalty)
      expect(row?.suspension ? { least: row.suspension.minMonths, most: row.suspension.maxMonths } : null, effect).toEqual(months)
    }
    expect([termOf('suspended', 6), termOf('ended', null), termOf('reminder', null)]).toEqual(
      [6, 12, null].map((value) => ({ ok: true, value })),
    )
    expect([termOf('suspended', null), termOf('suspended', 7), termOf('ended', 6), termOf('reminder', 1)].map(code)).toEqual([
      'scoringTerm',
      'scoringTerm',
      'scoringTerm',
      'scoringTermless',
    ])
  })

  it('stays within the band of its behaviour, which is shown as not verified', () => {
    for (const id of scoreEntryIds) {
      const { least, most, basis, confidence } = scoreTable[id]
      expect([pointsFit(id, least), pointsFit(id, most), pointsFit(id, least - 1), pointsFit(id, most + 1)].map(code), id).toEqual([
        ...['ok', 'ok', 'pointsOutOfBand', 'pointsOutOfBand'],
      ])
      expect([laws[basis.law].title.length > 0, confidences.includes(confidence), confidence]).toEqual([true, true, 'M'])
    }
  })
})

it('hears silence only after the last day to speak', () => {
  const silence = (asOf: string) => code(silenceCounts({ sayBy: '2026-06-15', asOf }))
  expect([silence('2026-06-15'), silence('2026-06-16')]).toEqual(['statementOpen', 'ok'])
})

it('comes back on its last day, or before it by a repair; a reminder took nothing', () => {
  const served = { state: 'served', months: 3, servedOn: '2026-06-30' } as const
  const restored = (asOf: string, repaired = false) => code(mayBeRestored({ ...served, asOf }, repaired))
  expect([restored('2026-09-29'), restored('2026-09-29', true), restored('2026-09-30')]).toEqual(['effectRuns', 'ok', 'ok'])
  expect(code(mayBeRestored({ ...served, months: null, asOf: '2026-09-30' }, true))).toBe('wrongState')
})

it('ends when nobody is left in between', () => {
  expect([mayEnd([]), mayEnd(['served', 'dropped', 'revoked', 'restored']), mayEnd(['served', 'decided', 'objected'])]).toMatchObject([
    { ok: true },
    { ok: true },
    { refusal: { code: 'scoringOpen', detail: { count: 2 } } },
  ])
})
