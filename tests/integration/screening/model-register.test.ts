import { randomUUID } from 'node:crypto'
import { expect, it, vi } from 'vitest'
import { approveVersion } from '#server/screening/decide-version'
import { getModel, listModels } from '#server/screening/model-queries'
import { proposeParameters, proposeRetirement } from '#server/screening/propose-version'
import { city, county, done, officerOf } from '../../fixtures/campaigns'
import { dropInvariants, insertRows } from '../../support/any-row'

vi.setConfig({ testTimeout: 60_000 })

const on = '2026-05-01'
const reason = '按本市去年的核查结果调整'
const model = async (actor: typeof city.handler, code: string) => {
  const found = await getModel(actor, code, on)
  if (found?.kind !== 'model') throw new Error(`no model ${code}`)
  return found
}

it('is the whole catalogue for the insurance department, and does not exist for those whom it looks at', async () => {
  const all = await listModels(county.handler, on)
  expect(all?.map(({ id }) => id)).toEqual(Array.from({ length: 33 }, (_, at) => `M${String(at + 1).padStart(2, '0')}`))
  expect(all?.filter(({ standing }) => standing === 'beyondData').map(({ id }) => id)).toEqual(['M11', 'M21'])
  expect(await getModel(county.handler, 'M21', on)).toMatchObject({ kind: 'beyond', model: { lacks: expect.stringContaining('PACS') } })
  expect(await getModel(county.handler, 'M99', on)).toBeNull()
  const hospital = { ...county.handler, department: null, agencyId: null, institutionId: randomUUID() }
  for (const actor of [hospital, officerOf('HC', 370811, ['handler'])]) {
    expect(await listModels(actor, on)).toBeNull()
    expect(await getModel(actor, 'M08', on)).toBeNull()
  }
})

it('shows a proposal to its own bureau and those above, with the steps of each person, and what is in force to all below', async () => {
  const { versionId } = done(
    await proposeParameters(city.handler, { code: 'M08', reason, beginsOn: '2026-01-01', seen: 0, parameters: { institutions: '4' } }),
  )
  const steps = async (actor: typeof city.handler) => (await model(actor, 'M08')).versions.map((row) => row.steps.map(({ name }) => name))
  expect(await steps(city.handler)).toEqual([['withdraw']])
  expect(await steps(city.approver)).toEqual([['approve', 'refuse']])
  expect(await steps(officerOf('MI', 370000, ['approver']))).toEqual([['approve', 'refuse']])
  expect(await steps(city.otherHandler)).toEqual([[]])
  expect(await steps(county.handler)).toEqual([])
  expect((await listModels(county.handler, on))?.find(({ id }) => id === 'M08')?.waiting).toBe(false)
  expect((await listModels(city.handler, on))?.find(({ id }) => id === 'M08')?.waiting).toBe(true)

  done(await approveVersion(city.approver, { versionId, version: 1 }))
  const below = await model(county.handler, 'M08')
  expect(below).toMatchObject({ proposes: false, standing: 'inUse', versions: [{ inForce: true, name: '1.1.0+370800.1' }] })
  expect(below.sql[0]?.text).toContain('>= 4')

  const rest = done(await proposeRetirement(city.handler, { code: 'M08', reason, beginsOn: '2026-02-01', seen: 1 })).versionId
  done(await approveVersion(city.approver, { versionId: rest, version: 1 }))
  expect(await model(county.handler, 'M08')).toMatchObject({ standing: 'resting', comesOn: null })

  const back = await proposeParameters(city.handler, { code: 'M08', reason, beginsOn: '2026-06-01', seen: 2, parameters: {} })
  done(await approveVersion(city.approver, { versionId: done(back).versionId, version: 1 }))
  const listed = (await listModels(county.handler, on))?.find(({ id }) => id === 'M08')
  expect(listed).toMatchObject({ standing: 'ahead', comesOn: '2026-06-01' })
})

it('tells how leads of a model were judged, per version and place, of those that the person may see', async () => {
  await dropInvariants()
  const home = { department: 'MI', secrecy: 0, state: 'concluded', model_code: 'M14' }
  const at = (regionNo: number, conclusion: string, version: string, count: number) =>
    Array.from({ length: count }, () => ({ ...home, id: randomUUID(), region_no: regionNo, conclusion, model_version: version }))
  await insertRows('lead', [
    ...at(370811, 'substantiated', '1.0.0', 3),
    ...at(370811, 'partlySubstantiated', '1.0.0', 1),
    ...at(370811, 'unsubstantiated', '1.0.0', 4),
    ...at(370811, 'merged', '1.0.0', 2),
    ...at(370812, 'unsubstantiated', '1.0.0+370800.1', 60),
    ...at(370812, 'substantiated', '1.0.0', 1).map((row) => ({ ...row, state: 'verifying' })),
  ])
  const own = await model(county.handler, 'M14')
  expect(own.precision).toMatchObject({ all: { substantiated: 3, partly: 1, unsubstantiated: 4, other: 2 }, precision: { share: 0.5 } })
  expect(own.misleads).toBe(false)
  const whole = await model(city.handler, 'M14')
  expect(whole.precision?.rows.map(({ version, regionNo }) => [version, regionNo])).toEqual([
    ['1.0.0', 370811],
    ['1.0.0+370800.1', 370812],
  ])
  expect(whole.precision?.precision).toMatchObject({ right: 4, judged: 68 })
  expect((await model(officerOf('MI', 370812, ['handler']), 'M14')).misleads).toBe(true)
})
