import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect as hurried, type Locator, type Page, test } from '@playwright/test'
import { paperText } from '../support/paper-text'
import { accountOf } from '../support/server'
import { signedIn } from '../support/signed-in-people'

/**
 * Step 7 of the story: a county reports, the city drafts from live numbers, takes a county's words in, freezes; another person signs;
 * the paper ties every number to its rows; a row that changes later leaves it as it was. For the wrong person there is nothing.
 */
test.describe.configure({ mode: 'serial' })
test.setTimeout(240_000)
const expect = hurried.configure({ timeout: 30_000 })

const people = {
  county: accountOf({ department: 'MI', regionCode: '370811', role: 'handler' }),
  countyReviewer: accountOf({ department: 'MI', regionCode: '370811', role: 'reviewer' }),
  countyApprover: accountOf({ department: 'MI', regionCode: '370811', role: 'approver' }),
  city: accountOf({ department: 'MI', regionCode: '370800', role: 'handler' }),
  cityApprover: accountOf({ department: 'MI', regionCode: '370800', role: 'approver' }),
  province: accountOf({ department: 'MI', regionCode: '370000', role: 'handler' }),
  otherCounty: accountOf({ department: 'MI', regionCode: '370881', role: 'handler' }),
  police: accountOf({ department: 'PS', regionCode: '370800' }),
  hospital: accountOf({ login: 'hospital-a' }),
}

const { as, leave } = signedIn(people)
test.afterAll(leave)

const main = (page: Page) => page.getByRole('main')
const button = (scope: Page | Locator, name: string) => scope.getByRole('button', { name, exact: true })
const shown = (page: Page, text: string | RegExp) => expect(main(page).getByText(text).first()).toBeVisible()

/** Presses a step that asks first, and says yes. */
async function confirm(page: Page, name: string) {
  await button(main(page), name).click()
  await button(page.getByRole('dialog'), name).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

/** Begins the report of the own bureau on its campaign of the demonstration world (other stories launch older plans); returns where it is. */
async function draft(page: Page): Promise<string> {
  await page.goto('/summaries')
  const ofThisYear = page
    .getByLabel('专项')
    .getByRole('option')
    .filter({ hasText: `${new Date().getFullYear()}年` })
  await page.getByLabel('专项').selectOption((await ofThisYear.first().getAttribute('value')) ?? '')
  await button(page, '起草总结报告').click()
  await page.waitForURL(/\/summaries\/[0-9a-f-]{36}$/)
  return new URL(page.url()).pathname
}

async function write(page: Page, path: string, section: string, text: string) {
  await page.goto(`${path}?section=${section}`)
  await page.getByLabel('文字部分').fill(text)
  await button(page, '保存本节').click()
  await shown(page, /撰写$/)
}

/** The number that stands beside a metric's name in the inspector, as it is printed. */
const numberOf = async (page: Page, metric: string) =>
  (
    await main(page)
      .locator('dl > div')
      .filter({ has: page.getByText(metric, { exact: true }) })
      .getByRole('link')
      .innerText()
  ).replace(/\s/g, '')

const paperOf = async (page: Page, path: string) => {
  const answer = await page.request.get(`${path}/paper`)
  expect(answer.status()).toBe(200)
  return answer.body()
}
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

let countyReport = ''
let report = ''
let signedPaper = ''
let substantiated = ''

test('a county writes, freezes and signs its own report', async ({ browser }) => {
  const page = await as(browser, 'county')
  countyReport = await draft(page)
  await write(page, countyReport, 'cases', '任城区某医院虚构诊疗项目，已立案查处并移送公安机关。')
  await confirm(page, '冻结数字并送签')
  await shown(page, '待签发')
  await expect(button(main(page), '签发')).toHaveCount(0)

  const approver = await as(browser, 'countyApprover')
  await approver.goto(countyReport)
  await confirm(approver, '签发')
  await shown(approver, /任医保报〔\d{4}〕\d+号/)
})

test('the city drafts from live numbers, each of which opens the rows it adds up', async ({ browser }) => {
  const page = await as(browser, 'city')
  report = await draft(page)
  await shown(page, '草稿显示的是此刻的数字，冻结后固定。')
  await page.goto(`${report}?section=leads`)
  substantiated = await numberOf(page, '查实线索数')

  const link = main(page)
    .locator('dl > div')
    .filter({ has: page.getByText('查实线索数', { exact: true }) })
    .getByRole('link')
  await link.hover()
  await expect(page.getByRole('tooltip').filter({ hasText: '核查结论为查实并经复核的线索' }).first()).toBeVisible()
  await link.click()
  await page.waitForURL(/\/numbers\/leadsSubstantiated\?/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(new RegExp(`查实线索数：${substantiated.replace('条', '')}\\s*条`))
  await shown(page, `共 ${substantiated.replace('条', '')} 条`)
  await main(page).locator('[data-row-link]').first().click()
  await page.waitForURL(/\/leads\/[0-9a-f-]{36}$/)
})

test('the chart and the table of units open the rows of each unit', async ({ browser }) => {
  const page = await as(browser, 'city')
  await page.goto(`${report}?section=leads`)
  const mark = main(page).getByRole('link', { name: /^任城区 查实 / })
  await mark.scrollIntoViewIfNeeded()
  await expect(mark).toHaveAttribute('href', /\/numbers\/leadsSubstantiated\?campaign=[0-9a-f-]+&region=370811$/)
  const row = main(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: '济宁本级', exact: true }) })
  await row.getByRole('link').nth(2).click()
  await page.waitForURL(/region=370800&own=1/)
  await shown(page, /济宁市本级/)
})

test('it sees who below has reported, takes the county’s words in under their author, and freezes', async ({ browser }) => {
  const page = await as(browser, 'city')
  await page.goto(`${report}?section=cases`)
  await shown(page, '已签发 1 家，共 15 家')
  await main(page).locator('summary').filter({ hasText: '引自任城区医疗保障局报告' }).click()
  await button(page, '引入任城区医疗保障局的文字').click()
  await shown(page, '任城区某医院虚构诊疗项目，已立案查处并移送公安机关。')
  await expect(button(page, '移除任城区医疗保障局的文字')).toBeVisible()
  await write(page, report, 'problems', '县级核查力量不足，部门数据尚未全部共享。')

  await button(main(page), '冻结数字并送签').click()
  await expect(page.getByRole('dialog')).toContainText('还没有文字的章节：部署落实情况、下一步打算。')
  await button(page.getByRole('dialog'), '冻结数字并送签').click()
  await shown(page, '待签发')
  await expect(page.getByLabel('文字部分')).toHaveCount(0)
  await expect(button(main(page), '签发')).toHaveCount(0)
})

test('the approver signs, and the paper ties each number to metric, rows and hash', async ({ browser }) => {
  const page = await as(browser, 'cityApprover')
  await page.goto(report)
  expect(paperText(await paperOf(page, report))).not.toMatch(/济医保报〔/)
  await confirm(page, '签发')
  await shown(page, /济医保报〔\d{4}〕\d+号/)

  const waiting = page.waitForEvent('download')
  await page.getByRole('link', { name: '下载公文（.docx）' }).click()
  const file = await (await waiting).path()
  const bytes = readFileSync(file)
  signedPaper = sha256(bytes)
  const text = paperText(bytes)
  expect(text).toMatch(/济医保报〔\d{4}〕\d+号/)
  expect(text).toContain('任城区某医院虚构诊疗项目')
  expect(text).toContain('县级核查力量不足')

  const cited = new RegExp(`查实${substantiated}\\[(\\d+)\\]`).exec(text)
  expect(cited).not.toBeNull()
  await page.goto(`${report}/figures/leadsSubstantiated`)
  const [hash] = /[0-9a-f]{64}/.exec(await main(page).innerText()) ?? ['']
  expect(hash).toHaveLength(64)
  const annex = text.slice(text.indexOf('数字溯源附表', text.indexOf('附件：') + 10))
  const entry = annex.slice(annex.indexOf(`${cited?.[1]}查实线索数leadsSubstantiated 第1版`))
  expect(entry.slice(0, 300)).toContain(hash)
})

test('a lead concluded later leaves the signed report as it was, and the difference is shown', async ({ browser }) => {
  const reviewer = await as(browser, 'countyReviewer')
  await reviewer.goto('/leads?state=toReview')
  await main(reviewer).locator('[data-row-link]').first().click()
  await reviewer.waitForURL(/\/leads\/[0-9a-f-]{36}$/)
  const lead = new URL(reviewer.url()).pathname
  await button(reviewer, '同意结论').click()
  await button(reviewer.getByRole('dialog'), '同意结论').click()
  await shown(reviewer, '已办结')

  const page = await as(browser, 'city')
  await page.goto(`${report}?section=leads`)
  expect(await numberOf(page, '查实线索数')).toBe(substantiated)
  await shown(page, /取数后有 \d+ 个数字的数据发生变化；报告中的数字不变。/)
  await main(page).getByRole('link', { name: '未办结线索数', exact: true }).first().click()
  await page.waitForURL(/\/figures\/leadsOpen$/)
  const gone = main(page).getByRole('row').filter({ hasText: '已不计入' })
  await expect(gone).toHaveCount(1)
  await expect(gone.getByRole('link')).toHaveAttribute('href', lead)
  expect(sha256(await paperOf(page, report))).toBe(signedPaper)
})

test('for the wrong person there is no such report', async ({ browser }) => {
  for (const who of ['otherCounty', 'police', 'hospital', 'county'] as const) {
    const page = await as(browser, who)
    for (const path of [report, `${report}/figures/leadsOpen`]) expect((await page.goto(path))?.status(), `${who} ${path}`).toBe(404)
    expect((await page.request.get(`${report}/paper`)).status(), who).toBe(404)
  }
  const province = await as(browser, 'province')
  expect((await province.goto(report))?.status()).toBe(200)
  await expect(button(main(province), '签发')).toHaveCount(0)
})
