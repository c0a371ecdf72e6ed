import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { presenceGoneMs } from '#domain/self-inspection/presence'
import { getFiling } from '#server/self-inspection/filing-queries'
import { showPresence } from '#server/self-inspection/section-presence'
import { county, done, launchedCampaign } from '../../fixtures/campaigns'
import { filedAt, issuedFiling, stateOf, type TestFiling } from '../../fixtures/filings'
import { complianceOfficer } from '../../fixtures/people'
import { asOwner } from '../../support/as-owner'

let campaignId = ''
let filing: TestFiling
let colleague: Actor
beforeAll(async () => {
  campaignId = await launchedCampaign()
  filing = await issuedFiling(campaignId)
  colleague = complianceOfficer(filing.institutionId, 370811, { name: '王医生' })
})

const shows = async (actor: Actor, section = 'general', at = filedAt) =>
  done(await showPresence(actor, { filingId: filing.id, section }, at)).others
const later = (ms: number) => new Date(filedAt.getTime() + ms)

it('tells who else has a section open, for as long as they say so, and leaves nothing in the trail', async () => {
  const before = await stateOf(filing.id)
  expect(await shows(filing.officer)).toEqual([])
  expect(await shows(colleague)).toEqual(['合规专员'])
  expect(await shows(filing.officer)).toEqual(['王医生'])
  expect(await shows(colleague, 'imaging', later(1000)), 'another section').toEqual([])
  expect(await shows(filing.officer, 'general', later(presenceGoneMs - 1))).toEqual(['王医生'])
  expect(await shows(filing.officer, 'general', later(presenceGoneMs)), 'gone').toEqual([])
  const [rows] = await asOwner('SELECT count(*)::int AS n FROM section_presence WHERE filing_id = $1', [filing.id])
  expect(rows).toEqual({ n: 3 })
  expect(await stateOf(filing.id)).toBe(before)
})

it('is of the people of the institution, and nobody else hears of it', async () => {
  for (const stranger of [complianceOfficer(randomUUID(), 370811), county.handler, { ...filing.officer, roles: [] }])
    expect(await showPresence(stranger, { filingId: filing.id, section: 'general' }, filedAt)).toMatchObject({
      ok: false,
      refusal: { code: 'notFound' },
    })
})

it('is asked for only where several people fill in', async () => {
  expect((await getFiling(filing.officer, filing.id))?.several).toBe(false)
  const login = `x${randomUUID().slice(0, 8)}`
  await asOwner(`INSERT INTO user_account (id, login, name, password_hash, password_changed_at) VALUES ($1, $2, '王医生', '!', now())`, [
    colleague.userId,
    login,
  ])
  await asOwner(
    `INSERT INTO post (id, user_id, institution_id, roles, clearance, valid_from) VALUES ($1, $2, $3, '{complianceOfficer}', 1, '2020-01-01')`,
    [randomUUID(), colleague.userId, filing.institutionId],
  )
  expect((await getFiling(filing.officer, filing.id))?.several).toBe(true)
  done(await showPresence(colleague, { filingId: filing.id, section: 'general' }))
  const view = await getFiling(filing.officer, filing.id)
  expect(view?.sections.flatMap(({ section, present }) => (present.length > 0 ? [[section, present]] : []))).toEqual([
    ['general', ['王医生']],
  ])
  await asOwner('UPDATE user_account SET disabled_at = now() WHERE id = $1', [colleague.userId])
  expect((await getFiling(filing.officer, filing.id))?.several).toBe(false)
})
