import { expect, type Page, test } from '@playwright/test'
import { provinceLeadList } from '../fixtures/lead-lists/generate'
import { institutions } from '../fixtures/lead-lists/institutions'
import { expectAccessible } from '../support/axe'
import { cityHandler, launchedCampaign, personAt } from '../support/campaign-story'

const settled = (page: Page) => page.waitForLoadState('networkidle')

/** A short list of leads on institutions of one county, imported into a campaign and handed to the county's bureau. */
async function leadsOf(city: Page, campaign: string) {
  const list = await provinceLeadList({
    seed: `commitment ${Date.now()}`,
    rows: 4,
    badRows: 0,
    institutions: institutions.filter(({ region }) => region === '370811'),
  })
  await city.goto('/leads/imports')
  await settled(city)
  await city.getByLabel('专项').selectOption(campaign)
  await city
    .getByLabel('清单文件')
    .setInputFiles({ name: '线索.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from(list.bytes) })
  await expect(city.getByText('已上传：线索.xlsx')).toBeVisible()
  await city.getByLabel('清单名称').fill(`承诺之前的线索 ${Date.now()}`)
  await city.getByRole('button', { name: '读取清单' }).click()
  await city.waitForURL(/\/leads\/imports\/[0-9a-f-]{36}$/)
  await settled(city)
  await city.getByLabel('核查期限').fill(new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10))
  const seen = city.getByLabel('已核对合计，确认导入')
  if (await seen.isVisible()) await seen.check()
  await city.getByRole('button', { name: '导入', exact: true }).click()
  await expect(city.getByText(/已导入为批次 PC-/)).toBeVisible({ timeout: 30_000 })
  const batch = /PC-370800-\d{4}-\d{6}/.exec(await city.getByRole('main').innerText())?.[0] ?? ''
  await city.goto(`/leads?batch=${batch}&state=toAssign`)
  await settled(city)
  await city.getByLabel('选择本页全部').check()
  await city.getByRole('button', { name: '交办所选线索' }).click()
  await city.getByRole('button', { name: '确认交办' }).click()
  await expect(city.getByText(/已交办 \d+ 条：/).first()).toBeVisible({ timeout: 30_000 })
  return batch
}

test('a unit that has not signed the commitment is led to it before it opens a case, and on once it has', async ({ browser }) => {
  test.setTimeout(180_000)
  const address = await launchedCampaign(browser)
  const city = await personAt(browser, cityHandler)
  const batch = await leadsOf(city, address.split('/').at(-1) ?? '')

  const county = await personAt(browser, { department: 'MI', regionCode: '370811', role: 'handler' })
  await county.goto(`/leads?batch=${batch}`)
  const lead = await county.locator('[data-row-link]').first().getAttribute('href')
  const opening = `/cases/new?lead=${lead?.split('/').at(-1)}`
  await county.goto(opening)
  await expect(county.getByRole('heading', { level: 1, name: '请先签署保密承诺' })).toBeVisible()
  await expect(county.getByRole('button', { name: '提请立案审批' })).toHaveCount(0)
  await expectAccessible(county)

  // Nobody but the handler comes so far.
  const reviewer = await personAt(browser, { department: 'MI', regionCode: '370811', role: 'reviewer' })
  expect((await reviewer.goto(opening))?.status(), 'opening a case is the handler’s').toBe(404)

  await county.getByRole('link', { name: /^去签署：/ }).click()
  await county.waitForURL(/\/campaigns\/[0-9a-f-]{36}#commitment$/)
  await settled(county)
  const panel = county.locator('#commitment')
  await panel.getByRole('button', { name: /承诺$/ }).click()
  await expect(panel.getByRole('alert')).toContainText('请先阅读并勾选承诺')
  await panel.getByLabel(/我单位承诺/).check()
  await panel.getByRole('button', { name: /承诺$/ }).click()
  await expect(panel).toHaveCount(0)

  await county.goto(opening)
  await expect(county.getByRole('heading', { name: '请先签署保密承诺' })).toHaveCount(0)
  await expect(county.getByText('这条线索现在还不能提请立案。')).toBeVisible()
})
