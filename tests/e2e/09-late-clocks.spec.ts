import { expect as hurried, type Page, test } from '@playwright/test'
import { personAt } from '../support/campaign-story'
import { clicksOf, countAnew, countClicks } from '../support/clicks'

const expect = hurried.configure({ timeout: 30_000 })

/** What is overdue on a person's work centre, page after page: the number of each referral and where its line leads. */
async function overdueOn(page: Page): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  await page.goto('/desk?due=late')
  for (;;) {
    await page.waitForLoadState('networkidle')
    const rows = page.getByRole('main').locator('tbody tr')
    await expect(rows.first()).toBeVisible()
    for (const row of await rows.filter({ hasText: /YS-/ }).all()) {
      const number = /YS-[\d-]+/.exec(await row.innerText())?.[0] ?? ''
      found.set(number, (await row.getByRole('link').first().getAttribute('href')) ?? '')
    }
    const next = page.getByRole('link', { name: '下一页' })
    if (!(await next.isVisible())) return found
    await page.goto((await next.getAttribute('href')) ?? '')
  }
}

test('a late referral stands on the sender’s, the receiver’s and the supervisor’s work centre, and its notice opens it', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  const sender = await personAt(browser, { login: 'rencheng-mi-handler' })
  const receiver = await personAt(browser, { login: 'rencheng-ps-officer' })
  const supervisor = await personAt(browser, { login: 'jining-mi-supervisor' })
  const [bySender, byReceiver, bySupervisor] = [await overdueOn(sender), await overdueOn(receiver), await overdueOn(supervisor)]
  const number = [...byReceiver.keys()].find((one) => bySender.has(one) && bySupervisor.has(one)) ?? ''
  expect(number).toMatch(/^YS-/)

  for (const [page, late] of [
    [sender, bySender],
    [receiver, byReceiver],
    [supervisor, bySupervisor],
  ] as const) {
    await page.goto(late.get(number) ?? '')
    await page.waitForURL(/\/referrals\/[0-9a-f-]{36}$/)
    await expect(page.getByRole('main')).toContainText(number)
  }
  await receiver.goto('/desk')
  await receiver.locator('#notices').getByRole('link', { name: /超期/ }).first().click()
  await receiver.waitForURL(/\/(referrals|cases)\/[0-9a-f-]{36}$/)
  await expect(receiver.getByRole('heading', { level: 1 })).toBeVisible()
})

test('what is late in an agency, and in those below it, is one click from where its people begin', async ({ browser }) => {
  for (const [login, link, address] of [
    ['rencheng-ps-officer', '本单位的逾期时限', /\/clocks\?state=late$/],
    ['jining-mi-supervisor', '下辖单位的逾期时限', /\/clocks\?scope=below&state=late$/],
  ] as const) {
    const page = await personAt(browser, { login })
    await countClicks(page)
    await page.goto('/desk')
    await countAnew(page)
    await page.getByRole('link', { name: link }).click()
    await page.waitForURL(address)
    const late = page.getByRole('main').locator('tbody tr')
    await expect(late.first()).toBeVisible()
    expect(await clicksOf(page), login).toBe(1)
    for (const row of await late.all()) await expect(row).toContainText(/超期|逾期/)
  }
})
