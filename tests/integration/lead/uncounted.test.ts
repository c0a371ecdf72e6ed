import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { leadsByPlace } from '#server/lead/leads-by-place'
import { loadPerPerson } from '#server/lead/load-per-person'
import { proveBatches, proveOtherBatches } from '#server/lead/prove-zero'
import { aBatch, type LeadPeople, leadPeople } from '../../fixtures/leads'
import { asOwner } from '../../support/as-owner'

const now = new Date('2026-06-03T02:00:00Z')
const inTime = { timeout: 20_000, interval: 50 }
let people: LeadPeople
beforeAll(async () => {
  people = await leadPeople()
})

const ofHolder = `FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'`
let holding: Promise<unknown> = Promise.resolve()
afterEach(async () => {
  await asOwner(`SELECT pg_cancel_backend(pid) ${ofHolder}`)
  await holding
})

/** Every statement over the leads takes as long as the holder has the table. */
async function holdLeads(): Promise<void> {
  holding = asOwner('BEGIN; LOCK TABLE lead IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(600)').catch(() => undefined)
  await vi.waitFor(async () => expect(await asOwner(`SELECT ${ofHolder}`)).toHaveLength(1), inTime)
}

it('gives up figures over all leads that take too long, and has them again later', async () => {
  const { campaignId, number } = await aBatch(2)
  const figures = () =>
    Promise.all([
      leadsByPlace(people.city, { open: '1' }),
      loadPerPerson(people.city, now).then((load) => load.people),
      proveBatches(people.city, campaignId),
      proveOtherBatches(people.city, []),
    ])
  await holdLeads()
  expect(await figures()).toEqual([null, null, null, null])
  await asOwner(`SELECT pg_cancel_backend(pid) ${ofHolder}`)
  await holding
  const [places, load, proofs, others] = await figures()
  expect([places?.length, load?.length, others?.length].every((length) => length !== undefined)).toBe(true)
  expect(proofs?.map(({ batchNumber }) => batchNumber)).toContain(number)
}, 40_000)
