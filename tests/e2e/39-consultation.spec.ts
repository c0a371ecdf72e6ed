import { type Browser, expect as expectSoon, type Page, test } from '@playwright/test'
import { personAt } from '../support/campaign-story'
import { confirmStep, pathOf } from '../support/case-story'

/** A hard case is put before the police and an expert: each says what it thinks of what it was shown, and the case itself stays shut to the police. */
test.describe.configure({ mode: 'serial' })
test.setTimeout(180_000)
const expect = expectSoon.configure({ timeout: 30_000 })

const logins = { handler: 'rencheng-mi-handler', approver: 'rencheng-mi-approver', police: 'rencheng-ps-officer' }
const pages = new Map<string, Page>()
const title = '虚记床位费是否属于骗取基金'
let path = ''
let casePath = ''

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

test('the bureau puts a question and a chosen part of the case before the police and an expert', async ({ browser }) => {
  const page = await as(browser, 'handler')
  await page.goto('/cases?state=investigating')
  await page.locator('tbody').getByRole('link').first().click()
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}/)
  casePath = pathOf(page)
  await page.getByRole('link', { name: '发起会商' }).click()
  await page.getByLabel('议题').fill(title)
  await page.getByLabel('需要会商的问题').fill('行为人对虚记床位费是否具有非法占有目的，请提出意见。')
  await page.getByLabel('济宁市公安局任城区分局').check()
  await page.getByLabel('外部专家').fill('周教授 医疗保障法研究中心')
  await press(page, '发起会商')
  await expect(page.getByRole('heading', { name: title })).toBeVisible()
  await expect(page.getByText('待提意见')).toHaveCount(2)
  path = pathOf(page)
})

test('the police answer from their desk, and do not come to the case', async ({ browser }) => {
  const page = await as(browser, 'police')
  await page.goto('/desk?kind=giveOpinion')
  await page.getByRole('link', { name: title }).first().click()
  await expect(page.getByText('未附案情。')).toBeVisible()
  await page.getByLabel('意见', { exact: true }).fill('现有材料不足以认定，建议补充资金流向。')
  await press(page, '提出意见')
  await expect(page.getByText('现有材料不足以认定，建议补充资金流向。')).toBeVisible()
  expect((await page.goto(casePath))?.status()).toBe(404)
})

test('a second person concludes, and the police read the conclusion', async ({ browser }) => {
  const page = await as(browser, 'handler')
  await page.goto(path)
  await page.getByLabel('意见', { exact: true }).fill('属于虚构医药服务项目。')
  await press(page, '录入周教授的意见')
  await expect(page.getByText('属于虚构医药服务项目。')).toBeVisible()
  const head = await as(browser, 'approver')
  await head.goto(path)
  await confirmStep(head, '作出结论', { 结论: '补充资金流向后再议移送。' })
  await expect(head.getByText('已有结论').first()).toBeVisible()
  const police = await as(browser, 'police')
  await police.goto(path)
  await expect(police.getByText('补充资金流向后再议移送。')).toBeVisible()
})
