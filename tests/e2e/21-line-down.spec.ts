import { expect, type Page, test } from '@playwright/test'
import { personAt } from '../support/campaign-story'
import { issuedToHospitals } from '../support/issued-list'

const settled = (page: Page) => page.waitForLoadState('networkidle')

test('answers given while the line is down are kept, go together when it is back, and are there after a reload', async ({ browser }) => {
  test.setTimeout(180_000)
  await issuedToHospitals(browser)
  const officer = await personAt(browser, { login: 'hospital-a' })
  await officer.goto('/self-inspections')
  await officer.getByRole('link', { name: '开始填报' }).first().click()
  await officer.waitForURL(/\/self-inspections\/[0-9a-f-]{36}$/)
  await officer.goto(`${new URL(officer.url()).pathname}/general`)
  await settled(officer)
  const items = officer.locator('ol > li')

  const together: string[] = []
  officer.on('request', (request) => {
    if (/\/api\/filings\/.*\/answers$/.test(request.url())) together.push(request.postData() ?? '')
  })
  await officer.context().setOffline(true)
  for (const place of [0, 1, 2]) await items.nth(place).getByLabel('未发现', { exact: true }).check()
  await items.nth(3).getByLabel('不适用', { exact: true }).check()
  await items.nth(3).getByLabel('不适用的原因').fill('本机构未开展该项服务')
  await items.nth(3).getByRole('button', { name: '保存', exact: true }).click()
  for (const place of [0, 1, 2, 3]) await expect(items.nth(place).getByText('已保存')).toHaveCount(0)

  await officer.context().setOffline(false)
  for (const place of [0, 1, 2, 3]) await expect(items.nth(place).getByText('已保存')).toBeVisible({ timeout: 20_000 })
  const most = Math.max(...together.map((body) => (JSON.parse(body) as { answers: unknown[] }).answers.length))
  expect(most, 'answers in one request').toBeGreaterThan(1)

  await officer.reload()
  await settled(officer)
  for (const place of [0, 1, 2]) await expect(items.nth(place).getByLabel('未发现', { exact: true })).toBeChecked()
  await expect(items.nth(3).getByLabel('不适用的原因')).toHaveValue('本机构未开展该项服务')

  // Somebody else's filing takes none.
  const stranger = await personAt(browser, { login: 'hospital-b' })
  const origin = new URL(officer.url()).origin
  const path = `/api/filings/${new URL(officer.url()).pathname.split('/')[2]}/answers`
  const itemId = (JSON.parse(together[0] ?? '{}') as { answers: { itemId: string }[] }).answers[0]?.itemId
  const data = { answers: [{ itemId, answer: 'found', version: 1 }] }
  expect((await stranger.request.post(path, { data, headers: { origin } })).status()).toBe(404)
  expect((await stranger.request.post(path, { data, headers: { origin: 'https://elsewhere.example' } })).status()).toBe(403)
})
