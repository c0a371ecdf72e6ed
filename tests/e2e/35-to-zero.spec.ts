import { expect as hurried, type Locator, type Page, test } from '@playwright/test'
import ExcelJS from 'exceljs'
import { type AnswerField, answerFields } from '#domain/lead/answers/columns'
import { batchLimit } from '#domain/lead/inputs'
import { mostIssued } from '#domain/screening/issuing'
import { provinceLeadList } from '../fixtures/lead-lists/generate'
import { institutions } from '../fixtures/lead-lists/institutions'
import { batchLine } from '../support/batch-line'
import { fatesOf, issueClues, screenDelivery, setRestAside } from '../support/clues-of-run'
import { deliveredCharges } from '../support/delivered-charges'
import { pdfBytes } from '../support/documents'
import { ofMainCampaign } from '../support/main-campaign'
import { accountOf } from '../support/server'
import { signedIn } from '../support/signed-in-people'

/**
 * 清仓见底 as a story: lists come down, go to the counties, are answered by workbook, reviewed by a second person with a drawn sample, some
 * withdrawn, merged, returned and sent back; and a delivery of charges is screened, and what the models find goes the same way, until nothing
 * is open and the sum holds, for whoever reads it. `STORY_LEADS` sets how many leads come on lists, `STORY_LINES` how many charges,
 * `STORY_GRAVE` how many of the grave clues in them are issued; the others are set aside, with the reason.
 */
const wanted = Number(process.env.STORY_LEADS ?? 60)
/** A county's half of them fits a workbook of answers. */
const rowsAList = 36_000
const lists = Math.ceil(wanted / rowsAList)
const lines = Number(process.env.STORY_LINES ?? 50_000)
const grave = Number(process.env.STORY_GRAVE ?? 4)
/** What the models find in a line or two of a thousand; a tenth of a millisecond takes in a line, and another runs all models over it. */
const [foundInLines, linesTake] = [lines / 500, 60_000 + lines / 5]
test.describe.configure({ mode: 'serial' })
test.setTimeout(180_000 + linesTake + (wanted + foundInLines) * 100)
const expect = hurried.configure({ timeout: 45_000 + Math.min(Math.max(wanted, foundInLines), rowsAList) * 50 })

const { people, as, leave } = signedIn({
  city: accountOf({ department: 'MI', regionCode: '370800', role: 'handler' }),
  cityApprover: accountOf({ department: 'MI', regionCode: '370800', role: 'approver' }),
  rencheng: accountOf({ department: 'MI', regionCode: '370811', role: 'handler' }),
  renchengReviewer: accountOf({ department: 'MI', regionCode: '370811', role: 'reviewer' }),
  qufu: accountOf({ department: 'MI', regionCode: '370881', role: 'handler' }),
  qufuReviewer: accountOf({ department: 'MI', regionCode: '370881', role: 'reviewer' }),
  province: accountOf({ department: 'MI', regionCode: '370000', role: 'handler' }),
})
test.afterAll(leave)
/** Whoever reads the sums at the end signs in for it: a story of hours outlasts a session at rest. */
const atTheEnd = signedIn(people)
test.afterAll(atTheEnd.leave)
const counties = [
  { handler: 'rencheng', reviewer: 'renchengReviewer', bureau: '任城区医疗保障局' },
  { handler: 'qufu', reviewer: 'qufuReviewer', bureau: '曲阜市医疗保障局' },
] as const

const button = (scope: Page | Locator, name: string | RegExp) => scope.getByRole('button', { name, exact: typeof name === 'string' })
const main = (page: Page) => page.getByRole('main')
const shown = (page: Page, text: string | RegExp) => expect(main(page).getByText(text).first()).toBeVisible()
const pdf = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from(pdfBytes([[`${name} ${Date.now()}`]])) })
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
type County = (typeof counties)[number]['handler']
/** Batches of this story, how many leads each issued, and the county that was given all of them, where one was. */
const batches: { number: string; issued: number; given?: County }[] = []

/** Gives every lead of a batch to the county of its institution, or all to one, as many at a time as one act assigns. */
async function assignAll(page: Page, { number, issued }: { number: string; issued: number }, bureau?: string): Promise<void> {
  for (let left = issued; left > 0; left -= batchLimit) {
    const count = Math.min(left, batchLimit)
    await page.goto(`/leads?batch=${number}&state=toAssign`)
    await page.getByLabel('选择本页全部').check()
    if (count > 50) await button(page, /^选择符合条件的[全前]/).click()
    if (bureau) await page.getByLabel('交办给').selectOption({ label: bureau })
    await button(page, '交办所选线索').click()
    await shown(page, new RegExp(`将交办 ${count} 条`))
    await button(page, '确认交办').click()
    await shown(page, new RegExp(`已交办 ${count} 条`))
  }
}

test('lists come down to the city, which gives every lead to the county of its institution', async ({ browser }) => {
  const page = await as(browser, 'city')
  for (let turn = 0; turn < lists; turn++) {
    const rows = Math.min(rowsAList, wanted - turn * rowsAList)
    const list = await provinceLeadList({ seed: `zero ${Date.now()} ${turn}`, rows, institutions, badRows: 0 })
    await page.goto('/leads/imports')
    await page.getByLabel('清单文件').setInputFiles({ name: '清仓.xlsx', mimeType: xlsx, buffer: Buffer.from(list.bytes) })
    await shown(page, '已上传：清仓.xlsx')
    await page.getByLabel('清单名称').fill(`清仓 ${Date.now()}`)
    await ofMainCampaign(page)
    await button(page, '读取清单').click()
    await page.waitForURL(/\/leads\/imports\/[0-9a-f-]{36}$/)
    await shown(page, `可导入 ${list.accepted} 条`)
    await page.getByLabel('核查期限').fill(new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10))
    if (await page.getByLabel('已核对合计，确认导入').isVisible()) await page.getByLabel('已核对合计，确认导入').check()
    await button(page, '导入').click()
    await shown(page, /已导入为批次 PC-/)
    const [, number = '', issued = ''] = /已导入为批次 (PC-[\d-]+)：(\d+) 条/.exec(await main(page).innerText()) ?? []
    const batch = { number, issued: Number(issued) }
    batches.push(batch)
    await assignAll(page, batch)
  }
  expect(batches.every(({ number, issued }) => number !== '' && issued > 0)).toBe(true)
})

test('its issuer withdraws one that should not have come', async ({ browser }) => {
  const page = await as(browser, 'cityApprover')
  await page.goto(`/leads?batch=${batches[0]?.number}&state=toVerify`)
  await main(page).locator('[data-row-link]').first().click()
  await page.waitForURL(/\/leads\/[0-9a-f-]{36}$/)
  await main(page).getByText('撤回线索', { exact: true }).first().click()
  await page.getByLabel('撤回原因').fill('下发口径有误，该条不应列入。')
  await page.locator('input[type=file]').setInputFiles(pdf('撤回函.pdf'))
  await shown(page, '已上传：撤回函.pdf')
  await button(page, '撤回线索').click()
  await shown(page, '撤回')
  await expect(main(page).getByText('已办结').first()).toBeVisible()
})

const delivery = deliveredCharges(`zero-${Date.now()}`)
test.afterAll(() => delivery.remove())

let screened: { run: string; found: number; issued: number; setAside: number } | undefined

test('a delivery is screened; what all models find is issued to one county and the other, or set aside', async ({ browser }) => {
  const page = await as(browser, 'city')
  const run = await screenDelivery(page, delivery, lines, linesTake)
  // Of the grave ones, many of which are about so much money that each is agreed to by itself, as many as are asked for; of the others all.
  let [isGrave, graveLeft] = [true, grave]
  for (let turn = 0; ; turn++) {
    const most = isGrave ? Math.min(graveLeft, mostIssued) : mostIssued
    const batch = await issueClues(page, run, { grades: isGrave ? ['高'] : ['中', '低'], most, linesTake })
    if (!batch && !isGrave) break
    graveLeft -= batch?.issued ?? graveLeft
    if (graveLeft <= 0) isGrave = false
    if (!batch) continue
    const county = counties[turn % counties.length] ?? counties[0]
    batches.push({ ...batch, given: county.handler })
    await assignAll(page, batch, county.bureau)
  }
  expect(new Set(batches.flatMap(({ given }) => given ?? [])).size).toBe(counties.length)
  const { found, setAside: before } = await fatesOf(page, run) // another run may have found some of them, and set them aside
  const setAside = before + (await setRestAside(page, run, '本轮核查力量已满，留待下一轮专项核查。'))
  screened = { run, found, setAside, issued: batches.reduce((sum, { given, issued }) => sum + (given ? issued : 0), 0) }
  if (graveLeft <= 0) expect(setAside).toBeGreaterThan(0)
})

test('every clue of the run is issued, known or set aside, and none waits, for whoever reads it', async ({ browser }) => {
  const { run = '', found = 0, issued = 0, setAside = 0 } = screened ?? {}
  for (const who of ['city', 'province'] as const) {
    const page = await as(browser, who)
    expect(await fatesOf(page, run), who).toEqual({ found, issued, known: found - issued - setAside, setAside, waiting: 0 })
    await expect(main(page).getByRole('table', { name: '疑点去向' }).getByRole('row').last()).toContainText('相符，无待处理')
  }
})

type Fill = (row: number, number: string) => Partial<Record<AnswerField, string | number>>
const untrue: Fill = (row, number) => ({
  ...{ conclusion: '不属实', method: '查阅病历和费用清单', evidence: '病历.pdf' },
  account: `第 ${row} 行：核对 ${number} 的病历与清单，诊疗有据，疑点不成立。`,
})
const facts = { conclusion: '查实', billed: 1200, irregular: 1000, fundLoss: 800.5 }
/** Answers to what models found: every third is true. */
const someTrue: Fill = (row, number) => ({ ...untrue(row, number), ...(row % 3 === 0 ? facts : {}) })
/** Mixed answers: one of fraud, some true, one merged, one with an amount that nobody can read. */
const mixed =
  (numbers: readonly string[]): Fill =>
  (row, number) => {
    if (row === 2) return { ...untrue(row, number), ...facts, fraud: '是' }
    if (row === 3) return { ...untrue(row, number), conclusion: '并案', mergedInto: numbers[numbers.length - 1] ?? '' }
    if (row === 4) return { ...untrue(row, number), ...facts, irregular: '约百元' }
    return someTrue(row, number)
  }

/** Downloads what is theirs of the batch, fills it in, brings it back, and sends what is ready. Gives the page of the sheet. */
async function answerAll(page: Page, batch: string, fillOf: (numbers: readonly string[]) => Fill, returned: number): Promise<string> {
  await page.goto(`/leads/answers?batch=${batch}`)
  const downloading = page.waitForEvent('download')
  await main(page).getByRole('link', { name: '下载核查工作簿' }).click()
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(await (await downloading).path())
  const sheet = book.worksheets[0]
  if (!sheet) throw new Error('no sheet')
  const rows = Array.from({ length: sheet.rowCount - 1 }, (_, index) => index + 2)
  const numbers = rows.map((row) => String(sheet.getRow(row).getCell(1).value))
  const fill = fillOf(numbers)
  for (const [index, row] of rows.entries()) {
    const filled = Object.entries(fill(row, numbers[index] ?? '')) as [AnswerField, string | number][]
    for (const [field, value] of filled) sheet.getRow(row).getCell(answerFields.indexOf(field) + 1).value = value
  }
  const buffer = Buffer.from(await book.xlsx.writeBuffer())
  await page.locator('input[type=file]').nth(0).setInputFiles({ name: '填好.xlsx', mimeType: xlsx, buffer })
  await shown(page, '已上传：填好.xlsx')
  await page.locator('input[type=file]').nth(1).setInputFiles(pdf('病历.pdf'))
  await shown(page, '已上传：病历.pdf')
  await button(page, '读取并检查').click()
  await page.waitForURL(/\/leads\/answers\/[0-9a-f-]{36}$/)
  const ready = rows.length - returned
  await shown(page, `可提交 ${ready} 条；退回 ${returned} 行`)
  if (returned > 0) await shown(page, /“约百元”不是可以识别的金额/)
  await button(page, `提交 ${ready} 条送复核`).click()
  await shown(page, `已送复核 ${ready} 条`)
  return new URL(page.url()).pathname
}

/** Looks at the sample, sends back the first of it when asked to, agrees to the rest, and to those that are never agreed in bulk. */
async function reviewAll(page: Page, sheet: string, sendBack: boolean): Promise<void> {
  await page.goto(sheet)
  await button(page, '批量复核').click()
  await page.waitForURL(/\/leads\/reviews\/[0-9a-f-]{36}$/)
  await shown(page, '抽取的样本')
  const review = page.url()
  if (await button(page, '打开核看').count()) {
    const [, of = ''] = /样本还有 (\d+) 条没有核看/.exec(await main(page).innerText()) ?? []
    await button(page, '打开核看').first().click()
    for (let turn = 1; ; turn++) {
      await page.waitForURL(/\/leads\/[0-9a-f-]{36}\?review=/)
      await shown(page, `抽样复核：已看 ${turn} / ${of} 条`)
      await shown(page, '病历.pdf')
      if (sendBack && turn === 1) {
        await button(page, '退回补充').click()
        await page.getByRole('dialog').getByRole('textbox').fill('佐证看不清，请补充清晰的复印件。')
        await button(page.getByRole('dialog'), '退回补充').click()
        await shown(page, '核查中')
      }
      if (!(await button(page, '看下一条样本').isVisible())) break
      await button(page, '看下一条样本').click()
    }
    await main(page).getByRole('link', { name: '回到批量复核' }).click()
    await page.waitForURL(review)
    await shown(page, '抽取的样本')
  }
  const rest = button(page, /^同意其余 \d+ 条$/)
  if (await rest.isVisible()) {
    await rest.click()
    await shown(page, /^已同意 \d+ 条/)
  }
  const alone = main(page)
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: '须逐条复核' }) })
    .getByRole('link')
  // The page names some of them at a time.
  for (;;) {
    const hrefs = await alone.evaluateAll((links) => links.map((link) => link.getAttribute('href')))
    if (hrefs.length === 0) return
    for (const href of hrefs) {
      await page.goto(href ?? '')
      await button(page, '同意结论').click()
      await button(page.getByRole('dialog'), '同意结论').click()
      await shown(page, '已办结')
    }
    await page.goto(review)
    await shown(page, '抽取的样本')
  }
}

for (const { handler, reviewer } of counties) {
  test(`${handler} answers by workbook, a second person reviews; what came back is mended, until nothing waits`, async ({ browser }) => {
    const page = await as(browser, handler)
    const second = await as(browser, reviewer)
    for (const { number, given } of batches.filter((batch) => (batch.given ?? handler) === handler)) {
      if (given) await reviewAll(second, await answerAll(page, number, () => someTrue, 0), false)
      else {
        await reviewAll(second, await answerAll(page, number, mixed, 1), true)
        await reviewAll(second, await answerAll(page, number, () => untrue, 0), false)
      }
      await page.goto(`/leads?batch=${number}&open=1`)
      await shown(page, '共 0 条')
    }
  })
}

test('nothing is open and every sum holds, read by the city, the province and the counties', async ({ browser }) => {
  for (const who of ['city', 'province', 'rencheng', 'qufu'] as const) {
    const page = await atTheEnd.as(browser, who)
    const isCounty = counties.some(({ handler }) => handler === who)
    for (const { number, issued, given } of batches.filter((batch) => !isCounty || (batch.given ?? who) === who)) {
      const row = await batchLine(page, number)
      const cells = (await row.getByRole('cell').allInnerTexts()).map((text) => Number(text.replaceAll(',', '')))
      const [, , , received = 0, left = -1, open = -1, ...conclusions] = cells
      expect([left, open, conclusions.slice(0, 6).reduce((total, count) => total + count, 0)], who).toEqual([0, 0, received])
      if (given || !isCounty) expect(received, who).toBe(issued)
      else expect(received).toBeLessThan(issued)
      await expect(row).toContainText('已清零')
    }
  }
})
