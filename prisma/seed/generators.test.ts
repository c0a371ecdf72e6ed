import { describe, expect, it } from 'vitest'
import { workCalendar } from '#domain/clock/work-calendar'
import { creditCodeHolds, isDesignatedCode } from '#domain/institution/codes'
import { checkIdentityNumber } from '#domain/person/identity-number'
import { localRegions } from '../reference/regions'
import { workCalendarDays, workCalendarYears } from '../reference/work-calendar'
import { organisationCheckDigit } from './check-digits'
import { idAt, idOf } from './ids'
import { institutions, shareOut } from './institutions'
import { inOfficeHours, timeline } from './moments'
import { inventedCounty, person } from './people'
import { createRandom } from './random'
import { createWorld } from './world'

describe('chance', () => {
  it('repeats itself for a seed, differs between seeds, and forks without moving the parent', () => {
    const draws = (seed: string) => {
      const random = createRandom(seed)
      return Array.from({ length: 50 }, () => random.whole(0, 1_000_000))
    }
    expect(draws('清源')).toEqual(draws('清源'))
    expect(draws('清源')).not.toEqual(draws('清源2'))

    const [left, right] = [createRandom('a'), createRandom('a')]
    left.fork('b').next()
    expect(left.next()).toBe(right.next())
  })

  it('keeps within its bounds and to its weights', () => {
    const random = createRandom('bounds')
    const wholes = Array.from({ length: 2_000 }, () => random.whole(3, 7))
    expect([...new Set(wholes)].sort()).toEqual([3, 4, 5, 6, 7])

    const heavy = Array.from({ length: 4_000 }, () =>
      random.weighted([
        ['a', 3],
        ['b', 1],
      ] as const),
    ).filter((item) => item === 'a').length
    expect(heavy).toBeGreaterThan(2_800)
    expect(heavy).toBeLessThan(3_200)
    expect(random.shuffled([1, 2, 3, 4]).sort()).toEqual([1, 2, 3, 4])
  })

  it('has a median and a long tail', () => {
    const random = createRandom('tail')
    const amounts = Array.from({ length: 4_001 }, () => random.longTailed(5_000, 1.4)).sort((one, other) => one - other)
    expect(amounts[2_000]).toBeGreaterThan(4_000)
    expect(amounts[2_000]).toBeLessThan(6_200)
    expect(amounts[4_000]).toBeGreaterThan(200_000)
  })
})

it('puts the steps of a thing after what they follow on, in order and before now', () => {
  const now = new Date('2026-09-16T06:30:00Z')
  const world = createWorld({
    seed: 'steps',
    now,
    scale: 1,
    calendar: workCalendar(workCalendarDays, workCalendarYears),
    render: async () => ({ sha256: '', sizeBytes: 0 }),
  })
  for (let round = 0; round < 300; round += 1) {
    const handedOut = inOfficeHours(world, '2026-06-05')
    const steps = timeline(world, '2026-06-05', [0, 1, 0], handedOut).map((at) => at.getTime())
    const all = [handedOut.getTime(), ...steps, now.getTime()]
    expect(all).toEqual([...all].sort((one, other) => one - other))
    expect(new Set(all).size).toBe(all.length)
  }
})

it('checks an organisation code as worked by hand', () => {
  expect(organisationCheckDigit('00000000')).toBe('0')
  // 22×3 + 10×7 + 1×2 = 138; 138 mod 11 = 6; 11 − 6 = 5. With a last 4: 144 mod 11 = 1, and ten is written X.
  expect(organisationCheckDigit('MA000001')).toBe('5')
  expect(organisationCheckDigit('MA000004')).toBe('X')
})

it('invents people with a valid number of a county that is not, and a sex that agrees with it', () => {
  const random = createRandom('people')
  for (let round = 0; round < 500; round += 1) {
    const { identityNumber, sex, bornOn } = person(random)
    expect(identityNumber.slice(0, 6)).toBe(inventedCounty)
    expect(identityNumber.slice(6, 14)).toBe(bornOn.replaceAll('-', ''))
    expect(checkIdentityNumber(identityNumber, '2026-11-22')).toEqual({ ok: true, birthOn: bornOn, countyKnown: false })
    expect(Number(identityNumber.charAt(16)) % 2).toBe(sex === 'male' ? 1 : 0)
  }
})

it('shares out without loss', () => {
  expect(shareOut(10, [1, 1, 1])).toEqual([4, 3, 3])
  expect(shareOut(1_200, [0.12, 0.1, 0.28, 0.5]).reduce((sum, share) => sum + share, 0)).toBe(1_200)
})

describe('institutions', () => {
  const world = institutions(createRandom('world'), 1_200)

  it('are 1,200 over every county and special unit, under one code and one name each', () => {
    expect(world).toHaveLength(1_200)
    expect(new Set(world.map(({ code }) => code)).size).toBe(1_200)
    expect(new Set(world.map(({ name }) => name)).size).toBe(1_200)
    expect(new Set(world.map(({ regionCode }) => regionCode))).toEqual(new Set(localRegions.map(({ code }) => code)))
  })

  it('carry codes of the standard form with check digits that hold', () => {
    for (const { code, kind, regionCode, creditCode } of world) {
      expect(isDesignatedCode(code)).toBe(true)
      expect(code.startsWith(kind === 'pharmacy' ? 'P' : 'H')).toBe(true)
      expect(code.slice(1, 7)).toBe(regionCode)
      expect(creditCodeHolds(creditCode)).toBe(true)
      expect(organisationCheckDigit(creditCode.slice(8, 16))).toBe(creditCode.charAt(16))
    }
  })

  it('are pharmacies by half, and hospitals of every level with fields to inspect', () => {
    expect(world.filter(({ kind }) => kind === 'pharmacy').length).toBeCloseTo(600, -1)
    const hospitals = world.filter(({ kind }) => kind === 'hospital')
    expect(new Set(hospitals.map(({ level }) => level))).toEqual(new Set(['tertiary', 'secondary', 'primary']))
    expect(hospitals.every(({ fieldIds }) => fieldIds.length > 0)).toBe(true)
  })

  it('are the same for the same seed, and bear no name of a real public hospital', () => {
    expect(institutions(createRandom('world'), 1_200)).toEqual(world)
    for (const { name } of world) expect(name).not.toMatch(/人民医院|中医院|妇幼|第[一二三四五]|附属|总医院/)
  })
})

describe('ids', () => {
  it('sort by their instant, and are fixed for a name', () => {
    const random = createRandom('ids')
    const ids = [1_700_000_000_000, 1_700_000_000_001, 1_800_000_000_000].map((at) => idAt(random, at))
    expect([...ids].sort()).toEqual(ids)
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(idOf('MI-370800')).toBe(idOf('MI-370800'))
    expect(idOf('MI-370800')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})
