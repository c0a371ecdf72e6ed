import { mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import ExcelJS from 'exceljs'
import { expectAccessible } from '../support/axe'
import { cityApprover, cityHandler, personAt } from '../support/campaign-story'
import { issuedToHospitals } from '../support/issued-list'
import { paperText } from '../support/paper-text'

const closing = '/self-inspections/closing'
const settled = (page: Page) => page.waitForLoadState('networkidle')
const picture = async (page: Page, name: string) => {
  mkdirSync('test-results/screens', { recursive: true })
  await page.screenshot({ path: `test-results/screens/${name}.png` })
}

async function open(page: Page, path: string) {
  await page.goto(path)
  await settled(page)
}

async function download(page: Page, link: string | RegExp): Promise<Uint8Array> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: link }).first().click()])
  return new Uint8Array(await readFile(await file.path()))
}

/** The numbers of a row as the page shows them, amounts in 分. */
const numbersOf = (page: Page, table: string, row: string | RegExp) =>
  page
    .getByRole('region', { name: table })
    .getByRole('row', { name: row })
    .last()
    .locator('td')
    .evaluateAll((cells) => cells.map((cell) => Number(cell.querySelector('data')?.getAttribute('value') ?? cell.textContent)))

/** Opens the report of a campaign that has found something, and gives its address. */
async function withFindings(page: Page): Promise<string> {
  await open(page, closing)
  const campaigns = await page
    .getByLabel('专项')
    .locator('option')
    .evaluateAll((options) => options.map((one) => one.getAttribute('value')))
  for (const campaign of campaigns) {
    await open(page, `${closing}?campaign=${campaign}`)
    const total = page.getByRole('region', { name: '按领域' }).getByRole('row', { name: /^合计/ })
    if (Number(await total.locator('td').first().innerText()) > 0) return `${closing}?campaign=${campaign}`
  }
  throw new Error('no campaign has found anything')
}

test('the stage report: its lines add up, each number opens its rows, and the table says the same', async ({ browser }) => {
  const page = await personAt(browser, cityHandler)
  const report = await withFindings(page)
  await expectAccessible(page)
  await picture(page, 'closing')
  for (const table of ['按地区', '按机构类型']) {
    const lines = page.getByRole('region', { name: table }).locator('tbody tr')
    const rows = await lines.evaluateAll((all) =>
      all.map((row) =>
        [...row.querySelectorAll('td')].map((cell) => Number(cell.querySelector('data')?.getAttribute('value') ?? cell.textContent)),
      ),
    )
    expect(rows.length, table).toBeGreaterThan(0)
    const total = await numbersOf(page, table, /^合计/)
    expect(total, table).toEqual(total.map((_, column) => rows.reduce((sum, row) => sum + (row[column] ?? 0), 0)))
  }

  // 发现问题: as many rows as the number says, and their money is the number beside it.
  const total = page.getByRole('region', { name: '按领域' }).getByRole('row', { name: /^合计/ })
  const findings = Number(await total.locator('td').first().innerText())
  expect(findings).toBeGreaterThan(0)
  await total.locator('td').first().getByRole('link').click()
  await page.waitForURL(/\/closing\/rows/)
  await settled(page)
  await expect(page.getByText(`共 ${findings} 条`)).toBeVisible()
  await expectAccessible(page)
  await picture(page, 'closing-rows')
  await page.locator('main tbody a').first().click()
  await page.waitForURL(/\/self-inspections\/[0-9a-f-]{36}/)

  await open(page, report)
  const shown = await numbersOf(page, '按地区', /^合计/)
  const book = new ExcelJS.Workbook()
  await book.xlsx.load((await download(page, /元）?$/)).buffer as ArrayBuffer)
  const sheet = book.getWorksheet('按地区')
  let at = 6
  while (sheet && sheet.getCell(at, 2).value !== '合计') at++
  const money = await page
    .getByRole('region', { name: '按地区' })
    .getByRole('row', { name: /^合计/ })
    .locator('td')
    .evaluateAll((cells) => cells.map((cell) => cell.querySelector('data') !== null))
  expect(shown.map((_, column) => Math.round(Number(sheet?.getCell(at, column + 3).value) * (money[column] ? 100 : 1)))).toEqual(shown)
  await page.context().close()

  for (const [login, status] of [
    ['hospital-a', 404],
    ['rencheng-ps-officer', 404],
  ] as const) {
    const other = await personAt(browser, { login })
    expect((await other.goto(closing))?.status(), login).toBe(status)
    expect((await other.request.get(`${closing}/table`)).status(), login).toBe(404)
    await other.context().close()
  }
})

/** Of this run alone, so that the story can be told again on the same server. */
const title = `关于自查自纠阶段情况的通报（${Date.now().toString(36)}）`

test('a bulletin goes from a handler over an approver to the institutions, who sign for it', async ({ browser }) => {
  test.setTimeout(180_000)
  await issuedToHospitals(browser)
  const handler = await personAt(browser, cityHandler)
  await open(handler, closing)
  await handler.getByRole('link', { name: '通报' }).click()
  await handler.waitForURL(/\/bulletins/)
  await settled(handler)
  await expectAccessible(handler)
  await picture(handler, 'bulletins')
  await handler.getByLabel('标题').fill(title)
  await handler.getByLabel('工作要求').fill('请尚未报送的机构于截止日期前报送，已发现的问题立行立改。')
  await handler.getByRole('button', { name: '保存草稿' }).click()
  await handler.waitForURL(/\/bulletins\/[0-9a-f-]{36}$/)
  await settled(handler)
  const address = new URL(handler.url()).pathname
  await expect(handler.getByText('不点名。')).toBeVisible()
  await expect(handler.getByRole('button', { name: '印发通报' })).toHaveCount(0)
  expect(paperText(await download(handler, '查看草稿'))).toContain('文号待编')

  const approver = await personAt(browser, cityApprover)
  await open(approver, address)
  await approver.getByRole('button', { name: '印发通报' }).click()
  await approver.getByRole('dialog').getByRole('button', { name: '印发通报' }).click()
  await expect(approver.getByText('已印发')).toBeVisible()
  await expectAccessible(approver)
  await picture(approver, 'bulletin-issued')
  const number = /济医保通〔\d{4}〕\d+号/.exec(await approver.getByRole('main').innerText())?.[0] ?? ''
  expect(number).not.toBe('')

  const officer = await personAt(browser, { login: 'hospital-a' })
  await open(officer, '/desk')
  await expect(officer.getByText(number)).toBeVisible()
  await picture(officer, 'bulletin-desk')
  await officer.getByRole('link', { name: title }).first().click()
  await officer.waitForURL(address)
  await settled(officer)
  await expectAccessible(officer)
  expect(paperText(await download(officer, '查看通报'))).toContain(number)
  await officer.getByRole('button', { name: '签收' }).click()
  await expect(officer.getByText(/已于 .* 签收/)).toBeVisible()
  await expect(officer.getByRole('button', { name: '签收' })).toHaveCount(0)
  await picture(officer, 'bulletin-own')

  await open(approver, address)
  await expect(approver.getByText(/^1 \/ \d+ 家$/)).toBeVisible()
  const police = await personAt(browser, { login: 'rencheng-ps-officer' })
  expect((await police.goto(address))?.status()).toBe(404)
  expect((await police.request.get(`${address}/paper`)).status()).toBe(404)
})
