import { type Browser, expect, type Page, test } from '@playwright/test'
import { expectAccessible } from '../support/axe'
import { cityApprover, cityHandler, personAt } from '../support/campaign-story'

const refusalOn = (page: Page) => page.getByRole('main').getByRole('alert')
const settled = (page: Page) => page.waitForLoadState('networkidle')

const day = (from: number) => new Date(Date.now() + 8 * 3_600_000 + from * 86_400_000).toISOString().slice(0, 10)

/** Fills the announcement and previews it: counts of each region, and nobody's name. */
async function fillAnnouncement(city: Page, purpose: string, sourceOn: string) {
  await city.goto('/self-inspections/spot-checks')
  await settled(city)
  const campaigns = city.getByLabel('专项')
  const largest = await campaigns.locator('option', { hasText: '2026年' }).first().getAttribute('value')
  await campaigns.selectOption(largest)
  await city.getByRole('combobox', { name: '用途' }).first().selectOption({ label: purpose })
  await city.getByRole('textbox', { name: '数量' }).fill('2')
  await city.getByLabel('号码来源').fill('上证综合指数收盘点位')
  await city.getByLabel('号码公布日期').fill(sourceOn)
  await city.getByRole('button', { name: '预览名额' }).click()
  const preview = city.getByRole('region', { name: /名额预览/ })
  await expect(preview.getByText(/可抽 \d+ 家，抽取 2 家/)).toBeVisible()
  await expect(preview).not.toContainText(/医院|诊所|药店|药房|卫生院/)
}

/** Somebody else than who drew reads the number in its source; what differs is refused. */
async function checkNumber(browser: Browser, draw: string) {
  const approver = await personAt(browser, cityApprover)
  await approver.goto(draw)
  await settled(approver)
  await expectAccessible(approver)
  await approver.getByLabel('公布的号码').fill('03 11 19 24 27 32 + 09')
  await approver.getByRole('button', { name: '核对号码' }).click()
  await expect(refusalOn(approver)).toContainText('与登记的不一致')
  await approver.getByLabel('公布的号码').fill('03111924273208')
  await approver.getByRole('button', { name: '核对号码' }).click()
  await expect(approver.getByRole('button', { name: '核对号码' })).toHaveCount(0)
  await approver.context().close()
}

/** An approver says why an announced draw is not made. */
async function giveUp(browser: Browser, draw: string, why: string) {
  const approver = await personAt(browser, cityApprover)
  await approver.goto(draw)
  await settled(approver)
  await expectAccessible(approver)
  await approver.getByLabel('放弃的原因').fill(why)
  await approver.getByRole('button', { name: '放弃抽取' }).click()
  await expect(approver.getByRole('button', { name: '放弃抽取' })).toHaveCount(0)
  await expect(approver.getByRole('main')).toContainText(why)
  await approver.context().close()
}

test('the city draws what was announced from the number that is out', async ({ browser }) => {
  test.setTimeout(120_000)
  const city = await personAt(browser, cityHandler)
  await city.goto('/self-inspections/spot-checks')
  await settled(city)
  const waiting = city.getByRole('row').filter({ hasText: '整改情况回头看' }).filter({ hasText: '已公告，待抽取' })
  await waiting.getByRole('link').first().click()
  await city.waitForURL(/\/spot-checks\/[0-9a-f-]{36}$/)
  await settled(city)
  const draw = new URL(city.url()).pathname
  await city.getByLabel('公布的号码').fill('没有')
  await city.getByRole('button', { name: '登记号码并抽取' }).click()
  await expect(refusalOn(city)).toContainText('至少 2 位数字')
  await city.getByLabel('公布的号码').fill('03 11 19 24 27 32 + 08')
  await expectAccessible(city)
  await city.getByRole('button', { name: '登记号码并抽取' }).dblclick()
  await expect(city.getByText(/\|remedyReview\|1\|.*\|03111924273208$/)).toBeVisible()
  await expect(city.getByText('名单与记录一致')).toBeVisible()
  await expect(city.getByRole('button', { name: '登记号码并抽取' })).toHaveCount(0)
  await expect(city.getByRole('button', { name: '核对号码' }), 'not by who drew').toHaveCount(0)
  await expect(city.getByText('待核对：号码由一人登记，还没有第二人核对')).toBeVisible()
  await checkNumber(browser, draw)
  await city.reload()
  await expect(city.getByText('待核对：号码由一人登记')).toHaveCount(0)
  await expect(city.getByText('未安排')).not.toHaveCount(0)
  await expect(city.getByRole('link', { name: /^现场核查：/ })).not.toHaveCount(0)

  for (const login of ['rencheng-mi-handler', 'rencheng-ps-officer', 'hospital-a']) {
    const stranger = await personAt(browser, { login })
    expect((await stranger.goto(draw))?.status(), login).toBe(404)
    await stranger.context().close()
  }
})

test('a draw is announced before its number is out, and a second one says why', async ({ browser }) => {
  test.setTimeout(120_000)
  const city = await personAt(browser, cityHandler)
  await fillAnnouncement(city, '督导随机抽查', day(0))
  await city.getByRole('button', { name: '公告抽取' }).click()
  await expect(refusalOn(city)).toContainText('号码的公布日期应在今天之后')
  await fillAnnouncement(city, '督导随机抽查', day(1))
  await expectAccessible(city)
  await city.getByRole('button', { name: '公告抽取' }).click()
  await expect(city.getByText(`号码将于 ${day(1)} 公布，到当天才能登记。`)).toBeVisible()
  await expect(city.getByText('尚未抽取，没有名单。')).toBeVisible()
  await expect(city.getByRole('button', { name: '登记号码并抽取' })).toHaveCount(0)

  await fillAnnouncement(city, '督导随机抽查', day(2))
  await city.getByRole('button', { name: '公告抽取' }).click()
  await expect(refusalOn(city)).toContainText('这是第 2 次公告，请写明为什么再次抽取')
  await city.getByLabel('再次抽取的原因').fill('首次所指日期休市，没有收盘点位')
  await city.getByRole('button', { name: '预览名额' }).click()
  await settled(city)
  await city.getByRole('button', { name: '公告抽取' }).click()
  await city.waitForURL(/\/spot-checks\/[0-9a-f-]{36}$/)
  const shown = city.getByRole('main')
  await expect(shown).toContainText('本专项的各次抽取')
  await expect(shown).toContainText('未抽取，已另行公告')
  await expect(shown).toContainText('首次所指日期休市，没有收盘点位')
  await expectAccessible(city)
  await expect(city.getByRole('button', { name: '放弃抽取' }), 'not by who announced').toHaveCount(0)
  await giveUp(browser, new URL(city.url()).pathname, '检查力量另有安排，改期抽取')
  await city.reload()
  await expect(shown).toContainText('检查力量另有安排，改期抽取')
})
