import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { getWorkCentre } from '#server/desk/work-list'
import { confirmChange, refuseChange, withdrawChange } from '#server/institution/decide-change'
import { proposeMerge, proposeMove, resumeInstitution, stopInstitution } from '#server/institution/propose-change'
import { getInstitution } from '#server/institution/register-queries'
import { getFilingForReview } from '#server/self-inspection/filing-queries'
import { city, county, done, launchedCampaign, officerOf } from '../../fixtures/campaigns'
import { anInstitution, countyReviewer, filedAt, otherCountyReviewer, submittedFiling } from '../../fixtures/filings'
import { asOwner } from '../../support/as-owner'

vi.setConfig({ testTimeout: 60_000 })

const refusedWith = (code: string) => expect.objectContaining({ ok: false, refusal: expect.objectContaining({ code }) })
const reason = '机构迁址到新的县区'
const row = async (id: string) =>
  (
    await asOwner<{ code: string; regionNo: number; active: boolean; into: string | null; version: number }>(
      `SELECT code, region_no AS "regionNo", active, merged_into_id AS into, version FROM institution WHERE id = $1`,
      [id],
    )
  )[0] ?? { code: '', regionNo: 0, active: false, into: null, version: 0 }

const move = async (actor: Actor, institutionId: string, given: object = {}) =>
  proposeMove(actor, { institutionId, version: (await row(institutionId)).version, regionCode: '370812', reason, ...given })
const merge = async (actor: Actor, institutionId: string, intoId: string) =>
  proposeMerge(actor, {
    institutionId,
    version: (await row(institutionId)).version,
    intoCode: (await row(intoId)).code.toLowerCase(),
    reason: '两家机构合并为一家',
  })
const confirm = (actor: Actor, changeId: string, version = 1) => confirmChange(actor, { changeId, version })

/** Who was told, by agency or institution. */
const told = async (kind: string, name: string) =>
  (
    await asOwner<{ to: string }>(
      `SELECT coalesce(agency_id, institution_id)::text AS to FROM notification WHERE kind = $1 AND text::jsonb ->> 'name' = $2`,
      [kind, name],
    )
  ).map(({ to }) => to)

let campaignId = ''
beforeAll(async () => {
  campaignId = await launchedCampaign()
})

describe('moving an institution', () => {
  it('is proposed by one and confirmed by another of the bureau that holds both; then its filing is in the other county', async () => {
    const filing = await submittedFiling(campaignId)
    const id = filing.institutionId
    const { changeId } = done(await move(city.handler, id))
    expect((await row(id)).regionNo).toBe(370811)
    expect(await getInstitution(city.handler, id)).toMatchObject({
      standing: { kind: 'move', toRegion: '兖州区', steps: [{ name: 'withdraw' }] },
    })
    expect(await getInstitution(county.handler, id)).toMatchObject({ standing: { steps: [] } })

    const waits = async (actor: Actor) => (await getWorkCentre(actor, { kind: 'confirmInstitutionChange' })).items.map(({ href }) => href)
    expect(await waits(city.approver)).toContain(`/institutions/${id}`)
    for (const actor of [city.handler, county.approver]) expect(await waits(actor)).toEqual([])

    const both = { ...city.approver, userId: city.handler.userId, roles: ['handler', 'approver'] as const }
    expect(await confirm(both, changeId)).toEqual(refusedWith('samePerson'))
    for (const actor of [
      county.approver,
      officerOf('MI', 370900, ['approver']),
      city.otherHandler,
      officerOf('HC', 370800, ['approver']),
    ]) {
      expect(await confirm(actor, changeId)).toEqual(refusedWith('notFound'))
    }
    expect(await confirm(city.approver, changeId, 2)).toEqual(refusedWith('changedMeanwhile'))
    const twice = await Promise.all([confirm(city.approver, changeId), confirm(city.approver, changeId)])
    expect(twice.filter(({ ok }) => ok)).toHaveLength(1)
    expect(twice).toContainEqual(refusedWith('wrongState'))

    expect(await row(id)).toMatchObject({ regionNo: 370812 })
    expect(await getFilingForReview(countyReviewer, filing.id)).toBeNull()
    expect(await getFilingForReview(otherCountyReviewer, filing.id)).toMatchObject({ state: 'submitted' })
    expect(await getInstitution(county.handler, id)).toBeNull()
    const [{ name } = { name: '' }] = await asOwner<{ name: string }>('SELECT name FROM institution WHERE id = $1', [id])
    const there = officerOf('MI', 370812, ['handler'])
    expect((await told('institutionMoved', name)).sort()).toEqual([county.handler.agencyId, there.agencyId, id].sort())
    // What was done to it goes along, and is read where it is now.
    expect((await getInstitution(there, id))?.changes).toMatchObject([{ kind: 'move', state: 'confirmed', fromRegion: '任城区' }])
    const trail = await asOwner(`SELECT action FROM audit_entry WHERE subject_type = 'institution' AND subject_id = $1 ORDER BY seq`, [id])
    expect(trail).toEqual([{ action: 'register.proposeMove' }, { action: 'register.confirm' }])
  })

  it('is nothing that a county does to its neighbour, nor to a region beyond, nor past another proposal', async () => {
    const [own, neighbours] = [await anInstitution(), await anInstitution({ regionNo: 370812 })]
    expect(await move(county.handler, own)).toEqual(refusedWith('moveBeyond'))
    expect(await move(county.handler, neighbours, { regionCode: '370811' })).toEqual(refusedWith('notFound'))
    expect(await merge(county.handler, neighbours, own)).toEqual(refusedWith('notFound'))
    expect(await merge(county.handler, own, neighbours)).toEqual(refusedWith('mergeIntoUnfit'))
    for (const regionCode of ['370811', '370102', '999999'])
      expect(await move(city.handler, own, { regionCode })).toEqual(refusedWith('moveBeyond'))
    for (const actor of [
      city.approver,
      officerOf('HC', 370800, ['handler']),
      officerOf('MI', 370800, ['handler'], { agencyKind: 'operator' }),
    ]) {
      expect(await move(actor, own)).toEqual(refusedWith('notFound'))
    }
    expect(await move(city.handler, own, { version: 7 })).toEqual(refusedWith('changedMeanwhile'))

    const { changeId } = done(await move(city.handler, own))
    expect(await move(city.otherHandler, own)).toEqual(refusedWith('changeStands'))
    expect(await withdrawChange({ ...city.otherHandler, userId: city.approver.userId }, { changeId, version: 1 })).toEqual(
      refusedWith('notFound'),
    )
    done(await refuseChange(city.approver, { changeId, version: 1, reason: '地址证明不完整' }))
    const again = done(await move(city.handler, own))
    done(await withdrawChange(city.handler, { changeId: again.changeId, version: 1 }))
    expect(await row(own)).toMatchObject({ regionNo: 370811, active: true })
  })
})

describe('merging an institution into another', () => {
  it('ends it, keeps what it filed under its own name, and tells both', async () => {
    const filing = await submittedFiling(campaignId)
    const into = await anInstitution({ regionNo: 370812 })
    const { changeId } = done(await merge(city.handler, filing.institutionId, into))
    done(await confirm(city.approver, changeId))
    expect(await row(filing.institutionId)).toMatchObject({ active: false, into, regionNo: 370811 })
    expect(await getFilingForReview(countyReviewer, filing.id)).toMatchObject({ state: 'submitted' })
    expect(await getInstitution(city.handler, into)).toMatchObject({ merged: [{ id: filing.institutionId }], changes: [{ kind: 'merge' }] })
    expect(await getInstitution(county.handler, filing.institutionId)).toMatchObject({ state: 'merged', mergedInto: null, keeps: false })
    const [{ name } = { name: '' }] = await asOwner<{ name: string }>('SELECT name FROM institution WHERE id = $1', [filing.institutionId])
    expect(await told('institutionMerged', name)).toHaveLength(4)
    const version = (await row(filing.institutionId)).version
    const resume = { institutionId: filing.institutionId, version, on: '2024-06-01', reason: '恢复原机构' }
    expect(await resumeInstitution(city.handler, resume, filedAt)).toEqual(refusedWith('institutionEnded'))
    expect(await merge(city.handler, into, filing.institutionId)).toEqual(refusedWith('mergeIntoUnfit'))
  })

  it('cannot go in a circle: of two that are confirmed into each other at once, one', async () => {
    const [one, two] = [await anInstitution(), await anInstitution()]
    const [there, back] = [done(await merge(city.handler, one, two)), done(await merge(city.handler, two, one))]
    const both = await Promise.all([confirm(city.approver, there.changeId), confirm(city.approver, back.changeId)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect([await row(one), await row(two)].filter(({ active }) => active)).toHaveLength(1)
  })
})

describe('stopping and resuming', () => {
  it('is done by one person with a day and a reason, each once', async () => {
    const id = await anInstitution()
    const asked = { institutionId: id, version: 1, on: '2024-05-20', reason: '医保协议到期未续签' }
    expect(await stopInstitution(county.handler, { ...asked, on: '2024-06-30' }, new Date('2024-06-01T00:00:00Z'))).toEqual(
      refusedWith('changeDayComing'),
    )
    expect(await stopInstitution(officerOf('MI', 370812, ['handler']), asked)).toEqual(refusedWith('notFound'))
    done(await stopInstitution(county.handler, asked))
    expect(await row(id)).toMatchObject({ active: false, version: 2 })
    expect(await stopInstitution(county.handler, asked)).toEqual(refusedWith('changedMeanwhile'))
    expect(await stopInstitution(county.handler, { ...asked, version: 2 })).toEqual(refusedWith('institutionEnded'))
    done(await resumeInstitution(county.handler, { ...asked, version: 2, reason: '已续签医保协议' }))
    expect(await getInstitution(county.handler, id)).toMatchObject({
      state: 'active',
      changes: [
        { kind: 'resume', state: 'confirmed' },
        { kind: 'stop', effectiveOn: '2024-05-20' },
      ],
    })
  })
})
