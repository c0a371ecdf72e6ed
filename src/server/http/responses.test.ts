import { expect, it } from 'vitest'
import { signedOut } from './responses'

it('leads who signs out to the sign-in page, and leaves nothing of theirs in the browser', () => {
  const answer = signedOut()
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/login'])
  expect(answer.headers.get('clear-site-data')).toBe('"storage"')
  expect(answer.headers.get('cache-control')).toBe('no-store')
})
