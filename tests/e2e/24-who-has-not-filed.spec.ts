import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from '../support/axe'
import { cityHandler, personAt } from '../support/campaign-story'

const settled = (page: Page) => page.waitForLoadState('networkidle')

const places = (page: Page) => page.locator('section').filter({ has: page.getByRole('heading', { name: '各地未报送' }) })
const table = (page: Page) => page.getByRole('table', { name: /家未报送$/ })

test('from the province to the officer’s extension in three presses', async ({ browser }) => {
  const province = await personAt(browser, { login: 'shandong-mi-supervisor' })
  await province.goto('/desk')
  await settled(province)
  let presses = 0
  const press = async (name: string | RegExp, under = province.getByRole('main')) => {
    presses += 1
    await under
      .getByRole('link', { name, exact: typeof name === 'string' })
      .first()
      .click()
    await settled(province)
  }
  await press('自查自纠', province.getByRole('navigation').first())
  await press('未报送名单')
  await expect(province.getByRole('heading', { name: '未报送名单' })).toBeVisible()
  await expectAccessible(province)
  await press('任城区')
  expect(presses).toBeLessThanOrEqual(3)
  const row = table(province).getByRole('row').nth(1)
  await expect(row.getByRole('cell').nth(2)).toHaveText(/分机\d+|\d{7,}/)
  await expectAccessible(province)
  await province.screenshot({ path: 'test-results/screens/unfiled-province.png' })
})

test('the city reminds all of a county at once, not twice, and asks its bureau to see to it', async ({ browser }) => {
  const city = await personAt(browser, cityHandler)
  await city.goto('/self-inspections/unfiled')
  await settled(city)
  await places(city).getByRole('link', { name: '任城区', exact: true }).click()
  await settled(city)
  await expect(table(city)).toBeVisible()
  const count = (await table(city).getByRole('row').count()) - 1
  expect(count).toBeGreaterThan(0)
  const refused = city.getByRole('main').getByRole('alert').filter({ hasText: '没有需要催报的机构' })
  await city.getByRole('button', { name: `催报（${count} 家）` }).click()
  await expect(city.getByText(`已催报 ${count} 家`).or(refused)).toBeVisible() // told on this server before: not again today
  await city.getByRole('button', { name: `催报（${count} 家）` }).click()
  await expect(refused).toBeVisible()
  const log = city.getByRole('list', { name: '催报记录' })
  await expect(
    log
      .getByRole('listitem')
      .filter({ hasText: `催报 任城区 ${count} 家` })
      .first(),
  ).toBeVisible()
  await city.getByRole('button', { name: '提请属地督促' }).click()
  await expect(log.getByRole('listitem').filter({ hasText: /提请 任城区 督促/ })).toHaveCount(1)
  await expectAccessible(city)

  const county = await personAt(browser, { login: 'rencheng-mi-handler' })
  await county.goto('/self-inspections/unfiled')
  await expect(table(county).getByRole('row')).toHaveCount(count + 1)
  await expect(county.getByRole('button', { name: '提请属地督促' })).toHaveCount(0)
  const officer = await personAt(browser, { login: 'pharmacy-a' })
  await officer.goto('/desk')
  await expect(officer.getByText(/提醒：自查自纠应于 .* 前报送，贵机构尚未报送/).first()).toBeVisible()

  for (const login of ['rencheng-ps-officer', 'hospital-a']) {
    const stranger = await personAt(browser, { login })
    expect((await stranger.goto('/self-inspections/unfiled'))?.status(), login).toBe(404)
    await stranger.context().close()
  }
})

test('the province sees how far each county has come, and opens the filings behind a number', async ({ browser }) => {
  const province = await personAt(browser, { login: 'shandong-mi-supervisor' })
  await province.goto('/self-inspections')
  const progress = province.getByRole('table', { name: '各地报送进度' })
  for (const name of ['已答条目', '问题', '自查损失（万元）', '退回到账（万元）', '追回到账（万元）', '复查', '不符'])
    await expect(progress.getByRole('columnheader', { name, exact: true })).toBeVisible()
  const row = progress.getByRole('row').filter({ hasText: '任城区' })
  const cells = await row.getByRole('cell').allTextContents()
  expect(Number(cells[9])).toBeGreaterThan(0)
  await expect(row.getByTitle(/^应答 \d+ 条，已答 \d+ 条$/)).toHaveText(/^\d+\.\d%$/)
  await expectAccessible(province)
  await row.getByRole('link').nth(1).click()
  await expect(province.getByRole('link', { name: `待审核 ${cells[2]}` })).toHaveAttribute('aria-current', /page|true/)
  await expect(province.getByRole('table', { name: '自查填报，截止近的在前' }).getByRole('row')).toHaveCount(Number(cells[2]) + 1)

  const officer = await personAt(browser, { login: 'hospital-a' })
  await officer.goto('/self-inspections')
  await expect(officer.getByRole('table', { name: '各地报送进度' })).toHaveCount(0)
})
