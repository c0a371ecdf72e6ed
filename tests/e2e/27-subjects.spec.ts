import { expect, type Page, test } from '@playwright/test'
import { accountOf, signIn } from '../support/server'

const reason = '现场询问笔录载明的电话'
/** A number that no other run has used. */
const phone = `0537${String(Date.now()).slice(-8)}`
const picture = (page: Page, what: string) => page.screenshot({ path: `test-results/screens/${what}.png`, fullPage: true })

async function addPhone(page: Page, lead: string) {
  await page.goto(lead)
  await page.locator('summary', { hasText: '补充涉及对象' }).click()
  await page.getByLabel('类别').selectOption({ label: '电话' })
  await page.getByLabel('内容').fill(phone)
  await page
    .locator('form', { has: page.getByLabel('内容') })
    .getByLabel('理由')
    .fill(reason)
  await page.getByRole('button', { name: '补充涉及对象' }).click()
  await expect(page.getByText(`053****${phone.slice(-2)}`).first()).toBeVisible()
}

test('a telephone that two leads name ties them: counted, drawn, listed, and the leads on a map', async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 768 })
  await signIn(page, accountOf({ department: 'MI', regionCode: '370811', role: 'handler' }))
  await page.goto('/leads?state=toVerify')
  const links = page.locator('table a[href^="/leads/"]').filter({ hasText: /^XS-/ })
  await expect(links.nth(1)).toBeVisible()
  const [one = '', other = ''] = await links.evaluateAll((found) => found.map((link) => link.getAttribute('href') ?? ''))
  await addPhone(page, other)
  await addPhone(page, one)
  await expect(page.getByText(/依据：电话相同，90 分/).first()).toBeVisible()
  const graph = page.getByRole('group', { name: /与本条线索共用/ })
  await expect(graph.locator('title', { hasText: `电话 053****${phone.slice(-2)}，关联 2 个` }).first()).toBeAttached()
  await page.locator('summary', { hasText: '关联明细' }).click()
  await expect(page.getByRole('table', { name: /^关联明细/ })).toContainText('053****')
  await picture(page, 'lead-subjects')

  await page.getByRole('link', { name: '打开这些线索' }).first().click()
  await expect(page).toHaveURL(/subject=/)
  await expect(page.locator(`table a[href="${other}"]`).first()).toBeVisible()
  await page.getByRole('link', { name: '分布图' }).click()
  await expect(page).toHaveURL(/\/leads\/map\?.*subject=/)
  await expect(page.getByRole('table', { name: '分布明细' }).getByRole('row')).not.toHaveCount(1)
  await page.goto('/leads/map')
  await picture(page, 'lead-map')
  const unit = page.getByRole('table', { name: '分布明细' }).getByRole('link').first()
  const href = await unit.getAttribute('href')
  expect(href).toMatch(/^\/leads\?open=1&region=37\d+&own=1$/)
  await unit.click()
  await expect(page.locator('table').first()).toBeVisible()
})
