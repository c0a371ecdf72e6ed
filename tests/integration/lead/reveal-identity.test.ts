import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { revealLimitPerHour } from '#domain/lead/inputs'
import { encryptField } from '#platform/field-cipher'
import { getLead } from '#server/lead/queries'
import { revealIdentity } from '#server/lead/reveal-identity'
import { anAssignedLead, type LeadPeople, leadPeople, strangers } from '../../fixtures/leads'
import { actionsOn, officerOf, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

const number = '37089919900307123X'
const now = new Date('2026-06-03T02:00:00Z')
const minutes = (count: number) => new Date(now.getTime() + count * 60_000)
let people: LeadPeople
let leadId = ''
beforeAll(async () => {
  people = await leadPeople()
  leadId = await anAssignedLead()
  await asOwner('UPDATE lead SET id_masked = $2, id_cipher = $3, person_name = $4 WHERE id = $1', [
    leadId,
    '370899********123X',
    encryptField({ table: 'lead', column: 'id_cipher', id: leadId }, number),
    '王小芳',
  ])
})

const openings = (userId: string) => asOwner<{ reason: string }>('SELECT reason FROM unmasking WHERE user_id = $1', [userId])

it('opens one number for a reason; the opening and its reason are kept, the number is not', async () => {
  const requestKey = randomUUID()
  const form = { leadId, reason: 'verification', note: '核对病历', requestKey }
  expect(await revealIdentity(people.handler, form, now)).toEqual({ ok: true, value: { idNumber: number, name: '王小芳' } })
  expect(await revealIdentity(people.handler, form, now)).toEqual({ ok: false, refusal: { code: 'requestKeyReused' } })

  expect(await openings(people.handler.userId)).toEqual([{ reason: 'verification 核对病历' }])
  expect(await actionsOn(leadId)).toEqual(['lead.revealIdentity'])
  for (const table of ['command_receipt', 'audit_entry', 'unmasking', 'lead']) {
    expect(await asOwner(`SELECT FROM ${table} AS t WHERE t::text LIKE '%${number}%'`)).toEqual([])
  }
})

it('is offered on the page to those who may, and the page carries the mask alone', async () => {
  const page = await getLead(people.reviewer, leadId)
  expect(page?.mayReveal).toBe(true)
  expect(JSON.stringify(page, (_key, value) => (typeof value === 'bigint' ? String(value) : value))).not.toContain(number)
  expect(page).not.toHaveProperty('idCipher')
  expect((await getLead(people.city, leadId))?.mayReveal).toBe(false)
})

it.each([...strangers, ['the city above', () => officerOf(places.cityBureau, ['handler', 'reviewer', 'approver'])]] as typeof strangers)(
  'is refused to %s, and no opening is written',
  async (_who, person) => {
    const actor = await person()
    expect(await revealIdentity(actor, { leadId, reason: 'verification' }, now)).toEqual({ ok: false, refusal: { code: 'notFound' } })
    expect(await openings(actor.userId)).toEqual([])
  },
)

it('asks for a reason of the list', async () => {
  expect(await revealIdentity(people.handler, { leadId, reason: 'curiosity' }, now)).toMatchObject({ refusal: { code: 'invalidInput' } })
  expect(await revealIdentity(people.handler, { leadId, reason: '' }, now)).toMatchObject({ refusal: { code: 'invalidInput' } })
})

it('refuses the thirty-first in an hour, also of many at once, and opens again when the first is an hour old', async () => {
  const officer = await officerOf(places.bureau, ['handler'])
  const open = (at: Date) => revealIdentity(officer, { leadId, reason: 'verification' }, at)
  for (let opened = 0; opened < revealLimitPerHour - 2; opened++) expect((await open(minutes(opened))).ok).toBe(true)

  const rush = await Promise.all([1, 2, 3, 4, 5].map(() => open(minutes(30))))
  expect(rush.filter(({ ok }) => ok)).toHaveLength(2)
  expect(rush.find(({ ok }) => !ok)).toEqual({ ok: false, refusal: { code: 'tooMany', detail: { limit: revealLimitPerHour } } })
  expect(await openings(officer.userId)).toHaveLength(revealLimitPerHour)

  expect((await open(new Date(minutes(60).getTime() - 1))).ok).toBe(false)
  expect((await open(minutes(60))).ok).toBe(true)
})
