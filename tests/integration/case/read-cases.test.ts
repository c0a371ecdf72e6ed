import { beforeAll, describe, expect, it } from 'vitest'
import { stepCitation } from '#domain/law/law'
import { caseFilter, listCases } from '#server/case/list-cases'
import { getCase } from '#server/case/queries'
import { readFile } from '#server/case/read-file'
import { hotQuery, query } from '#server/query'
import { proposePoliceReferral } from '#server/referral/propose-police-referral'
import { aDesk, aFiledCase, aProposedCase, type Desk, filedAt } from '../../fixtures/case-scenes'
import { officerOf, places } from '../../fixtures/matters'
import { policeForm } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'

let desk: Desk
let filed: string
let proposed: string
beforeAll(async () => {
  desk = await aDesk()
  filed = await aFiledCase(desk)
  proposed = await aProposedCase(desk)
})

const later = new Date('2026-12-01T00:00:00Z')
const ask = (query: Record<string, string> = {}) => caseFilter.parse(query)
const listed = async (actor: Desk['handler'], query: Record<string, string> = {}) =>
  (await listCases(actor, ask(query), later)).rows.map(({ id }) => id)

describe('the list of cases', () => {
  it('shows the region and those above it, newest first', async () => {
    expect(await listed(desk.handler)).toEqual([proposed, filed])
    expect(await listed(await officerOf(places.cityBureau, ['supervisor']))).toEqual([proposed, filed])
    for (const [place, override] of [
      [places.otherBureau, {}],
      [places.police, {}],
      [places.bureau, { clearance: 1 }],
      [places.bureau, { recusedIds: [filed, proposed] }],
    ] as const) {
      expect(await listed(await officerOf(place, ['handler'], override))).toEqual([])
    }
  })

  it('filters by state, officer, lateness and words, and ignores what is no filter', async () => {
    expect(await listed(desk.handler, { state: 'filed' })).toEqual([filed])
    expect(await listed(desk.second, { mine: '1' })).toEqual([proposed, filed])
    expect(await listed(desk.approver, { mine: '1' })).toEqual([])
    expect(await listed(desk.handler, { late: '1' })).toEqual([proposed, filed])
    expect(await listed(desk.handler, { q: '清溪' })).toEqual([proposed, filed])
    expect(await listed(desk.handler, { q: '%' })).toEqual([])
    expect(await listed(desk.handler, { state: 'whatever', after: 'x' })).toEqual([proposed, filed])
    expect(await listed(desk.handler, { after: proposed })).toEqual([filed])
  })

  it('carries the money and the next clock of each row', async () => {
    const [row] = (await listCases(desk.handler, ask({ state: 'filed' }), later)).rows
    expect(row).toMatchObject({
      fundLossFen: '71200000',
      returnedFen: '0',
      agencyName: '任城区医保局',
      officers: '张敏、李强',
      referralCount: 0,
    })
    expect(row?.dueAt).toEqual(new Date('2026-09-06T16:00:00Z'))
  })

  it('counts what was referred, and not what comes back', async () => {
    const caseId = await aFiledCase(desk)
    const referral = await proposePoliceReferral(desk.handler, await policeForm(caseId), filedAt)
    const count = async () => (await listCases(desk.handler, ask(), later)).rows.find(({ id }) => id === caseId)?.referralCount
    expect(await count()).toBe(1)
    await asOwner(
      `INSERT INTO referral SELECT (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'number', r.number || '-b', 'kind', 'handBack', 'origin_id', r.id))).*
       FROM referral r WHERE r.case_id = $1`,
      [caseId],
    )
    expect(referral.ok).toBe(true)
    expect(await count()).toBe(1)
    await asOwner('DELETE FROM referral WHERE case_id = $1 AND origin_id IS NOT NULL', [caseId])
  })
})

describe('the page of a case', () => {
  it('has every field as the database client would give it', async () => {
    for (const id of [filed, proposed]) {
      const { file, under } = await readByClient(desk.handler, id)
      const read = await hotQuery(desk.handler, (client) => readFile(client, desk.handler, id))
      expect(read).toEqual({ ...file, ...under })
      expect(read?.facts.length).toBeGreaterThan(0)
      expect(read?.trail.length).toBeGreaterThan(0)
      expect(read?.documents.length).toBeGreaterThan(0)
    }
  })

  it('is told with it what a court made of it and what fines of its place are measured by, as far as it is told to this department', async () => {
    const caseId = await aFiledCase(desk)
    await proposePoliceReferral(desk.handler, await policeForm(caseId), filedAt)
    for (const [note, openTo] of [
      ['立案', '{MI,PS}'],
      ['内部', '{PS}'],
    ])
      await asOwner(
        `INSERT INTO criminal_progress (id, referral_id, kind, occurred_on, note, department, agency_id, recorded_by_id, recorded_by_name, recorded_at, open_to)
         SELECT gen_random_uuid(), id, 'filed', '2026-08-01', $2, 'PS', sender_agency_id, gen_random_uuid(), '', now(), $3::"Department"[]
         FROM referral WHERE case_id = $1`,
        [caseId, note, openTo],
      )
    await asOwner(
      `INSERT INTO discretion_benchmark (id, state, agency_id, agency_name, region_no, range_lo, range_hi, title, document_number, provision_ids, valid_from, tiers,
         proposed_by_id, proposed_by_name, proposed_at, decided_by_id, decided_by_name, decided_at)
       SELECT gen_random_uuid(), 'inUse', agency_id, '', region_no, region_no, region_no, '基准', '', '{P38-1}', '2026-01-01', '[{"name": "一般", "fromFen": "0", "toFen": null, "minTenths": 10, "maxTenths": 20, "circumstances": ""}]', gen_random_uuid(), '', now(),
         gen_random_uuid(), '', now() FROM case_file WHERE id = $1`,
      [caseId],
    )
    const read = await hotQuery(desk.handler, (client) => readFile(client, desk.handler, caseId))
    expect(read?.beside).toEqual((await readByClient(desk.handler, caseId)).under.beside)
    expect(read?.beside.benchmarks).toHaveLength(1)
    expect((await getCase(desk.handler, caseId, later))?.criminalCourse.map(({ note }) => note)).toEqual(['立案'])
  })

  it('shows its clocks with how they stand, its trail, papers and the steps with their article', async () => {
    const view = await getCase(desk.approver, proposed, later)
    expect(view?.steps.map(({ name, shut, basis }) => [name, shut, stepCitation(basis)])).toEqual([
      ['file', null, '《医疗保障行政处罚程序暂行规定》第十四条'],
      ['refuse', null, '《医疗保障行政处罚程序暂行规定》第十四条'],
    ])
    expect(view?.clocks).toMatchObject([{ ruleId: 'CK01', state: { state: 'overdue' } }])
    expect(view?.documents).toMatchObject([{ kind: 'caseFilingApproval', state: 'draft' }])
    expect((await getCase(desk.handler, filed, filedAt))?.records).toEqual([
      'addFact',
      'changeFact',
      'withdrawFact',
      'keepParties',
      'orderCorrection',
      'setPenalty',
      'proveService',
      'withdrawPublished',
      'postMoney',
      'runTrack',
      'refer',
      'referToDiscipline',
      'waiveEvidence',
      'addEvidence',
      'withdrawEvidence',
      'inquire',
      'finishInquiry',
      'hold',
    ])
  })

  it('says why a step is shut, and is not there for others', async () => {
    const handlerToo = await officerOf(places.bureau, ['approver'], { userId: desk.second.userId, postId: desk.second.postId }).catch(
      () => desk.second,
    )
    const view = await getCase({ ...handlerToo, roles: ['approver'] }, proposed, filedAt)
    expect(view?.steps).toMatchObject([
      { name: 'file', shut: { code: 'samePerson' } },
      { name: 'refuse', shut: { code: 'samePerson' } },
    ])
    expect(await getCase(await officerOf(places.police, ['handler']), filed, filedAt)).toBeNull()
    expect(await getCase(await officerOf(places.otherBureau, ['approver']), filed, filedAt)).toBeNull()
  })
})

/** The same as the one statement reads, table by table. */
const readByClient = (actor: Desk['handler'], id: string) =>
  query(actor, async (tx) => {
    const file = await tx.case.findUniqueOrThrow({
      where: { id },
      include: {
        parties: { orderBy: { seq: 'asc' } },
        orders: { orderBy: { seq: 'asc' } },
        facts: { where: { withdrawnAt: null }, orderBy: { seq: 'asc' } },
        tracks: { orderBy: { kind: 'asc' } },
        money: { orderBy: [{ occurredOn: 'asc' }, { recordedAt: 'asc' }] },
        procedure: true,
        notices: { orderBy: { seq: 'asc' } },
        hearings: { orderBy: { seq: 'asc' } },
        discussions: { orderBy: { seq: 'asc' } },
        services: { orderBy: [{ servedOn: 'asc' }, { recordedAt: 'asc' }] },
        instalments: { orderBy: { seq: 'asc' } },
        suspensions: { orderBy: { seq: 'asc' } },
        remedies: { orderBy: { seq: 'asc' } },
        agreement: true,
        measures: { orderBy: { seq: 'asc' } },
        stoppages: { orderBy: { seq: 'asc' } },
        stoppageChanges: { orderBy: { id: 'asc' } },
        scorings: true,
        publications: true,
        evidence: { orderBy: { seq: 'asc' } },
        referrals: { orderBy: { proposedAt: 'asc' }, omit: { snapshot: true } },
        lead: { select: { id: true, number: true, behaviour: true } },
        institution: { select: { id: true, code: true, name: true } },
        agency: { select: { name: true } },
        campaign: { select: { id: true, name: true } },
      },
    })
    const subject = { subjectType: 'case' as const, subjectId: id }
    const attachments = { id: true, title: true, kind: true, addedAt: true, file: { select: { id: true, sha256: true, sizeBytes: true } } }
    const siblings = { institutionId: file.institutionId, id: { not: id } }
    const beside = {
      inquiries: await tx.caseInquiry.findMany({ where: { caseId: id }, include: { correction: { select: { seq: true } } } }),
      holds: await tx.caseHold.findMany({ where: { caseId: id } }),
      letters: await tx.letter.findMany({ where: { caseId: id, kind: 'assistance', state: { not: 'withdrawn' } } }),
      progress: await tx.criminalProgress.findMany({ where: { referral: { caseId: id, kind: 'police' } } }),
      benchmarks: await tx.discretionBenchmark.findMany({
        where: { state: 'inUse', rangeLo: { lte: file.regionNo }, rangeHi: { gte: file.regionNo } },
      }),
    }
    const under = {
      beside,
      clocks: await tx.statutoryClock.findMany({
        where: subject,
        orderBy: [{ stoppedAt: { sort: 'asc', nulls: 'first' } }, { dueAt: 'asc' }],
      }),
      documents: await tx.officialDocument.findMany({
        where: subject,
        omit: { input: true, typed: true },
        orderBy: { generatedAt: 'asc' },
      }),
      attachments: await tx.attachment.findMany({ where: subject, select: attachments, orderBy: { addedAt: 'asc' } }),
      trail: await tx.auditEntry.findMany({ where: subject, orderBy: { seq: 'desc' } }),
      localRules: await tx.localRule.findMany({ where: { rangeLo: { lte: file.regionNo }, rangeHi: { gte: file.regionNo } } }),
      siblings: file.institutionId === null ? [] : await tx.case.findMany({ where: siblings, orderBy: { id: 'desc' } }),
    }
    return { file, under }
  })
