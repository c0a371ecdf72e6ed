import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import type { EvidenceRow } from '#domain/lead/evidence'
import { asActor } from '#platform/db'
import { rowContext } from '#server/access'
import { evidenceOfLead } from '#server/lead/evidence-of-lead'
import { keepEvidence } from '#server/lead/keep-evidence'
import { getLead } from '#server/lead/queries'
import { sendBackVerification, submitVerification } from '#server/lead/verify-lead'
import { done } from '../../fixtures/campaigns'
import { aLeadInWork, anAssignedLead, evidenceOf, type LeadPeople, leadPeople, strangers, verificationForm } from '../../fixtures/leads'
import { asOwner } from '../../support/as-owner'

let people: LeadPeople
beforeAll(async () => {
  people = await leadPeople()
})

const rows: readonly EvidenceRow[] = [
  { table: 'trac', key: 'D1', cells: { drug_trac_codg: '8100', finl_trns_pric: 40, certno: '370899199001011234' } },
  { table: 'trac', key: 'D2', cells: { drug_trac_codg: '8100', finl_trns_pric: 40, rx_flag: null } },
  { table: 'fee', key: 'F1', cells: { det_item_fee_sumamt: 40 } },
]
const keep = (actor: Actor, leadId: string) => asActor(rowContext(actor), (tx) => keepEvidence({ tx }, [{ leadId, rows }]))

it('shows the rows of a hit table by table, masked, to whoever sees the lead and to nobody else', async () => {
  const leadId = await anAssignedLead()
  expect(await evidenceOfLead(people.handler, leadId)).toMatchObject({ rowCount: 0, missing: ['rows', 'clause', 'reasoning'] })
  await keep(people.city, leadId)
  await asOwner(`UPDATE lead SET model_code = 'M07', model_version = '1.0.0', clause = '第三十八条', reasoning = '2 ≥ 2' WHERE id = $1`, [
    leadId,
  ])
  const shown = await evidenceOfLead(people.handler, leadId)
  expect(shown).toMatchObject({ rowCount: 3, clause: '第三十八条', missing: [] })
  expect(shown?.tables).toEqual([
    {
      name: 'trac',
      columns: ['drug_trac_codg', 'finl_trns_pric', 'certno', 'rx_flag'],
      rows: [
        { key: 'D1', cells: ['8100', 40, '370899********1234', undefined] },
        { key: 'D2', cells: ['8100', 40, undefined, null] },
      ],
    },
    { name: 'fee', columns: ['det_item_fee_sumamt'], rows: [{ key: 'F1', cells: [40] }] },
  ])
  for (const [who, person] of strangers.filter(([who]) => who !== 'no role' && who !== 'a supervisor'))
    expect(await evidenceOfLead(await person(), leadId), who).toBeNull()
  expect(await evidenceOfLead(people.handler, randomUUID())).toBeNull()
})

it('is neither changed nor added by whoever does not see the lead', async () => {
  const leadId = await anAssignedLead()
  await expect(keep(people.otherCounty, leadId)).rejects.toThrow(/row-level security/)
  await keep(people.city, leadId)
  const forge = (sql: string) => asActor(rowContext(people.handler), (tx) => tx.$executeRawUnsafe(sql))
  await expect(forge(`UPDATE lead_evidence SET cells = '{}' WHERE lead_id = '${leadId}'`)).rejects.toThrow(/permission denied/)
  await expect(forge(`DELETE FROM lead_evidence WHERE lead_id = '${leadId}'`)).rejects.toThrow(/permission denied/)
})

it('keeps with each round the points that were gone through, in the words of the model’s template', async () => {
  const leadId = await aLeadInWork(people.handler)
  await asOwner(`UPDATE lead SET model_code = 'M02' WHERE id = $1`, [leadId])
  const send = async (version: number, checked: unknown) =>
    submitVerification(people.handler, verificationForm(leadId, version, { evidenceFileIds: await evidenceOf(people.handler), checked }))
  done(await send(3, ['fetch-1', 'falseAlarms-2', 'made-up']))
  done(await sendBackVerification(people.reviewer, { leadId, version: 4, note: '请补充询问记录' }))
  done(await send(5, 'ask-1'))
  expect((await getLead(people.reviewer, leadId))?.verifications.map(({ checked }) => checked)).toEqual([
    ['两次住院的病案首页和出院小结', '产科、精神科'],
    ['患者：是否被要求先出院再入院'],
  ])
})
