import { expect as expectSoon, type Page, test } from '@playwright/test'
import { violationsOf } from '../support/axe'
import { confirmStep } from '../support/case-story'
import { accountOf, signIn } from '../support/server'

/** A city words a paragraph of a notice its own way; a second person reads the pages and puts it in force. */
test.setTimeout(240_000)
const expect = expectSoon.configure({ timeout: 30_000 })

test('a city’s own words are read as pages and put in force by a second person', async ({ browser }) => {
  const as = async (role: string): Promise<Page> => {
    const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage()
    await signIn(page, accountOf({ department: 'MI', regionCode: '370800', role }))
    return page
  }
  const handler = await as('handler')
  await handler.goto('/documents/wordings')
  const main = handler.getByRole('main')
  await main.getByRole('link', { name: '行政处罚事先告知书' }).last().click()
  const rights = main.getByLabel('陈述和申辩的权利')
  const house = await rights.inputValue()
  await rights.fill(house.replace('{陈述申辩期限}', '五日'))
  await main.getByLabel('施行日期').fill('2026-01-01')
  await main.getByLabel('改动说明').fill('写明书面提出，便于留痕')
  await handler.screenshot({ path: 'test-results/screens/wording-new.png' })
  await main.getByRole('button', { name: '提交复核' }).click()
  await expect(main.getByText(/必须保留的内容项没有了：\{陈述申辩期限\}/)).toBeVisible()
  await rights.fill(house.replace('内向我局提出', '内向我局书面提出'))
  await main.getByRole('button', { name: '提交复核' }).click()
  await expect(main.getByText('待复核')).toBeVisible()

  const approver = await as('approver')
  await approver.goto(new URL(handler.url()).pathname)
  await expect(approver.locator('ins')).toHaveText('书面')
  const address = await approver.getByRole('link', { name: /查看样张/ }).getAttribute('href')
  const pages = await approver.request.get(address ?? '')
  expect([pages.status(), (await pages.body()).subarray(0, 4).toString()]).toEqual([200, '%PDF'])
  expect(await violationsOf(approver)).toEqual([])
  await approver.screenshot({ path: 'test-results/screens/wording.png' })
  await confirmStep(approver, '同意启用')
  await expect(approver.getByText(/^(现行|将施行)$/)).toBeVisible()
  await handler.goto('/documents/wordings')
  await handler.screenshot({ path: 'test-results/screens/wordings.png' })
})
