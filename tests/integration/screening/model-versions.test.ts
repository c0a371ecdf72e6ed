import { describe, expect, it, vi } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { populationModels } from '#screening/population/catalogue'
import { approveVersion, refuseVersion, withdrawVersion } from '#server/screening/decide-version'
import { modelsInUse } from '#server/screening/models-in-use'
import { proposeParameters, proposeRetirement } from '#server/screening/propose-version'
import { city, county, done, officerOf } from '../../fixtures/campaigns'
import { asOwner } from '../../support/as-owner'

vi.setConfig({ testTimeout: 60_000 })

const refusedWith = (code: string) => expect.objectContaining({ ok: false, refusal: expect.objectContaining({ code }) })
const reason = '按本市去年的核查结果调整'
const on = '2026-05-01'
const province = officerOf('MI', 370000, ['handler'])
const provinceApprover = officerOf('MI', 370000, ['approver'])
const otherCity = officerOf('MI', 370200, ['handler', 'approver'])

const asked = (code: string, given: object = {}) => ({ code, reason, beginsOn: '2026-01-01', seen: 0, ...given })
const proposed = async (actor: Actor, code: string, parameters: Record<string, string>, given: object = {}) =>
  done(await proposeParameters(actor, asked(code, { parameters, ...given }))).versionId
const approve = (actor: Actor, versionId: string, version = 1) => approveVersion(actor, { versionId, version })
const inUse = async (actor: Actor, code: string, day = on) => (await modelsInUse(actor, day)).find(({ id }) => id === code)

describe('the models in use', () => {
  it('are all built-in models as they were built, while nobody says otherwise', async () => {
    expect(await modelsInUse(otherCity, on)).toEqual(populationModels)
  })

  it('take the parameters that a second person approved, for the bureau and all below it, from the day and until it', async () => {
    const versionId = await proposed(city.handler, 'M27', { growth: '０.8', floor_fen: '5,000,000' }, { endsOn: '2026-06-30' })
    expect(await inUse(city.handler, 'M27')).toMatchObject({ version: '1.2.0', parameters: { growth: { value: 0.5 } } })

    expect(await approve({ ...city.handler, roles: ['handler', 'approver'] }, versionId)).toEqual(refusedWith('samePerson'))
    for (const actor of [county.approver, otherCity, city.otherHandler, officerOf('HC', 370800, ['approver'])])
      expect(await approve(actor, versionId)).toEqual(refusedWith('notFound'))
    expect(await approve(city.approver, versionId, 2)).toEqual(refusedWith('changedMeanwhile'))
    const twice = await Promise.all([approve(city.approver, versionId), approve(city.approver, versionId)])
    expect(twice.filter(({ ok }) => ok)).toHaveLength(1)

    for (const actor of [city.handler, county.handler])
      expect(await inUse(actor, 'M27')).toMatchObject({
        version: '1.2.0+370800.1',
        parameters: { growth: { value: 0.8 }, floor_fen: { value: 5_000_000 }, deviations: { value: 3 } },
      })
    expect(await inUse(county.handler, 'M27', '2026-07-01')).toMatchObject({ version: '1.2.0' })
    expect(await inUse(county.handler, 'M27', '2025-12-31')).toMatchObject({ version: '1.2.0' })
    expect(await inUse(otherCity, 'M27')).toMatchObject({ version: '1.2.0' })
    expect(await inUse(province, 'M27')).toMatchObject({ version: '1.2.0' })
  })

  it('are those of the nearest bureau, also where one above has said another thing later', async () => {
    const low = await proposed(city.handler, 'M08', { institutions: '4' })
    done(await approve(provinceApprover, low)) // a bureau above may be the second person
    const high = await proposed(province, 'M08', { institutions: '5' }, { beginsOn: '2026-02-01' })
    done(await approve(provinceApprover, high))
    const values = async (actor: Actor) => (await inUse(actor, 'M08'))?.parameters.institutions?.value
    expect([await values(county.handler), await values(otherCity), await values(province)]).toEqual([4, 5, 5])
  })

  it('leave out what rests, and have it again when a later version says so', async () => {
    const rest = done(await proposeRetirement(city.handler, asked('M20'))).versionId
    done(await approve(city.approver, rest))
    expect(await inUse(county.handler, 'M20')).toBeUndefined()
    expect(await proposeParameters(city.handler, asked('M20', { parameters: {} }))).toEqual(refusedWith('changedMeanwhile'))
    const again = await proposed(city.handler, 'M20', {}, { seen: 1, beginsOn: '2026-04-01' })
    done(await approve(city.approver, again))
    expect(await inUse(county.handler, 'M20')).toMatchObject({ version: '1.2.0+370800.2' })
    expect(await inUse(county.handler, 'M20', '2026-03-31')).toBeUndefined()
  })
})

describe('a proposal', () => {
  it('is made by handlers of an insurance bureau of a city or province, with values that the model can take', async () => {
    const strangers = [county.handler, city.approver, officerOf('HC', 370800, ['handler'])]
    for (const actor of strangers) expect(await proposeRetirement(actor, asked('M01'))).toEqual(refusedWith('notFound'))
    expect(await proposeRetirement(city.handler, asked('M11'))).toEqual(refusedWith('notFound'))
    const given = (parameters: object) => proposeParameters(city.handler, asked('M27', { parameters, seen: 1 }))
    for (const parameters of [{ strange: '1' }, { floor_fen: '1.5' }, { growth: '-1' }, { growth: '1e3' }, { growth: '1; DROP' }])
      expect(await given(parameters)).toEqual(refusedWith('invalidInput'))
    expect(await proposeRetirement(city.handler, asked('M01', { endsOn: '2025-12-31' }))).toEqual(refusedWith('periodOutOfOrder'))
  })

  it('stands alone until it is settled, and is then never changed', async () => {
    const both = await Promise.all(
      ['4', '5'].map((value) => proposeParameters(city.handler, asked('M06', { parameters: { people: value } }))),
    )
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    const first = both.flatMap((one) => (one.ok ? [one.value.versionId] : []))[0] ?? ''
    expect(await withdrawVersion(city.otherHandler, { versionId: first, version: 1 })).toEqual(refusedWith('notFound'))
    done(await refuseVersion(city.approver, { versionId: first, version: 1, reason: '依据不足，请补充' }))
    expect(await approve(city.approver, first, 2)).toEqual(refusedWith('wrongState'))
    await expect(asOwner(`UPDATE screening_model_version SET parameters = '{}' WHERE id = $1`, [first])).rejects.toThrow('never edited')

    const next = await proposed(city.handler, 'M06', { people: '7' }, { seen: 1 })
    done(await withdrawVersion(city.handler, { versionId: next, version: 1 }))
    expect(await inUse(city.handler, 'M06')).toMatchObject({ version: '1.0.1' })
  })
})
