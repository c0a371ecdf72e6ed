import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { asActor } from '#platform/db'
import { rowContext } from '#server/access'
import { assignLeads } from '#server/lead/assign-leads'
import { proveBatches } from '#server/lead/prove-zero'
import { takeBackLeads } from '#server/lead/take-back'
import { done } from '../../fixtures/campaigns'
import { aBatch, type Batch, type LeadPeople, leadPeople } from '../../fixtures/leads'
import { agencyNamed, officerOf, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

const now = new Date('2026-06-03T02:00:00Z')
const [provinceNo, cityNo, rencheng, qufu] = [370000, 370800, 370811, 370881]
let people: LeadPeople
let province: Actor
let otherCity: Actor
beforeAll(async () => {
  people = await leadPeople()
  province = await officerOf('山东省医疗保障局', ['handler'])
  otherCity = await officerOf('济南市医疗保障局', ['handler'])
})

const proofFor = async (actor: Actor, { campaignId, number }: Batch) =>
  (await proveBatches(actor, campaignId))?.find(({ batchNumber }) => batchNumber === number)
const move = (ids: readonly string[], regionNo: number) => asOwner('UPDATE lead SET region_no = $2 WHERE id = ANY ($1)', [ids, regionNo])
const movesOf = ({ batchId }: Batch) =>
  asOwner<{ of: number; to: number; n: number }>(
    'SELECT from_region_no AS of, to_region_no AS to, lead_count AS n FROM lead_move WHERE batch_id = $1 ORDER BY id',
    [batchId],
  )

/** A batch that the province has issued, still there. */
async function aBatchOfTheProvince(count: number): Promise<Batch> {
  const batch = await aBatch(count)
  const { id } = await agencyNamed('山东省医疗保障局')
  await asOwner('UPDATE lead_batch SET region_no = $2, agency_id = $3 WHERE id = $1', [batch.batchId, provinceNo, id])
  await asOwner('UPDATE lead SET region_no = $2, agency_id = $3 WHERE batch_id = $1', [batch.batchId, provinceNo, id])
  await asOwner('DELETE FROM lead_move WHERE batch_id = $1', [batch.batchId])
  return batch
}

describe('what came to a territory and what left it', () => {
  it('is noted once for an act, however many leads it moves, and not where none moves', async () => {
    const batch = await aBatch(6)
    expect(await movesOf(batch)).toEqual([])
    const { leadIds, at } = done(await assignLeads(people.city, { leadIds: batch.leadIds, agencyId: 'territory' }, now))
    expect(new Set((await movesOf(batch)).map(({ to, n }) => `${to} ${n}`))).toEqual(new Set([`${rencheng} 3`, `${qufu} 3`]))
    await asOwner('UPDATE lead SET version = version + 1 WHERE batch_id = $1', [batch.batchId])
    expect(await movesOf(batch)).toHaveLength(2)
    done(await takeBackLeads(people.city, { leadIds, assignedAt: at }, now))
    expect((await movesOf(batch)).filter(({ to }) => to === cityNo).map(({ of, n }) => [of, n])).toEqual(
      expect.arrayContaining([
        [rencheng, 3],
        [qufu, 3],
      ]),
    )
  })

  it('is the sum of each level: a city that was given a batch proves it over its counties, and each of them its own part', async () => {
    const batch = await aBatchOfTheProvince(6)
    const [first = '', second = '', third = '', ...rest] = batch.leadIds
    await move(batch.leadIds, cityNo)
    await move([first, second, third], rencheng)
    await move(rest, qufu)
    await move([third], qufu)
    await move([second], cityNo)
    const whole = { issued: 6, left: 0, open: 6, missing: 0, holds: true }
    expect(await proofFor(province, batch)).toMatchObject({ ...whole, whole: true })
    expect(await proofFor(people.city, batch)).toMatchObject({ ...whole, whole: false, name: null })
    expect(await proofFor(people.handler, batch)).toMatchObject({ issued: 3, left: 2, open: 1, missing: 0, holds: true })
    expect(await proofFor(people.otherCounty, batch)).toMatchObject({ issued: 4, left: 0, open: 4, missing: 0, holds: true })
    expect(await proofFor(otherCity, batch)).toBeUndefined()

    await move([second], 370100)
    expect(await proofFor(people.city, batch)).toMatchObject({ issued: 6, left: 1, open: 5, holds: true })
    expect(await proofFor(otherCity, batch)).toMatchObject({ issued: 1, left: 0, open: 1, holds: true })
    expect(await proofFor(province, batch)).toMatchObject(whole)
    await asOwner('DELETE FROM lead WHERE id = $1', [first])
    expect(await proofFor(people.handler, batch)).toMatchObject({ issued: 3, left: 2, open: 0, missing: 1, holds: false })
    expect(await proofFor(people.otherCounty, batch)).toMatchObject({ holds: true })
    for (const above of [people.city, province]) expect(await proofFor(above, batch)).toMatchObject({ missing: 1, holds: false })
  })

  it('is known there and above, and to no other department', async () => {
    const batch = await aBatch(2)
    await move(batch.leadIds, rencheng)
    const seen = (actor: Actor) =>
      asActor(rowContext(actor), (tx) => tx.leadMove.findMany({ where: { batchId: batch.batchId }, select: { leadCount: true } }))
    for (const actor of [people.handler, people.city, province]) expect(await seen(actor), actor.agencyName).toEqual([{ leadCount: 2 }])
    for (const actor of [people.otherCounty, otherCity, await officerOf(places.police, ['handler'])])
      expect(await seen(actor), actor.agencyName).toEqual([])
  })

  it('is written by the database alone', async () => {
    const batch = await aBatch(1)
    await move(batch.leadIds, rencheng)
    for (const text of [
      'UPDATE lead_move SET lead_count = 9',
      'DELETE FROM lead_move',
      'INSERT INTO lead_move (id) VALUES (gen_random_uuid())',
    ])
      for (const actor of [people.handler, people.city])
        await expect(asActor(rowContext(actor), (tx) => tx.$executeRawUnsafe(text))).rejects.toThrow(/permission denied/)
  })

  it('is filled in, for leads that moved before it was noted, from where they lie', async () => {
    const batch = await aBatch(5)
    const [first = '', second = '', third = ''] = batch.leadIds
    await move([first, second, third], rencheng)
    await move([third], cityNo)
    const sql = readFileSync('prisma/migrations/20261123200110_moves_of_leads/migration.sql', 'utf8')
    const [fill = ''] = /^INSERT INTO lead_move[^;]*;/m.exec(sql) ?? []
    await asOwner(`DELETE FROM lead_move; ${fill}`)
    expect(await movesOf(batch)).toEqual([{ of: cityNo, to: rencheng, n: 2 }])
    expect(await proofFor(people.handler, batch)).toMatchObject({ issued: 2, left: 0, open: 2, holds: true })
  })
})
