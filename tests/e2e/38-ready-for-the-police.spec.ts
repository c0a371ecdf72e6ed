import { type Browser, expect as expectSoon, type Page, test } from '@playwright/test'
import { violationsOf } from '../support/axe'
import { personAt } from '../support/campaign-story'
import { button, confirmStep, enterEvidence, pathOf, proposeOnFraudLead, shown } from '../support/case-story'
import { clicksOf, countAnew, countClicks } from '../support/clicks'

/** A case that has its evidence goes to the police in six acts, and one that lacks some says which. */
test.describe.configure({ mode: 'serial' })
test.setTimeout(240_000)
const expect = expectSoon.configure({ timeout: 30_000 })

const clicksAtMost = 6
const logins = { handler: 'rencheng-mi-handler', approver: 'rencheng-mi-approver' }
const pages = new Map<string, Page>()
let casePath = ''

async function as(browser: Browser, who: keyof typeof logins): Promise<Page> {
  const known = pages.get(who)
  if (known) return known
  const page = await personAt(browser, { login: logins[who] })
  page.setDefaultTimeout(60_000)
  await countClicks(page)
  pages.set(who, page)
  return page
}

test.afterAll(async () => {
  for (const page of pages.values()) await page.context().close()
})

test('a case without evidence shows what is missing; a reason in writing stands for a kind', async ({ browser }) => {
  const page = await as(browser, 'handler')
  await proposeOnFraudLead(page, async () => {
    await page.getByLabel('初步事实').fill('经调取结算明细、病历并询问有关人员，该机构虚构医药服务项目骗取基金，事实清楚。')
    await page.getByLabel('第一办案人员执法证号').fill('37081101001')
    await page.getByLabel('第二办案人员执法证号').fill('37081101002')
    await page.getByLabel('行为起日').fill('2025-11-03')
    await page.getByLabel('行为止日').fill('2026-02-27')
    await button(page, '提请立案审批').click()
  })
  casePath = pathOf(page)
  const approver = await as(browser, 'approver')
  await approver.goto(casePath)
  await button(approver, '批准立案').click()
  await shown(approver, '已立案')

  await page.goto(`${casePath}?tab=evidence`)
  const lamps = page.getByRole('list', { name: '各类证据的准备情况' })
  await expect(lamps.getByText('缺少')).toHaveCount(3)
  await page.getByText('说明缺少的理由').first().click()
  await page.getByLabel('缺少哪一类').selectOption({ label: '电子数据' })
  await page.getByLabel('为什么没有这类证据').fill('该院收费系统已停用，服务器数据已灭失，有情况说明为证。')
  await button(page, '说明缺少的理由').click()
  await expect(lamps.getByText('已说明理由')).toBeVisible()
  expect(await violationsOf(page)).toEqual([])
  await page.screenshot({ path: 'test-results/screens/case-evidence-readiness.png' })

  await page.goto(casePath)
  await page.getByRole('link', { name: '移送公安机关', exact: true }).click()
  await shown(page, '证据还没有齐备，提请会被退回。')
  await shown(page, '理由：该院收费系统已停用，服务器数据已灭失，有情况说明为证。')
  await expect(page.getByRole('list', { name: '各类证据的准备情况' }).getByText('缺少')).toHaveCount(2)
})

test('with its evidence it goes to the police in six clicks, the words of the report from the case', async ({ browser }) => {
  const page = await as(browser, 'handler')
  await enterEvidence(page, casePath)
  await page.goto(casePath)
  await countAnew(page)
  await page.getByRole('link', { name: '移送公安机关', exact: true }).click()
  await shown(page, '证据已经齐备，可以提请移送公安机关。')
  await expect(page.getByLabel('调查经过')).toHaveValue(/共取得证据3份：书证1份、电子数据1份/)
  expect(await violationsOf(page)).toEqual([])
  await page.screenshot({ path: 'test-results/screens/police-report.png' })
  await button(page, '提请审批').click()
  await page.waitForURL(/\/referrals\/[0-9a-f-]{36}$/)
  const referral = pathOf(page)
  await shown(page, '住院费用清单')

  const approver = await as(browser, 'approver')
  await approver.goto(referral)
  await approver.waitForLoadState('networkidle') // a click before the page listens asks nothing, and would be counted
  await countAnew(approver)
  await confirmStep(approver, '批准移送')
  await page.goto(referral)
  await page.waitForLoadState('networkidle')
  await confirmStep(page, '移送')
  await shown(page, '待签收')
  const clicks = (await clicksOf(page)) + (await clicksOf(approver))
  console.log(`a ready case with the police: ${clicks} clicks`)
  expect(clicks).toBeLessThanOrEqual(clicksAtMost)
})

test('its evidence is handed out as one file, and its papers as a volume', async ({ browser }) => {
  const page = await as(browser, 'handler')
  await page.goto(`${casePath}?tab=evidence`)
  const main = page.getByRole('main')
  for (const [kind, name] of [
    ['证据包（zip，附清单和 SHA-256）', '证据包（第 1 版）'],
    ['正卷（PDF）', '正卷（第 1 版）'],
    ['副卷（PDF，内部材料）', '副卷（第 1 版）'],
  ] as const) {
    await main.getByLabel('生成什么').selectOption({ label: kind })
    await button(main, '生成').click()
    await expectSoon(main.getByRole('link', { name })).toBeVisible({ timeout: 120_000 })
  }
  await expect(main.getByLabel('生成什么').getByRole('option', { name: '密卷' })).toHaveCount(0)
  await main
    .getByText(/^内容（\d+ 件）$/)
    .first()
    .click()
  expect(await violationsOf(page)).toEqual([])
  await page.screenshot({ path: 'test-results/screens/case-volume.png', fullPage: true })
  const volume = await page.request.get((await main.getByRole('link', { name: '正卷（第 1 版）' }).getAttribute('href')) ?? '')
  expect((await volume.body()).subarray(0, 5).toString()).toBe('%PDF-')
  const packed = await page.request.get((await main.getByRole('link', { name: '证据包（第 1 版）' }).getAttribute('href')) ?? '')
  expect((await packed.body()).subarray(0, 2).toString()).toBe('PK')
})
