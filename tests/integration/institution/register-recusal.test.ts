import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { asActor, type Tx } from '#platform/db'
import { rowContext } from '#server/access'
import { getWorkCentre } from '#server/desk/work-list'
import { confirmChange, refuseChange } from '#server/institution/decide-change'
import { proposeMerge, proposeMove, stopInstitution } from '#server/institution/propose-change'
import { getInstitution } from '#server/institution/register-queries'
import { city, done, launchedCampaign, officerOf } from '../../fixtures/campaigns'
import { anInstitution, filedAt, issuedFiling } from '../../fixtures/filings'
import { registerCsv, shownRegister, takeShown } from '../../fixtures/register'
import { asOwner } from '../../support/as-owner'

vi.setConfig({ testTimeout: 60_000 })

const notFound = { ok: false, refusal: { code: 'notFound' } }
const [reason, version] = ['机构迁址到新的县区', 1]

/** The person once they keep away from the institution. */
async function keepingAway(actor: Actor, institutionId: string): Promise<Actor> {
  await asOwner(
    `INSERT INTO recusal (id, user_id, subject_type, subject_id, department, region_no, reason, recorded_by_id, recorded_at)
     VALUES (gen_random_uuid(), $1, 'institution', $2, 'MI', 370800, '配偶在该机构任职', $1, now())`,
    [actor.userId, institutionId],
  )
  return { ...actor, recusedIds: [...actor.recusedIds, institutionId] }
}
const codeOf = async (id: string) => (await asOwner<{ code: string }>('SELECT code FROM institution WHERE id = $1', [id]))[0]?.code ?? ''
const raw = (actor: Actor, statement: (tx: Tx) => Promise<number>) => asActor(rowContext(actor), statement)

describe('whoever keeps away from an institution', () => {
  it('neither proposes nor stops, and decides no proposal for it; whoever does not, goes on', async () => {
    const [id, into] = [await anInstitution(), await anInstitution({ regionNo: 370812 })]
    const handler = await keepingAway(officerOf('MI', 370800, ['handler']), id)
    const approver = await keepingAway(officerOf('MI', 370800, ['approver']), into)
    expect(await proposeMove(handler, { institutionId: id, version, reason, regionCode: '370812' })).toEqual(notFound)
    expect(await proposeMerge(handler, { institutionId: id, version, reason, intoCode: await codeOf(into) })).toEqual(notFound)
    expect(await stopInstitution(handler, { institutionId: id, version, reason, on: '2024-05-01' }, filedAt)).toEqual(notFound)
    const intoIt = { institutionId: into, version, reason, intoCode: await codeOf(id) }
    expect(await proposeMerge(handler, intoIt)).toMatchObject({ refusal: { code: 'mergeIntoUnfit' } })
    expect(await getInstitution(handler, id)).toMatchObject({ keeps: false, keptAway: true })
    expect(await raw(handler, (tx) => tx.$executeRaw`UPDATE institution SET active = false WHERE id = ${id}::uuid`), 'second wall').toBe(0)

    const { changeId } = done(await proposeMerge(city.handler, { institutionId: id, version, reason, intoCode: await codeOf(into) }))
    for (const settled of [
      await confirmChange(approver, { changeId, version }),
      await refuseChange(approver, { changeId, version, reason }),
    ])
      expect(settled).toEqual(notFound)
    const waits = async (actor: Actor) => (await getWorkCentre(actor, { kind: 'confirmInstitutionChange' })).items.map(({ href }) => href)
    expect([await waits(approver), (await waits(city.approver)).includes(`/institutions/${id}`)]).toEqual([[], true])
    expect(await getInstitution(approver, id)).toMatchObject({ keptAway: false, standing: { steps: [] } })
    const decided = (tx: Tx) => tx.$executeRaw`UPDATE institution_change SET state = 'withdrawn' WHERE id = ${changeId}::uuid`
    expect(await raw(approver, decided), 'second wall').toBe(0)
    done(await confirmChange(city.approver, { changeId, version }))
  })

  it('changes nothing of it by a list either', async () => {
    const id = await anInstitution()
    const handler = await keepingAway(officerOf('MI', 370800, ['handler']), id)
    const code = await codeOf(id)
    const list = registerCsv([[code, '另一个名称', '', '', '', '']])
    const shown = await shownRegister(handler, list)
    expect(shown.compared).toMatchObject({ changed: 0, unfit: 1, unfitRows: [{ code, state: 'keptAway' }] })
    expect(await takeShown(handler, shown, { takeChanges: 'on' })).toMatchObject({ refusal: { code: 'registerRowsWrong' } })
    expect((await shownRegister(city.handler, list)).compared).toMatchObject({ changed: 1, unfit: 0 })
  })
})

describe('a person of the bureau past the commands', () => {
  it('neither changes a code nor rewrites what was proposed before it is confirmed', async () => {
    const id = await anInstitution()
    const { changeId } = done(await proposeMove(city.handler, { institutionId: id, version, reason, regionCode: '370812' }))
    for (const statement of [
      (tx: Tx) => tx.$executeRaw`UPDATE institution SET code = 'H00000000000' WHERE id = ${id}::uuid`,
      (tx: Tx) => tx.$executeRaw`UPDATE institution_change SET to_region_code = '370826' WHERE id = ${changeId}::uuid`,
      (tx: Tx) => tx.$executeRaw`UPDATE institution_change SET proposed_by_id = gen_random_uuid() WHERE id = ${changeId}::uuid`,
    ])
      await expect(raw(city.handler, statement)).rejects.toThrow(/permission denied/)
  })
})

describe('a stopped institution', () => {
  let campaignId = ''
  beforeAll(async () => {
    campaignId = await launchedCampaign()
  })

  it('is not asked to file on its own desk, until it is taken up again', async () => {
    const { officer, institutionId } = await issuedFiling(campaignId)
    const asked = async () => (await getWorkCentre(officer, { kind: 'fileFiling' })).items.length
    expect(await asked()).toBe(1)
    done(await stopInstitution(city.handler, { institutionId, version, reason: '医保协议到期未续签', on: '2024-05-20' }, filedAt))
    expect(await asked()).toBe(0)
  })
})
