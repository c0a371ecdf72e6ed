import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { verifiedConclusions } from '#domain/lead/conclusions'
import { assignLeads } from '#server/lead/assign-leads'
import { newestWithBatches } from '#server/lead/newest-campaign'
import { proveBatches, proveOtherBatches } from '#server/lead/prove-zero'
import { takeBackLeads } from '#server/lead/take-back'
import { agreeVerification, sendBackVerification, submitVerification } from '#server/lead/verify-lead'
import { reopenLead, returnLead, takeUpLead, withdrawLead } from '#server/lead/work-lead'
import { aBatch, countsOf, evidenceOf, type LeadPeople, leadPeople, leadRow, numberOf, verificationForm } from '../../fixtures/leads'
import { aCampaign, officerOf, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

const now = new Date('2026-06-03T02:00:00Z')
let people: LeadPeople
let evidence = ''
let letter = ''
beforeAll(async () => {
  people = await leadPeople()
  evidence = await evidenceOf(people.handler)
  letter = await evidenceOf(people.cityApprover)
})

const steps = ['assign', 'takeUp', 'takeBack', 'return', 'submit', 'agree', 'sendBack', 'reopen', 'withdraw'] as const
type StepName = (typeof steps)[number]
/** What leads on from each state; every sixth act tries any step at all. */
const open: Record<string, readonly [StepName, ...StepName[]]> = {
  toAssign: ['assign'],
  toVerify: ['takeUp', 'takeUp', 'takeUp', 'takeBack', 'return'],
  verifying: ['submit', 'submit', 'submit', 'return', 'withdraw'],
  toReview: ['agree', 'agree', 'sendBack'],
  concluded: ['reopen', 'agree'],
}
const act = fc.record({
  pick: fc.nat({ max: 83 }),
  lead: fc.nat({ max: 3 }),
  conclusion: fc.constantFrom(...verifiedConclusions),
  into: fc.nat({ max: 3 }),
})

async function take({ pick, conclusion }: { pick: number; conclusion: string }, leadId: string, mergedInto: string): Promise<boolean> {
  const { version, state } = await leadRow(leadId)
  const ways = pick % 6 === 0 ? steps : (open[state] ?? steps)
  const step = ways[pick % ways.length] ?? ways[0]
  const page = { leadId, version }
  const into = await numberOf(mergedInto)
  const run: Record<StepName, () => Promise<{ ok: boolean }>> = {
    assign: () => assignLeads(people.city, { leadIds: [leadId], agencyId: 'territory' }, now),
    takeUp: () => takeUpLead(people.handler, page, now),
    takeBack: () => takeBackLeads(people.city, { leadIds: [leadId] }, now),
    return: () => returnLead(people.handler, { ...page, reason: '机构已迁出本区' }, now),
    submit: () =>
      submitVerification(
        people.handler,
        verificationForm(leadId, version, {
          conclusion,
          mergedInto: into,
          evidenceFileIds: evidence,
          account: '写明查了什么、依据是什么、为什么得出这个结论，二十个字以上。',
        }),
        now,
      ),
    agree: () => agreeVerification(people.reviewer, page, now),
    sendBack: () => sendBackVerification(people.reviewer, { ...page, note: '请补充询问笔录' }, now),
    reopen: () => reopenLead(people.approver, { ...page, reason: '有新的证据' }, now),
    withdraw: () => withdrawLead(people.cityApprover, { ...page, reason: '数据口径调整，来函撤回', evidenceFileIds: letter }, now),
  }
  return (await run[step]()).ok
}

/** Merged into one that does not stand by itself. */
const fallenMerges = `SELECT lead.number FROM lead JOIN lead target ON target.id = lead.merged_into_id
  WHERE lead.batch_id = $1 AND target.conclusion IN ('merged', 'withdrawn')`

const proofFor = async (actor: Actor, campaignId: string, number: string) =>
  (await proveBatches(actor, campaignId))?.find((proof) => proof.batchNumber === number)

it('holds after any course of steps: issued = left + open + conclusions, for the batch and for each share of it', async () => {
  const campaignId = await aCampaign()
  const reached = new Set<string>()
  let takenBack = 0
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 16, maxLength: 30 }), async (acts) => {
      const batch = await aBatch(4, { campaignId })
      await asOwner(
        `UPDATE lead SET institution_id = (SELECT min(institution_id::text)::uuid FROM lead WHERE batch_id = $1 AND source_row <= 2) WHERE batch_id = $1 AND source_row = 3`,
        [batch.batchId],
      )
      const reopened = new Set<string>()
      let [came, went] = [0, 0]
      for (const one of acts) {
        const id = batch.leadIds[one.lead] ?? ''
        const before = await leadRow(id)
        await take(one, id, batch.leadIds[one.into] ?? '')
        const after = await leadRow(id)
        if (before.state === 'concluded' && after.state !== 'concluded') reopened.add(id)
        if (before.region_no !== 370811 && after.region_no === 370811) came += 1
        if (before.region_no === 370811 && after.region_no !== 370811) went += 1
      }
      takenBack += went
      expect(await asOwner(fallenMerges, [batch.batchId])).toEqual([])

      const proof = await proofFor(people.city, campaignId, batch.number)
      const { issued, leads } = await countsOf(batch.batchId)
      const stillOpen = leads.filter(({ state }) => state !== 'concluded').reduce((sum, { n }) => sum + n, 0)
      for (const { state, conclusion } of leads) reached.add(conclusion ?? state)
      expect(proof).toMatchObject({
        issued: 4,
        open: stillOpen,
        missing: 0,
        holds: true,
        accounted: issued,
        cleared: stillOpen === 0,
        seesAll: true,
        whole: true,
        reopened: reopened.size,
      })
      for (const { conclusion, n } of leads) if (conclusion) expect(proof?.concluded).toMatchObject({ [conclusion]: n })

      const share = await proofFor(people.handler, campaignId, batch.number)
      expect(share?.issued ?? 0).toBe(came)
      if (share) expect(share).toMatchObject({ name: null, left: went, missing: 0, whole: false, holds: true, cleared: share.open === 0 })
    }),
    { numRuns: 12 },
  )
  expect([reached.size > 4, takenBack > 0]).toEqual([true, true]) // the courses went somewhere
}, 120_000)

it('shows a lead that went missing, whatever took it away', async () => {
  const batch = await aBatch(4)
  await asOwner('DELETE FROM lead WHERE id = $1', [batch.leadIds[0]])
  expect(await proofFor(people.city, batch.campaignId, batch.number)).toMatchObject({ issued: 4, missing: 1, holds: false, cleared: false })
})

it('shows to a county a lead that went missing from what it was given', async () => {
  const batch = await aBatch(3)
  await asOwner('UPDATE lead SET region_no = 370811 WHERE batch_id = $1', [batch.batchId])
  const share = () => proofFor(people.handler, batch.campaignId, batch.number)
  expect(await share()).toMatchObject({ issued: 3, left: 0, open: 3, whole: false, holds: true, cleared: false })
  await asOwner('DELETE FROM lead WHERE id = $1', [batch.leadIds[0]])
  await asOwner(`UPDATE lead SET state = 'concluded', conclusion = 'unsubstantiated', concluded_at = now() WHERE batch_id = $1`, [
    batch.batchId,
  ])
  expect(await share()).toMatchObject({ issued: 3, open: 0, missing: 1, holds: false, cleared: false })
})

it('tells a recused person that they do not see all, and other departments nothing', async () => {
  const batch = await aBatch(3)
  const [kept = ''] = batch.leadIds
  const recused = await officerOf(places.cityBureau, ['handler'])
  await asOwner(
    `INSERT INTO recusal (id, user_id, subject_type, subject_id, department, region_no, reason, recorded_by_id, recorded_at)
     VALUES (gen_random_uuid(), $1, 'lead', $2, 'MI', 370800, '亲属任职', $1, now())`,
    [recused.userId, kept],
  )
  const actor = { ...recused, recusedIds: [kept] }
  expect(await proofFor(actor, batch.campaignId, batch.number)).toMatchObject({ missing: 1, holds: false, seesAll: false })
  expect(await proveBatches(await officerOf('济宁市公安局', ['handler']), batch.campaignId)).toEqual([])
  expect(await proveBatches(people.otherCounty, batch.campaignId)).toEqual([])
})

it('proves to a county the leads of a campaign that it does not see, once', async () => {
  const { campaignId, number, leadIds } = await aBatch(3)
  const others = async (actor: Actor, besides: string[]) =>
    (await proveOtherBatches(actor, besides))?.find(({ batchNumber }) => batchNumber === number)
  expect(await others(people.handler, [])).toBeUndefined()
  await asOwner('UPDATE lead SET region_no = 370811 WHERE id = $1', [leadIds[0]])
  expect(await others(people.handler, [])).toMatchObject({ name: null, issued: 1, open: 1, whole: false, holds: true, cleared: false })
  expect(await others(people.handler, [campaignId])).toBeUndefined()
  expect(await others(people.otherCounty, [])).toBeUndefined()
  expect(await others(await officerOf('济宁市公安局', ['handler']), [])).toBeUndefined()
  await asOwner('UPDATE lead SET region_no = 370800 WHERE id = $1', [leadIds[0]])
  expect(await others(people.handler, [])).toMatchObject({ issued: 1, left: 1, open: 0, holds: true, cleared: true })
})

it('begins with the newest campaign that has batches for whoever reads', async () => {
  const { campaignId, leadIds } = await aBatch(2)
  const older = await aBatch(1)
  const [bare, below] = [await aCampaign(), await aCampaign()]
  const all = [bare, campaignId, older.campaignId, below]
  await asOwner(`UPDATE campaign SET launched_at = now() - interval '9 days' WHERE id = $1`, [older.campaignId])
  expect(await newestWithBatches(people.city, all)).toBe(campaignId)
  expect(await newestWithBatches(people.city, [bare, below])).toBeNull()
  expect(await newestWithBatches(people.handler, all)).toBeNull()
  await asOwner('UPDATE lead SET region_no = 370811 WHERE id = $1', [older.leadIds[0]])
  expect(await newestWithBatches(people.handler, all)).toBe(older.campaignId)
  await asOwner('UPDATE lead SET region_no = 370811 WHERE id = $1', [leadIds[0]])
  expect(await newestWithBatches(people.handler, all)).toBe(campaignId)
  expect(await newestWithBatches(people.otherCounty, all)).toBeNull()
  expect(await newestWithBatches(await officerOf('济宁市公安局', ['handler']), all)).toBeNull()
})
