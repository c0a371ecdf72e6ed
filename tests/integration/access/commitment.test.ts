import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { asActor } from '#platform/db'
import { rowContext } from '#server/access'
import { getResource, listResource } from '#server/api/queries'
import { withheldFrom, withheldMatter } from '#server/campaign/commitment'
import { signCommitment } from '#server/campaign/sign-commitment'
import { caseFilter, listCases } from '#server/case/list-cases'
import { proposeCase } from '#server/case/propose-case'
import { getCase } from '#server/case/queries'
import { getWorkCentre } from '#server/desk/work-list'
import { listDocuments } from '#server/document/queries'
import { attachFiles } from '#server/file/attach'
import { actorOfToken, createToken } from '#server/identity/tokens'
import { countReferrals, listReferrals } from '#server/referral/list-referrals'
import { proposeDepartmentReferral } from '#server/referral/propose-department-referral'
import { getReferral } from '#server/referral/queries'
import { receiveReferral } from '#server/referral/receive-referral'
import { search } from '#server/search/search'
import { openRows } from '#server/summary/measure'
import { anAccount } from '../../fixtures/accounts'
import { caseForm } from '../../fixtures/case-scenes'
import { aLead, places } from '../../fixtures/matters'
import { aDeliveredPoliceReferral, aScene, at, healthForm, type Scene, value } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'
import { downloaded } from '../../support/downloaded'

let scene: Scene
let caseId = ''
let referralId = ''
let campaignId = ''
let evidenceId = ''
let number = ''
beforeAll(async () => {
  scene = await aScene()
  referralId = await aDeliveredPoliceReferral(scene)
  const [row] = await asOwner<{ case_id: string; campaign_id: string; number: string; file_id: string }>(
    `SELECT case_id, campaign_id, r.number, m.file_id FROM referral r JOIN referral_material m ON m.referral_id = r.id
     WHERE r.id = $1 AND m.file_id IS NOT NULL LIMIT 1`,
    [referralId],
  )
  if (!row) throw new Error('the scene is wrong')
  caseId = row.case_id
  campaignId = row.campaign_id
  number = row.number
  evidenceId = row.file_id
})

/** The person as a session finds them: committed to what their unit has signed, which is what the database says. */
const asSession = async (actor: Actor): Promise<Actor> => {
  const [row] = await asOwner<{ ids: string[] }>('SELECT committed_ids($1) AS ids', [actor.agencyId])
  return { ...actor, committedTo: row?.ids ?? [] }
}

const everyone = () => [
  ['the handler of the case', scene.handler] as const,
  ['the approver', scene.approver] as const,
  ['the police it was sent to', scene.police] as const,
  ['the procuratorate it was copied to', scene.procurator] as const,
]

/** Every way in which a case or a referral shows itself, with what it shows to this person. */
async function shownTo(actor: Actor): Promise<string[]> {
  const list = async (name: 'cases' | 'referrals' | 'documents' | 'tasks') => {
    const page = await listResource(actor, name, {})
    return page.ok && page.value.items.length > 0
  }
  const scope = { campaignId, regionLo: 370800, regionHi: 370899 }
  const under = await asActor(rowContext(actor), async (tx) => [
    await tx.case.count(),
    await tx.caseFact.count(),
    await tx.referral.count(),
    await tx.referralMaterial.count(),
    await tx.officialDocument.count(),
    await tx.statutoryClock.count({ where: { subjectType: { in: ['case', 'referral'] } } }),
    await tx.auditEntry.count({ where: { subjectType: { in: ['case', 'referral'] } } }),
    await tx.attachment.count({ where: { subjectType: { in: ['case', 'referral'] } } }),
  ])
  const desk = await getWorkCentre(actor, {}, at(31))
  const ways: Record<string, unknown> = {
    case: await getCase(actor, caseId, at(31)),
    referral: await getReferral(actor, referralId, at(31)),
    'list of cases': (await listCases(actor, caseFilter.parse({}), at(31))).rows.length > 0,
    'inbox and register': Object.values(await countReferrals(actor)).some((count) => count > 0),
    'list of referrals': (await listReferrals(actor, 'toReceive', {}, at(31))).rows.length > 0,
    'papers of the case': (await listDocuments(actor, {})).rows.length > 0,
    'case by machine': (await getResource(actor, 'cases', caseId)).ok,
    'referral by machine': (await getResource(actor, 'referrals', referralId)).ok,
    'cases by machine': await list('cases'),
    'referrals by machine': await list('referrals'),
    'papers by machine': await list('documents'),
    'tasks by machine': await list('tasks'),
    search: (await search(actor, '清溪医院')).some(({ group }) => group === 'case' || group === 'referral'),
    'search by number': (await search(actor, number)).length > 0,
    'material of it': await downloaded(actor, evidenceId),
    'rows behind a number': (await openRows(actor, 'casesFiled', scope)).rows.length > 0,
    desk: desk.items.some(({ title }) => title.includes('清溪')),
    'row policies alone': under.some((count) => count > 0),
  }
  return Object.keys(ways).filter((way) => ways[way] !== null && ways[way] !== false)
}

describe('a unit that has not signed the campaign’s commitment', () => {
  it('is shown nothing of its cases and referrals, in any way that they show themselves', async () => {
    for (const [who, person] of everyone()) {
      expect(await shownTo(await asSession(person)), who).toEqual([])
      expect(await shownTo(person), `${who}, past the commitment`).not.toEqual([])
    }
  })

  it('is told what to sign, how much that holds back, and by a referral’s address the same', async () => {
    const handler = await asSession(scene.handler)
    expect(await withheldFrom(handler)).toMatchObject({
      campaigns: [{ id: campaignId, cases: 1, referrals: 1 }],
      waiting: [],
      maySign: true,
    })
    expect(await withheldMatter(handler, 'case', caseId)).toMatchObject({ campaigns: [{ id: campaignId }] })
  })

  it('that a referral was sent to sees that it waits and until when, and no word of it', async () => {
    const police = await asSession(scene.police)
    for (const withheld of [await withheldFrom(police), await withheldMatter(police, 'referral', referralId)]) {
      expect(withheld?.waiting).toMatchObject([{ id: referralId, number, kind: 'police', state: 'delivered', senderName: places.bureau }])
      expect(JSON.stringify(withheld)).not.toMatch(/清溪|诈骗|虚假|骗取/)
    }
  })

  it('is told nothing of what is out of reach anyway', async () => {
    for (const stranger of [scene.health, scene.finance]) {
      expect(await withheldFrom(await asSession(stranger))).toMatchObject({ campaigns: [] })
      expect(await withheldMatter(await asSession(stranger), 'case', caseId)).toBeNull()
      expect(await withheldMatter(await asSession(stranger), 'referral', referralId)).toBeNull()
    }
    expect(await withheldMatter(await asSession(scene.handler), 'case', randomUUID())).toBeNull()
    expect(await withheldMatter(await asSession(scene.handler), 'case', "' OR 1=1")).toBeNull()
  })

  it('neither receives a referral nor opens a case or a referral, and is told why', async () => {
    const [police, handler] = [await asSession(scene.police), await asSession(scene.handler)]
    expect(await receiveReferral(police, { referralId, version: '3' }, at(32))).toMatchObject({ refusal: { code: 'notFound' } })
    const leadId = await aLead()
    expect(await proposeCase(handler, caseForm(leadId, scene))).toMatchObject({ refusal: { code: 'commitmentUnsigned' } })
    expect(await proposeDepartmentReferral(handler, await healthForm({ leadId }))).toMatchObject({
      refusal: { code: 'commitmentUnsigned' },
    })
    expect(await asOwner('SELECT FROM case_file WHERE lead_id = $1', [leadId])).toEqual([])
  })

  it('attaches no file of a case elsewhere', async () => {
    const handler = await asSession(scene.handler)
    const context = { actor: handler, now: at(32) }
    const attach = asActor(rowContext(handler), (tx) =>
      attachFiles({ ...context, tx } as never, { type: 'lead', id: randomUUID() }, { department: 'MI', regionNo: 370811 }, 'evidence', [
        evidenceId,
      ]),
    )
    await expect(attach).rejects.toMatchObject({ refusal: { code: 'notFound' } })
  })
})

describe('the commitment', () => {
  const sign = (actor: Actor, commitment = 'on', id = campaignId) => signCommitment(actor, { campaignId: id, commitment }, at(33))

  it('is signed with its words ticked, by someone who acts for a unit that takes part', async () => {
    expect(await sign(scene.handler, 'off')).toMatchObject({ refusal: { code: 'commitmentMissing' } })
    const supervisor: Actor = { ...scene.handler, roles: ['supervisor'] }
    expect(await sign(supervisor)).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await sign({ ...scene.handler, agencyId: null, department: null })).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await sign(scene.handler, 'on', randomUUID())).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await asOwner('SELECT FROM commitment WHERE campaign_id = $1', [campaignId])).toEqual([])
  })

  it('opens the campaign’s cases and referrals to that unit at once, and to no other', async () => {
    value(await sign(scene.police))
    expect(await shownTo(await asSession(scene.police))).toContain('referral')
    expect(await withheldFrom(await asSession(scene.police))).toMatchObject({ campaigns: [] })
    expect(await shownTo(await asSession(scene.procurator))).toEqual([])
    value(await sign(scene.handler))
    const [signed, before] = [await shownTo(await asSession(scene.handler)), await shownTo(scene.handler)]
    expect(signed).toEqual(before)
    expect(await sign(scene.handler)).toMatchObject({ refusal: { code: 'alreadyExists' } })
    expect(
      await asOwner(`SELECT count(*)::int AS n FROM audit_entry WHERE subject_id = $1 AND action = 'campaign.commit'`, [campaignId]),
    ).toEqual([{ n: 2 }])
  })

  it('of one campaign opens no other', async () => {
    const other = await aDeliveredPoliceReferral(scene)
    const police = await asSession(scene.police)
    expect(await getReferral(police, referralId, at(34))).not.toBeNull()
    expect(await getReferral(police, other, at(34))).toBeNull()
    expect(await withheldMatter(police, 'referral', other)).not.toBeNull()
  })

  it('is what a person’s token reads by, as their session does', async () => {
    const { login } = await anAccount({ agency: places.procuratorate })
    const token = value(await createToken({ login, name: 'test' }, at(34)))
    expect((await actorOfToken(token, at(35)))?.actor.committedTo).toEqual([])
    value(await sign(scene.procurator))
    const actor = (await actorOfToken(token, at(36)))?.actor
    expect(actor?.committedTo).toEqual([campaignId])
    expect(actor && (await getResource(actor, 'referrals', referralId)).ok).toBe(true)
  })
})
