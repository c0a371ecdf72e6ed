import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { fileCase } from '#server/case/file-case'
import { proposeCase } from '#server/case/propose-case'
import { approveReferral } from '#server/referral/approve-referral'
import { aDesk, aProposedCase, caseForm, type Desk, filedAt, proposedAt } from '../../fixtures/case-scenes'
import { actionsOn, aLead, clocksRunning } from '../../fixtures/matters'
import { aProposedPoliceReferral, approvalOf, aScene, at, type Scene } from '../../fixtures/referral-scenes'
import { verifyTrail } from '../../fixtures/trail'
import { asOwner } from '../../support/as-owner'

// The server of this file's database is stopped and its line is cut: what was asked for has happened once and whole, or not at all.

const own = await vi.hoisted(async () => {
  const { databaseOfItsOwn } = await import('../../support/database-of-its-own')
  return databaseOfItsOwn('lost-database')
})
afterAll(() => own.end())

let desk: Desk
let scene: Scene
beforeAll(async () => {
  desk = await aDesk()
  scene = await aScene()
})

/** Whoever writes to this table waits, and the server is stopped meanwhile. */
async function stopWhileWriting(table: string, act: () => Promise<unknown>): Promise<void> {
  await asOwner(`CREATE FUNCTION halt() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(600); RETURN NEW; END';
    CREATE TRIGGER halt BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION halt()`)
  const asked = act().then(
    () => 'answered',
    () => 'lost',
  )
  await vi.waitFor(async () => expect(await asOwner(`SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep'`)).toHaveLength(1), {
    timeout: 30_000,
    interval: 50,
  })
  await own.stopAtOnce()
  expect(await asked).toBe('lost')
  await asOwner('DROP FUNCTION halt() CASCADE')
}

const filedParts = async (caseId: string) => ({
  file: await asOwner('SELECT state::text, version FROM case_file WHERE id = $1', [caseId]),
  clocks: await clocksRunning(caseId),
  procedures: await asOwner('SELECT stage::text FROM case_procedure WHERE case_id = $1', [caseId]),
  money: (await asOwner('SELECT FROM case_money WHERE case_id = $1', [caseId])).length,
  papers: await asOwner<{ state: string; number: string | null }>(
    'SELECT state::text, number FROM official_document WHERE subject_id = $1',
    [caseId],
  ),
  actions: await actionsOn(caseId),
})

describe('F05 a server stopped at once within a decision', () => {
  it.each(['case_file', 'case_money', 'official_document', 'audit_entry'])(
    'files a case with number, clock and trail, or with none of them: stopped at %s',
    async (table) => {
      const caseId = await aProposedCase(desk)
      const before = await filedParts(caseId)
      const form = { caseId, version: '1', opinion: '同意', requestKey: randomUUID() }
      await stopWhileWriting(table, () => fileCase(desk.approver, form, filedAt))
      expect(await filedParts(caseId)).toEqual(before)

      expect(await fileCase(desk.approver, form, filedAt)).toMatchObject({ ok: true })
      expect(await filedParts(caseId)).toMatchObject({
        file: [{ state: 'filed', version: 2 }],
        clocks: ['CK03'],
        procedures: [{ stage: 'filed' }],
        money: 1,
        papers: [{ state: 'issued' }],
        actions: ['case.propose', 'case.file'],
      })
      await verifyTrail([caseId])
    },
  )

  it('burns no number', async () => {
    const numbers = await asOwner<{ serial: number }>(
      `SELECT (regexp_match(number, '(\\d+)号$'))[1]::int AS serial FROM official_document WHERE number LIKE '任医保立%' ORDER BY serial`,
    )
    expect(numbers.map(({ serial }) => serial)).toEqual(numbers.map((_, place) => place + 1))
    expect(numbers.length).toBeGreaterThanOrEqual(4)
  })

  it('approves a referral as a whole, or not', async () => {
    const referralId = await aProposedPoliceReferral(scene)
    const form = { ...(await approvalOf(scene.approver, referralId)), requestKey: randomUUID() }
    const parts = async () => [
      await asOwner('SELECT state::text, version, snapshot IS NULL AS bare FROM referral WHERE id = $1', [referralId]),
      await clocksRunning(referralId),
      await actionsOn(referralId),
      await asOwner('SELECT kind, state::text, number FROM official_document WHERE subject_id = $1 ORDER BY kind', [referralId]),
    ]
    const before = await parts()
    await stopWhileWriting('statutory_clock', () => approveReferral(scene.approver, form, at(24)))
    expect(await parts()).toEqual(before)
    expect(await approveReferral(scene.approver, form, at(24))).toMatchObject({ ok: true })
    expect(await asOwner('SELECT state::text FROM referral WHERE id = $1', [referralId])).toEqual([{ state: 'approved' }])
    expect(await actionsOn(referralId)).toEqual(['referral.propose', 'referral.approve'])
  })
})

it('F07 whose line is cut as a case is committed gets its number by asking again, and no second one is made', async () => {
  const leadId = await aLead()
  const form = { ...caseForm(leadId, desk), requestKey: randomUUID() }
  const cut = own.cutAtCommit()
  const asked = proposeCase(desk.handler, form, proposedAt).then(
    () => 'answered',
    () => 'lost',
  )
  await cut
  expect(await asked).toBe('lost')
  const [made] = await asOwner<{ id: string; number: string }>('SELECT id, number FROM case_file WHERE lead_id = $1', [leadId])
  expect(made?.number).toMatch(/^AJ-370811-2026-\d{6}$/)

  const again = { ok: true, value: { caseId: made?.id, number: made?.number } }
  expect(await proposeCase(desk.handler, form, proposedAt)).toEqual(again)
  expect(await proposeCase(desk.handler, form, proposedAt)).toEqual(again)
  expect(await asOwner('SELECT FROM case_file WHERE lead_id = $1', [leadId])).toHaveLength(1)
  expect(await actionsOn(made?.id ?? '')).toEqual(['case.propose'])
  const next = await proposeCase(desk.handler, caseForm(await aLead(), desk), proposedAt)
  expect(next.ok && Number(next.value.number.slice(-6))).toBe(Number(made?.number.slice(-6)) + 1)
})
