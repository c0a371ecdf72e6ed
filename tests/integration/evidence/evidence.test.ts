import { createHash, randomUUID } from 'node:crypto'
import { strToU8 } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { asActor } from '#platform/db'
import { rowContext } from '#server/access'
import { getCase } from '#server/case/queries'
import { startTrack } from '#server/case/run-track'
import { setPenalty } from '#server/case/set-penalty'
import { getCasePaper } from '#server/document/case-paper-queries'
import { draftCasePaper } from '#server/document/case-papers'
import { addEvidence } from '#server/evidence/add-evidence'
import { collectorsFor, getEvidence, openingsOf } from '#server/evidence/queries'
import { withdrawEvidence } from '#server/evidence/withdraw-evidence'
import { downloadFile, viewFile } from '#server/file/download-file'
import { previewFile } from '#server/file/preview-file'
import { receiveFile } from '#server/file/receive-file'
import { done } from '../../fixtures/campaigns'
import {
  aCaseUnderInvestigation,
  aDesk,
  aFiledCase,
  aReviewedCase,
  type Desk,
  factOf,
  filedAt,
  step,
  versionOf,
  walk,
} from '../../fixtures/case-scenes'
import { actionsOn, officerOf, places } from '../../fixtures/matters'
import { insertRows } from '../../support/any-row'
import { asOwner } from '../../support/as-owner'

const notFound = { ok: false, refusal: { code: 'notFound' } }
let desk: Desk
beforeAll(async () => {
  desk = await aDesk()
})

async function aFileOf(actor: Actor, text = `收费明细 ${randomUUID()}`, name = '收费明细.csv') {
  return done(await receiveFile(actor, { name, bytes: strToU8(text) })).id
}
const form = (over: object) => ({
  kind: 'documentary',
  proves: '住院期间没有检查记录',
  collectedOn: '2026-06-05',
  collectedAt: '09:30',
  place: '清溪医院病案室',
  ...over,
})
const add = async (caseId: string, over: object, actor = desk.handler) =>
  addEvidence(actor, { caseId, version: await versionOf(caseId), ...form(over) }, filedAt)
const rowsOf = (caseId: string) =>
  asOwner<{ id: string; seq: number; sha256: string; file_id: string; collector_a_id: string; collector_b_id: string; state: string }>(
    'SELECT * FROM evidence WHERE case_id = $1 ORDER BY seq',
    [caseId],
  )

const look = async (actor: Actor, fileId: string) => previewFile(actor, done(await viewFile(actor, { fileId })))

describe('evidence of a case', () => {
  it('is each file by itself, collected by the two officers, with the hash of the file and not of whoever says so', async () => {
    const caseId = await aFiledCase(desk)
    const texts = ['第一份', '第二份'].map((text) => `${text} ${randomUUID()}`)
    const files = await Promise.all(texts.map((text) => aFileOf(desk.handler, text)))
    const factId = await factOf(caseId)
    expect(await add(caseId, { fileIds: files.join(','), factId })).toMatchObject({ ok: true })
    const rows = await rowsOf(caseId)
    expect(rows.map(({ seq, sha256 }) => [seq, sha256])).toEqual(
      texts.map((text, at) => [at + 1, createHash('sha256').update(text).digest('hex')]),
    )
    expect(rows.map((row) => [row.collector_a_id, row.collector_b_id])).toEqual(Array(2).fill([desk.handler.userId, desk.second.userId]))
    const view = await getCase(desk.handler, caseId, filedAt)
    expect(view?.evidence.map(({ title, factId: of }) => [title, of])).toEqual(Array(2).fill(['收费明细', factId]))
    expect(view?.facts.map(({ evidenceCount }) => evidenceCount)).toEqual([2])
    expect((await actionsOn(caseId)).at(-1)).toBe('case.addEvidence')
    const [file] = await asOwner('SELECT matter_ids, secrecy, operator_sees FROM stored_file WHERE id = $1', [files[0]])
    expect(file).toEqual({ matter_ids: [caseId], secrecy: 2, operator_sees: false })
  })

  it('is refused where somebody else enters it, of another case’s fact, in the future, by one alone or a stranger, or without how data were extracted', async () => {
    const caseId = await aFiledCase(desk)
    const fileIds = await aFileOf(desk.handler)
    const invalid = { ok: false, refusal: { code: 'invalidInput' } }
    const other = await officerOf(places.bureau, ['handler'], { name: '外来' })
    expect(await add(caseId, { fileIds }, other)).toEqual(notFound)
    expect(await add(caseId, { fileIds: await aFileOf(await officerOf(places.otherBureau, ['handler'])) })).toEqual(notFound)
    expect(await add(caseId, { fileIds, factId: await factOf(await aFiledCase(desk)) })).toEqual(notFound)
    expect(await add(caseId, { fileIds, collectedOn: '2026-06-09' })).toMatchObject(invalid)
    expect(await add(caseId, { fileIds, collectorBId: desk.handler.userId })).toMatchObject(invalid)
    expect(await add(caseId, { fileIds, kind: 'electronic' })).toMatchObject(invalid)
    expect(await add(caseId, { fileIds: '' })).toMatchObject(invalid)
    expect(await add(caseId, { fileIds, collectorBId: randomUUID() })).toMatchObject({ refusal: { code: 'notColleague' } })
    expect(await rowsOf(caseId)).toEqual([])
    expect(await add(caseId, { fileIds, collectorBId: other.userId })).toMatchObject({
      refusal: { code: 'invalidInput', detail: { fields: ['collectorBCertificate'] } },
    })
    expect(await add(caseId, { fileIds, collectorBId: other.userId, collectorBCertificate: '37081101012' })).toMatchObject({ ok: true })
    expect((await collectorsFor(desk.handler, caseId, filedAt)).slice(0, 2).map(({ id }) => id)).toEqual([
      desk.handler.userId,
      desk.second.userId,
    ])
  })

  it('is collected by nobody who weighs the case, and whoever collected weighs it no more', async () => {
    const reviewed = await aReviewedCase(desk)
    const by = (person: Actor) => ({ collectorBId: person.userId, collectorBCertificate: '37081101012' })
    expect(await add(reviewed, { fileIds: await aFileOf(desk.handler), ...by(desk.legal) })).toMatchObject({
      refusal: { code: 'samePerson' },
    })
    expect((await collectorsFor(desk.handler, reviewed, filedAt)).map(({ id }) => id)).not.toContain(desk.legal.userId)
    const caseId = await aCaseUnderInvestigation(desk)
    done(await add(caseId, { fileIds: await aFileOf(desk.handler), ...by(desk.legal) }))
    const penalty = { caseId, version: await versionOf(caseId), factId: await factOf(caseId), refund: '712000', fineTimes: '2' }
    done(await setPenalty(desk.handler, penalty, filedAt))
    await walk(desk, caseId, [
      ['report', 'handler'],
      ['sendToReview', 'handler'],
    ])
    expect(await step('agreeReview', desk.legal, caseId, { opinion: '事实清楚，裁量适当' })).toMatchObject({
      refusal: { code: 'samePerson' },
    })
    const set = { case_id: caseId, seq: 1, asked_on: '2026-06-08', notified_on: '2026-06-08', hearing_on: '2026-06-24' }
    await expect(insertRows('case_hearing', [{ ...set, chair_id: desk.legal.userId }])).rejects.toThrow('does not lead its hearing')
  })

  it('stays as it was entered: withdrawn once with a reason, and otherwise never changed, by nobody', async () => {
    const caseId = await aFiledCase(desk)
    done(await add(caseId, { fileIds: await aFileOf(desk.handler) }))
    const [row] = await rowsOf(caseId)
    for (const change of [`title = '另一份'`, `sha256 = 'x'`, `collected_at = now()`, `collector_a_id = gen_random_uuid()`])
      await expect(asOwner(`UPDATE evidence SET ${change} WHERE case_id = $1`, [caseId]), change).rejects.toThrow('stays as it was entered')
    await expect(asOwner('DELETE FROM evidence WHERE case_id = $1', [caseId])).rejects.toThrow()
    const withdraw = async (reason = '登记时选错了文件') =>
      withdrawEvidence(desk.second, { caseId, version: await versionOf(caseId), evidenceId: row?.id, reason }, filedAt)
    expect(await withdraw('错')).toMatchObject({ refusal: { code: 'invalidInput' } })
    expect(await withdraw()).toMatchObject({ ok: true })
    expect(await withdraw()).toEqual(notFound)
    expect((await rowsOf(caseId))[0]?.state).toBe('withdrawn')
    await expect(asOwner(`UPDATE evidence SET state = 'held', withdrawn_reason = NULL WHERE case_id = $1`, [caseId])).rejects.toThrow()
  })

  it('stands in the papers of its case as long as it is held, and not what was merely attached', async () => {
    const caseId = await aFiledCase(desk)
    for (const name of ['询问笔录.txt', '收费明细.csv'])
      done(await add(caseId, { fileIds: await aFileOf(desk.handler, randomUUID(), name) }))
    const { documentId } = done(await draftCasePaper(desk.handler, { caseId, kind: 'investigationConclusion' }, filedAt))
    const paper = () => getCasePaper(desk.handler, caseId, documentId, filedAt)
    expect((await paper())?.fields.find(({ name }) => name === 'evidence')?.value).toBe('询问笔录\n收费明细')
    const [first] = await rowsOf(caseId)
    const withdrawn = { caseId, version: await versionOf(caseId), evidenceId: first?.id, reason: '登记时选错了文件' }
    done(await withdrawEvidence(desk.second, withdrawn, filedAt))
    expect((await paper())?.changed).toEqual(['evidence'])
  })

  it('is never the operating agency’s, not even that there is any, whatever of the case was given to it', async () => {
    const caseId = await aCaseUnderInvestigation(desk)
    const fileId = await aFileOf(desk.handler)
    done(await add(caseId, { fileIds: fileId }))
    done(await startTrack(desk.handler, { caseId, version: await versionOf(caseId), kind: 'agreement', note: '按程序办理' }, filedAt))
    done(await add(caseId, { fileIds: await aFileOf(desk.handler) }))
    const operator = await officerOf('任城区医疗保险事业中心', ['handler', 'reviewer'])
    const view = await getCase(operator, caseId, filedAt)
    expect([view?.evidence, view?.seesEvidence]).toEqual([[], false])
    expect(view?.trail.filter(({ action }) => action.includes('vidence'))).toEqual([])
    const [piece] = await rowsOf(caseId)
    expect(await getEvidence(operator, caseId, piece?.id ?? '')).toBeNull()
    expect(await downloadFile(operator, { fileId })).toEqual(notFound)
    expect(await viewFile(operator, { fileId })).toEqual(notFound)
    done(await downloadFile(desk.handler, { fileId }))
    const walled = await asActor(rowContext(operator), (tx) =>
      tx.$queryRawUnsafe<{ n: number }[]>(
        `SELECT (SELECT count(*) FROM evidence)::int + (SELECT count(*) FROM audit_entry WHERE subject_id = '${fileId}' AND action = 'file.download')::int AS n`,
      ),
    )
    expect(walled).toEqual([{ n: 0 }])
  })

  it('is looked at in its page, and who opened it stands beside it', async () => {
    const caseId = await aFiledCase(desk)
    const long = Array.from({ length: 300 }, (_, row) => `住院费${row},${row}`).join('\r\n')
    const fileId = await aFileOf(desk.handler, `项目,金额\r\n${long}`)
    done(await add(caseId, { fileIds: fileId }))
    const [piece] = await rowsOf(caseId)
    const table = await look(desk.second, fileId)
    expect(table.kind === 'table' && [table.sheets[0]?.rows[1], table.sheets[0]?.rows.length, table.sheets[0]?.more]).toEqual([
      ['住院费0', '0'],
      200,
      101,
    ])
    await look(desk.second, fileId)
    await downloadFile(desk.handler, { fileId })
    const text = await aFileOf(desk.handler, '询问笔录：张某称没有住院。', '询问笔录.txt')
    expect(await look(desk.handler, text)).toMatchObject({ kind: 'text', text: '询问笔录：张某称没有住院。', more: false })
    expect(await viewFile(desk.handler, { fileId, as: 'image' })).toEqual(notFound) // and no opening of it, below
    const view = await getEvidence(desk.handler, caseId, piece?.id ?? '')
    expect((await openingsOf(desk.handler, fileId)).map(({ actorName, action }) => [actorName, action])).toEqual([
      ['张敏', 'file.download'],
      ['李强', 'file.view'],
    ])
    expect(view?.mayWithdraw).toBe(true)
    expect(await getEvidence(await officerOf(places.otherBureau, ['handler']), caseId, piece?.id ?? '')).toBeNull()
  })

  it('that stands with a lead goes as a second file, so that nobody there loses it', async () => {
    const caseId = await aFiledCase(desk)
    const fileId = await aFileOf(desk.handler)
    await asOwner(`UPDATE stored_file SET matter_ids = ARRAY[gen_random_uuid()] WHERE id = $1`, [fileId])
    done(await add(caseId, { fileIds: fileId }))
    expect((await rowsOf(caseId))[0]?.file_id).not.toBe(fileId)
    expect(await asOwner('SELECT operator_sees, secrecy FROM stored_file WHERE id = $1', [fileId])).toEqual([
      { operator_sees: true, secrecy: 1 },
    ])
  })
})
