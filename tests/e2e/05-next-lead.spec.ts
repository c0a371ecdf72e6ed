import { expect, type Page, test } from '@playwright/test'
import { accountOf } from '../support/server'
import { signedIn } from '../support/signed-in-people'

/** Working the queue down: the next lead is taken, verified and sent to review, and the one after it stands open. */
test.describe.configure({ mode: 'serial' })

const { as, leave } = signedIn({
  handler: accountOf({ department: 'MI', regionCode: '370811', role: 'handler' }),
  reviewer: accountOf({ department: 'MI', regionCode: '370811', role: 'reviewer' }),
  police: accountOf({ department: 'PS', regionCode: '370811' }),
})
test.afterAll(leave)

const leadPage = /\/leads\/[0-9a-f-]{36}$/
const next = (page: Page) => page.getByRole('button', { name: '领取下一条' })

test('a lead is taken, verified and followed by the next in four clicks', async ({ browser }) => {
  const page = await as(browser, 'handler')
  let clicks = 0
  const click = async (name: string, role: 'button' | 'radio' = 'button') => {
    clicks += 1
    await page.getByRole(role, { name, exact: true }).click()
  }
  await page.goto('/leads')
  await click('领取下一条')
  await page.waitForURL(leadPage)
  const first = page.url()
  await expect(page.getByRole('radio', { name: '无法核实' })).toBeVisible()

  await click('无法核实', 'radio')
  clicks += 1 // choosing the record of the tries
  const tries = { name: '调取未果记录.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n') }
  await page.getByLabel('佐证材料').setInputFiles(tries)
  await expect(page.getByText('已上传：调取未果记录.pdf')).toBeVisible()
  await page.getByLabel('核查情况').fill('机构已于去年停业注销，病历和收费资料已移交档案馆，尚未调取到。')
  await click('提交后继续下一条')
  await page.waitForURL((url) => leadPage.test(url.pathname) && url.href !== first)
  // It is already this officer's: its form stands open.
  await expect(page.getByRole('radio', { name: '无法核实' })).toBeVisible()
  expect(clicks).toBeLessThanOrEqual(4)
})

test('what does not fit the filter is not taken, and the officer is told', async ({ browser }) => {
  const page = await as(browser, 'handler')
  await page.goto('/leads?q=没有这家机构')
  await next(page).click()
  await expect(page.getByText('没有可以领取的待核查线索')).toBeVisible()
})

test('nobody else is offered it', async ({ browser }) => {
  const reviewer = await as(browser, 'reviewer')
  await reviewer.goto('/leads')
  await expect(next(reviewer)).toHaveCount(0)
  const police = await as(browser, 'police')
  await police.goto('/leads')
  await expect(next(police)).toHaveCount(0)
})
