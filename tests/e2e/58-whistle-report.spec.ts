import { type Browser, expect as expectSoon, type Page, test } from '@playwright/test'
import { personAt } from '../support/campaign-story'
import { pathOf } from '../support/case-story'

/** A report is taken in, its reporter sealed and opened for a reason, and it becomes a lead; nobody but its keeper and the head knows of it. */
test.describe.configure({ mode: 'serial' })
test.setTimeout(180_000)
const expect = expectSoon.configure({ timeout: 30_000 })

const logins = { keeper: 'rencheng-mi-handler', head: 'rencheng-mi-approver', reviewer: 'rencheng-mi-reviewer', city: 'jining-mi-handler' }
const pages = new Map<string, Page>()
const name = '示例举报人乙'
let path = ''

async function as(browser: Browser, who: keyof typeof logins): Promise<Page> {
  const page = pages.get(who) ?? (await personAt(browser, { login: logins[who] }))
  page.setDefaultTimeout(60_000)
  pages.set(who, page)
  return page
}
const press = (page: Page, label: string) => page.getByRole('button', { name: label, exact: true }).click()

test.afterAll(async () => {
  for (const page of pages.values()) await page.context().close()
})

test('a report is registered, and no text of it may name who made it', async ({ browser }) => {
  const page = await as(browser, 'keeper')
  await page.goto('/whistle-reports')
  await page.getByRole('link', { name: '登记举报' }).click()
  await page.getByLabel('接报日期').fill(new Date().toISOString().slice(0, 10))
  await page.getByLabel('被举报对象').fill('清溪大药房')
  const statement = page.getByLabel('举报内容')
  await statement.fill(`${name}反映该药房刷卡换购日用品，金额较大。`)
  await page.getByLabel('实名举报').check()
  await page.getByLabel('姓名').fill(name)
  await page.getByLabel('联系方式').fill('000-0000-0002')
  await press(page, '登记举报')
  await expect(page.getByText('文字里有举报人的姓名').first()).toBeVisible()
  await statement.fill('该药房刷卡换购日用品，金额较大。')
  await press(page, '登记举报')
  await expect(page.getByRole('heading', { name: '清溪大药房' })).toBeVisible()
  path = pathOf(page)
})

test('its keeper opens who made it, for a reason, and makes a lead of it', async ({ browser }) => {
  const page = await as(browser, 'keeper')
  await page.goto(path)
  expect(await page.content()).not.toContain(name)
  await page.getByRole('button', { name: /举报人/ }).click()
  await page
    .getByRole('dialog')
    .getByLabel(/原因|事由|理由/)
    .first()
    .selectOption('verification')
  await page.getByRole('dialog').locator('button[type=submit]').click()
  await expect(page.getByText(name)).toBeVisible()
  await page.getByText('受理并转为线索', { exact: true }).first().click()
  await page.getByLabel('线索内容').fill('刷卡换购日用品')
  await press(page, '受理并转为线索')
  await expect(page.getByText('已受理').first()).toBeVisible()
  await page.goto('/leads?open=1')
})

test('the head reads it sealed, and nobody else finds it', async ({ browser }) => {
  const head = await as(browser, 'head')
  await head.goto(path)
  await expect(head.getByText('已密封')).toBeVisible()
  await expect(head.getByRole('button', { name: /举报人/ })).toHaveCount(0)
  expect(await head.content()).not.toContain(name)
  for (const who of ['reviewer', 'city'] as const) {
    const page = await as(browser, who)
    const answer = await page.goto(path)
    expect(answer?.status(), who).toBe(404)
  }
})
