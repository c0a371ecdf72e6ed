import { randomUUID } from 'node:crypto'
import type ExcelJS from 'exceljs'
import { expect, it } from 'vitest'
import { packWorkbook } from '#documents/offline-pack'
import type { PackColumn } from '#domain/self-inspection/pack/columns'
import { manifestLines, type PackManifest, signedText } from '#domain/self-inspection/pack/manifest'
import { manifestOf, rowsOf } from '#domain/self-inspection/pack/read-pack'
import type { PackRow } from '#domain/self-inspection/pack/read-row'
import { readTableFile } from '#platform/reading/table-file'
import { done } from '../../fixtures/campaigns'
import { aPackedFinding, edited, type Sheet } from '../../fixtures/packs'

/** Bad cells as bureaus meet them (the published corpus of bad input), in the cells of a pack: each is read, or named with its reason. */
const signer = { keyId: 'k', holds: (text: string, signature: string) => signature === `signed ${text.length}` }
const key = { sheet: '骨科', itemId: randomUUID(), code: 'GK-01', answer: { version: 0, base: null }, finding: { version: 0, base: null } }
const manifest: PackManifest = {
  head: {
    format: 1,
    packId: randomUUID(),
    filingId: randomUUID(),
    filingNumber: 'ZC-370811-2024-000001',
    institutionId: randomUUID(),
    institutionName: '虚构医院',
    checklistId: randomUUID(),
    checklistName: '问题清单',
    checklistVersion: 1,
    keyId: 'k',
    madeAt: '2024-05-22T02:00:00.000Z',
  },
  rows: [
    { ...key, key: randomUUID() },
    { ...key, key: randomUUID(), itemId: null, code: null, answer: null },
  ],
}
const signed = (of: PackManifest) => `signed ${signedText(manifestLines(of)).length}`
const paper = {
  manifest,
  signature: signed(manifest),
  told: {
    institution: '虚构医院',
    number: 'ZC',
    campaign: '专项',
    list: '问题清单',
    version: 1,
    dueOn: '2024-05-31',
    lookBackFrom: '2021-05-01',
    madeAt: '',
  },
  itemTexts: new Map([['GK-01', '重复收费']]),
  declaredFen: new Map<string, bigint>(),
  lookBackFrom: '2021-05-01',
}
const pack = packWorkbook(paper)

async function readEdited(edit: (sheet: Sheet) => void): Promise<PackRow[]> {
  const read = await readTableFile(await edited(await pack, edit), '包.xlsx')
  if (!read.ok) throw new Error(read.failure.code)
  return done(rowsOf(read.value.grids, done(manifestOf(read.value.grids, signer))))
}

type Cells = Partial<Record<PackColumn, ExcelJS.CellValue>>
const refused: Record<string, [cells: Cells, column: string, reason: RegExp]> = {
  'B15 broken bytes': [{ behaviour: '编码\uFFFD坏' }, 'behaviour', /编码损坏/],
  'B27 a number that lost its end': [{ billed: 1.10101e17 }, 'billed', /超过单笔上限/],
  'B31 the day that never was': [{ periodFrom: 60 }, 'periodFrom', /不存在|不是有效日期/],
  'B32 month 13': [{ periodFrom: '2026/13/01' }, 'periodFrom', /不是有效日期/],
  'B33 29 February of a common year': [{ periodTo: '2027-02-29' }, 'periodTo', /不是有效日期/],
  'B34 a negative amount': [{ billed: -100 }, 'billed', /是负数/],
  'B35 beyond every amount': [{ billed: '99,999,999,999,999.99' }, 'billed', /超过单笔上限/],
  'B36 three decimals': [{ fundLoss: 12.345 }, 'fundLoss', /小数位数超过分/],
  'B37 a unit of its own in the format': [{ billed: '壹佰元' }, 'billed', /不是可以识别的金额/],
  'B39 a formula': [{ billed: { formula: 'SUM(A1:A9)', result: 3000 } }, 'billed', /单元格为公式/],
  'B39 a formula as text': [{ behaviour: { formula: 'A1', result: '情形' } }, 'behaviour', /单元格为公式/],
  'an error value': [{ periodTo: { error: '#N/A' } }, 'periodTo', /错误值/],
  'a word that is no answer': [{ answer: '也许' }, 'answer', /只能填/],
  'a formula for an answer': [{ answer: { formula: '"有"', result: '有' } }, 'answer', /只能填/],
  'half a person': [{ peopleCount: 1.5 }, 'peopleCount', /应为整数/],
  'a year alone': [{ periodFrom: '2023年' }, 'periodFrom', /补全到日/],
  'a text without end': [{ cause: '长'.repeat(1001) }, 'cause', /文字过长/],
  'an amount left out': [{ fundLoss: null }, 'fundLoss', /必填/],
  'none, with what was found': [{ answer: '无' }, 'answer', /结论不是“有”/],
  'a refund without its voucher': [{ refund: 100, paidOn: '2024-05-01' }, 'voucher', /要一起填写/],
  'a refund of nothing': [{ refund: 0, paidOn: '2024-05-01', voucher: 'A' }, 'refund', /应大于 0/],
}

it.each(Object.entries(refused))('refuses by name: %s', async (_name, [cells, column, reason]) => {
  const [row] = await readEdited(({ fill }) => fill('GK-01', { ...aPackedFinding, ...cells }))
  expect(row?.faults.map((fault) => fault.column)).toContain(column)
  expect(row?.faults.find((fault) => fault.column === column)?.reason).toMatch(reason)
})

const accepted: Record<string, [cells: Cells, seen: Partial<NonNullable<PackRow['finding']>>]> = {
  'B18 letters beyond the plane': [{ behaviour: '𠮷田'.repeat(250) }, { behaviour: '𠮷田'.repeat(250) }],
  'B19 marks that nobody sees': [{ cause: '对照\u200B未更新\u00A0' }, { cause: '对照未更新' }],
  'B20 full-width digits': [
    { billed: '１２００.５０', irregular: '１０００', fundLoss: '1' },
    { billedFen: '120050', irregularFen: '100000' },
  ],
  'B28 separators': [{ billed: '￥3,234.50' }, { billedFen: '323450' }],
  'B32 dates as people write them': [
    { periodFrom: '2023.2.3', periodTo: '二〇二三年三月三日', remedyDueOn: '20240601' },
    { periodFrom: '2023-02-03', periodTo: '2023-03-03', remedyDueOn: '2024-06-01' },
  ],
  'B32 a serial that lost its format': [{ periodFrom: new Date('2022-03-04T00:00:00Z') }, { periodFrom: '2022-03-04' }],
  'B33 29 February of a leap year': [{ periodTo: '2024-02-29' }, { periodTo: '2024-02-29' }],
  'B40 what looks like a formula': [
    { behaviour: "=cmd|'/c calc'!A1", remedy: '@SUM(1)' },
    { behaviour: "=cmd|'/c calc'!A1", remedy: '@SUM(1)' },
  ],
  'B42 markup': [{ behaviour: '<script>alert(1)</script>' }, { behaviour: '<script>alert(1)</script>' }],
}

it.each(Object.entries(accepted))('reads: %s', async (_name, [cells, seen]) => {
  const [row] = await readEdited(({ fill }) => fill('GK-01', { ...aPackedFinding, ...cells }))
  expect(row?.faults).toEqual([])
  expect(row?.finding).toMatchObject(seen)
})

it('B26 passes over rows that nobody filled in, and names a spare row without its item', async () => {
  expect(await readEdited(() => undefined)).toEqual([])
  const [row] = await readEdited(({ rowOf, fillSpare }) => {
    fillSpare('GK-01', aPackedFinding)
    const { sheet, row: first } = rowOf('GK-01')
    sheet.getCell(first + 1, 2).value = 'GK-99'
  })
  expect(row?.faults.map(({ reason }) => reason)).toEqual(['“条目编号”条目编号不在本节清单里，请从下拉中选择。'])
})

it('B30 reads days of the other date system', async () => {
  const [row] = await readEdited(({ book, fill }) => {
    book.properties.date1904 = true
    fill('GK-01', aPackedFinding)
  })
  expect(row?.finding).toMatchObject({ periodFrom: '2023-01-01', periodTo: '2023-06-30' })
})

it('writes what the filing has so that it reads the same, whatever the text looks like', async () => {
  const base = {
    behaviour: '第_x0041_项\n=1+1',
    peopleCount: 3,
    periodFrom: '2023-01-01',
    periodTo: '2023-12-31',
    billedFen: '1000000000000',
    irregularFen: '123456789',
    fundLossFen: '1',
    cause: '=HYPERLINK("x")',
    remedy: "'=引号在前",
    remedyDueOn: '2024-06-30',
  }
  const held = { ...manifest, rows: [{ ...key, key: randomUUID(), finding: { version: 1, base } }] }
  const read = await readTableFile(await packWorkbook({ ...paper, manifest: held, signature: signed(held) }), '包.xlsx')
  const [row] = read.ok ? done(rowsOf(read.value.grids, done(manifestOf(read.value.grids, signer)))) : []
  expect(row?.faults).toEqual([])
  expect(row?.finding).toEqual({ ...base, remedy: '=引号在前' })
})

it('locks what is not to be filled in, and offers the answers from a list', async () => {
  await edited(await pack, ({ book, rowOf }) => {
    const { sheet, row } = rowOf('GK-01')
    expect([sheet.getColumn(1).hidden, sheet.getCell(row, 3).protection?.locked ?? true, sheet.getCell(row, 4).protection?.locked]).toEqual(
      [true, true, false],
    )
    expect(sheet.getCell(row, 4).dataValidation).toMatchObject({ type: 'list', formulae: ['"有,无,不适用"'] })
    expect(sheet.getCell(row + 1, 2).dataValidation.formulae).toEqual([`$B$${row}:$B$${row}`])
    expect(book.getWorksheet('qy-pack')?.state).toBe('veryHidden')
  })
})
