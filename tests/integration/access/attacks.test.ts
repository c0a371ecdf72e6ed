import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { audit } from '#platform/audit'
import { asActor, type Tx } from '#platform/db'
import { rowContext } from '#server/access'
import { getResource, listResource } from '#server/api/queries'
import { getDutyCell, getDutyMatrix } from '#server/campaign/duty-matrix'
import { getCampaign, listCampaigns } from '#server/campaign/queries'
import { caseFilter, listCases } from '#server/case/list-cases'
import { getCase, getCaseProposal } from '#server/case/queries'
import { getWorkCentre } from '#server/desk/work-list'
import { listDocuments } from '#server/document/queries'
import { getImport } from '#server/lead/import-queries'
import { getLead } from '#server/lead/queries'
import { getReferral } from '#server/referral/queries'
import { search } from '#server/search/search'
import { getFiling } from '#server/self-inspection/filing-queries'
import { filingFilter, listFilings } from '#server/self-inspection/list-filings'
import { getSpotCheck } from '#server/self-inspection/spot-check-queries'
import { openFigure } from '#server/summary/open-figure'
import { getReport, listReports } from '#server/summary/queries'
import { reportPaper } from '#server/summary/report-paper'
import { scopeOf } from '#server/summary/scope'
import { aCaseUnderInvestigation, partyOf } from '../../fixtures/case-scenes'
import { aCampaign, officerOf, places } from '../../fixtures/matters'
import { complianceOfficer } from '../../fixtures/people'
import { aProposedPoliceReferral, aScene, at, type Scene } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'
import { downloaded } from '../../support/downloaded'

let scene: Scene
let caseId: string
let referralId: string
beforeAll(async () => {
  scene = await aScene()
  referralId = await aProposedPoliceReferral(scene)
  caseId = await aCaseUnderInvestigation(scene)
})

const administrator = (actor: Actor): Actor => ({
  ...actor,
  roles: ['systemAdmin'],
  department: null,
  agencyId: null,
  regionNo: 0,
  regionLo: null,
  regionHi: null,
  clearance: 0,
})

describe('an address with an id in it', () => {
  const doors: readonly (readonly [string, (actor: Actor, id: string) => Promise<unknown>])[] = [
    ['file', downloaded],
    ['lead', getLead],
    ['import', getImport],
    ['case', (actor, id) => getCase(actor, id, at(0))],
    ['case proposal', (actor, id) => getCaseProposal(actor, id, at(0))],
    ['referral', (actor, id) => getReferral(actor, id, at(0))],
    ['filing', getFiling],
    ['spot check', getSpotCheck],
    ['report', getReport],
    ['paper of a report', reportPaper],
    ['figure of a report', (actor, id) => openFigure(actor, id, 'x')],
    ['campaign', getCampaign],
    ['duties', getDutyMatrix],
    ['duty', (actor, id) => getDutyCell(actor, id, id, 'MI')],
    ['number', (actor, id) => scopeOf(actor, id, null)],
  ]

  it.each(doors)('leads to nothing when it cannot be one: %s', async (_, open) => {
    for (const id of ['', 'x', '-'.repeat(36), `${randomUUID()}0`, "' OR 1=1 --", randomUUID(), 'a'.repeat(100_000)])
      expect(await open(scene.handler, id), id.slice(0, 40)).toBeNull()
  })
})

describe('a filter in an address', () => {
  it('that no column can hold is no filter, and no fault', async () => {
    const odd = { region: '99999999999', after: '0000-01-01~00000000-0000-7000-8000-000000000000', q: 'x'.repeat(100_000) }
    expect((await listCases(scene.handler, caseFilter.parse(odd), at(0))).rows.map(({ id }) => id)).toContain(caseId)
    expect(await listFilings(scene.handler, filingFilter.parse(odd))).toBeDefined()
    expect(await listResource(scene.handler, 'campaigns', { year: '99999999999' })).toMatchObject({ refusal: { code: 'invalidInput' } })
  })
})

describe('the case and the proposed transfer of one county', () => {
  it.each<[string, () => Promise<Actor>]>([
    ['another county', () => officerOf(places.otherBureau, ['handler', 'approver'], { clearance: 3 })],
    ['the police, before delivery', async () => scene.police],
    ['the procuratorate, before delivery', async () => scene.procurator],
    ['the court', async () => scene.judge],
    ['the health authority', async () => scene.health],
    ['an institution', async () => complianceOfficer(randomUUID(), 370811, { clearance: 3 })],
    ['an administrator', async () => administrator(scene.approver)],
  ])('do not exist for %s, by id, list, search, number, desk or machine', async (_, person) => {
    const actor = await person()
    expect(await getCase(actor, caseId, at(0))).toBeNull()
    expect(await getReferral(actor, referralId, at(0))).toBeNull()
    expect(await getResource(actor, 'cases', caseId)).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await getResource(actor, 'referrals', referralId)).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await listResource(actor, 'tasks', {})).toMatchObject({ value: { items: [] } })
    expect((await listDocuments(actor, {})).rows).toEqual([])
    expect((await search(actor, '清溪医院')).filter(({ group }) => group !== 'institution')).toEqual([])
    const desk = await getWorkCentre(actor, {}, at(0))
    expect(desk.items.filter(({ title }) => title.includes('清溪'))).toEqual([])
  })

  it('no campaign, report or number opens to an institution or an administrator', async () => {
    const [{ id } = { id: '' }] = await asOwner<{ id: string }>("SELECT id FROM campaign WHERE state = 'launched' LIMIT 1")
    for (const actor of [complianceOfficer(randomUUID(), 370811), administrator(scene.approver)]) {
      expect(await listCampaigns(actor)).toEqual([])
      expect(await getCampaign(actor, id)).toBeNull()
      expect(await scopeOf(actor, id, 370811)).toBeNull()
      expect(await listReports(actor)).toEqual([])
    }
    expect(await getCampaign(scene.handler, id)).toMatchObject({ id })
  })
})

describe('whoever keeps away from a case', () => {
  it('sees neither it nor its clocks, papers and trail', async () => {
    const belonging = (actor: Actor) =>
      Promise.all([listResource(actor, 'tasks', { subjectId: caseId }), listResource(actor, 'documents', { subjectId: caseId })])
    const lines = (actor: Actor) => asActor(rowContext(actor), (tx) => tx.auditEntry.count({ where: { subjectId: caseId } }))
    for (const found of await belonging(scene.second)) expect(found).not.toMatchObject({ value: { items: [] } })
    expect(await lines(scene.second)).toBeGreaterThan(0)

    await asOwner(
      `INSERT INTO recusal (id, subject_type, subject_id, user_id, reason, department, region_no, recorded_by_id, recorded_at)
       VALUES ($1, 'case', $2, $3, '近亲属在该院任职', 'MI', 370811, $1, now())`,
      [randomUUID(), caseId, scene.second.userId],
    )
    const away = { ...scene.second, recusedIds: [caseId] }
    expect(await getCase(away, caseId, at(0))).toBeNull()
    for (const found of await belonging(away)) expect(found).toMatchObject({ value: { items: [] } })
    // The row policies alone, as if a query had forgotten who asks.
    const open = await asActor(rowContext(away), async (tx) => [
      await tx.statutoryClock.count({ where: { subjectId: caseId } }),
      await tx.officialDocument.count({ where: { subjectId: caseId } }),
      await tx.auditEntry.count({ where: { subjectId: caseId } }),
    ])
    expect(open).toEqual([0, 0, 0])
  })
})

describe('the trail', () => {
  const line = (actor: Actor) => ({
    at: at(0),
    actor,
    action: 'case.file' as const,
    subject: { type: 'case', id: randomUUID() },
    change: {},
  })

  it('takes no line in another person’s name', async () => {
    const forged = line(scene.approver)
    await expect(asActor(rowContext(scene.handler), (tx) => audit(tx, forged))).rejects.toThrow(/names who acts/)
    expect(await asOwner('SELECT FROM audit_entry WHERE subject_id = $1', [forged.subject.id])).toEqual([])
    await expect(asActor(rowContext(scene.handler), (tx) => audit(tx, line(scene.handler)))).resolves.toBeUndefined()
  })
})

describe('accounts and posts', () => {
  it.each(['user_account', 'post'])('are never removed by the program: %s', async (table) => {
    await expect(asActor(rowContext(scene.handler), (tx) => tx.$executeRawUnsafe(`DELETE FROM ${table}`))).rejects.toThrow(
      /permission denied/,
    )
  })
})

describe('an institution', () => {
  it('is told by machine of the campaigns that it files in, and of no other', async () => {
    const [institutionId, other] = [randomUUID(), randomUUID()]
    for (const id of [institutionId, other]) {
      await asOwner(
        `INSERT INTO institution (id, code, name, kind, region_code, region_no, field_ids) VALUES ($1, $2, '甲医院', 'hospital', '370811', 370811, '{}')`,
        [id, `H${id.slice(0, 11)}`],
      )
    }
    const [mine, theirs, stranger] = [await aCampaign(), await aCampaign(), complianceOfficer(randomUUID(), 370811)]
    const [checklist] = await asOwner<{ id: string }>('SELECT id FROM checklist LIMIT 1')
    for (const [campaignId, of] of [
      [mine, institutionId],
      [theirs, other],
    ] as const) {
      await asOwner(
        `INSERT INTO filing (id, number, campaign_id, checklist_id, institution_id, institution_name, region_no, look_back_from, due_on)
         VALUES ($1, $2, $3, $4, $5, '甲医院', 370811, '2024-01-01', '2026-12-31')`,
        [randomUUID(), `ZC-${randomUUID()}`, campaignId, checklist?.id, of],
      )
    }
    const listed = async (actor: Actor) => {
      const page = await listResource(actor, 'campaigns', {})
      return page.ok ? page.value.items.map(({ id }) => id) : page.refusal
    }
    const officer = complianceOfficer(institutionId, 370811)
    expect(await listed(officer)).toEqual([mine])
    expect(await listed(stranger)).toEqual([])
    expect(await getResource(officer, 'campaigns', theirs)).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await asActor(rowContext(officer), (tx) => tx.campaign.findMany({ select: { id: true } }))).toEqual([{ id: mine }])
  })
})

describe('a new row', () => {
  it('stands in its writer’s reach, whatever a command might let through', async () => {
    const { handler, police } = scene
    const [campaignId] = [await aCampaign()]
    const under = (actor: Actor, write: (tx: Tx) => Promise<unknown>) => asActor(rowContext(actor), write)
    const batch = (department: 'MI' | 'PS', regionNo: number, agencyId: string | null) => ({
      number: `PC-${randomUUID()}`,
      campaignId,
      agencyId: agencyId ?? '',
      department,
      regionNo,
      name: '测试批次',
      source: 'province' as const,
      origin: 'prescribed' as const,
      issuedCount: 0,
      dueOn: new Date('2026-12-31'),
      importedById: handler.userId,
      importedAt: at(0),
    })
    const refused = /row-level security/
    await expect(under(handler, (tx) => tx.leadBatch.createMany({ data: [batch('MI', 370811, handler.agencyId)] }))).resolves.toBeDefined()
    await expect(under(handler, (tx) => tx.leadBatch.createMany({ data: [batch('MI', 370881, handler.agencyId)] }))).rejects.toThrow(
      refused,
    )
    await expect(under(police, (tx) => tx.leadBatch.createMany({ data: [batch('MI', 370811, police.agencyId)] }))).rejects.toThrow(refused)
    const fact = {
      caseId,
      partyId: await partyOf(caseId),
      seq: 9,
      behaviour: 'x',
      actFrom: at(0),
      actTo: at(0),
      foundOn: at(0),
      law: 'x',
      article: 'x',
      billedFen: 3n,
      irregularFen: 2n,
      fundLossFen: 1n,
    }
    await expect(under(police, (tx) => tx.caseFact.createMany({ data: [fact] }))).rejects.toThrow(refused)
    await expect(under(handler, (tx) => tx.caseFact.createMany({ data: [fact] }))).resolves.toBeDefined()
    const recusal = {
      subjectType: 'case',
      subjectId: caseId,
      userId: handler.userId,
      department: 'MI' as const,
      regionNo: 370811,
      reason: 'x',
    }
    const recordedBy = { recordedById: police.userId, recordedAt: at(0) }
    await expect(under(police, (tx) => tx.recusal.createMany({ data: [{ ...recusal, ...recordedBy }] }))).rejects.toThrow(refused)
    const clock = {
      subjectType: 'case' as const,
      subjectId: caseId,
      subjectNumber: 'x',
      subjectTitle: 'x',
      ruleId: 'CK99',
      startedAt: at(0),
      dueAt: at(1),
      responsibleRegionNo: 370811,
    }
    await expect(under(police, (tx) => tx.statutoryClock.createMany({ data: [clock] }))).rejects.toThrow(refused)
    await expect(under(handler, (tx) => tx.statutoryClock.createMany({ data: [clock] }))).resolves.toBeDefined()
  })
})
