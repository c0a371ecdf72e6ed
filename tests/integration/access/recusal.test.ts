import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { asActor } from '#platform/db'
import { rowContext } from '#server/access'
import { getResource, listResource } from '#server/api/queries'
import { addFact } from '#server/case/add-fact'
import { caseFilter, listCases } from '#server/case/list-cases'
import { proposeCase } from '#server/case/propose-case'
import { getCase, getCaseProposal } from '#server/case/queries'
import { listDocuments } from '#server/document/queries'
import { leadFilter } from '#server/lead/lead-filter'
import { listLeads } from '#server/lead/list-leads'
import { getLead } from '#server/lead/queries'
import { getRecusals } from '#server/recusal/queries'
import { declareRecusal, liftRecusal, orderRecusal } from '#server/recusal/recuse'
import { countReferrals } from '#server/referral/list-referrals'
import { getReferral } from '#server/referral/queries'
import { search } from '#server/search/search'
import { caseForm, partyOf } from '../../fixtures/case-scenes'
import { actionsOn, aLead, noticesTo, officerOf, places } from '../../fixtures/matters'
import { aDeliveredPoliceReferral, aScene, at, type Scene, value } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'

const reason = '本人配偶在该机构任职，依法应当回避。'

let scene: Scene
let referralId = ''
let caseId = ''
let leadId = ''
let institutionId = ''
let fileId = ''
beforeEach(async () => {
  scene = await aScene()
  referralId = await aDeliveredPoliceReferral(scene)
  institutionId = randomUUID()
  const [row] = await asOwner<{ case_id: string; lead_id: string; file_id: string }>(
    `SELECT r.case_id, r.lead_id, m.file_id FROM referral r JOIN referral_material m ON m.referral_id = r.id WHERE r.id = $1 AND m.file_id IS NOT NULL LIMIT 1`,
    [referralId],
  )
  if (!row) throw new Error('the scene is wrong')
  caseId = row.case_id
  leadId = row.lead_id
  fileId = row.file_id
  await asOwner(
    `INSERT INTO institution (id, code, name, kind, region_code, region_no, field_ids) VALUES ($1, $2, '清溪医院', 'hospital', '370811', 370811, '{}')`,
    [institutionId, `H${institutionId.slice(0, 11)}`],
  )
  await asOwner('UPDATE case_file SET institution_id = $1 WHERE id = $2', [institutionId, caseId])
  await asOwner('UPDATE lead SET institution_id = $1 WHERE id = $2', [institutionId, leadId])
})

/** The person as the next request finds them. */
const again = async (actor: Actor): Promise<Actor> => {
  const [row] = await asOwner<{ ids: string[] }>('SELECT recused_ids($1) AS ids', [actor.userId])
  return { ...actor, recusedIds: row?.ids ?? [] }
}

/** What of the matter this person still comes upon, by any way. */
async function seenBy(actor: Actor): Promise<string[]> {
  const subject = async (name: 'tasks' | 'documents', subjectId: string) => {
    const page = await listResource(actor, name, { subjectId })
    return page.ok && page.value.items.length > 0
  }
  const under = await asActor(rowContext(actor), async (tx) => ({
    'lead under policies': await tx.lead.count({ where: { id: leadId } }),
    'case under policies': await tx.case.count({ where: { id: caseId } }),
    'facts under policies': await tx.caseFact.count({ where: { caseId } }),
    'referral under policies': await tx.referral.count({ where: { id: referralId } }),
    'materials under policies': await tx.referralMaterial.count({ where: { referralId } }),
    'papers under policies': await tx.officialDocument.count({ where: { subjectId: { in: [caseId, referralId] } } }),
    'clocks under policies': await tx.statutoryClock.count({ where: { subjectId: { in: [leadId, caseId, referralId] } } }),
    'trail under policies': await tx.auditEntry.count({ where: { subjectId: { in: [leadId, caseId, referralId] } } }),
    'file under policies': await tx.storedFile.count({ where: { id: fileId } }),
  }))
  const ways: Record<string, unknown> = {
    lead: await getLead(actor, leadId),
    case: await getCase(actor, caseId, at(31)),
    referral: await getReferral(actor, referralId, at(31)),
    'list of leads': (await listLeads(actor, leadFilter.parse({}))).rows.some(({ id }) => id === leadId),
    'list of cases': (await listCases(actor, caseFilter.parse({}), at(31))).rows.some(({ id }) => id === caseId),
    'case by machine': (await getResource(actor, 'cases', caseId)).ok,
    'referral by machine': (await getResource(actor, 'referrals', referralId)).ok,
    'lead by machine': (await getResource(actor, 'leads', leadId)).ok,
    'papers by machine': await subject('documents', caseId),
    'papers of the referral by machine': await subject('documents', referralId),
    'tasks by machine': await subject('tasks', referralId),
    'list of papers': (await listDocuments(actor, {})).rows.some(({ subjectId }) => subjectId === caseId || subjectId === referralId),
    search: (await search(actor, '清溪医院')).some(({ id }) => [leadId, caseId, referralId].includes(id)),
    ...under,
  }
  return Object.keys(ways).filter((way) => ways[way] !== null && ways[way] !== false && ways[way] !== 0)
}

describe('whoever declares a conflict', () => {
  it.each([
    ['the institution', () => `institution:${institutionId}`],
    ['the lead', () => `lead:${leadId}`],
    ['the case', () => `case:${caseId}`],
  ])('with %s is at once away from lead, case, referral and all that belongs to them', async (_, subject) => {
    expect((await seenBy(scene.handler)).length).toBeGreaterThan(15)
    value(await declareRecusal(scene.handler, { subject: subject(), reason }, at(31)))
    const away = await again(scene.handler)
    expect(await seenBy(away)).toEqual([])
    expect((await countReferrals(away)).sent).toBe((await countReferrals(scene.approver)).sent - 1)
    const fact = {
      caseId,
      version: '2',
      partyId: await partyOf(caseId),
      behaviour: '虚构',
      actFrom: '2026-01-05',
      actTo: '2026-01-06',
      provision: 'P40-3',
      billed: '3',
      irregular: '2',
      fundLoss: '1',
      fraud: '1',
    }
    expect(await addFact(away, fact)).toMatchObject({ refusal: { code: 'notFound' } })
    expect((await seenBy(scene.second)).length, 'a colleague').toBeGreaterThan(15)
    expect((await getReferral(scene.police, referralId, at(31)))?.id, 'the police').toBe(referralId)
  })

  it('is away for the row policies even before the next request', async () => {
    value(await declareRecusal(scene.handler, { subject: `lead:${leadId}`, reason }, at(31)))
    const stale = scene.handler // knows nothing of it yet
    expect(await asActor(rowContext(stale), (tx) => tx.referral.count({ where: { id: referralId } }))).toBe(0)
    expect(await getCase(stale, caseId, at(31))).toBeNull()
  })

  it('leaves a line on the matter, and tells the own agency', async () => {
    value(await declareRecusal(scene.handler, { subject: `case:${caseId}`, reason }, at(31)))
    expect(await actionsOn(caseId)).toContain('recusal.declare')
    expect(await noticesTo(scene.handler.agencyId)).toContain('recusalDeclared')
    const { standing } = await getRecusals(scene.approver, [{ type: 'case', id: caseId }], at(32))
    expect(standing).toMatchObject([{ userId: scene.handler.userId, userName: '张敏', reason, mayLift: true }])
  })

  it('with what is out of reach, or with nothing, is refused', async () => {
    const stranger = await officerOf(places.otherBureau, ['handler'])
    const ask = (actor: Actor, subject: string, why = reason) => declareRecusal(actor, { subject, reason: why }, at(31))
    for (const subject of [`lead:${leadId}`, `case:${caseId}`, `referral:${referralId}`])
      expect(await ask(stranger, subject)).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await ask(scene.handler, `case:${randomUUID()}`)).toMatchObject({ refusal: { code: 'notFound' } })
    for (const [subject, why] of [
      ['case:x', reason],
      ['campaign:x', reason],
      [`case:${caseId}`, '回避'],
    ])
      expect(await ask(scene.handler, subject ?? '', why)).toMatchObject({ refusal: { code: 'invalidInput' } })
    expect(await asOwner('SELECT FROM recusal WHERE user_id = $1', [stranger.userId])).toEqual([])
  })

  it('on the receiving side is away from the referral alone', async () => {
    value(await declareRecusal(scene.police, { subject: `referral:${referralId}`, reason }, at(31)))
    expect(await getReferral(await again(scene.police), referralId, at(31))).toBeNull()
    expect(await asActor(rowContext(scene.police), (tx) => tx.storedFile.count({ where: { id: fileId } }))).toBe(0)
  })
})

describe('the approver', () => {
  const order = (actor: Actor, userId: string, subject = `case:${caseId}`) => orderRecusal(actor, { subject, userId, reason }, at(31))

  it('orders a person of the own agency to keep away, and lifts it again with a reason', async () => {
    value(await order(scene.approver, scene.second.userId))
    expect(await seenBy(await again(scene.second))).toEqual([])
    expect(await order(scene.approver, scene.second.userId)).toMatchObject({ refusal: { code: 'alreadyExists' } })

    const [{ id: recusalId } = { id: '' }] = (await getRecusals(scene.approver, [{ type: 'case', id: caseId }], at(32))).standing
    expect(await liftRecusal(scene.second, { recusalId, reason }, at(32))).toMatchObject({ refusal: { code: 'notFound' } })
    value(await liftRecusal(scene.approver, { recusalId, reason: '经核实，不存在利害关系。' }, at(33)))
    expect((await seenBy(await again(scene.second))).length).toBeGreaterThan(15)
    expect(await liftRecusal(scene.approver, { recusalId, reason }, at(34))).toMatchObject({ refusal: { code: 'wrongState' } })
    expect((await actionsOn(caseId)).filter((action) => action.startsWith('recusal.'))).toEqual(['recusal.order', 'recusal.lift'])

    value(await order(scene.approver, scene.second.userId)) // it can stand again
    expect(await seenBy(await again(scene.second))).toEqual([])
  })

  it('of another agency or department neither orders nor lifts it; nor does a handler', async () => {
    value(await declareRecusal(scene.second, { subject: `case:${caseId}`, reason }, at(31)))
    const [{ id: recusalId } = { id: '' }] = (await getRecusals(scene.approver, [{ type: 'case', id: caseId }], at(32))).standing
    const cityApprover = await officerOf(places.cityBureau, ['approver'])
    for (const actor of [cityApprover, await officerOf(places.otherBureau, ['approver']), scene.police, scene.handler]) {
      expect(await liftRecusal(actor, { recusalId, reason }, at(32))).toMatchObject({ refusal: { code: 'notFound' } })
      expect(await order(actor, scene.handler.userId)).toMatchObject({ refusal: { code: 'notFound' } })
    }
    expect(await order(scene.approver, scene.police.userId)).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await order(scene.approver, scene.approver.userId)).toMatchObject({ refusal: { code: 'notFound' } })
  })

  it('does not lift the own', async () => {
    value(await declareRecusal(scene.approver, { subject: `case:${caseId}`, reason }, at(31)))
    const [row] = await asOwner<{ id: string }>('SELECT id FROM recusal WHERE user_id = $1', [scene.approver.userId])
    const lifted = await liftRecusal(await again(scene.approver), { recusalId: row?.id, reason }, at(32))
    expect(lifted).toMatchObject({ refusal: { code: 'samePerson' } })
  })
})

describe('a recusal', () => {
  it('keeps its person from being the second officer, and from the choice of one', async () => {
    const lead = await aLead()
    value(await orderRecusal(scene.approver, { subject: `lead:${lead}`, userId: scene.second.userId, reason }, at(31)))
    const proposed = await proposeCase(scene.handler, caseForm(lead, scene), at(32))
    expect(proposed).toMatchObject({ refusal: { code: 'officerRecused' } })
    const offered = await getCaseProposal(scene.handler, lead, at(32))
    expect(offered?.colleagues.map(({ id }) => id)).not.toContain(scene.second.userId)
  })

  it('is never removed, only lifted', async () => {
    value(await declareRecusal(scene.handler, { subject: `case:${caseId}`, reason }, at(31)))
    await expect(asActor(rowContext(scene.approver), (tx) => tx.$executeRawUnsafe('DELETE FROM recusal'))).rejects.toThrow(
      /permission denied/,
    )
  })
})
