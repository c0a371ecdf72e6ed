import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { asActor, prisma } from '#platform/db'
import { rowContext } from '#server/access'
import { listResource } from '#server/api/queries'
import { getCase } from '#server/case/queries'
import { clocksOf } from '#server/clock/clocks-of'
import { attachFiles } from '#server/file/attach'
import { declareRecusal } from '#server/recusal/recuse'
import { search } from '#server/search/search'
import { officerOf, places } from '../../fixtures/matters'
import { complianceOfficer } from '../../fixtures/people'
import { aDeliveredPoliceReferral, aScene, at, type Scene, value } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'
import { downloaded } from '../../support/downloaded'

/** The program connects as the owner here, whom no row policy binds: what is still out of reach is so by the queries themselves. */
vi.hoisted(() => {
  process.env.QINGYUAN_DB_ROLE = 'none'
  process.env.DATABASE_URL = process.env.TEST_OWNER_URL
})

let scene: Scene
let caseId = ''
let fileIds: string[] = []
let strangers: (readonly [string, Actor])[] = []
beforeAll(async () => {
  scene = await aScene()
  const referralId = await aDeliveredPoliceReferral(scene)
  const files = await asOwner<{ case_id: string; file_id: string }>(
    'SELECT r.case_id, m.file_id FROM referral r JOIN referral_material m ON m.referral_id = r.id WHERE r.id = $1 AND m.file_id IS NOT NULL',
    [referralId],
  )
  caseId = files[0]?.case_id ?? ''
  fileIds = files.map((row) => row.file_id)
  value(await declareRecusal(scene.second, { subject: `case:${caseId}`, reason: '本人配偶在该机构任职。' }, at(31)))
  const [around] = await asOwner<{ ids: string[] }>('SELECT recused_ids($1) AS ids', [scene.second.userId])
  strangers = [
    ['another county', await officerOf(places.otherBureau, ['handler', 'approver'], { clearance: 3 })],
    ['the health authority', scene.health],
    ['an institution', complianceOfficer(randomUUID(), 370811)],
    ['a unit without the commitment', { ...scene.handler, committedTo: [] }],
    ['whoever keeps away', { ...scene.second, recusedIds: around?.ids ?? [] }],
  ]
})

describe('with the row policies off', () => {
  it('they really are off', async () => {
    expect(await prisma.case.count()).toBeGreaterThan(0)
    expect(await asActor(rowContext(complianceOfficer(randomUUID(), 370811)), (tx) => tx.storedFile.count())).toBeGreaterThan(0)
  })

  it('a file opens to those who may read it, and to nobody else', async () => {
    expect(fileIds.length).toBeGreaterThan(0)
    for (const id of fileIds) {
      for (const [who, actor] of strangers) expect(await downloaded(actor, id), who).toBeNull()
      for (const actor of [scene.handler, scene.police, scene.procurator]) expect(await downloaded(actor, id)).not.toBeNull()
    }
  })

  it('a file that one may not read is not attached', async () => {
    const attach = (actor: Actor) =>
      asActor(rowContext(actor), (tx) =>
        attachFiles(
          { tx, actor, now: at(31) } as never,
          { type: 'lead', id: randomUUID() },
          { department: 'MI', regionNo: 370811 },
          'evidence',
          fileIds,
        ),
      )
    for (const [who, actor] of strangers) await expect(attach(actor), who).rejects.toMatchObject({ refusal: { code: 'notFound' } })
    await expect(attach(scene.handler)).resolves.toBeUndefined()
  })

  it('search finds what is in reach, and nothing else', async () => {
    const found = async (actor: Actor) => (await search(actor, '清溪医院')).map(({ group }) => group)
    expect(new Set(await found(scene.handler))).toEqual(new Set(['lead', 'case', 'referral']))
    for (const [who, actor] of strangers) {
      const groups = await found(actor)
      expect(
        groups.filter((group) => group === 'case' || group === 'referral'),
        who,
      ).toEqual([])
      if (who !== 'a unit without the commitment') expect(groups, who).toEqual([])
    }
  })

  it('trails, clocks and papers are theirs who may read them', async () => {
    const seen = await getCase(scene.handler, caseId, at(31))
    expect(seen?.trail.length).toBeGreaterThan(0)
    for (const [who, actor] of strangers) {
      expect(await getCase(actor, caseId, at(31)), who).toBeNull()
      expect(await asActor(rowContext(actor), (tx) => clocksOf(tx, actor, { type: 'case', id: caseId }, at(31))), who).toEqual([])
      for (const name of ['cases', 'referrals', 'documents', 'tasks'] as const)
        expect(await listResource(actor, name, {}), `${who}: ${name}`).toMatchObject({ value: { items: [] } })
    }
  })
})
