import { describe, expect, it } from 'vitest'
import type { Role } from '../kernel/access'
import type { PasswordFault } from './password-limits'
import { faultsOf, passwordExpired } from './password-policy'
import { returnPath } from './return-path'
import { dueForTouch, endOf, expiryOf } from './session-policy'
import { mayTry, throttlePolicy, windowStart } from './throttle-policy'

const passwords: [password: string, faults: PasswordFault[]][] = [
  // Good: four random words, long phrases, generated ones, Chinese, every length from twelve on.
  ['Tieshan-2026-lu', []],
  ['kV9#tq2LmZx8', []],
  ['correct Horse 7 battery', []],
  ['泰山日出Kj9运河', ['tooShort']],
  ['泰山日出运河湿地荷花Kj9', []],
  ['Wei4shan-Hu!Lotus', []],
  ['r7Tg&pQw1zXc', []],
  ['Boat_river_29_moon', []],
  ['Zq8vNb2kLpRt', []],
  [`${'Lv3-mo'.repeat(3)}Qx`, []],
  ['Ab1!'.padEnd(64, 'k7Q_zT'), []],
  [`${'gH4$uN9z'.repeat(16)}`, []],
  ['three White goats 88', []],
  ['nAnShanBeiHe.71', []],
  ['Hai~Ning*Chao_6', []],
  [' leading and Trailing 5 ', []],
  ['emoji🙂Plate9Window', []],
  ['Ö2-Übermut-zeile', []],
  // Too short, whatever else.
  ['', ['tooShort', 'tooFewClasses']],
  ['a', ['tooShort', 'tooFewClasses']],
  ['kV9#tq2LmZx', ['tooShort']],
  ['Aa1!', ['tooShort']],
  ['🙂🙂🙂🙂🙂🙂', ['tooShort', 'tooFewClasses']],
  ['P@ssw0rd', ['tooShort']],
  ['admin888', ['tooShort', 'tooFewClasses']],
  // Too long.
  [`Kk9-${'zQ7m'.repeat(64)}`, ['tooLong']],
  // Too few kinds of characters.
  ['kvtqlmzxwhrp', ['tooFewClasses']],
  ['KVTQLMZXWHRP', ['tooFewClasses']],
  ['829104756382', ['tooFewClasses']],
  ['kvtq829lmz104', ['tooFewClasses']],
  ['泰山日出运河湿地荷花微湖', ['tooFewClasses']],
  ['!@#%^&*()_+=', ['tooFewClasses']],
  // What everybody tries, dressed up.
  ['Password1234', ['guessable']],
  ['P@ssw0rd1234', ['guessable']],
  ['P@$$w0rd!2026', ['guessable']],
  ['Passw0rd!!!!', ['guessable']],
  ['Qwerty123456!', ['guessable']],
  ['Qwertyuiop12', ['guessable']],
  ['1qaz2wsx3edC', ['guessable']],
  ['1QAZ2wsx#EDC', ['guessable']],
  ['Admin@123456', ['guessable']],
  ['Administrator1!', ['guessable']],
  ['Abcd12345678', ['guessable']],
  ['Abc123456789', ['guessable']],
  ['Aa1111111111', ['guessable']],
  ['AAAbbbCCC111', ['guessable']],
  ['Woaini520520', ['guessable']],
  ['Woaini1314!!', ['guessable']],
  ['Welcome2026!', ['guessable']],
  ['Changeme123!', ['guessable']],
  ['Iloveyou2026', ['guessable']],
  ['Test1234Test', ['guessable']],
  // Words of this field and place.
  ['Qingyuan2026', ['guessable']],
  ['Qingyuan@2026', ['guessable']],
  ['Yibao@123456', ['guessable']],
  ['YibaoJu2026!', ['guessable']],
  ['Jining@2026!', ['guessable']],
  ['Jining370800', ['guessable']],
  ['ShandongYibao1', ['guessable']],
  ['Jijin@Jianguan1', ['guessable']],
  ['Hospital2026!!', ['guessable']],
  ['Rencheng@2026', ['guessable']],
  // The account's own name.
  ['Lisi-handler-77xQ', ['namesAccount']],
  ['xQ77-LISI-window', ['namesAccount']],
]

describe('a new password', () => {
  it.each(passwords)('%s: %j', (password, faults) => expect(faultsOf(password, { login: 'lisi' })).toEqual(faults))

  it('is tried by more than sixty examples', () => expect(passwords.length).toBeGreaterThanOrEqual(60))

  it('expires after ninety days and not before', () => {
    const changed = new Date('2026-01-01T00:00:00Z')
    expect(passwordExpired(changed, new Date('2026-04-01T00:00:00Z'))).toBe(false)
    expect(passwordExpired(changed, new Date('2026-04-01T00:00:00.001Z'))).toBe(true)
  })
})

describe('a session', () => {
  const createdAt = new Date('2026-05-08T01:00:00Z')
  const minutes = (count: number) => new Date(createdAt.getTime() + count * 60_000)
  const at = (now: Date, lastSeenAt: Date, roles: readonly Role[], revokedAt: Date | null = null) =>
    endOf({ lastSeenAt, expiresAt: expiryOf(createdAt), revokedAt }, roles, now)

  it('ends after thirty idle minutes, an administrator’s after fifteen', () => {
    expect(at(minutes(30), createdAt, ['handler'])).toBeNull()
    expect(at(new Date(minutes(30).getTime() + 1), createdAt, ['handler'])).toBe('idle')
    expect(at(minutes(15), createdAt, ['auditAdmin'])).toBeNull()
    expect(at(new Date(minutes(15).getTime() + 1), createdAt, ['auditAdmin'])).toBe('idle')
  })

  it('ends after eight hours, however busy, and at once when revoked', () => {
    expect(at(new Date(minutes(480).getTime() - 1), minutes(479), ['handler'])).toBeNull()
    expect(at(minutes(480), minutes(480), ['handler'])).toBe('expired')
    expect(at(minutes(1), minutes(1), ['handler'], minutes(1))).toBe('revoked')
  })

  it('writes a sign of life at most once a minute', () => {
    expect(dueForTouch(createdAt, new Date(createdAt.getTime() + 59_999))).toBe(false)
    expect(dueForTouch(createdAt, minutes(1))).toBe(true)
  })
})

it('hears five wrong answers of an account and twenty of a source in a quarter of an hour', () => {
  expect(mayTry({ ofAccount: throttlePolicy.perAccount - 1, ofSource: 0 })).toBe(true)
  expect(mayTry({ ofAccount: throttlePolicy.perAccount, ofSource: 0 })).toBe(false)
  expect(mayTry({ ofAccount: 0, ofSource: throttlePolicy.perSource - 1 })).toBe(true)
  expect(mayTry({ ofAccount: 0, ofSource: throttlePolicy.perSource })).toBe(false)
  expect(windowStart(new Date('2026-05-08T01:15:00Z'))).toEqual(new Date('2026-05-08T01:00:00Z'))
})

describe('the way back after signing in', () => {
  it.each(['/desk', '/leads?state=toVerify&page=2', '/cases/0198#money', '/search?q=%E4%BB%BB%E5%9F%8E'])('goes to %s', (path) =>
    expect(returnPath(path)).toBe(path),
  )

  it.each([
    ...[
      'https://evil.example',
      '//evil.example',
      '///evil.example',
      '/\\evil.example',
      '\\\\evil.example',
      '/\t/evil.example',
      'javascript:alert(1)',
    ],
    ...[
      'http:evil.example',
      'evil.example',
      '',
      'data:text/html,x',
      '/%0d%0a/evil'.replace('%0d%0a', '\r\n'),
      '/..//evil.example',
      '/./\\evil.example',
    ],
    ...[
      '/login',
      '/login?callbackUrl=/login',
      '/api/auth/signout',
      '/api',
      'https:/evil.example',
      '@evil.example',
      '/\u0000evil',
      `/${'a'.repeat(2001)}`,
    ],
    ...[
      '//evil.example/%2e%2e',
      '/\n/evil.example',
      '/ /../\\evil'.replace(' ', '\t'),
      'https://127.0.0.1:3000/desk',
      'blob:https://evil',
      '/.//evil.example',
    ],
    ...['\u00a0//evil.example', '/\u2028\\evil'],
  ])('stays at home for %j', (path) => expect(returnPath(path)).toBe('/desk'))

  it('stays at home when nothing was asked', () => expect([returnPath(null), returnPath(undefined)]).toEqual(['/desk', '/desk']))
})
