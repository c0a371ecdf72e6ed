import { expect, it } from 'vitest'
import type { Hit } from '#screening/population/model'
import { gate } from './gate'
import { isOutOfRoom, isPassing } from './passing-fault'
import { lineOf } from './run-over-store'

const hit: Hit = {
  ...{ grade: 'high', subject_type: 'person', subject_id: 'a\0b', institution: 'H1', period: '2026-01' },
  ...{ involved_fen: 1n, irregular_fen: 1n, fund_loss_fen: 0n, evidence: JSON.stringify({ setl: ['x\0y', 'z\\u0000'] }) },
}

it('writes no text that a database cannot keep', () => {
  const line = lineOf({ id: 'M01', version: '1' }, hit, new Map([['H1', 'n\0ame']]))
  expect(line).toMatchObject({ subject_id: 'ab', institution_name: 'name' })
  expect(JSON.parse(line.evidence)).toEqual({ setl: ['xy', 'z\\u0000'] })
})

it('tries again what a lost line stopped, and nothing that would fail again', () => {
  expect(isPassing(Object.assign(new Error('gone'), { code: 'P1001' }))).toBe(true)
  expect(isPassing(new Error('outer', { cause: Object.assign(new Error(''), { code: 'ECONNRESET' }) }))).toBe(true)
  const raw = (code: string) => Object.assign(new Error(`Raw query failed. Code: \`${code}\`. Message: …`), { code: 'P2010' })
  expect([raw('40001'), raw('57P01'), raw('23514'), raw('22P05')].map((fault) => isPassing(fault))).toEqual([true, true, false, false])
  expect([raw('53100'), new Error('outer', { cause: raw('53100') }), raw('23514')].map((fault) => isOutOfRoom(fault))).toEqual([
    true,
    true,
    false,
  ])
  expect(isPassing(raw('53100'))).toBe(false)
})

it('lets so many through at a time, in their order, past a fault', async () => {
  const through = gate(2)
  let inside = 0
  let most = 0
  const entered: number[] = []
  const done = await Promise.allSettled(
    [0, 1, 2, 3, 4].map((at) =>
      through(async () => {
        entered.push(at)
        inside += 1
        most = Math.max(most, inside)
        await new Promise((resolve) => setTimeout(resolve, 5))
        inside -= 1
        if (at === 1) throw new Error('fault')
      }),
    ),
  )
  expect([most, entered, done.filter(({ status }) => status === 'rejected').length]).toEqual([2, [0, 1, 2, 3, 4], 1])
})
