import { randomUUID } from 'node:crypto'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { assignLeads } from '#server/lead/assign-leads'
import { importLeads } from '#server/lead/import-list'
import { getImport } from '#server/lead/import-queries'
import { agreeVerification, sendBackVerification, submitVerification } from '#server/lead/verify-lead'
import { reopenLead } from '#server/lead/work-lead'
import { done } from '../../fixtures/campaigns'
import { provinceLeadList } from '../../fixtures/lead-lists/generate'
import {
  aBatch,
  aLeadInWork,
  anUpload,
  countsOf,
  doListWork,
  evidenceOf,
  type LeadPeople,
  leadPeople,
  leadRow,
  someInstitutions,
  verificationForm,
} from '../../fixtures/leads'
import { actionsOn, officerOf, places } from '../../fixtures/matters'
import { verifyTrail } from '../../fixtures/trail'
import { asOwner } from '../../support/as-owner'

// Faults of the published corpus, each with its oracle: what was asked for has happened once and whole, or has not happened and is asked again.

const now = new Date('2026-06-03T02:00:00Z')
const dueOn = '2026-08-31'
let people: LeadPeople
beforeAll(async () => {
  people = await leadPeople()
})

describe('F08 a database without room', () => {
  const full = (table: string, column: string) =>
    asOwner(`CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'could not extend file "base/1/2": No space left on device' USING ERRCODE = '53100'; END $$;
      CREATE TRIGGER full_disk BEFORE INSERT ON ${table} FOR EACH ROW WHEN (NEW.${column} = 1500) EXECUTE FUNCTION full_disk()`)
  const roomAgain = () => asOwner('DROP FUNCTION IF EXISTS full_disk() CASCADE')
  afterEach(roomAgain)

  it('in the middle of a list says so, loses and doubles no row, leaves reading alone, and goes on when there is room', async () => {
    const list = await provinceLeadList({ seed: 'full', rows: 1_700, institutions: await someInstitutions(20), badRows: 10 })
    await full('lead_import_row', 'place')
    await expect(anUpload(people.city, list.bytes, { now })).rejects.toThrow()
    const [{ id: importId = '', campaign_id: campaignId = '' } = {}] = await asOwner<{ id: string; campaign_id: string }>(
      `SELECT id, campaign_id FROM lead_import WHERE state = 'reading'`,
    )
    expect(await getImport(people.city, importId)).toMatchObject({ state: 'reading', trouble: { code: 'storageFull' } })
    expect(await asOwner('SELECT FROM lead_import_row WHERE import_id = $1', [importId])).toEqual([])
    await roomAgain()
    await doListWork(people.city, importId, now)
    expect(await getImport(people.city, importId)).toMatchObject({
      state: 'uploaded',
      trouble: null,
      summary: { acceptedCount: list.accepted },
    })

    await full('lead', 'source_row')
    done(await importLeads(people.city, { importId, version: 1, dueOn, totalsSeen: 'on' }, now))
    await expect(doListWork(people.city, importId, now)).rejects.toThrow()
    expect(await getImport(people.city, importId)).toMatchObject({ state: 'importing', trouble: { code: 'storageFull' } })
    expect(await asOwner('SELECT FROM lead_batch WHERE campaign_id = $1', [campaignId])).toEqual([])
    expect(await asOwner('SELECT FROM lead WHERE campaign_id = $1', [campaignId])).toEqual([])
    await roomAgain()
    await doListWork(people.city, importId, now)
    const [batch] = await asOwner<{ id: string; listed: number; issued: number; refused: number }>(
      'SELECT id, listed_count AS listed, issued_count AS issued, refused_count AS refused FROM lead_batch WHERE campaign_id = $1',
      [campaignId],
    )
    expect(batch).toMatchObject({ listed: 1_700, issued: list.accepted - list.duplicates.length })
    expect((batch?.issued ?? 0) + (batch?.refused ?? 0)).toBe(1_700)
    expect((await countsOf(batch?.id ?? '')).leads).toEqual([{ state: 'toAssign', conclusion: null, n: batch?.issued }])
    expect(await getImport(people.city, importId)).toMatchObject({ state: 'imported', trouble: null })
  })
})

describe('F10 twenty identical clicks', () => {
  const twenty = <T>(click: () => Promise<T>) => Promise.all(Array.from({ length: 20 }, click))
  /** An answer that is kept says nothing as null. */
  const oneAnswer = (answers: readonly { ok: boolean; value?: unknown }[]) => {
    const [first, ...others] = answers.map((answer) => ({ ...answer, value: answer.value ?? null }))
    expect(first).toMatchObject({ ok: true })
    expect(others).toEqual(Array.from({ length: 19 }, () => first))
  }

  it('on importing a list import it once', async () => {
    const csv = new TextEncoder().encode('机构名称,违规行为\r\n甲医院,重复收费\r\n乙医院,重复收费\r\n')
    const { importId, campaignId } = await anUpload(people.city, csv, { name: 'f10.csv', now })
    const form = { importId, version: 1, dueOn, requestKey: randomUUID() }
    oneAnswer(await twenty(() => importLeads(people.city, form, now)))
    await Promise.all([doListWork(people.city, importId, now), doListWork(people.city, importId, now)])
    expect(await asOwner('SELECT issued_count AS n FROM lead_batch WHERE campaign_id = $1', [campaignId])).toEqual([{ n: 2 }])
    expect(await asOwner('SELECT count(*)::int AS n FROM lead WHERE campaign_id = $1', [campaignId])).toEqual([{ n: 2 }])
  })

  it('on assigning assign once', async () => {
    const { leadIds } = await aBatch(3)
    const form = { leadIds, agencyId: 'territory', requestKey: randomUUID() }
    oneAnswer(await twenty(() => assignLeads(people.city, form, now)))
    for (const id of leadIds) {
      expect(await leadRow(id)).toMatchObject({ state: 'toVerify', version: 2 })
      expect(await actionsOn(id)).toEqual(['lead.assign'])
    }
  })

  it('on submitting keep one round with one set of papers', async () => {
    const leadId = await aLeadInWork(people.handler)
    const form = verificationForm(leadId, 3, { evidenceFileIds: await evidenceOf(people.handler), requestKey: randomUUID() })
    oneAnswer(await twenty(() => submitVerification(people.handler, form, now)))
    expect(await leadRow(leadId)).toMatchObject({ state: 'toReview', version: 4 })
    expect(await asOwner('SELECT FROM lead_verification WHERE lead_id = $1', [leadId])).toHaveLength(1)
    expect(await asOwner('SELECT FROM attachment WHERE subject_id = $1', [leadId])).toHaveLength(1)
    expect(await actionsOn(leadId)).toEqual(['lead.submit'])
  })
})

describe('F11 agreeing and sending back at the same instant', () => {
  const [desks, roundsEach] = [10, 50]

  it('in five hundred rounds one of the two happens each time, whole, and the other is told', async () => {
    const evidenceFileIds = await evidenceOf(people.handler)
    const second = await officerOf(places.bureau, ['reviewer'], { name: '赵青' })
    const won = { agree: 0, sendBack: 0 }
    const desk = async () => {
      const leadId = await aLeadInWork(people.handler)
      let version = 3
      for (let round = 1; round <= roundsEach; round += 1) {
        done(
          await submitVerification(
            people.handler,
            verificationForm(leadId, version, { evidenceFileIds: round === 1 ? evidenceFileIds : '' }),
            now,
          ),
        )
        version += 1
        const page = { leadId, version }
        const agree = () => agreeVerification(people.reviewer, page, now)
        const sendBack = () => sendBackVerification(second, { ...page, note: '请补充询问笔录' }, now)
        // Neither is always the first to be asked.
        const [one, other] = round % 2 === 0 ? [agree(), sendBack()] : [sendBack(), agree()]
        const [agreed, back] = round % 2 === 0 ? await Promise.all([one, other]) : (await Promise.all([one, other])).reverse()
        expect([agreed?.ok, back?.ok].filter(Boolean)).toHaveLength(1)
        const loser = agreed?.ok ? back : agreed
        expect(['changedMeanwhile', 'wrongState', 'notFound']).toContain(loser && !loser.ok ? loser.refusal.code : '')
        version += 1
        const kept = await leadRow(leadId)
        expect(kept).toMatchObject(
          agreed?.ok
            ? { state: 'concluded', conclusion: 'substantiated', version }
            : { state: 'verifying', conclusion: null, version, return_reason: '请补充询问笔录' },
        )
        if (!agreed?.ok) won.sendBack += 1
        else {
          won.agree += 1
          done(await reopenLead(people.approver, { leadId, version, reason: '有新的证据' }, now))
          version += 1
        }
      }
      const rounds = await asOwner<{ agreed: boolean }>('SELECT agreed FROM lead_verification WHERE lead_id = $1 AND agreed IS NOT NULL', [
        leadId,
      ])
      await verifyTrail([leadId])
      const actions = await actionsOn(leadId)
      expect(rounds).toHaveLength(roundsEach)
      expect(actions.filter((action) => action === 'lead.agree')).toHaveLength(rounds.filter(({ agreed }) => agreed).length)
      expect(actions.filter((action) => action === 'lead.sendBack')).toHaveLength(rounds.filter(({ agreed }) => !agreed).length)
    }
    await Promise.all(Array.from({ length: desks }, desk))
    expect(won.agree + won.sendBack).toBe(desks * roundsEach)
    expect(Math.min(won.agree, won.sendBack)).toBeGreaterThan(0)
  })
})
