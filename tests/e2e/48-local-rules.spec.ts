import { expect as expectSoon, type Page, test } from '@playwright/test'
import { violationsOf } from '../support/axe'
import { confirmStep } from '../support/case-story'
import { accountOf, signIn } from '../support/server'

/** A county enters how long a party has to speak there; a second person compares it with its text and puts it in force. */
test.setTimeout(240_000)
const expect = expectSoon.configure({ timeout: 30_000 })

test('what the law leaves to a place is entered by one person and put in force by a second', async ({ browser }) => {
  const as = async (role: string): Promise<Page> => {
    const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage()
    await signIn(page, accountOf({ department: 'MI', regionCode: '370811', role }))
    return page
  }
  const handler = await as('handler')
  await handler.goto('/settings/local-rules')
  const main = handler.getByRole('main')
  await expect(main.getByText('5 个工作日')).toBeVisible()
  await main.getByText('登记地方参数', { exact: true }).click()
  await main.getByRole('combobox', { name: '参数' }).selectOption('defenceDays')
  await main.getByLabel('数值或者清单').fill('三日')
  await main.getByLabel('依据文件').fill('示例区医疗保障行政处罚程序规定')
  await main.getByLabel('发文字号').fill('示医保发〔2026〕3号')
  // Later than any other story: nothing that they count moves.
  await main.getByLabel('施行日期').fill('2031-01-01')
  await main.getByLabel('依据条文').fill('当事人应当自收到告知书之日起三个工作日内陈述、申辩。')
  await handler.screenshot({ path: 'test-results/screens/local-rule-new.png', fullPage: true })
  await main.getByRole('button', { name: '提交复核' }).click()
  await expect(main.getByRole('link', { name: /填写工作日数，1 至 30。/ })).toBeVisible()
  await main.getByLabel('数值或者清单').fill('3')
  await main.getByRole('button', { name: '提交复核' }).click()
  await expect(main.getByText('待复核')).toBeVisible()

  const approver = await as('approver')
  await approver.goto(new URL(handler.url()).pathname)
  await expect(approver.getByText('3 个工作日')).toBeVisible()
  expect(await violationsOf(approver)).toEqual([])
  await approver.screenshot({ path: 'test-results/screens/local-rule.png' })
  await confirmStep(approver, '同意启用')
  await expect(approver.getByText('在用')).toBeVisible()
  await handler.goto('/settings/local-rules')
  expect(await violationsOf(handler)).toEqual([])
  await handler.screenshot({ path: 'test-results/screens/local-rules.png', fullPage: true })
})
