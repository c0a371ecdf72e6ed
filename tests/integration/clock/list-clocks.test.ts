import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { type ClockFilter, listClocks } from '#server/clock/list-clocks'
import { agencyNamed, officerOf, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

const at = (text: string) => new Date(`${text}:00+08:00`)
const now = at('2026-06-10T09:30')
const [late, today, soon, ample] = [at('2026-06-09T00:00'), at('2026-06-11T00:00'), at('2026-06-12T00:00'), at('2026-07-30T00:00')]

async function aClock(number: string, agency: string, dueAt: Date, override: Record<string, unknown> = {}): Promise<void> {
  const { id, department, regionNo } = await agencyNamed(agency)
  const row = {
    ...{ id: randomUUID(), subject_type: 'filing', subject_id: randomUUID(), subject_number: number, subject_title: '清溪医院' },
    ...{ rule_id: 'CK01', started_at: at('2026-05-08T10:00'), due_at: dueAt, length: 15, secrecy: 1 },
    ...{ responsible_agency_id: id, responsible_department: department, responsible_region_no: regionNo, ...override },
  }
  const names = Object.keys(row)
  const places = names.map((_, index) => `$${index + 1}`).join()
  await asOwner(`INSERT INTO statutory_clock (${names.join()}) VALUES (${places})`, Object.values(row))
}

let county: Actor
let city: Actor
beforeAll(async () => {
  await asOwner('DELETE FROM statutory_clock')
  county = await officerOf(places.bureau, ['handler'])
  city = await officerOf(places.cityBureau, ['supervisor'])
  await aClock('own late', places.bureau, late)
  await aClock('own today', places.bureau, today)
  await aClock('own soon', places.bureau, soon, { subject_type: 'lead', rule_id: 'CK02' })
  await aClock('own ample', places.bureau, ample)
  await aClock('own held', places.bureau, late, { paused_at: at('2026-06-01T00:00') })
  await aClock('own done', places.bureau, late, { stopped_at: at('2026-06-08T00:00') })
  await aClock('own secret', places.bureau, late, { secrecy: 3 })
  await aClock('own of nobody', places.bureau, late, { responsible_agency_id: null })
  await aClock('party', places.bureau, late, { rule_id: 'CK12' })
  await aClock('other county', places.otherBureau, late)
  await aClock('city', places.cityBureau, late)
  await aClock('police', places.police, late, { rule_id: 'CK32', other_department: 'MI', other_region_no: county.regionNo })
})

const numbers = async (actor: Actor, filter: ClockFilter) => (await listClocks(actor, filter, now)).rows.map(({ number }) => number).sort()

it('shows what runs for the own agency, what runs out first first, and no other’s', async () => {
  const page = await listClocks(county, {}, now)
  expect(page.rows.map(({ due }) => due.state).sort()).toEqual(['ample', 'overdue', 'overdue', 'paused', 'soon', 'today'])
  expect(page.rows.at(-1)?.number).toBe('own ample')
  expect(page.late).toEqual({ own: 2, below: 0, waiting: 1 })
})

it('is narrowed to a standing, a kind of matter, a rule', async () => {
  expect(await numbers(county, { state: 'late' })).toEqual(['own late', 'own of nobody'])
  expect(await numbers(county, { state: 'today' })).toEqual(['own today'])
  expect(await numbers(county, { state: 'soon' })).toEqual(['own soon'])
  expect(await numbers(county, { state: 'paused' })).toEqual(['own held'])
  expect(await numbers(county, { of: 'lead' })).toEqual(['own soon'])
  expect(await numbers(county, { rule: 'CK02' })).toEqual(['own soon'])
})

it('shows the silence of a receiver to whoever waits, and of those below to their superior', async () => {
  expect(await numbers(county, { scope: 'waiting' })).toEqual(['police'])
  expect(await numbers(city, { scope: 'own' })).toEqual(['city'])
  expect(await numbers(city, { scope: 'below', state: 'late' })).toEqual(['other county', 'own late', 'own of nobody'])
  const below = { scope: 'below' as const, agency: (await agencyNamed(places.otherBureau)).id }
  expect(await numbers(city, below)).toEqual(['other county'])
  expect((await listClocks(city, {}, now)).late).toEqual({ own: 1, below: 3, waiting: 1 })
})

it('shows what is secret to those alone who are cleared for it', async () => {
  const cleared = await officerOf(places.bureau, ['approver'], { clearance: 3 })
  expect(await numbers(cleared, { state: 'late' })).toContain('own secret')
  expect(await numbers(await officerOf(places.police, ['handler']), {})).toEqual(['police'])
})
