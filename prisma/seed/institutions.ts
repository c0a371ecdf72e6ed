import { creditCheckDigit } from '#domain/institution/codes'
import { localRegions } from '../reference/regions'
import { organisationCheckDigit } from './check-digits'
import { clinicTypes, type HospitalType, hospitalTypes, inventedWords, pharmacyBrands } from './institution-names'
import { inventedCounty, personName, phoneExtension } from './people'
import type { Random } from './random'

export type SeedInstitutionKind = 'hospital' | 'healthCentre' | 'clinic' | 'pharmacy'
export type SeedInstitutionLevel = 'tertiary' | 'secondary' | 'primary' | 'ungraded'

export type SeedInstitution = {
  code: string
  name: string
  creditCode: string
  kind: SeedInstitutionKind
  level: SeedInstitutionLevel
  regionCode: string
  address: string
  /** The supervised fields in which it works. */
  fieldIds: string[]
  complianceOfficerName: string
  phone: string
}

/** Roughly how the city's institutions are spread: the seat of the city most, the smallest unit least. */
const regionWeights: Record<string, number> = {
  '370811': 17,
  '370812': 8,
  '370826': 8,
  '370827': 6,
  '370828': 8,
  '370829': 9,
  '370830': 8,
  '370831': 7,
  '370832': 8,
  '370881': 8,
  '370883': 11,
  '370891': 4,
  '370892': 3,
  '370893': 2,
  '370894': 2,
}

const kindShares: readonly (readonly [SeedInstitutionKind, number])[] = [
  ['hospital', 0.12],
  ['healthCentre', 0.1],
  ['clinic', 0.28],
  ['pharmacy', 0.5],
]

const fieldsOfType: Record<HospitalType, readonly string[]> = {
  医院: ['orthopaedics', 'haemodialysis', 'cardiology', 'imaging', 'laboratory', 'rehabilitation'],
  骨科医院: ['orthopaedics', 'imaging', 'laboratory', 'rehabilitation'],
  心血管病医院: ['cardiology', 'imaging', 'laboratory'],
  肾病医院: ['haemodialysis', 'laboratory', 'imaging'],
  康复医院: ['rehabilitation', 'imaging', 'laboratory'],
  中西医结合医院: ['orthopaedics', 'cardiology', 'imaging', 'laboratory', 'rehabilitation'],
  老年病医院: ['cardiology', 'imaging', 'laboratory', 'rehabilitation'],
  医养结合医院: ['rehabilitation', 'laboratory'],
}

type Named = Pick<SeedInstitution, 'name' | 'level' | 'fieldIds'>

function hospital(random: Random, place: string, word: string): Named {
  const type = random.weighted(hospitalTypes.map((name, index) => [name, index === 0 ? 40 : 9] as const))
  const level = random.weighted<SeedInstitutionLevel>([
    ['tertiary', type === '医院' ? 6 : 1],
    ['secondary', 40],
    ['primary', 50],
  ])
  const fieldIds = fieldsOfType[type].filter((field) => level !== 'primary' || field === 'laboratory' || random.chance(0.8))
  return { name: `${place}${word}${type}`, level, fieldIds }
}

function named(random: Random, kind: SeedInstitutionKind, place: string, word: string): Named {
  if (kind === 'hospital') return hospital(random, place, word)
  if (kind === 'healthCentre') {
    const fieldIds = ['imaging', 'laboratory', ...(random.chance(0.45) ? ['rehabilitation'] : [])]
    return { name: `${place}${word}${random.chance(0.75) ? '镇卫生院' : '社区卫生服务中心'}`, level: 'primary', fieldIds }
  }
  if (kind === 'clinic') {
    const type = random.pick(clinicTypes)
    return {
      name: `${place}${word}${type}`,
      level: 'ungraded',
      fieldIds: type === '中医诊所' || type === '门诊部' ? ['rehabilitation'] : [],
    }
  }
  return { name: `${random.pick(pharmacyBrands)}大药房${place}${word}店`, level: 'ungraded', fieldIds: [] }
}

/** Registered at the county that is not: no real entity has such a code. */
function creditCode(random: Random, kind: SeedInstitutionKind): string {
  const register = kind === 'pharmacy' ? '91' : kind === 'healthCentre' ? '12' : random.pick(['52', '91'])
  const organisation = `MA${String(random.whole(0, 999_999)).padStart(6, '0')}`
  const first17 = `${register}${inventedCounty}${organisation}${organisationCheckDigit(organisation)}`
  return first17 + creditCheckDigit(first17)
}

/** `total` shared out by weight so that the shares add up to it, the largest remainders first. */
export function shareOut(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((left, right) => left + right, 0)
  const exact = weights.map((weight) => (total * weight) / sum)
  const shares = exact.map(Math.floor)
  const byRemainder = exact.map((value, index) => ({ index, rest: value - Math.floor(value) })).sort((one, other) => other.rest - one.rest)
  const missing = total - shares.reduce((left, right) => left + right, 0)
  for (const { index } of byRemainder.slice(0, missing)) shares[index] = (shares[index] ?? 0) + 1
  return shares
}

/** Invented institutions over the counties and special units of Jining, by region, kind and number. */
export function institutions(random: Random, total: number): SeedInstitution[] {
  const perRegion = shareOut(
    total,
    localRegions.map((region) => regionWeights[region.code] ?? 1),
  )
  return localRegions.flatMap((region, index) => {
    const here = random.fork(region.code)
    const words = inventedWords(here)
    const perKind = shareOut(
      perRegion[index] ?? 0,
      kindShares.map(([, share]) => share),
    )
    const sequence = { H: 0, P: 0 }
    return kindShares.flatMap(([kind], kindIndex) =>
      Array.from({ length: perKind[kindIndex] ?? 0 }, (): SeedInstitution => {
        const word = words.pop()
        if (!word) throw new Error(`no invented word left for ${region.name}`)
        const letter = kind === 'pharmacy' ? 'P' : 'H'
        sequence[letter] += 1
        return {
          code: `${letter}${region.code}${String(sequence[letter]).padStart(5, '0')}`,
          ...named(here, kind, region.shortName, word),
          creditCode: creditCode(here, kind),
          kind,
          regionCode: region.code,
          address: `${region.name}${word}路${here.whole(1, 288)}号`,
          complianceOfficerName: personName(here, here.chance(0.6) ? 'female' : 'male'),
          phone: phoneExtension(here),
        }
      }),
    )
  })
}
