import { randomUUID } from 'node:crypto'
import type ExcelJS from 'exceljs'
import { beforeAll, describe, expect, it } from 'vitest'
import { manifestSheet } from '#domain/self-inspection/pack/columns'
import { manifestLines, signedText } from '#domain/self-inspection/pack/manifest'
import { signText } from '#platform/signing'
import { answerItem } from '#server/self-inspection/answer-items'
import { applyPack } from '#server/self-inspection/apply-pack'
import { makePack } from '#server/self-inspection/make-pack'
import { getPackReturn, packErrors } from '#server/self-inspection/pack-queries'
import { recordFinding } from '#server/self-inspection/record-finding'
import { removeFinding } from '#server/self-inspection/remove-finding'
import { done, launchedCampaign } from '../../fixtures/campaigns'
import {
  aFinding,
  filedAt,
  filingWithFinding,
  issuedFiling,
  itemsFor,
  proof,
  stateOf,
  submittedFiling,
  type TestFiling,
  trailOf,
} from '../../fixtures/filings'
import { aPackedFinding, edited, packOf, returned, type Sheet, upload } from '../../fixtures/packs'
import { complianceOfficer } from '../../fixtures/people'
import { asOwner } from '../../support/as-owner'
import { packLines } from '../../support/pack-lines'

let campaignId = ''
let codes: string[] = []
beforeAll(async () => {
  campaignId = await launchedCampaign()
  codes = (await itemsFor()).map(({ code }) => code)
})

const code = (place: number) => codes[place] ?? ''
const refusedWith = (refusal: string, why?: string) => ({ ok: false, refusal: { code: refusal, ...(why ? { detail: { why } } : {}) } })
const choose = (view: { id: string; seen: string }, more: object = {}) => ({ packReturnId: view.id, seen: view.seen, ...more })

type Held = { code: string; answer: string; reason: string; behaviour: string | null; loss: string | null }
const held = ({ id }: TestFiling) =>
  asOwner<Held>(
    `SELECT i.code, a.answer::text, a.reason, f.behaviour, f.fund_loss_fen::text AS loss FROM filing_answer a JOIN checklist_item i ON i.id = a.item_id
     LEFT JOIN finding f ON f.answer_id = a.id WHERE a.filing_id = $1 ORDER BY i.seq, f.fund_loss_fen`,
    [id],
  )

describe('a pack that comes back', () => {
  it('is compared before anything is written, and taken over once', async () => {
    const filing = await issuedFiling(campaignId)
    const bytes = await edited(await packOf(filing), ({ fill, fillSpare }) => {
      fill(code(0), { answer: '无' })
      fill(code(1), { answer: '不适用', reason: '未开展该项服务' })
      fill(code(2), { ...aPackedFinding, refund: 1500, paidOn: '2024年5月20日', voucher: 'LX-001' })
      fillSpare(code(2), { ...aPackedFinding, behaviour: '同一条目的另一个问题', fundLoss: 100 })
    })
    const view = await returned(filing, bytes)
    expect(await held(filing)).toEqual([])
    expect(view.faulty).toEqual([])
    expect(view.changes.map(({ part, code: of, conflict }) => [part, of, conflict])).toEqual([
      ['answer', code(0), false],
      ['answer', code(1), false],
      ['finding', code(2), false],
      ['refund', code(2), false],
      ['finding', code(2), false],
    ])
    expect(await applyPack(filing.officer, choose(view), filedAt)).toMatchObject({
      ok: false,
      refusal: { code: 'packProofs', detail: { vouchers: ['LX-001'] } },
    })
    const proofFileIds = await proof(filing.officer)
    // Twenty at once have one effect and one answer.
    const answers = await Promise.all(Array.from({ length: 20 }, () => applyPack(filing.officer, choose(view, { proofFileIds }), filedAt)))
    for (const answer of answers) expect(answer).toEqual({ ok: true, value: { answers: 2, findings: 2, refunds: 1 } })
    expect(await held(filing)).toEqual([
      { code: code(0), answer: 'noneFound', reason: '', behaviour: null, loss: null },
      { code: code(1), answer: 'notApplicable', reason: '未开展该项服务', behaviour: null, loss: null },
      { code: code(2), answer: 'found', reason: '', behaviour: '同一条目的另一个问题', loss: '10000' },
      { code: code(2), answer: 'found', reason: '', behaviour: '重复收取诊查费', loss: '150000' },
    ])
    const trail = await trailOf(filing.id)
    expect(trail.filter((action) => action === 'filing.applyPack')).toHaveLength(1)
    expect(trail.filter((action) => action === 'filing.recordFinding')).toHaveLength(2)

    // Saved once more by another program: other bytes, the same content, the same return.
    const again = await returned(filing, await edited(bytes, ({ book }) => Object.assign(book, { creator: 'WPS' })))
    expect([again.id, again.state]).toEqual([view.id, 'applied'])
  })

  it('changes what it brought the first time when it comes again with more, and brings nothing twice', async () => {
    const filing = await issuedFiling(campaignId)
    const first = await edited(await packOf(filing), ({ fill }) => fill(code(0), aPackedFinding))
    done(await applyPack(filing.officer, choose(await returned(filing, first)), filedAt))
    const second = await edited(first, ({ fill }) => fill(code(1), { answer: '无' }))
    const view = await returned(filing, second)
    expect(view.changes.map(({ part, code: of, conflict }) => [part, of, conflict])).toEqual([['answer', code(1), false]])
    const third = await returned(filing, await edited(first, ({ fill }) => fill(code(0), { fundLoss: 900 })))
    expect(third.changes).toMatchObject([
      { part: 'finding', conflict: true, before: { fundLossFen: '150000' }, after: { fundLossFen: '90000' } },
    ])
  })

  it('round-trips untouched: a pack with everything filled in changes nothing', async () => {
    const filing = await filingWithFinding(campaignId)
    const [item] = (await itemsFor()).slice(1)
    const text = '=cmd|calc 的情形\r\n第二行'
    done(await recordFinding(filing.officer, { filingId: filing.id, itemId: item?.id, ...aFinding(''), behaviour: text }, filedAt))
    const view = await returned(filing, await edited(await packOf(filing), () => undefined))
    expect([view.changes, view.faulty]).toEqual([[], []])
  })
})

describe('what was changed on both sides', () => {
  async function inConflict() {
    const filing = await filingWithFinding(campaignId)
    const pack = await packOf(filing)
    const [item] = await asOwner<{ id: string; version: number }>('SELECT id, version FROM finding WHERE filing_id = $1', [filing.id])
    await asOwner('UPDATE finding SET fund_loss_fen = 120000, version = version + 1 WHERE id = $1', [item?.id])
    const view = await returned(filing, await edited(pack, ({ fill }) => fill(code(0), { fundLoss: 800 })))
    return { filing, view }
  }

  it('is a conflict with both versions, decided row by row, and what lost is kept', async () => {
    for (const side of ['mine', 'theirs'] as const) {
      const { filing, view } = await inConflict()
      expect(view.changes).toMatchObject([{ conflict: true, before: { fundLossFen: '120000' }, after: { fundLossFen: '80000' } }])
      expect(await applyPack(filing.officer, choose(view), filedAt)).toMatchObject(refusedWith('packConflicts'))
      done(await applyPack(filing.officer, choose(view, { [side]: view.changes[0]?.id }), filedAt))
      expect((await held(filing)).map(({ loss }) => loss)).toEqual([side === 'mine' ? '80000' : '120000'])
      const kept = await getPackReturn(filing.officer, filing.id, view.id)
      expect(kept?.outcome?.conflicts).toMatchObject([
        { kept: side, change: { before: { fundLossFen: '120000' }, after: { fundLossFen: '80000' } } },
      ])
    }
  })

  it('is not taken over when the filing has moved on since it was looked at', async () => {
    const { filing, view } = await inConflict()
    await asOwner('UPDATE finding SET fund_loss_fen = 110000, version = version + 1 WHERE filing_id = $1', [filing.id])
    expect(await applyPack(filing.officer, choose(view, { mine: view.changes[0]?.id }), filedAt)).toMatchObject(
      refusedWith('changedMeanwhile'),
    )
    expect((await held(filing)).map(({ loss }) => loss)).toEqual(['110000'])
  })

  it('asks when a colleague has said meanwhile that there is nothing, or has taken the finding back', async () => {
    const filing = await filingWithFinding(campaignId)
    const pack = await packOf(filing)
    const item = (await itemsFor())[1]
    done(await answerItem(filing.officer, { filingId: filing.id, itemId: item?.id, answer: 'noneFound', version: 0 }, filedAt))
    done(await removeFinding(filing.officer, { findingId: filing.findingId, version: 1 }, filedAt))
    const view = await returned(
      filing,
      await edited(pack, ({ fill }) => {
        fill(code(0), { fundLoss: 700 })
        fill(code(1), aPackedFinding)
      }),
    )
    expect(view.changes.map(({ part, conflict }) => [part, conflict])).toEqual([
      ['finding', true],
      ['finding', true],
    ])
    done(await applyPack(filing.officer, choose(view, { mine: view.changes.map(({ id }) => id) }), filedAt))
    expect((await held(filing)).map(({ answer, loss }) => [answer, loss])).toEqual([
      ['found', '70000'],
      ['found', '150000'],
    ])
  })
})

it('gives wrong rows back in the same pack, red and with the reason, while the others go in; mended, they go in too', async () => {
  const filing = await issuedFiling(campaignId)
  const bytes = await edited(await packOf(filing), ({ fill }) => {
    fill(code(0), { answer: '无' })
    fill(code(1), { ...aPackedFinding, fundLoss: 99_999 })
    fill(code(2), { answer: '不适用' })
    fill(code(3), { ...aPackedFinding, periodFrom: '2026/13/01', billed: { formula: '1+1', result: 2 } })
  })
  const view = await returned(filing, bytes)
  expect(view.changes.map(({ code: of }) => of)).toEqual([code(0)])
  const errors = done(await packErrors(filing.officer, { packReturnId: view.id }, filedAt))
  const mended = await edited(errors.bytes, ({ rowOf, fill }) => {
    const { sheet, row } = rowOf(code(1))
    expect(sheet.getCell(row, 20).value).toBe('“违规金额（元）”金额关系不对，应为涉及金额 ≥ 违规金额 ≥ 基金损失。')
    expect(sheet.getCell(row, 11).fill).toMatchObject({ fgColor: { argb: 'FFFFC7CE' } })
    expect(rowOf(code(2)).sheet.getCell(rowOf(code(2)).row, 20).value).toBe('“不适用的原因”选“不适用”的，请写明原因。')
    const last = rowOf(code(3))
    expect(String(last.sheet.getCell(last.row, 20).value)).toMatch(/“起始日期”不是有效日期.*“涉及金额（元）”单元格为公式/)
    fill(code(1), { fundLoss: 1000 })
    fill(code(2), { reason: '未开展' })
    fill(code(3), { periodFrom: '2023.2.3', billed: '￥3,000.50' })
  })
  done(await applyPack(filing.officer, choose(view), filedAt))
  const second = await returned(filing, mended)
  expect(second.faulty).toEqual([])
  done(await applyPack(filing.officer, choose(second), filedAt))
  expect((await held(filing)).map(({ answer, loss }) => [answer, loss])).toEqual([
    ['noneFound', null],
    ['found', '100000'],
    ['notApplicable', null],
    ['found', '150000'],
  ])
})

describe('a workbook that is not the pack that was handed out', () => {
  const line = (book: ExcelJS.Workbook) => book.getWorksheet(manifestSheet) as ExcelJS.Worksheet // every pack has it
  const tampered: Record<string, (sheet: Sheet) => void> = {
    notAPack: ({ book }) => book.removeWorksheet(line(book).id),
    tampered: ({ book }) => {
      line(book).getCell('A1').value = line(book).getCell('A2').value
    },
    sheetMissing: ({ book, rowOf }) => book.removeWorksheet(rowOf(code(0)).sheet.id),
    headingsChanged: ({ rowOf }) => {
      rowOf(code(0)).sheet.getCell(3, 5).value = '别的列'
    },
    rowUnknown: ({ rowOf }) => {
      rowOf(code(0)).sheet.getCell(rowOf(code(0)).row, 1).value = randomUUID()
    },
    rowTwice: ({ rowOf }) => {
      const { sheet, row } = rowOf(code(0))
      sheet.getCell(row + 1, 1).value = sheet.getCell(row, 1).value
      sheet.getCell(row + 1, 2).value = code(0)
    },
    codeChanged: ({ rowOf }) => {
      rowOf(code(0)).sheet.getCell(rowOf(code(0)).row, 2).value = code(1)
    },
    rowsMissing: ({ rowOf }) => void rowOf(code(0)).sheet.spliceRows(rowOf(code(0)).row, 1),
  }
  it('is refused by name of what is wrong, and leaves nothing', async () => {
    const filing = await issuedFiling(campaignId)
    const pack = await packOf(filing)
    const before = await stateOf(filing.id)
    for (const [why, tamper] of Object.entries(tampered))
      expect(await upload(filing, await edited(pack, tamper)), why).toMatchObject(refusedWith('packUnfit', why))
    const list = new TextEncoder().encode('编号,问题\n1,二\n')
    expect(await upload(filing, list)).toMatchObject({ ok: false, refusal: { code: 'unreadableFile' } })
    expect(await stateOf(filing.id)).toBe(before)
    expect(await asOwner('SELECT id FROM pack_return WHERE filing_id = $1', [filing.id])).toEqual([])
  }, 120_000)

  it('is refused when it is of another institution, another filing, another list or another key', async () => {
    const [filing, other] = [await issuedFiling(campaignId), await issuedFiling(campaignId)]
    expect(await upload(filing, await packOf(other))).toMatchObject(refusedWith('packUnfit', 'otherInstitution'))
    const pack = await packOf(filing)
    const { manifest } = await packLines(pack)
    const foreign = {
      otherFiling: { filingId: randomUUID() },
      otherList: { checklistId: randomUUID() },
      otherInstallation: { keyId: 'f'.repeat(16) },
    }
    for (const [why, head] of Object.entries(foreign)) {
      const lines = manifestLines({ ...manifest, head: { ...manifest.head, ...head } })
      const bytes = await edited(pack, ({ book }) => {
        line(book).getCell('A1').value = lines[0]
        line(book).getCell('B1').value = signText(signedText(lines))
      })
      expect(await upload(filing, bytes), why).toMatchObject(refusedWith('packUnfit', why))
    }
  })
})

it('is for the institution alone, and only while the filing is with it', async () => {
  const filing = await submittedFiling(campaignId)
  expect(await makePack(filing.officer, { filingId: filing.id }, filedAt)).toMatchObject(refusedWith('wrongState'))
  const open = await issuedFiling(campaignId)
  const stranger = complianceOfficer(randomUUID(), 370811)
  expect(await makePack(stranger, { filingId: open.id }, filedAt)).toMatchObject(refusedWith('notFound'))
  const view = await returned(open, await edited(await packOf(open), ({ fill }) => fill(code(0), { answer: '无' })))
  expect(await getPackReturn(stranger, open.id, view.id)).toBeNull()
  expect(await applyPack(stranger, choose(view), filedAt)).toMatchObject(refusedWith('notFound'))
  expect(await packErrors(stranger, { packReturnId: view.id }, filedAt)).toMatchObject(refusedWith('notFound'))
})
