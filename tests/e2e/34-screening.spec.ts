import { expect, type Page, test } from '@playwright/test'
import { deliveredCharges } from '../support/delivered-charges'
import { accountOf, signIn } from '../support/server'

/** A delivery of 50,000 lines, the fewest that the generator makes, as another system would put it on the server. */
const { name, make, remove } = deliveredCharges(`demo-${Date.now()}`)
test.beforeAll(() => make(50_000, 7))
test.afterAll(remove)

const picture = (page: Page, what: string) => page.screenshot({ path: `test-results/screens/${what}.png`, fullPage: true })

test('a delivery is taken in, screened, back-tested and issued: six clicks from the data to the leads', async ({ page }) => {
  test.setTimeout(120_000)
  await signIn(page, accountOf({ department: 'MI', regionCode: '370800', role: 'handler' }))
  await page.goto('/screening/data')
  await page.locator('form').getByLabel('文件夹').selectOption(name)
  await page.getByRole('button', { name: '接入', exact: true }).click()
  await expect(page.getByRole('heading', { name: '合计核对' })).toBeVisible({ timeout: 60_000 })
  await page.getByLabel('理由').fill('与下发方电话核对行数一致')
  await picture(page, 'screening-load')
  await page.getByRole('button', { name: '采用这批数据' }).click()
  await expect(page.getByText('确认采用：')).toBeVisible()

  await page.goto('/screening')
  let clicks = 0
  const click = async (target: ReturnType<Page['locator']>) => {
    clicks += 1
    await target.click()
  }
  await click(page.getByRole('button', { name: '开始筛查' }))
  await expect(page.getByRole('heading', { name: '回测：各模型的疑点' })).toBeVisible({ timeout: 60_000 })
  await picture(page, 'screening-run')
  await click(page.getByLabel(/^选择 M07/))
  await page.getByLabel('超出核查能力时的理由').fill('省局专项要求限期核查')
  await click(page.getByRole('button', { name: '下发为线索' }))
  await expect(page.getByText(/已下发 [\d,]+ 条，批次 PC/)).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText(/^疑点 [\d,]+ 条 = 本次下发 [1-9]/)).toBeVisible()
  expect(clicks).toBeLessThanOrEqual(6)

  await page.getByRole('link', { name: /^M07/ }).click()
  await page
    .getByRole('link', { name: /^追溯码/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: '推理和算式' })).toBeVisible()
  await expect(page.getByRole('heading', { name: /^证据行：追溯码/ })).toBeVisible({ timeout: 20_000 })
  await page.setViewportSize({ width: 1366, height: 768 })
  await picture(page, 'screening-hit')
  const outOfSight = (parts: Element[]) => parts.map((part) => part.scrollWidth - part.clientWidth)
  expect(await page.locator('html').evaluateAll(outOfSight)).toEqual([0])
  expect(Math.max(...(await page.getByRole('region', { name: /^证据行 / }).evaluateAll(outOfSight)))).toBe(0)
})
