import { randomInt } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import ExcelJS from 'exceljs'
import { expectAccessible } from '../support/axe'
import { personAt } from '../support/campaign-story'
import { issuedToHospitals } from '../support/issued-list'

const refusalOn = (page: Page) => page.getByRole('main').getByRole('alert')
const settled = (page: Page) => page.waitForLoadState('networkidle')
const pictures = 'test-results/screens'
const picture = async (page: Page, name: string) => {
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: `${pictures}/${name}.png` })
}

async function downloaded(page: Page, link: string): Promise<ExcelJS.Workbook> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: link }).first().click()])
  expect(download.suggestedFilename()).toMatch(/\.xlsx$/)
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(new Uint8Array(await readFile(await download.path())).buffer)
  return book
}

async function uploadTo(page: Page, filing: string, book: ExcelJS.Workbook, name: string) {
  await page.goto(filing)
  await settled(page)
  const buffer = Buffer.from(await book.xlsx.writeBuffer())
  await page.getByLabel('填好的离线填报包').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
  await expect(page.locator('input[name=fileId]')).not.toHaveValue('')
  await page.getByRole('button', { name: '上传并核对' }).click()
}

/** The first rows of a sheet whose item has neither answer nor finding yet. */
function openRows(book: ExcelJS.Workbook) {
  for (const sheet of book.worksheets.slice(1, -1)) {
    const rows: number[] = []
    for (let row = 4; sheet.getCell(row, 2).value; row++) if (!sheet.getCell(row, 4).value && !sheet.getCell(row, 6).value) rows.push(row)
    if (rows.length >= 4) return { sheet, rows }
  }
  throw new Error('the demo filing leaves nothing to answer')
}

const finding = (sheet: ExcelJS.Worksheet, row: number, fundLoss: number) => {
  const values = [
    '有',
    null,
    '离线登记：重复收取护理费',
    3,
    '2023.1.1',
    new Date('2023-06-30T00:00:00Z'),
    3000,
    2000,
    fundLoss,
    '未校验',
    '已校验',
  ]
  values.forEach((value, place) => {
    sheet.getCell(row, 4 + place).value = value
  })
}

test('a hospital fills its filing in without a line, and takes it over row by row', async ({ browser }) => {
  test.setTimeout(180_000)
  await issuedToHospitals(browser)
  const officer = await personAt(browser, { login: 'hospital-a' })
  await officer.goto('/self-inspections')
  await officer.getByRole('link', { name: '开始填报' }).first().click()
  await officer.waitForURL(/\/self-inspections\/[0-9a-f-]{36}$/)
  await settled(officer)
  const filing = new URL(officer.url()).pathname
  await picture(officer, 'hospital-filing-offline')

  const book = await downloaded(officer, '下载离线填报包')
  const { sheet, rows } = openRows(book)
  const [none = 0, found = 0, wrong = 0, contested = 0] = rows
  sheet.getCell(none, 4).value = '无'
  finding(sheet, found, 1000)
  finding(sheet, wrong, 9_999_999)
  sheet.getCell(contested, 4).value = '无'
  const voucher = `LX-${randomInt(1e9)}`
  sheet.getCell(found, 16).value = 1000
  sheet.getCell(found, 17).value = '2024-05-20'
  sheet.getCell(found, 18).value = voucher

  // While it was out, a colleague answers the same item on the page.
  const contestedCode = String(sheet.getCell(contested, 2).value)
  const section = await officer.getByRole('link', { name: sheet.name, exact: true }).first().getAttribute('href')
  await officer.goto(section ?? '')
  await settled(officer)
  const contestedItem = officer.locator(`li[id="${contestedCode}"]`)
  await contestedItem.getByLabel('不适用', { exact: true }).check()
  await contestedItem.getByLabel('不适用的原因').fill('本机构未开展')
  await contestedItem.getByRole('button', { name: '保存', exact: true }).click()
  await expect(contestedItem.getByText('已保存')).toBeVisible()

  await uploadTo(officer, filing, book, '填好的包.xlsx')
  await officer.waitForURL(/\/pack\/[0-9a-f-]{36}$/)
  await settled(officer)
  const address = new URL(officer.url()).pathname
  await expect(officer.getByText('4 处改动，其中 1 处冲突；1 行需要修改')).toBeVisible()
  await expect(officer.getByText('金额关系不对，应为涉及金额 ≥ 违规金额 ≥ 基金损失')).toBeVisible()
  await expectAccessible(officer)
  await picture(officer, 'pack-returned')
  expect(await officer.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'no sideways scrolling').toBe(true)

  // Undecided, nothing is written; decided, the voucher's proof is asked for; with it, all goes in, once.
  await officer.getByRole('radio', { name: '网页现有' }).check()
  await officer.getByRole('button', { name: '写入填报' }).click()
  await expect(officer.getByText('4 处改动，其中 1 处冲突')).toBeVisible()
  await officer
    .getByLabel('缴款凭证', { exact: true })
    .setInputFiles({ name: `${voucher}.pdf`, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') })
  await expect(officer.locator('input[name=proofFileIds]')).not.toHaveValue('')
  await officer.getByRole('button', { name: '写入填报' }).dblclick()
  await expect(officer.getByText('写入结论 1 条、问题明细 1 个、退回申报 1 笔。')).toBeVisible({ timeout: 20_000 })
  await expect(officer.getByRole('region', { name: '冲突的两边' }).getByText('不适用（本机构未开展）')).toBeVisible()
  await expectAccessible(officer)
  await picture(officer, 'pack-taken-over')

  // The wrong row comes back red, is mended and goes in; the first return stays what it was.
  const errors = await downloaded(officer, '下载错误清单')
  const red = errors.getWorksheet(sheet.name)
  expect(String(red?.getCell(wrong, 20).value)).toContain('金额关系不对')
  if (red) red.getCell(wrong, 12).value = 500
  await uploadTo(officer, filing, errors, '改好的包.xlsx')
  await officer.waitForURL((url) => /\/pack\/[0-9a-f-]{36}$/.test(url.pathname) && url.pathname !== address)
  await settled(officer)
  await expect(officer.getByText(/处改动，其中 . 处冲突；0 行需要修改/)).toBeVisible()
  const theirs = officer.getByRole('radio', { name: '网页现有' })
  if (await theirs.isVisible()) await theirs.check()
  await officer.getByRole('button', { name: '写入填报' }).click()
  await expect(officer.getByText(/问题明细 1 个/)).toBeVisible({ timeout: 20_000 })

  // What is no pack is refused by name.
  const list = new ExcelJS.Workbook()
  list.addWorksheet('别的表').addRow(['编号', '问题'])
  await uploadTo(officer, filing, list, '别的表.xlsx')
  await expect(refusalOn(officer)).toContainText('这不是本系统下载的离线填报包', { timeout: 20_000 })

  for (const login of ['hospital-b', 'rencheng-mi-reviewer', 'rencheng-ps-officer']) {
    const stranger = await personAt(browser, { login })
    expect((await stranger.goto(address))?.status(), login).toBe(404)
    expect((await stranger.request.get(`${filing}/pack`)).status(), login).toBe(404)
    expect((await stranger.request.get(`${address}/errors`)).status(), login).toBe(404)
    await stranger.context().close()
  }
})
