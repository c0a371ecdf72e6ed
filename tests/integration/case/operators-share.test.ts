import { beforeAll, expect, it } from 'vitest'
import { innerAttachments } from '#domain/case/attachments'
import { innerPapers, penaltyKinds } from '#domain/document/kinds-of-penalties'
import type { Actor } from '#domain/kernel/access'
import { asActor } from '#platform/db'
import { rowContext, whereReadable } from '#server/access'
import { getResource, listResource } from '#server/api/queries'
import { acceptAgreement } from '#server/case/agreement/agreement'
import { confirmMoney, rejectMoney } from '#server/case/confirm-money'
import { caseFilter, listCases } from '#server/case/list-cases'
import { postMoney } from '#server/case/post-money'
import { getCase } from '#server/case/queries'
import { startTrack } from '#server/case/run-track'
import { setPenalty } from '#server/case/set-penalty'
import { resume, suspend } from '#server/case/track/suspension'
import { getWorkCentre } from '#server/desk/work-list'
import { draftCasePaper, fillCasePaper } from '#server/document/case-papers'
import { query } from '#server/query'
import { done } from '../../fixtures/campaigns'
import { aCaseToDecide, aCaseUnderInvestigation, aDesk, type Desk, factOf, filedAt, step, walk } from '../../fixtures/case-scenes'
import { aFile, noticesTo, officerOf } from '../../fixtures/matters'
import { aDeliveredReferral, aScene } from '../../fixtures/referral-scenes'
import { verifyTrail } from '../../fixtures/trail'
import { insertRows } from '../../support/any-row'
import { asOwner } from '../../support/as-owner'

const notFound = { ok: false, refusal: { code: 'notFound' } }
let desk: Desk
let operator: Actor
beforeAll(async () => {
  desk = await aDesk()
  operator = await officerOf('任城区医疗保险事业中心', ['handler', 'reviewer', 'approver'])
})

const row = async (caseId: string) =>
  (await asOwner<{ version: number; number: string }>('SELECT version, number FROM case_file WHERE id = $1', [caseId]))[0]
const versionOf = async (caseId: string) => (await row(caseId))?.version ?? 0
const sees = async (actor: Actor, caseId: string) => {
  const listed = await listCases(actor, caseFilter.parse({ q: (await row(caseId))?.number }), filedAt)
  const opened = (await getCase(actor, caseId, filedAt)) !== null
  expect(listed.rows.some(({ id }) => id === caseId)).toBe(opened)
  return opened
}

it('a case is the bureau’s until something of it is to be carried out', async () => {
  const caseId = await aCaseToDecide(desk)
  expect(await sees(desk.handler, caseId)).toBe(true)
  expect(await sees(operator, caseId)).toBe(false)
  done(await step('decide', desk.approver, caseId))
  expect(await sees(operator, caseId)).toBe(true)
  expect(await sees(await officerOf('曲阜市医疗保险事业中心', ['handler']), caseId)).toBe(false)
})

/** What is of a case, and how much of it a person reads: through the filters that pages use, and under the row policies alone. */
const tables = ['official_document', 'attachment', 'statutory_clock', 'audit_entry'] as const
async function readsOf(actor: Actor, caseId: string) {
  const filtered = await query(actor, async (tx) => ({
    official_document: await tx.officialDocument.count({
      where: { AND: [{ subjectId: caseId }, whereReadable(actor, 'officialDocument')] },
    }),
    attachment: await tx.attachment.count({ where: { AND: [{ subjectId: caseId }, whereReadable(actor, 'attachment')] } }),
    statutory_clock: await tx.statutoryClock.count({ where: { AND: [{ subjectId: caseId }, whereReadable(actor, 'statutoryClock')] } }),
    audit_entry: await tx.auditEntry.count({ where: { AND: [{ subjectId: caseId }, whereReadable(actor, 'auditEntry')] } }),
    stored_file: await tx.storedFile.count({ where: { AND: [{ matterIds: { has: caseId } }, whereReadable(actor, 'storedFile')] } }),
  }))
  const count = (table: string, where: string) =>
    asActor(rowContext(actor), (tx) => tx.$queryRawUnsafe<{ n: number }[]>(`SELECT count(*)::int AS n FROM ${table} WHERE ${where}`))
  const walled: Record<string, number | undefined> = {}
  for (const table of tables) walled[table] = (await count(table, `subject_id = '${caseId}'`))[0]?.n
  walled.stored_file = (await count('stored_file', `matter_ids @> ARRAY['${caseId}'::uuid]`))[0]?.n
  expect(walled).toEqual(filtered)
  return filtered
}

it('nor does it read the papers, files, clocks or trail of a case before, and from then on it reads them with the case', async () => {
  const caseId = await aCaseToDecide(desk)
  const [file = { number: '', region_no: 0, agency_id: '' }] = await asOwner<{ number: string; region_no: number; agency_id: string }>(
    'SELECT number, region_no, agency_id FROM case_file WHERE id = $1',
    [caseId],
  )
  const fileId = await aFile(desk.handler, '询问笔录.pdf')
  const of = { department: 'MI', region_no: file.region_no, file_id: fileId, subject_type: 'case', subject_id: caseId, secrecy: 1 }
  await insertRows('attachment', [{ ...of, kind: 'evidence' }])
  await insertRows('official_document', [
    { ...of, number: `WS-${file.number}`, agency_id: file.agency_id, kind: 'caseReport', state: 'draft', input: {} },
  ])
  const own = await readsOf(desk.handler, caseId)
  expect(
    Object.values(own).every((n) => n > 0),
    JSON.stringify(own),
  ).toBe(true)
  const nothing = { official_document: 0, attachment: 0, statutory_clock: 0, audit_entry: 0, stored_file: 0 }
  expect(await readsOf(operator, caseId)).toEqual(nothing)
  // Nor what is written down of its clocks.
  const ofClocks = () =>
    asOwner(`SELECT DISTINCT operator_sees_matter('statutoryClock', id) AS seen FROM statutory_clock WHERE subject_id = $1`, [caseId])
  expect(await ofClocks()).toEqual([{ seen: false }])

  const documents = async (actor: Actor) => {
    const listed = await listResource(actor, 'documents', { limit: '100' })
    return listed.ok ? listed.value.items.filter((item) => JSON.stringify(item).includes(`WS-${file.number}`)).length : listed
  }
  expect([await documents(desk.handler), await documents(operator)]).toEqual([1, 0])

  const inbox = async () => (await noticesTo(operator.agencyId)).filter((kind) => kind === 'caseToCarryOut').length
  const before = await inbox()
  done(await step('decide', desk.approver, caseId))
  expect(await readsOf(operator, caseId)).toEqual({ ...own, statutory_clock: own.statutory_clock + 3, audit_entry: 1 })
  expect(await inbox()).toBe(before + 1)
  expect(await ofClocks()).toEqual([{ seen: true }])
  const [line] = await asOwner<{ change: object }>(`SELECT change FROM audit_entry WHERE subject_id = $1 AND action = 'case.decide'`, [
    caseId,
  ])
  expect(line?.change).toMatchObject({ handedToOperator: [null, '任城区医疗保险事业中心'] })
  await verifyTrail([caseId])
})

it('of a case that it carries out it reads no discussion, no hearing and no paper in which the bureau weighs it, also not a draft of before', async () => {
  const caseId = await aCaseToDecide(desk)
  await insertRows('case_hearing', [{ case_id: caseId, seq: 1, asked_on: '2026-06-08' }])
  const drafted = await draftCasePaper(desk.handler, { caseId, kind: 'discussionMinutes' }, filedAt)
  const documentId = drafted.ok ? drafted.value.documentId : ''
  done(await fillCasePaper(desk.handler, { documentId, version: '1', opinions: '甲：不同意。' }, filedAt))
  done(await step('decide', desk.approver, caseId))
  const reads = async (actor: Actor) => {
    const file = await getCase(actor, caseId, filedAt)
    const [files = { n: 0 }] = await asActor(
      rowContext(actor),
      (tx) => tx.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM stored_file WHERE display_name LIKE '重大案件集体讨论笔录%'
        AND matter_ids @> ARRAY[${caseId}::uuid]`,
    )
    const minuted = file?.documents.filter(({ kind }) => kind === 'discussionMinutes').length
    return [file?.discussions.length, file?.hearings.length, minuted, files.n]
  }
  expect(await reads(desk.handler)).toEqual([1, 1, 1, 2])
  expect(await reads(operator)).toEqual([0, 0, 0, 0])
  expect(await asOwner('SELECT kind FROM unnest($1::text[]) AS kind WHERE is_inner_paper(kind)', [Object.keys(penaltyKinds)])).toEqual(
    innerPapers.map((kind) => ({ kind })),
  )
})

it('nor does it read how the bureau reviewed and discussed a case that it had before that, neither on its page nor in its trail', async () => {
  const caseId = await aCaseUnderInvestigation(desk)
  done(await startTrack(desk.handler, { caseId, version: await versionOf(caseId), kind: 'agreement', note: '按程序办理' }, filedAt))
  const penalty = { caseId, version: await versionOf(caseId), factId: await factOf(caseId), refund: '712000', fineTimes: '2' }
  done(await setPenalty(desk.handler, penalty, filedAt))
  const opinion = '裁量明显偏轻，请说明'
  await walk(desk, caseId, [
    ['report', 'handler'],
    ['sendToReview', 'handler'],
    ['agreeReview', 'legal', { opinion }],
  ])
  const [own, theirs] = [await getCase(desk.handler, caseId, filedAt), await getCase(operator, caseId, filedAt)]
  expect([own?.legalOpinion, own?.legalReviewedByName, own?.seesReview]).toEqual([opinion, '陈静', true])
  expect([theirs?.legalOpinion, theirs?.legalReviewedByName, theirs?.legalAgreed, theirs?.seesReview]).toEqual(['', null, null, false])
  expect(own?.trail.map(({ action }) => action)).toContain('case.agreeReview')
  expect(theirs?.trail.map(({ action }) => action)).toEqual(['case.report', 'case.setPenalty', 'case.startTrack'])
  const lines = await asActor(
    rowContext(operator),
    (tx) => tx.$queryRaw<{ change: object }[]>`SELECT change FROM audit_entry WHERE subject_id = ${caseId}::uuid`,
  )
  expect(JSON.stringify(lines)).not.toContain(opinion)
})

it('nor why such a case stands still, on its page, in its trail or by what proves it', async () => {
  const caseId = await aCaseUnderInvestigation(desk)
  const formOf = async (fields: object) => ({
    ...{ caseId, version: await versionOf(caseId), proofFileIds: await aFile(desk.approver, '受理案件通知书.pdf'), ...fields },
  })
  const ground = { ground: 'awaitsJudgment', reason: '须以刑事判决认定的事实为依据' }
  done(await suspend(desk.approver, await formOf({ ...ground, suspendedOn: '2026-06-08' }), filedAt))
  done(await resume(desk.approver, await formOf({ resumedOn: '2026-06-08', reason: '判决已经生效' }), filedAt))
  done(await startTrack(desk.handler, { caseId, version: await versionOf(caseId), kind: 'agreement', note: '按程序办理' }, filedAt))
  const [own, theirs] = [await getCase(desk.handler, caseId, filedAt), await getCase(operator, caseId, filedAt)]
  const told = (file: typeof own) => [
    file?.suspensions.length,
    file?.attachments.filter(({ kind }) => kind === 'suspension').length,
    file?.trail.filter(({ action }) => action === 'case.suspend' || action === 'case.resume').length,
  ]
  expect([told(own), told(theirs)]).toEqual([
    [1, 2, 2],
    [0, 0, 0],
  ])
  const files = await asActor(
    rowContext(operator),
    (tx) =>
      tx.$queryRaw<object[]>`SELECT id FROM stored_file WHERE matter_ids @> ARRAY[${caseId}::uuid] AND display_name = '受理案件通知书.pdf'`,
  )
  expect(files).toEqual([])
  expect(
    await asOwner('SELECT kind FROM unnest($1::text[]) AS kind WHERE is_inner_attachment(kind)', [[...innerAttachments, 'evidence']]),
  ).toEqual(innerAttachments.map((kind) => ({ kind })))
})

it('and a file of such a paper stays closed to it when it is put to something else', async () => {
  const caseId = await aCaseToDecide(desk)
  const drafted = await draftCasePaper(desk.handler, { caseId, kind: 'discussionMinutes' }, filedAt)
  const documentId = drafted.ok ? drafted.value.documentId : ''
  done(await step('decide', desk.approver, caseId))
  const [paper] = await asOwner<{ file_id: string }>('SELECT file_id FROM official_document WHERE id = $1', [documentId])
  await asOwner(`SELECT put_file_to($1, 'case', $2)`, [paper?.file_id, caseId])
  expect(await asOwner('SELECT operator_sees FROM stored_file WHERE id = $1', [paper?.file_id])).toEqual([{ operator_sees: false }])
})

it('reads nothing of a referral, whichever end of it its region is', async () => {
  const referralId = await aDeliveredReferral(await aScene(), 'health')
  const bureau = desk.handler
  const read = (actor: Actor) =>
    query(actor, (tx) => tx.referral.count({ where: { AND: [{ id: referralId }, whereReadable(actor, 'referral')] } }))
  expect([await read(bureau), await read(operator)]).toEqual([1, 0])
  const trail = (actor: Actor) =>
    query(actor, (tx) => tx.statutoryClock.count({ where: { AND: [{ subjectId: referralId }, whereReadable(actor, 'statutoryClock')] } }))
  expect([(await trail(bureau)) > 0, await trail(operator)]).toEqual([true, 0])
  expect(await getResource(operator, 'referrals', referralId)).toEqual(notFound)
  expect(await getResource(bureau, 'referrals', referralId)).toMatchObject({ ok: true })
})

it('of a decided case it confirms money that is back in the funds, and no fine; what it does not do is refused', async () => {
  const caseId = await aCaseToDecide(desk)
  done(await step('decide', desk.approver, caseId))
  const post = async (kind: string) =>
    done(
      await postMoney(
        desk.handler,
        { caseId, version: await versionOf(caseId), kind, amount: '100', occurredOn: '2026-06-08', voucher: `${kind}-${caseId}` },
        filedAt,
      ),
    )
  await post('recovered')
  await post('finePaid')
  const postings = await asOwner<{ id: string; kind: string }>('SELECT id, kind::text FROM case_money WHERE case_id = $1', [caseId])
  const idOf = (kind: string) => postings.find((one) => one.kind === kind)?.id
  const version = await versionOf(caseId)
  expect(await confirmMoney(operator, { caseId, version, moneyId: idOf('finePaid') }, filedAt)).toEqual(notFound)
  expect(await rejectMoney(operator, { caseId, version, moneyId: idOf('finePaid'), reason: '银行流水未见到账' }, filedAt)).toEqual(notFound)
  const waiting = async (actor: Actor) => (await getWorkCentre(actor, { kind: 'confirmMoney' }, filedAt)).items.map(({ id }) => id)
  expect(await waiting(operator)).toContain(idOf('recovered'))
  expect(await waiting(operator)).not.toContain(idOf('finePaid'))
  expect(await waiting(desk.handler)).not.toContain(idOf('recovered'))
  done(await confirmMoney(operator, { caseId, version, moneyId: idOf('recovered') }, filedAt))
  expect(await waiting(operator)).not.toContain(idOf('recovered'))
  const shown = await getCase(operator, caseId, filedAt)
  expect(shown?.records).toEqual(['confirmMoney'])
  expect(shown?.steps).toEqual([])
  const after = await versionOf(caseId)
  const own = { caseId, version: after, kind: 'recovered', amount: '1', occurredOn: '2026-06-08', voucher: 'X-0001' }
  expect(await postMoney(operator, own, filedAt)).toEqual(notFound)
  expect(await startTrack(operator, { caseId, version: after, kind: 'agreement', note: '按程序办理' }, filedAt)).toEqual(notFound)
})

it('an agreement to handle opens the case to it, and it takes that on', async () => {
  const caseId = await aCaseUnderInvestigation(desk)
  expect(await sees(operator, caseId)).toBe(false)
  done(await startTrack(desk.handler, { caseId, version: await versionOf(caseId), kind: 'agreement', note: '按程序办理' }, filedAt))
  expect(await sees(operator, caseId)).toBe(true)
  const version = await versionOf(caseId)
  expect(await acceptAgreement(desk.handler, { caseId, version }, filedAt)).toEqual(notFound)
  done(await acceptAgreement(operator, { caseId, version }, filedAt))
})
