import { type Browser, expect as expectSoon, type Page, test } from '@playwright/test'
import { personAt } from '../support/campaign-story'
import { confirmStep } from '../support/case-story'

/** A reminder of the police to the bureau, answered point by point; and a note of supervision whose colour is raised. */
test.describe.configure({ mode: 'serial' })
test.setTimeout(180_000)
const expect = expectSoon.configure({ timeout: 30_000 })

const logins = {
  police: 'rencheng-ps-officer',
  policeHead: 'rencheng-ps-approver',
  handler: 'rencheng-mi-handler',
  approver: 'rencheng-mi-approver',
  cityHead: 'jining-mi-approver',
}
const pages = new Map<string, Page>()
const title = '关于堵塞异地就医结算漏洞的提示'
let path = ''

async function as(browser: Browser, who: keyof typeof logins): Promise<Page> {
  const page = pages.get(who) ?? (await personAt(browser, { login: logins[who] }))
  page.setDefaultTimeout(60_000)
  pages.set(who, page)
  return page
}
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

test.afterAll(async () => {
  for (const page of pages.values()) await page.context().close()
})

test('the police draft a reminder, and another person issues it', async ({ browser }) => {
  const page = await as(browser, 'police')
  await page.goto('/letters/new?kind=policeReminder')
  await page.getByLabel('任城区医疗保障局').check()
  await page.getByLabel('标题').fill(title)
  await page.getByLabel('发现的问题、有关情况').fill('侦办中发现异地就医备案信息被多次冒用，经办环节未核验本人。')
  await page.getByLabel('意见建议').fill('备案时核验本人\n每季度与公安比对一次')
  await press(page, '保存草稿')
  await expect(page.getByRole('heading', { name: title })).toBeVisible()
  path = new URL(page.url()).pathname
  const head = await as(browser, 'policeHead')
  await head.goto(path)
  await confirmStep(head, '签发')
  await expect(head.getByText('待签收').first()).toBeVisible()
})

test('the bureau signs for it from its desk, and answers each point by two people', async ({ browser }) => {
  const page = await as(browser, 'handler')
  await page.goto('/desk?kind=receiveLetter')
  await page.getByRole('link', { name: title }).first().click()
  await press(page, '签收')
  await expect(page.getByText('待答复').first()).toBeVisible()
  await page.getByLabel('办理结果').selectOption({ label: '采纳' })
  await page.getByLabel('答复意见').fill('已采纳，责成经办机构整改。')
  await page.getByLabel('第 1 条落实情况').fill('已要求刷脸核验。')
  await page.getByLabel('第 2 条落实情况').fill('已建立季度比对。')
  await press(page, '提交答复审签')
  await expect(page.getByText('答复待审签').first()).toBeVisible()
  const head = await as(browser, 'approver')
  await head.goto(path)
  await confirmStep(head, '签发答复')
  await expect(head.getByText('已答复').first()).toBeVisible()
})

test('the police weigh the answer, and the matter is at its end', async ({ browser }) => {
  const page = await as(browser, 'police')
  await page.goto(path)
  await expect(page.getByText('已要求刷脸核验。')).toBeVisible()
  await press(page, '评价并办结')
  await expect(page.getByText('已办结').first()).toBeVisible()
  const city = await as(browser, 'cityHead')
  await city.goto('/letters?tab=received')
  await expect(city.getByRole('link', { name: title })).toBeVisible()
})

test('the city has a note ready from one form, and raises its colour', async ({ browser }) => {
  const page = await as(browser, 'cityHead')
  await page.goto('/letters/new?kind=blueNote')
  await page.getByLabel('任城区医疗保障局').check()
  await page.getByLabel('标题').fill('关于抓紧办理逾期线索的督查单')
  await page.getByLabel('发现的问题、有关情况').fill('截至目前仍有多条线索逾期未反馈，请说明原因。')
  await press(page, '保存草稿')
  await confirmStep(page, '签发')
  await expect(page.getByText('待签收').first()).toBeVisible()
  await page.getByRole('link', { name: '升级为督查单（橙色警告）' }).click()
  await expect(page.getByLabel('类型')).toHaveValue('orangeNote')
  await expect(page.getByLabel('标题')).toHaveValue('关于抓紧办理逾期线索的督查单')
})
