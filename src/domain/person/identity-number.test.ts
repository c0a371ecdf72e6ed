import { describe, expect, it } from 'vitest'
import { checkDocumentNumber, checkIdentityNumber, documentInDelivery, identityCheckDigit, maskIdentityNumber } from './identity-number'

const today = '2026-03-01'
const whole = (first17: string) => first17 + identityCheckDigit(first17)
const codeOf = (number: string) => {
  const check = checkIdentityNumber(number, today)
  return check.ok ? check.birthOn : check.code
}

describe('a resident identity number', () => {
  it.each([
    ['11010519491231002X', '1949-12-31'],
    ['35010019900307001X', '1990-03-07'],
    ['370800198511201239', '1985-11-20'],
    ['370899900101001', '1990-01-01'],
    [whole('37089920260301001'), '2026-03-01'],
  ])('%s', (number, birthOn) => expect(codeOf(number)).toBe(birthOn))

  it.each([
    ['370800198511201238', 'E-ID-02'],
    [whole('37089919900230001'), 'E-ID-03'],
    ['370899901301001', 'E-ID-03'],
    [whole('37089917000101001'), 'E-ID-03'],
    [whole('37089920260302001'), 'E-ID-04'],
    [whole('99000019900101001'), 'E-ID-05'],
    ['3708991990010100', 'E-ID-06'],
    ['3708**********1239', 'E-ID-06'],
    ['37089919900101001x', 'E-ID-06'],
    ['', 'E-ID-06'],
  ])('%s is refused', (number, code) => expect(codeOf(number)).toBe(code))

  it('may have a county that is unknown, or that is no more', () => {
    expect(checkIdentityNumber(whole('37089919900101001'), today)).toMatchObject({ ok: true, countyKnown: false })
    expect(checkIdentityNumber(whole('37080219900101001'), today)).toMatchObject({ ok: true, countyKnown: true })
    expect(checkIdentityNumber(whole('37081119900101001'), today)).toMatchObject({ ok: true, countyKnown: true })
  })

  it('is shown with its middle hidden', () => expect(maskIdentityNumber('370800198511201239')).toBe('3708**********1239'))
})

describe('another document', () => {
  it.each<[string | null, string, object]>([
    ['护照', 'E12345678', { kind: 'other', formHolds: true }],
    ['护照', 'E1', { kind: 'other', formHolds: false }],
    ['港澳居民来往内地通行证', 'H12345678', { kind: 'other', formHolds: true }],
    ['港澳居民来往内地通行证', 'A12345678', { kind: 'other', formHolds: false }],
    ['台湾居民来往大陆通行证', '12345678', { kind: 'other', formHolds: true }],
    ['出生医学证明', 'Q370123456', { kind: 'other', formHolds: true }],
    ['某种证明', '甲乙丙', { kind: 'other', formHolds: null }],
    ['居民身份证', '370800198511201239', { kind: 'resident', check: { ok: true } }],
    ['01', '370800198511201238', { kind: 'resident', check: { ok: false } }],
    [null, 'E12345678', { kind: 'resident', check: { ok: false, code: 'E-ID-06' } }],
  ])('%s %s', (type, number, expected) => expect(checkDocumentNumber(type, number, today)).toMatchObject(expected))
})

it.each<[string, object | null]>([
  [' ３7080019850 1201239', null],
  [` ${whole('37080019851120123').toLowerCase()}\t`, { idType: '居民身份证', idNumber: whole('37080019851120123') }],
  ["'370800851120123", { idType: '居民身份证', idNumber: '370800851120123' }],
  ['370800198511201238', null],
  ['999999999999999', null],
  ['12345678', null],
  ['e12345678', { idType: '其他证件', idNumber: 'E12345678' }],
  ['', null],
])('the document of a delivery: %s', (certno, document) => expect(documentInDelivery(certno, today)).toEqual(document))
