import { beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { asActor } from '#platform/db'
import { rowContext } from '#server/access'
import { addFact } from '#server/case/add-fact'
import { openCase } from '#server/case/open-case'
import { getOpeningsOf, listOwnOpenings } from '#server/case/opening-queries'
import { getCase } from '#server/case/queries'
import { aCaseUnderInvestigation } from '../../fixtures/case-scenes'
import { actionsOn, noticesToPerson, officerOf } from '../../fixtures/matters'
import { aScene, at, type Scene } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'

const reason = '同一机构在本区也有违法线索，须核对已认定的事实。'

let scene: Scene
let neighbour: Actor
let caseId = ''
let number = ''

async function signs({ agencyId, department, regionNo, userId }: Actor): Promise<void> {
  await asOwner(
    `INSERT INTO commitment (id, campaign_id, agency_id, department, region_no, signed_by_id, signed_by_name, signed_at)
     SELECT gen_random_uuid(), campaign_id, $1, $2, $3, $4, '张敏', now() FROM case_file WHERE id = $5 ON CONFLICT DO NOTHING`,
    [agencyId, department, regionNo, userId, caseId],
  )
}

/** The person as the next request finds them. */
const again = async (actor: Actor): Promise<Actor> => {
  const [row] = await asOwner<{ opened: string[]; away: string[] }>('SELECT opened_ids($1) AS opened, recused_ids($1) AS away', [
    actor.userId,
  ])
  return { ...actor, openedIds: row?.opened ?? [], recusedIds: row?.away ?? [] }
}
const asks = async (actor: Actor, words: object = {}) => openCase(await again(actor), { number, reason, ...words }, at(1))
const opens = async (actor: Actor, words: object = {}) => {
  const asked = await asks(actor, words)
  return asked.ok ? asked.value.caseId : asked.refusal.code
}
const sees = async (actor: Actor) => getCase(await again(actor), caseId, at(2))

beforeEach(async () => {
  scene = await aScene()
  caseId = await aCaseUnderInvestigation(scene)
  const [file] = await asOwner<{ number: string }>('SELECT number FROM case_file WHERE id = $1', [caseId])
  number = file?.number ?? ''
  neighbour = await officerOf('兖州区医疗保障局', ['handler'])
  await signs(neighbour)
})

describe('a case opened by a reason', () => {
  it('shows its facts for a day to a neighbour who has its number, told to its officers and their heads, in its trail', async () => {
    expect(await sees(neighbour)).toBeNull()
    expect(await opens(neighbour)).toBe(caseId)
    const seen = await sees(neighbour)
    expect(seen?.isOpened).toBe(true)
    expect(seen?.facts.length).toBeGreaterThan(0)
    expect({ tracks: seen?.tracks, evidence: seen?.evidence, papers: seen?.documents, steps: seen?.steps, records: seen?.records }).toEqual(
      {
        ...{ tracks: [], evidence: [], papers: [], steps: [], records: [] },
      },
    )
    expect(await addFact(await again(neighbour), { caseId, version: seen?.version }, at(2))).toMatchObject({ ok: false })
    for (const told of [scene.handler, scene.approver]) expect(await noticesToPerson(told.userId)).toContain('caseOpened')
    expect(await actionsOn(caseId)).toContain('case.open')
    expect((await sees(scene.handler))?.trail.map(({ action }) => action)).toContain('case.open')
    for (const reader of [scene.handler, neighbour]) {
      expect(await getOpeningsOf(await again(reader), caseId)).toMatchObject([{ agencyName: neighbour.agencyName, reason }])
    }
    await asOwner("UPDATE case_opening SET until = now() - interval '1 minute', opened_at = now() - interval '1 day' WHERE case_id = $1", [
      caseId,
    ])
    expect(await sees(neighbour)).toBeNull()
    expect(await listOwnOpenings(await again(neighbour))).toMatchObject([{ number, isOpen: false }])
  })

  it('answers alike for a number that does not exist and for one that must not be opened, and keeps what was asked', async () => {
    const shut = [
      ['a secret case', 'UPDATE case_file SET secrecy = 3 WHERE id = $1'],
      ['a case of another department', "UPDATE case_file SET secrecy = 2, department = 'DI' WHERE id = $1"],
    ] as const
    expect(await opens(neighbour, { number: `${number.slice(0, -2)}99` })).toBeNull()
    for (const [what, change] of shut) {
      await asOwner(change, [caseId])
      expect(await opens(neighbour), what).toBeNull()
    }
    await asOwner("UPDATE case_file SET department = 'MI' WHERE id = $1", [caseId])
    await asOwner('DELETE FROM commitment WHERE agency_id = $1', [neighbour.agencyId])
    expect(await opens(neighbour), 'no commitment').toBeNull()
    expect(await noticesToPerson(scene.handler.userId)).not.toContain('caseOpened')
    expect(await listOwnOpenings(neighbour)).toMatchObject([{ until: null }, { until: null }, { until: null }, { until: null }])
    expect(await opens(neighbour)).toBeNull()
    expect(await opens(neighbour), 'a sixth in a day').toBe('tooMany')
  })

  it('stays shut to whoever keeps away from it, is elsewhere in the land, or of another house', async () => {
    const far = await officerOf('青岛市医疗保障局', ['handler'])
    await signs(far)
    expect(await opens(far)).toBeNull()
    expect(await opens(scene.police)).toBe('notFound')
    expect(await opens({ ...neighbour, roles: ['analyst'] })).toBe('notFound')
    expect(await opens({ ...neighbour, clearance: 1 })).toBeNull()
    await asOwner(
      `INSERT INTO recusal (id, subject_type, subject_id, user_id, user_name, reason, department, region_no, agency_id, recorded_by_id, recorded_by_name, recorded_at)
       SELECT gen_random_uuid(), 'case', $1, $2, '甲', '近亲属', 'MI', 370812, $3, $2, '甲', now()`,
      [caseId, neighbour.userId, neighbour.agencyId],
    )
    expect(await opens(neighbour)).toBeNull()
  })

  it('shuts at once when it becomes secret or the person must keep away, and opens to no row that they write themselves', async () => {
    await opens(neighbour)
    await asOwner('UPDATE case_file SET secrecy = 3 WHERE id = $1', [caseId])
    expect(await sees({ ...neighbour, clearance: 3 })).toBeNull()
    const { userId, agencyName } = neighbour
    const forged = { userId, userName: '甲', agencyName, number: '没有这个编号', reason, caseId, until: new Date('2099-01-01') }
    const row = await asActor(rowContext(neighbour), (tx) => tx.caseOpening.create({ data: forged }))
    expect(row).toMatchObject({ caseId: null, until: null })
  })
})
