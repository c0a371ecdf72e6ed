import ExcelJS from 'exceljs'
import { beforeAll, describe, expect, it } from 'vitest'
import { billSheetFields } from '#domain/referral/bill-sheet'
import { receiveFile } from '#server/file/receive-file'
import { approveReferral } from '#server/referral/approve-referral'
import { deliverReferral } from '#server/referral/deliver-referral'
import { exportBillSheet, writeBillBook } from '#server/referral/export-bills'
import { proposeBillReferral } from '#server/referral/propose-department-referral'
import { receiveReferral } from '#server/referral/receive-referral'
import { recordBillSheet } from '#server/referral/record-bill-results'
import { aFiledCase } from '../../fixtures/case-scenes'
import { actionsOn } from '../../fixtures/matters'
import { approvalOf, aScene, at, billForm, type Scene, value } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'

const numbers = Array.from({ length: 50 }, (_, place) => String(place + 1).padStart(10, '0'))
let scene: Scene
let referralId: string

beforeAll(async () => {
  scene = await aScene()
  const bills = numbers.map((number) => `370601|${number}|清溪医院|2026-03-05|12.50`).join('\n')
  const form = await billForm({ caseId: await aFiledCase(scene) }, { bills })
  referralId = value(await proposeBillReferral(scene.handler, form, at(0))).referralId
  value(await approveReferral(scene.approver, await approvalOf(scene.approver, referralId), at(1)))
  value(await deliverReferral(scene.handler, { referralId, version: '2' }, at(2)))
  value(await receiveReferral(scene.finance, { referralId, version: '3' }, at(3)))
})

type Filled = (sheet: ExcelJS.Worksheet) => void
const column = (field: (typeof billSheetFields)[number]) => billSheetFields.indexOf(field) + 1

/** The sheet as finance gets it, filled in and uploaded. */
async function returned(fill: Filled, by = scene.finance): Promise<string> {
  const { lines } = value(await exportBillSheet(scene.finance, { referralId }, at(4)))
  const bytes = value(await writeBillBook({ lines, sheetName: '票据查验', notesName: '填写说明', notes: ['说明'] }))
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(new Uint8Array(bytes).buffer)
  fill(book.getWorksheet('票据查验') ?? book.addWorksheet('票据查验'))
  return value(await receiveFile(by, { name: '查验表.xlsx', bytes: new Uint8Array(await book.xlsx.writeBuffer()) })).id
}
const answering =
  (count: number): Filled =>
  (sheet) => {
    for (let row = 2; row < 2 + count; row++) sheet.getCell(row, column('result')).value = row === 3 ? '伪造' : '真票'
    sheet.getCell(3, column('note')).value = '=系统无此票'
  }
const results = async () =>
  asOwner<{ result: string; count: number }>(
    'SELECT result::text, count(*)::int AS count FROM bill_verification WHERE referral_id = $1 GROUP BY 1 ORDER BY 2 DESC',
    [referralId],
  )

describe('a sheet of bills', () => {
  it('goes to whoever is to answer it, with every bill', async () => {
    for (const other of [scene.handler, scene.health, scene.police]) {
      expect(await exportBillSheet(other, { referralId }, at(4))).toMatchObject({ refusal: { code: 'notFound' } })
    }
    const { lines } = value(await exportBillSheet(scene.finance, { referralId }, at(4)))
    expect(lines).toHaveLength(50)
    expect(lines[49]?.cells).toEqual(['50', '370601', '0000000050', '清溪医院', '2026-03-05', '12.50', '', ''])
    expect(await actionsOn(referralId)).toContain('referral.exportBills')
  })

  it('with a wrong row leaves every bill as it was, and says which row', async () => {
    const fileId = await returned((sheet) => {
      answering(50)(sheet)
      sheet.getCell(10, column('result')).value = '也许'
      sheet.getCell(11, column('billNumber')).value = '9999999999'
    })
    expect(await recordBillSheet(scene.finance, { referralId, version: '4', fileId }, at(5))).toMatchObject({
      refusal: { code: 'billSheetWrong', detail: { count: 2, problems: expect.stringMatching(/第10行.*第11行/) } },
    })
    expect(await results()).toEqual([{ result: 'pending', count: 50 }])
  })

  it('is taken from whoever is asked and uploaded it themselves', async () => {
    const fileId = await returned(answering(50))
    for (const other of [scene.handler, scene.health]) {
      expect(await recordBillSheet(other, { referralId, version: '4', fileId }, at(5))).toMatchObject({ refusal: { code: 'notFound' } })
    }
    const foreign = await returned(answering(50), scene.health)
    expect(await recordBillSheet(scene.finance, { referralId, version: '4', fileId: foreign }, at(5))).toMatchObject({
      refusal: { code: 'notFound' },
    })
  })

  it('records what is filled in, and later the rest', async () => {
    expect(
      await recordBillSheet(scene.finance, { referralId, version: '4', fileId: await returned(() => undefined) }, at(5)),
    ).toMatchObject({ refusal: { code: 'billSheetEmpty' } })
    const first = { referralId, version: '4', fileId: await returned(answering(40)) }
    expect(value(await recordBillSheet(scene.finance, first, at(5)))).toEqual({ recorded: 40, blank: 10 })
    expect(await results()).toEqual([
      { result: 'genuine', count: 39 },
      { result: 'pending', count: 10 },
      { result: 'counterfeit', count: 1 },
    ])
    const rest = await returned(answering(50))
    expect(await recordBillSheet(scene.finance, { ...first, fileId: rest }, at(6))).toMatchObject({ refusal: { code: 'changedMeanwhile' } })
    expect(value(await recordBillSheet(scene.finance, { referralId, version: '5', fileId: rest }, at(6)))).toEqual({
      recorded: 10,
      blank: 0,
    })
    const [forged] = await asOwner<{ note: string; version: number }>(
      `SELECT result_note AS note, version FROM bill_verification WHERE referral_id = $1 AND result = 'counterfeit'`,
      [referralId],
    )
    expect(forged).toEqual({ note: '=系统无此票', version: 2 })
  })
})

describe('a list of bills', () => {
  const listOf = async (lines: readonly string[], by = scene.handler) => {
    const text = ['票据代码,票据号码,开票单位,开票日期,金额', ...lines].join('\r\n')
    return value(await receiveFile(by, { name: '票据清单.csv', bytes: new TextEncoder().encode(text) })).id
  }
  const propose = async (over: object) => {
    const form = await billForm({ caseId: await aFiledCase(scene) }, { bills: '', ...over })
    return proposeBillReferral(scene.handler, form, at(0))
  }

  it('goes to finance as pasted bills do', async () => {
    const lines = ['370601,0000000001,清溪医院,2026-03-05,1234.5', '370601,0000000002,清溪医院,2026/3/6,800', '合计,,,,2034.5']
    const { referralId: id } = value(await propose({ billsFileId: await listOf(lines) }))
    expect(
      await asOwner(
        'SELECT seq, bill_number, issued_on::text AS on, amount_fen FROM bill_verification WHERE referral_id = $1 ORDER BY seq',
        [id],
      ),
    ).toEqual([
      { seq: 1, bill_number: '0000000001', on: '2026-03-05', amount_fen: '123450' },
      { seq: 2, bill_number: '0000000002', on: '2026-03-06', amount_fen: '80000' },
    ])
  })

  it('goes whole or not at all, and is the own list of whoever asks', async () => {
    const wrong = await listOf(['370601,0000000001,清溪医院,昨天,12', '370601,0000000002,清溪医院,2026-03-05,12'])
    expect(await propose({ billsFileId: wrong })).toMatchObject({
      refusal: { code: 'billListWrong', detail: { problems: expect.stringContaining('第2行') } },
    })
    const own = await listOf(['370601,0000000001,清溪医院,2026-03-05,12'])
    expect(await propose({ billsFileId: own, bills: '370601|0000000001|清溪医院|2026-03-05|12' })).toMatchObject({
      refusal: { code: 'invalidInput', detail: { fields: ['bills'] } },
    })
    expect(await propose({})).toMatchObject({ refusal: { code: 'invalidInput', detail: { fields: ['bills'] } } })
    const foreign = await listOf(['370601,0000000001,清溪医院,2026-03-05,12'], scene.finance)
    expect(await propose({ billsFileId: foreign })).toMatchObject({ refusal: { code: 'notFound' } })
  })
})
