import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { asActor } from '#platform/db'
import { rowContext } from '#server/access'
import { whereAttachmentReadable, whereFileReadable } from '#server/file/queries'
import { proposePoliceReferral } from '#server/referral/propose-police-referral'
import { aFiledCase } from '../../fixtures/case-scenes'
import { aFile, officerOf, places } from '../../fixtures/matters'
import { aScene, at, policeForm, type Scene, value } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'

let scene: Scene
beforeAll(async () => {
  scene = await aScene()
})

/** Whether the file is there for this person: for the row policies alone, and with the query's own filter. */
const isThere = (actor: Actor, id: string) =>
  asActor(rowContext(actor), async (tx) => [
    await tx.storedFile.count({ where: { id } }),
    await tx.storedFile.count({ where: { AND: [{ id }, whereFileReadable(actor)] } }),
  ])

async function evidenceOf(caseId: string) {
  const fileId = await aFile(scene.handler)
  const { referralId } = value(await proposePoliceReferral(scene.handler, await policeForm(caseId, { evidenceFileIds: fileId }), at(0)))
  return { fileId, referralId }
}

const attach = (fileId: string, subjectType: string, subjectId: string) =>
  asOwner(
    `INSERT INTO attachment (id, subject_type, subject_id, kind, title, file_id, added_by_id, added_at, department, region_no, secrecy)
     VALUES (gen_random_uuid(), $1, $2, 'evidence', '证据', $3, $4, now(), 'MI', $5, 1) RETURNING id`,
    [subjectType, subjectId, fileId, scene.handler.userId, scene.handler.regionNo],
  )

async function campaignOf(caseId: string): Promise<string> {
  const [row] = await asOwner<{ id: string }>('SELECT campaign_id AS id FROM case_file WHERE id = $1', [caseId])
  return row?.id ?? ''
}

const commit = (campaignId: string, { agencyId, userId, name, regionNo }: Actor) =>
  asOwner(
    `INSERT INTO commitment (id, campaign_id, agency_id, department, region_no, signed_by_id, signed_by_name, signed_at)
     VALUES (gen_random_uuid(), $1, $2, 'MI', $3, $4, $5, now())`,
    [campaignId, agencyId, regionNo, userId, name],
  )

/** The matters that the file shows itself on: for the row policies and with the query's own filter, which must agree. */
const attachedTo = (actor: Actor, fileId: string) =>
  asActor(rowContext(actor), async (tx) => {
    const alone = await tx.attachment.findMany({ where: { fileId }, select: { subjectId: true } })
    const filtered = await tx.attachment.findMany({
      where: { AND: [{ fileId }, whereAttachmentReadable(actor)] },
      select: { subjectId: true },
    })
    expect(alone.map(({ subjectId }) => subjectId).sort()).toEqual(filtered.map(({ subjectId }) => subjectId).sort())
    return filtered.map(({ subjectId }) => subjectId)
  })

describe('a file that was put to a matter', () => {
  it('is as secret as the matter, for everybody but who brought it', async () => {
    const colleague = await officerOf(places.bureau, ['handler'])
    const uncleared = await officerOf(places.bureau, ['handler'], { clearance: 1 })
    const loose = await aFile(scene.handler)
    expect([await isThere(colleague, loose), await isThere(uncleared, loose)]).toEqual([
      [1, 1],
      [1, 1],
    ])
    const { fileId } = await evidenceOf(await aFiledCase(scene))
    expect([
      await isThere(colleague, fileId),
      await isThere(uncleared, fileId),
      await isThere({ ...scene.handler, clearance: 1 }, fileId),
    ]).toEqual([
      [1, 1],
      [0, 0],
      [1, 1],
    ])
  })

  it('follows the most secret of several matters, and one that becomes more secret later', async () => {
    const cleared = await officerOf(places.bureau, ['handler'])
    const caseId = await aFiledCase(scene)
    const fileId = await aFile(scene.handler)
    await attach(fileId, 'dutyAssignment', randomUUID())
    await attach(fileId, 'case', caseId)
    expect(await isThere(cleared, fileId)).toEqual([1, 1])
    await asOwner('UPDATE case_file SET secrecy = 3 WHERE id = $1', [caseId])
    expect(await isThere(cleared, fileId)).toEqual([0, 0])
    expect(await isThere({ ...cleared, clearance: 3 }, fileId)).toEqual([1, 1])
    expect(await asOwner('SELECT DISTINCT secrecy FROM attachment WHERE subject_id = $1', [caseId])).toEqual([{ secrecy: 3 }])
    await expect(asOwner('UPDATE stored_file SET secrecy = 1 WHERE id = $1', [fileId])).rejects.toThrow('does not change')
  })

  it('is out of reach for whoever keeps away from any of its matters, the second as the first', async () => {
    const [first, second] = [await aFiledCase(scene), await aFiledCase(scene)]
    const fileId = await aFile(scene.handler)
    await attach(fileId, 'case', first)
    await attach(fileId, 'case', second)
    for (const caseId of [first, second]) {
      const away = await officerOf(places.bureau, ['handler'])
      await asOwner(
        `INSERT INTO recusal (id, user_id, subject_type, subject_id, reason, recorded_at, recorded_by_id, department, region_no)
         VALUES (gen_random_uuid(), $1, 'case', $2, '亲属在该机构任职', now(), $1, 'MI', $3)`,
        [away.userId, caseId, away.regionNo],
      )
      const [known] = await asOwner<{ ids: string[] }>('SELECT recused_ids($1) AS ids', [away.userId])
      expect(await isThere({ ...away, recusedIds: known?.ids ?? [] }, fileId)).toEqual([0, 0])
    }
  })

  it.each(['first', 'second'] as const)('opens by the commitment of each of its campaigns, that of the %s matter too', async (signed) => {
    const cases = { first: await aFiledCase(scene), second: await aFiledCase(scene) }
    const campaigns = { first: await campaignOf(cases.first), second: await campaignOf(cases.second) }
    expect(campaigns.first).not.toBe(campaigns.second)
    const fileId = await aFile(scene.handler)
    await attach(fileId, 'dutyAssignment', randomUUID())
    const colleague = await officerOf(places.bureau, ['handler'])
    const committed = (to: readonly string[]): Actor => ({ ...colleague, committedTo: to })
    expect(await isThere(committed([]), fileId)).toEqual([1, 1])

    await attach(fileId, 'case', cases.first)
    await attach(fileId, 'case', cases.second)
    expect(await isThere(committed([]), fileId)).toEqual([0, 0])
    expect(await isThere({ ...scene.handler, committedTo: [] }, fileId)).toEqual([0, 0])
    expect(await isThere(committed([randomUUID()]), fileId)).toEqual([0, 0])
    await commit(campaigns[signed], colleague)
    try {
      expect(await isThere(committed([campaigns[signed]]), fileId)).toEqual([1, 1])
      const shown = await attachedTo(committed([campaigns[signed]]), fileId)
      expect(shown).toContain(cases[signed])
      expect(shown).not.toContain(cases[signed === 'first' ? 'second' : 'first'])
    } finally {
      await asOwner('DELETE FROM commitment WHERE campaign_id = $1', [campaigns[signed]])
    }
    await expect(asOwner(`UPDATE stored_file SET campaign_ids = '{}' WHERE id = $1`, [fileId])).rejects.toThrow('does not change')
  })
})
