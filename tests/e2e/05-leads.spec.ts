import { readFileSync } from 'node:fs'
import { expect as hurried, type Locator, type Page, test } from '@playwright/test'
import ExcelJS from 'exceljs'
import { type ProvinceList, provinceLeadList } from '../fixtures/lead-lists/generate'
import { institutions } from '../fixtures/lead-lists/institutions'
import { expectAccessible } from '../support/axe'
import { pdfBytes } from '../support/documents'
import { accountOf } from '../support/server'
import { signedIn } from '../support/signed-in-people'

/**
 * Step 5 of the story: a list of 2,000 leads comes down, bad rows go back with reasons, the leads go to the counties, one is
 * verified, reviewed by a second person and counted. Each step by its own person; for the wrong person there is nothing.
 */
test.describe.configure({ mode: 'serial' })
test.setTimeout(240_000)
const expect = hurried.configure({ timeout: 30_000 }) // 2,000 rows are read and written while somebody watches

const { as, leave, people } = signedIn({
  city: accountOf({ department: 'MI', regionCode: '370800', role: 'handler' }),
  handler: accountOf({ department: 'MI', regionCode: '370811', role: 'handler' }),
  reviewer: accountOf({ department: 'MI', regionCode: '370811', role: 'reviewer' }),
  otherCounty: accountOf({ department: 'MI', regionCode: '370881', role: 'handler' }),
  police: accountOf({ department: 'PS', regionCode: '370811' }),
  hospital: accountOf({ login: 'hospital-a' }),
})
let list: ProvinceList
let batch = ''
let leadPath = ''

test.beforeAll(async () => {
  list = await provinceLeadList({ seed: `browser ${Date.now()}`, rows: 2_000, institutions })
})
test.afterAll(leave)

const button = (scope: Page | Locator, name: string) => scope.getByRole('button', { name, exact: true })
const main = (page: Page) => page.getByRole('main')
const shown = (page: Page, text: string | RegExp) => expect(main(page).getByText(text).first()).toBeVisible()
const evidence = { name: '病历复印件.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdfBytes([['住院病历复印件']])) }

/** The number of the lead whose page this is, or is opened. */
async function numberAt(page: Page, path?: string): Promise<string> {
  if (path) await page.goto(path)
  return /XS-[\d-]+/.exec(await page.getByRole('heading', { level: 1 }).innerText())?.[0] ?? ''
}

/** Fills the form of a verification as far as every conclusion asks. */
async function conclude(page: Page, conclusion: string, account: string) {
  await page.getByRole('radio', { name: conclusion, exact: true }).check()
  await page.getByLabel('核查情况').fill(account)
}

test('the city takes the list in: columns and reasons are shown, and nothing is imported yet', async ({ browser }) => {
  const page = await as(browser, 'city')
  await page.goto('/leads/imports')
  const file = {
    name: '省局第一批.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(list.bytes),
  }
  await page.getByLabel('清单文件').setInputFiles(file)
  await shown(page, '已上传：省局第一批.xlsx')
  await page.getByLabel('清单名称').fill(`省局下发清单 ${Date.now()}`)
  await button(page, '读取清单').click()
  await page.waitForURL(/\/leads\/imports\/[0-9a-f-]{36}$/)

  await shown(page, `可导入 ${list.accepted} 条；有问题 ${list.refused.length} 行将退回`)
  const first = list.refused[0]
  await shown(page, new RegExp(`^第${first?.row}行“`))
  await expect(page.getByLabel('疑似违规行为')).toHaveValue('behaviour')
  await page.getByLabel('备注').selectOption({ label: '清单其他栏目' })
  await button(page, '按此重新读取').click()
  await expect(page.getByLabel('备注')).toHaveValue('extra')
})

test('the bad rows come back in their own layout, each with its reason', async ({ browser }) => {
  const page = await as(browser, 'city')
  await page.goto('/leads/imports')
  await main(page).locator('[data-row-link]').first().click()
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: '下载退回的行' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('退回-省局第一批.xlsx')

  const book = new ExcelJS.Workbook()
  const bytes = readFileSync(await download.path())
  await book.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
  const sheet = book.worksheets[0]
  const column = Array.from({ length: 16 }, (_, index) => index + 1).find((at) => sheet?.getColumn(at).values.includes('错误原因'))
  const reasons = (sheet?.getColumn(column ?? 0).values ?? []).filter((value) => typeof value === 'string' && /^第\d+行“.+”/.test(value))
  expect(reasons).toHaveLength(list.refused.length)
})

test('it is imported once, however often the button is pressed', async ({ browser }) => {
  const page = await as(browser, 'city')
  await page.goto('/leads/imports')
  await main(page).locator('[data-row-link]').first().click()
  await page.waitForURL(/\/leads\/imports\/[0-9a-f-]{36}$/)
  await page.getByLabel('核查期限').fill('2020-01-01')
  const seen = page.getByLabel('已核对合计，确认导入')
  if (await seen.isVisible()) await seen.check()
  await button(page, '导入').click()
  await shown(page, '期限早于今天，请改为今天或以后的日期')

  await page.getByLabel('核查期限').fill(new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10))
  await button(page, '导入').dblclick()
  await shown(page, /已导入为批次 PC-370800-\d{4}-\d{6}/)
  batch = /PC-370800-\d{4}-\d{6}/.exec(await main(page).innerText())?.[0] ?? ''
  await page.reload()
  await shown(page, `已导入为批次 ${batch}：${list.accepted - list.duplicates.length} 条`)

  await page.goto('/leads/imports')
  await page
    .getByLabel('清单文件')
    .setInputFiles({ name: '改名.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from(list.bytes) })
  await shown(page, '已上传：改名.xlsx')
  await page.getByLabel('清单名称').fill('又一次')
  await button(page, '读取清单').click()
  await shown(page, `这份清单已经导入过（批次 ${batch}），没有重复导入。`)
})

test('all of it goes to the counties by territory, in one act', async ({ browser }) => {
  const page = await as(browser, 'city')
  await page.goto(`/leads?batch=${batch}&state=toAssign`)
  await page.getByLabel('选择本页全部').check()
  const count = (list.accepted - list.duplicates.length).toLocaleString('zh-CN')
  await button(page, `选择符合条件的全部 ${count} 条`).click()
  await button(page, '交办所选线索').click()
  await shown(page, new RegExp(`将交办 ${list.accepted - list.duplicates.length} 条：.*任城区医疗保障局 \\d+ 条`))
  await button(page, '确认交办').click()
  await expect(
    main(page)
      .getByText(new RegExp(`已交办 ${list.accepted - list.duplicates.length} 条：.*任城区医疗保障局 \\d+ 条`))
      .first(),
  ).toBeVisible({ timeout: 120_000 })
  await page.goto(`/leads?batch=${batch}&state=toAssign`)
  await shown(page, '共 0 条')
})

test('a county verifies one: without evidence it is told so, and nobody reviews their own work', async ({ browser }) => {
  const page = await as(browser, 'handler')
  await page.goto(`/leads?batch=${batch}&state=toVerify`)
  const first = main(page).locator('[data-row-link]').first()
  await first.click()
  await page.waitForURL(/\/leads\/[0-9a-f-]{36}$/)
  leadPath = new URL(page.url()).pathname
  await expect(main(page)).not.toContainText(/370899\d{8}/)
  await button(page, '开始核查').click()

  const account = '调取住院病历和费用清单，诊疗项目与医嘱不符。'
  await conclude(page, '查实', account)
  await page.getByLabel('涉及金额（元）').fill('1,200')
  await page.getByLabel('违规金额（元）').fill('1000')
  await page.getByLabel('基金损失（元）').fill('800.50')
  await button(page, '提交复核').click()
  await shown(page, /缺少佐证/)
  await expect(page.getByLabel('核查情况')).toHaveValue(account)

  await page.getByLabel('佐证材料').setInputFiles(evidence)
  await shown(page, '已上传：病历复印件.pdf')
  await button(page, '提交复核').dblclick()
  await shown(page, '待复核')
  await expect(button(page, '同意结论')).toHaveCount(0)
  await page.reload()
  await expect(main(page).getByText('第 1 轮')).toHaveCount(1)
})

test('a second person agrees, and the batch adds up', async ({ browser }) => {
  const page = await as(browser, 'reviewer')
  await page.goto(leadPath)
  await shown(page, '病历复印件.pdf')
  await button(page, '同意结论').click()
  await button(page.getByRole('dialog'), '同意结论').click()
  await shown(page, '已办结')

  const city = await as(browser, 'city')
  await city.goto('/leads/batches')
  const row = city.getByRole('row').filter({ hasText: batch })
  await expect(row).toBeVisible()
  const cells = (await row.getByRole('cell').allInnerTexts()).map((text) => Number(text.replaceAll(',', '')))
  const [, , , issued = 0, left, open = 0, ...conclusions] = cells
  expect(left).toBe(0)
  expect(issued).toBe(list.accepted - list.duplicates.length)
  expect(open).toBe(issued - 1)
  expect(conclusions.slice(0, 6)).toEqual([1, 0, 0, 0, 0, 0])
})

test('for the wrong person there is no such page', async ({ browser }) => {
  for (const who of ['otherCounty', 'police', 'hospital'] as const) {
    const page = await as(browser, who)
    expect((await page.goto(leadPath))?.status(), who).toBe(404)
  }
  for (const who of ['police', 'hospital'] as const) {
    const page = await as(browser, who)
    for (const path of ['/leads', '/leads/batches', '/leads/imports']) expect((await page.goto(path))?.status(), `${who} ${path}`).toBe(404)
  }
})

test('a page that has been overtaken keeps what was typed and says why it is refused', async ({ browser }) => {
  const mine = await as(browser, 'handler')
  await mine.goto(`/leads?batch=${batch}&state=toVerify`)
  await main(mine).locator('[data-row-link]').first().click()
  await mine.waitForURL(/\/leads\/[0-9a-f-]{36}$/)
  await button(mine, '开始核查').click()
  const target = await numberAt(await as(browser, 'handler'), leadPath)
  await conclude(mine, '并案', '与前一条线索为同一事实，已并入办理。')
  await mine.getByLabel('并入线索编号').fill(target)

  const elsewhere = await as(browser, 'handler')
  await elsewhere.goto(new URL(mine.url()).pathname)
  await conclude(elsewhere, '并案', '该机构同一事实已有线索，并入前案办理。')
  await button(elsewhere, '提交复核').click()
  await shown(elsewhere, '结论为并案的，请填写并入哪一条线索的编号。')
  await elsewhere.getByLabel('并入线索编号').fill(target)
  await button(elsewhere, '提交复核').click()
  await shown(elsewhere, '待复核')

  await button(mine, '提交复核').click()
  await shown(mine, '该事项已不在可以办理这一步的环节，请刷新页面查看最新状态。')
  await expect(mine.getByLabel('核查情况')).toHaveValue('与前一条线索为同一事实，已并入办理。')
})

test('a merged lead and the one it goes on with link each other, once a second person agrees', async ({ browser }) => {
  const page = await as(browser, 'reviewer')
  await page.goto(`/leads?batch=${batch}&state=toReview`)
  await main(page).locator('[data-row-link]').first().click()
  await page.waitForURL(/\/leads\/[0-9a-f-]{36}$/)
  const number = await numberAt(page)
  await button(page, '同意结论').click()
  await button(page.getByRole('dialog'), '同意结论').click()
  await shown(page, '已办结')
  await main(page)
    .locator('span')
    .filter({ hasText: /^并入 XS-/ })
    .getByRole('link')
    .click()
  await page.waitForURL(`**${leadPath}`)
  await main(page).getByRole('link', { name: number }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(number)
})

test('an assignment just made is undone in one click, and what is worked on stays with its reason', async ({ browser }) => {
  const city = await as(browser, 'city')
  await city.goto(`/leads?batch=${batch}&state=toVerify`)
  const rows = main(city).locator('tbody tr')
  for (const place of [0, 1]) await rows.nth(place).getByRole('checkbox').check()
  await button(city, '撤回所选交办').click()
  await shown(city, /已撤回 2 条/)

  await city.goto(`/leads?batch=${batch}&state=toAssign`)
  await city.getByLabel('选择本页全部').check()
  await city.getByLabel('交办给').selectOption({ label: people.handler.agency })
  await button(city, '交办所选线索').click()
  await shown(city, /将交办 2 条/)
  await button(city, '确认交办').click()
  await shown(city, /已交办 2 条/)

  await expectAccessible(city)
  await button(city, '撤销本次交办（2 条）').click()
  await shown(city, /已撤回 2 条，回到交办前/)
  await city.goto(`/leads?batch=${batch}&state=toAssign`)
  await shown(city, '共 2 条')

  // Once more, and this time the county has begun on one of them.
  const county = await as(browser, 'handler')
  await city.getByLabel('选择本页全部').check()
  await city.getByLabel('交办给').selectOption({ label: people.handler.agency })
  await button(city, '交办所选线索').click()
  await shown(city, /将交办 2 条/)
  const numbers = await rows.locator('[data-row-link]').allInnerTexts()
  await button(city, '确认交办').click()
  await shown(city, /已交办 2 条/)
  await county.goto(`/leads?q=${numbers[0]}`)
  await main(county).locator('[data-row-link]').first().click()
  await county.waitForURL(/\/leads\/[0-9a-f-]{36}$/)
  await button(county, '开始核查').click()
  await shown(county, '核查中')
  await button(city, '撤销本次交办（2 条）').click()
  await shown(city, new RegExp(`已撤回 1 条，回到交办前.*未撤回：1 条已开始核查（${numbers[0]}）`))
})

test('the queue is worked from the keyboard', async ({ browser }) => {
  const page = await as(browser, 'city')
  await page.goto(`/leads?batch=${batch}`)
  const rows = main(page).locator('tbody tr')
  await expect(rows.first()).toBeVisible()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(rows.nth(1).locator('[data-row-link]')).toBeFocused()
  await page.keyboard.press('k')
  await page.keyboard.press('x')
  await expect(rows.first().getByRole('checkbox')).toBeChecked()
  await shown(page, '已选 1 条')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/leads\/[0-9a-f-]{36}$/)
})
