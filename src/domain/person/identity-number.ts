import { type CivilDate, isCivilDate } from '../kernel/civil-date'
import { tidyCode } from '../table/text'
import { isKnownCounty } from './county-codes'

/** What can be wrong with a resident identity number (居民身份号码, GB 11643-1999). */
export type IdentityProblem = 'E-ID-02' | 'E-ID-03' | 'E-ID-04' | 'E-ID-05' | 'E-ID-06'

export type IdentityCheck = { ok: true; birthOn: CivilDate; countyKnown: boolean } | { ok: false; code: IdentityProblem }

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
/** Provinces of GB/T 2260, and 81–83 as the residence permits of Hong Kong, Macao and Taiwan residents have them. */
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
)
const OLDEST_BIRTH = '1890-01-01'

/** The eighteenth place for the first seventeen. */
export function identityCheckDigit(first17: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(first17[index]), 0)
  return '10X98765432'.charAt(sum % 11)
}

/**
 * Checks a resident identity number of 18 or of the former 15 places, `X` in capital. Province, then date of birth,
 * then check digit: the first that is wrong is named. A county that GB/T 2260 never had does not make it wrong.
 */
export function checkIdentityNumber(number: string, today: CivilDate): IdentityCheck {
  const parts = /^(\d{6})(\d{8})\d{3}[\dX]$/.exec(number) ?? /^(\d{6})(\d{6})\d{3}$/.exec(number)
  if (!parts) return { ok: false, code: 'E-ID-06' }

  const [, county = '', birth = ''] = parts
  if (!provinces.has(county.slice(0, 2))) return { ok: false, code: 'E-ID-05' }

  const birthOn = birth.replace(/^(\d{6})$/, '19$1').replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3')
  if (!isCivilDate(birthOn) || birthOn < OLDEST_BIRTH) return { ok: false, code: 'E-ID-03' }
  if (birthOn > today) return { ok: false, code: 'E-ID-04' }
  if (number.length === 18 && identityCheckDigit(number) !== number[17]) return { ok: false, code: 'E-ID-02' }
  return { ok: true, birthOn, countyKnown: isKnownCounty(county) }
}

/** `3708**********1239`: the first four and the last four places. */
export const maskIdentityNumber = (number: string): string =>
  number.length <= 8 ? '*'.repeat(number.length) : number.slice(0, 4) + '*'.repeat(number.length - 8) + number.slice(-4)

/** Documents other than the resident identity card: how their name is written in lists, and the form of their number. */
const otherDocuments: readonly { name: RegExp; number: RegExp }[] = [
  { name: /港澳.*通行证|回乡证/, number: /^[HM]\d{8}(\d{2})?$/ },
  { name: /台湾.*通行证|台胞证/, number: /^(\d{8}|\d{10}[A-Z]?)$/ },
  { name: /外国人永久居留|永久居留/, number: /^([A-Z]{3}\d{12}|9\d{16}[\dX])$/ },
  { name: /护照/, number: /^[A-Z0-9]{5,17}$/ },
  { name: /出生(医学)?证明/, number: /^[A-Z]\d{9}$/ },
  { name: /军官|士兵|文职|警官|军人/, number: /^[\p{Script=Han}A-Z0-9-]{4,24}$/u },
  { name: /户口/, number: /^[A-Z0-9]{6,20}$/ },
]

const residentDocument = /^0?1$|居民身份证|^(二代|第二代|临时)?身份证(件)?$|居民居住证|港澳台.*居住证/

export type DocumentCheck =
  | { kind: 'resident'; check: IdentityCheck }
  /** `formHolds` is null where no form is known. */
  | { kind: 'other'; formHolds: boolean | null }

/** Checks a number by the rules of its document; without a stated type it is taken for a resident identity number. */
export function checkDocumentNumber(type: string | null, number: string, today: CivilDate): DocumentCheck {
  if (type === null || residentDocument.test(type)) return { kind: 'resident', check: checkIdentityNumber(number, today) }
  const document = otherDocuments.find(({ name }) => name.test(type))
  return { kind: 'other', formHolds: document ? document.number.test(number) : null }
}

/** What the card is called where a list does not say. */
export const residentCard = '居民身份证'

const residentForm = /^(\d{15}|\d{17}[\dX])$/

/** A person's document by its number alone. */
export type KnownDocument = { idType: string; idNumber: string }

/**
 * The document of a person whom a delivery of settlements names (`certno`), its number spelt as that of a list. `null` for what a list would
 * refuse as an identity number, and for other numbers without a letter: nobody can tell them from a filler that many have.
 */
export function documentInDelivery(certno: string, today: CivilDate): KnownDocument | null {
  const idNumber = tidyCode(certno).toUpperCase()
  if (checkIdentityNumber(idNumber, today).ok) return { idType: residentCard, idNumber }
  const isOther = !residentForm.test(idNumber) && /[A-Z]/.test(idNumber) && otherDocuments.some(({ number }) => number.test(idNumber))
  return isOther ? { idType: '其他证件', idNumber } : null
}
