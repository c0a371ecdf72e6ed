import { type Browser, expect as expectSoon, type Page, test } from '@playwright/test'
import { personAt } from '../support/campaign-story'
import { pathOf } from '../support/case-story'

/** A county reads the case of a county beside it, by its number and for a reason; whose case it is sees who did. */
test.describe.configure({ mode: 'serial' })
test.setTimeout(120_000)
const expect = expectSoon.configure({ timeout: 30_000 })

const reason = '同一机构在本区也有违法线索，须核对已认定的事实。'
const pages = new Map<string, Page>()
let number = ''
let path = ''

async function as(browser: Browser, login: string): Promise<Page> {
  const page = pages.get(login) ?? (await personAt(browser, { login }))
  pages.set(login, page)
  return page
}

async function asks(page: Page, asked: string): Promise<void> {
  await page.goto('/cases/opened')
  await page.waitForLoadState('networkidle')
  await page.getByLabel('案件编号').fill(asked)
  await page.getByLabel('查阅事由').fill(reason)
  await page.getByRole('button', { name: '登记并查阅' }).click()
}

test.afterAll(async () => {
  for (const page of pages.values()) await page.context().close()
})

test('a number that opens nothing says no more than that', async ({ browser }) => {
  const owner = await as(browser, 'rencheng-mi-handler')
  await owner.goto('/cases?state=investigating')
  const link = owner.locator('tbody').getByRole('link').first()
  number = (await link.innerText()).trim()
  await link.click()
  await owner.waitForURL(/\/cases\/[0-9a-f-]{36}/)
  path = pathOf(owner)
  const neighbour = await as(browser, 'yanzhou-mi-approver')
  expect((await neighbour.goto(path))?.status()).toBe(404)
  await asks(neighbour, 'AJ-370811-2026-999999')
  await expect(neighbour.getByText('没有可以查阅的案件。').first()).toBeVisible()
})

test('the exact number opens the case for a day, and its officers are told', async ({ browser }) => {
  const neighbour = await as(browser, 'yanzhou-mi-approver')
  await asks(neighbour, number)
  await neighbour.waitForURL(path)
  await expect(neighbour.getByText('本案由其他局办理，你正凭事由查阅。')).toBeVisible()
  await expect(neighbour.getByRole('link', { name: '证据' })).toHaveCount(0)
  await neighbour.goto('/cases/opened')
  await expect(neighbour.getByRole('link', { name: number })).toBeVisible()
  const owner = await as(browser, 'rencheng-mi-handler')
  await owner.goto(path)
  await expect(owner.getByText(reason)).toBeVisible()
})
