import { createHash, randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { sha256 } from './sha256'

const expected = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

it('is the hash that the server tells, for every length around a block and for pieces of any length', () => {
  for (let length = 0; length <= 200; length++) {
    const bytes = randomBytes(length)
    const whole = sha256()
    whole.add(bytes)
    expect(whole.hex(), String(length)).toBe(expected(bytes))
  }
  const bytes = randomBytes(300_000)
  const pieces = sha256()
  for (let at = 0, step = 1; at < bytes.length; at += step, step = (step * 7 + 3) % 1_000) {
    step ||= 1
    pieces.add(bytes.subarray(at, at + step))
  }
  expect(pieces.hex()).toBe(expected(bytes))
})

it('takes a large scan in a moment', () => {
  const bytes = new Uint8Array(16 * 1024 * 1024).fill(7)
  const digest = sha256()
  const begun = performance.now()
  digest.add(bytes)
  expect(digest.hex()).toBe(expected(bytes))
  expect(performance.now() - begun).toBeLessThan(4_000)
})
