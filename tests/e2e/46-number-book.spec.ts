import { expect as expectSoon, test } from '@playwright/test'
import { violationsOf } from '../support/axe'
import { accountOf, signIn } from '../support/server'

/** The book of numbers: each register without a gap, found by year and organ, and taken along as a workbook. */
test.setTimeout(180_000)
const expect = expectSoon.configure({ timeout: 30_000 })

test('the book of numbers shows each register whole, and goes out as a workbook', async ({ browser }) => {
  const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage()
  await signIn(page, accountOf({ department: 'MI', regionCode: '370811', role: 'handler' }))
  await page.goto('/documents')
  const main = page.getByRole('main')
  await main.getByRole('link', { name: '发文登记簿' }).click()
  await expect(main.getByRole('heading', { name: '发文登记簿' })).toBeVisible()
  await main.getByText(/本登记簿连号核对：无缺号、无重号/).click()
  await expect(
    main
      .getByRole('table', { name: '各登记簿连号核对' })
      .getByRole('row', { name: /任医保立.*连号/ })
      .first(),
  ).toBeVisible()
  await page.screenshot({ path: 'test-results/screens/number-book-checks.png' })

  await main.getByLabel('机关代字').selectOption('任医保立')
  await main.getByRole('button', { name: '查询' }).click()
  await expect(main.getByRole('cell', { name: /^任医保立〔\d{4}〕\d+号$/ }).first()).toBeVisible()
  await expect(main.getByText('立案审批表').first()).toBeVisible()
  await page.screenshot({ path: 'test-results/screens/number-book.png' })
  expect(await violationsOf(page)).toEqual([])
  const [book] = await Promise.all([page.waitForEvent('download'), main.getByRole('link', { name: '导出登记簿' }).click()])
  expect(book.suggestedFilename()).toMatch(/^发文登记簿_\d{4}-\d{2}-\d{2}\.xlsx$/)
})
