import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { getCasePaper } from '#server/document/case-paper-queries'
import { draftCasePaper, dropCasePaper, fillCasePaper, issueCasePaper } from '#server/document/case-papers'
import { openPdf } from '#server/document/open-pdf'
import { downloadFile } from '#server/file/download-file'
import { aCaseToDecide, aCaseUnderInvestigation, aDesk, type Desk } from '../../fixtures/case-scenes'
import { aFile, officerOf, places } from '../../fixtures/matters'
import { value } from '../../fixtures/referral-scenes'
import { insertRows } from '../../support/any-row'
import { asOwner } from '../../support/as-owner'
import { paperText } from '../../support/paper-text'

let desk: Desk
let caseId: string
beforeAll(async () => {
  desk = await aDesk()
  caseId = await aCaseUnderInvestigation(desk)
})

const now = new Date('2026-06-20T02:00:00Z')
const drafted = async (kind: string) => value(await draftCasePaper(desk.handler, { caseId, kind }, now)).documentId
const seen = async (actor: Actor, id: string) => {
  const paper = await getCasePaper(actor, caseId, id, now)
  if (!paper) throw new Error('no paper')
  return paper
}
const rectification = {
  partyNumber: '52370811MJD00002XC',
  partyAddress: '任城区清溪路1号',
  partyHead: '王平',
  demand: '退回全部损失。',
  rectifyBy: '2026-07-20',
  contactName: '张敏',
  contactPhone: '0537-0000000',
}
const fill = async (id: string, version: number, fields: Record<string, string> = rectification) =>
  fillCasePaper(desk.handler, { documentId: id, version: `${version}`, ...fields }, now)
const issue = (actor: Actor, documentId: string, version: number) => issueCasePaper(actor, { documentId, version: `${version}` }, now)
const codeOf = (outcome: { ok: boolean; refusal?: { code: string } }) => (outcome.ok ? 'ok' : outcome.refusal?.code)

describe('a paper of a case', () => {
  it('is drafted from the case, names what is still to be filled in, and is not issued with it', async () => {
    const id = await drafted('rectificationOrder')
    const draft = await seen(desk.handler, id)
    expect(draft).toMatchObject({ state: 'draft', number: null, mayFill: true, mayIssue: false })
    expect(draft.missing).toEqual(expect.arrayContaining(['法定代表人（负责人）', '改正内容和要求', '改正期限']))
    const refused = await issue(desk.approver, id, draft.revision)
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'fieldsMissing', detail: { fields: draft.missing } } })
    const pdf = await openPdf(desk.handler, id)
    expect(pdf.ok && Buffer.from(pdf.value.bytes.subarray(0, 5)).toString()).toBe('%PDF-')
  })

  it('is filled in by its officers, issued by the head under the next number of its register, and then stands', async () => {
    const [first, second] = [await drafted('rectificationOrder'), await drafted('rectificationOrder')]
    for (const id of [first, second]) expect(await fill(id, 1)).toMatchObject({ ok: true })
    expect(codeOf(await issue(desk.handler, first, 2))).toBe('notFound')
    expect(codeOf(await issue(desk.approver, first, 1))).toBe('changedMeanwhile')
    const numbers = [value(await issue(desk.approver, first, 2)).number, value(await issue(desk.approver, second, 2)).number]
    const serials = numbers.map((number) => Number(/医保责改〔2026〕(\d+)号$/.exec(number ?? '')?.[1]))
    expect(serials[1]).toBe((serials[0] ?? 0) + 1)
    expect(await seen(desk.handler, first)).toMatchObject({ state: 'issued', mayFill: false, mayIssue: false, missing: [] })
    expect(codeOf(await fill(first, 3))).toBe('notFound')
    const trail = await asOwner<{ action: string }>(
      `SELECT action FROM audit_entry WHERE subject_id = $1 AND action LIKE 'document.%' ORDER BY seq`,
      [caseId],
    )
    expect(trail.map(({ action }) => action)).toEqual(expect.arrayContaining(['document.draft', 'document.fill', 'document.issue']))
  })

  it('is not issued while it is not said what becomes of a fact, unless it orders to correct', async () => {
    const id = await drafted('penaltyDecision')
    expect((await seen(desk.handler, id)).missing).toContain('第1项事实的处理')
    expect((await seen(desk.handler, await drafted('rectificationOrder'))).missing).not.toContain('第1项事实的处理')
  })

  it('takes over what was told to another paper of the case', async () => {
    const id = await drafted('priorNotice')
    expect((await seen(desk.handler, id)).fields).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: 'partyHead', value: '王平' })]),
    )
  })

  it('is not issued once the case says something else, until it is saved anew', async () => {
    const id = await drafted('rectificationOrder')
    await fill(id, 1)
    await asOwner('UPDATE case_fact SET irregular_fen = irregular_fen - 100 WHERE case_id = $1', [caseId])
    expect((await seen(desk.approver, id)).changed).toEqual(['facts'])
    expect(await issue(desk.approver, id, 2)).toMatchObject({ ok: false, refusal: { code: 'dataChanged', detail: { fields: ['facts'] } } })
    await fill(id, 2)
    expect(codeOf(await issue(desk.approver, id, 3))).toBe('ok')
  })

  it('follows the case in all that nobody changed, however often it is saved', async () => {
    const id = await drafted('investigationConclusion')
    const asShown = async () => Object.fromEntries((await seen(desk.handler, id)).fields.map(({ name, value }) => [name, value]))
    const words = async (name: string) => (await asShown())[name]
    expect(await words('investigation')).toContain('36名未住院人员')
    expect(await fill(id, 1, { ...(await asShown()), discretion: '参照裁量基准。' })).toMatchObject({ ok: true })
    await asOwner(`UPDATE case_file SET summary = '该院为40名未住院人员办理住院手续。' WHERE id = $1`, [caseId])
    expect((await seen(desk.handler, id)).changed).toEqual(['investigation'])
    expect(await fill(id, 2, { ...(await asShown()), partyHead: '赵云' })).toMatchObject({ ok: true })
    expect(await words('investigation')).toContain('40名未住院人员')
    expect([await words('discretion'), await words('partyHead')]).toEqual(['参照裁量基准。', '赵云'])
    // Emptied, it is the case's word again, or another paper's.
    expect(await fill(id, 3, { ...(await asShown()), partyHead: '' })).toMatchObject({ ok: true })
    expect(await words('partyHead')).toBe('王平')
    expect(await asOwner('SELECT typed, revised_by_id FROM official_document WHERE id = $1', [id])).toEqual([
      { typed: { discretion: '参照裁量基准。' }, revised_by_id: desk.handler.userId },
    ])
  })

  it('says what was entered with the steps of the procedure, which nobody types again', async () => {
    const told = await aCaseToDecide(desk)
    const fieldsOf = async (kind: string) => {
      const [issued] = await asOwner<{ id: string }>('SELECT id FROM official_document WHERE subject_id = $1 AND kind = $2', [told, kind])
      const id = issued?.id ?? value(await draftCasePaper(desk.handler, { caseId: told, kind }, now)).documentId
      const fields = (await getCasePaper(desk.handler, told, id, now))?.fields ?? []
      return Object.fromEntries(fields.map(({ name, value: words }) => [name, words]))
    }
    expect(await fieldsOf('discussionMinutes')).toMatchObject({
      ...{ heldOn: '2026-06-08', present: '刘洋、王芳、赵磊', opinions: '均同意拟定意见。', conclusion: '按拟定意见作出决定。' },
      ...{ recorder: '', chair: '', place: '' },
    })
    expect((await fieldsOf('penaltyDecision')).notice).toContain('当事人于2026年6月8日书面表示：放弃陈述、申辩和听证。')
    expect(await fieldsOf('defenceReview')).toMatchObject({ saidOn: '2026-06-08', said: '放弃陈述、申辩和听证', adoption: '' })
    expect(await fieldsOf('serviceReceipt')).toMatchObject({ method: '直接送达' })
    expect(await fieldsOf('priorNotice')).toMatchObject({ defenceDays: '5个工作日' })
  })

  it('names as evidence what was attached as that, and neither what moved its clocks nor what an appeal brought', async () => {
    const told = await aCaseUnderInvestigation(desk)
    const [file] = await asOwner<{ region_no: number }>('SELECT region_no FROM case_file WHERE id = $1', [told])
    for (const kind of ['evidence', 'clockProof', 'suspension', 'remedy', 'waiver']) {
      const of = { subject_type: 'case', subject_id: told, department: 'MI', region_no: file?.region_no, secrecy: 2 }
      await insertRows('attachment', [{ ...of, kind, title: `${kind}.pdf`, file_id: await aFile(desk.handler, `${kind}.pdf`) }])
    }
    const { documentId } = value(await draftCasePaper(desk.handler, { caseId: told, kind: 'investigationConclusion' }, now))
    const fields = (await getCasePaper(desk.handler, told, documentId, now))?.fields ?? []
    expect(fields.find(({ name }) => name === 'evidence')?.value).toBe('evidence.pdf')
  })

  it('prints the number of a person, and shows and keeps it to nobody who only looks', async () => {
    const [number, masked] = ['370811199001011237', '3708**********1237']
    const id = await drafted('rectificationOrder')
    expect(await fill(id, 1, { ...rectification, partyNumber: number })).toMatchObject({ ok: true })
    const shown = await seen(desk.handler, id)
    expect(shown.fields.find(({ name }) => name === 'partyNumber')?.value).toBe(masked)
    expect(shown.changed).toEqual([])
    const kept = async () => JSON.stringify(await asOwner('SELECT input, typed FROM official_document WHERE subject_id = $1', [caseId]))
    // Sent back as it was shown, it is what it was.
    expect(await fill(id, 2, Object.fromEntries(shown.fields.map(({ name, value: words }) => [name, words])))).toMatchObject({ ok: true })
    // A mask that is not the one shown is no number.
    for (const mask of ['3709**********1237', '3708＊＊＊1237'])
      expect(await fill(id, 3, { partyNumber: mask })).toMatchObject({
        refusal: { code: 'invalidInput', detail: { fields: ['partyNumber'] } },
      })
    expect(codeOf(await issue(desk.approver, id, 3))).toBe('ok')
    const next = await drafted('priorNotice')
    expect((await seen(desk.handler, next)).fields.find(({ name }) => name === 'partyNumber')?.value).toBe(masked)
    expect(JSON.stringify([await seen(desk.handler, id), await kept()])).not.toContain(number)
    for (const paper of [id, next]) {
      const [row = { file_id: '' }] = await asOwner<{ file_id: string }>('SELECT file_id FROM official_document WHERE id = $1', [paper])
      const file = await downloadFile(desk.handler, { fileId: row.file_id }, now)
      expect(paperText((file.ok && file.value.bytes) || undefined)).toContain(number)
      expect((await openPdf(desk.handler, paper)).ok).toBe(true)
    }
  })

  it('without a number is finished by the officers alone, and a draft may be dropped', async () => {
    const id = await drafted('serviceReceipt')
    expect(codeOf(await fill(id, 1, { served: '责令改正通知书', receiver: '清溪医院', method: '直接送达', place: '清溪路1号' }))).toBe('ok')
    expect(codeOf(await issue(desk.approver, id, 2))).toBe('notFound')
    expect(value(await issue(desk.handler, id, 2))).toEqual({ number: null })
    const other = await drafted('serviceReceipt')
    expect(codeOf(await dropCasePaper(desk.handler, { documentId: other, version: '1' }, now))).toBe('ok')
    expect(codeOf(await fill(other, 2, { served: '甲' }))).toBe('notFound')
  })

  it('knows no part that is not of its kind, and no person from elsewhere', async () => {
    const id = await drafted('rectificationOrder')
    expect(codeOf(await fill(id, 1, { ...rectification, facts: '别的' }))).toBe('unknownField')
    const stranger = await officerOf(places.otherBureau, ['handler', 'approver'], { clearance: 3 })
    expect(await getCasePaper(stranger, caseId, id, now)).toBeNull()
    expect(codeOf(await draftCasePaper(stranger, { caseId, kind: 'penaltyDecision' }, now))).toBe('notFound')
    expect(codeOf(await issue(stranger, id, 1))).toBe('notFound')
  })
})
