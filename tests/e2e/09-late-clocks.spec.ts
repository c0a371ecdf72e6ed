import { expect as hurried, type Page, test } from '@playwright/test'
import { personAt } from '../support/campaign-story'

const expect = hurried.configure({ timeout: 30_000 })

/** The numbers of what is overdue on a person's work centre. */
async function overdueOn(page: Page): Promise<string[]> {
  await page.goto('/desk?due=late')
  await page.waitForLoadState('networkidle')
  const rows = page.getByRole('main').locator('tbody tr')
  await expect(rows.first()).toBeVisible()
  return (await rows.allInnerTexts()).flatMap((text) => /YS-[\d-]+/.exec(text) ?? [])
}

test('a late referral stands on the sender’s, the receiver’s and the supervisor’s work centre, and its notice opens it', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  const sender = await personAt(browser, { login: 'rencheng-mi-handler' })
  const receiver = await personAt(browser, { login: 'rencheng-ps-officer' })
  const supervisor = await personAt(browser, { login: 'jining-mi-supervisor' })
  const late = [await overdueOn(sender), await overdueOn(receiver), await overdueOn(supervisor)]
  const [bySender = [], byReceiver = [], bySupervisor = []] = late
  const number = byReceiver.find((one) => bySender.includes(one) && bySupervisor.includes(one)) ?? ''
  expect(number, JSON.stringify(late)).toMatch(/^YS-/)

  for (const page of [sender, receiver, supervisor]) {
    await page.goto('/desk?due=late')
    await page.getByRole('row').filter({ hasText: number }).getByRole('link').first().click()
    await page.waitForURL(/\/referrals\/[0-9a-f-]{36}$/)
    await expect(page.getByRole('main')).toContainText(number)
  }
  await receiver.goto('/desk')
  await receiver.locator('#notices').getByRole('link', { name: /超期/ }).first().click()
  await receiver.waitForURL(/\/(referrals|cases)\/[0-9a-f-]{36}$/)
  await expect(receiver.getByRole('heading', { level: 1 })).toBeVisible()
})
