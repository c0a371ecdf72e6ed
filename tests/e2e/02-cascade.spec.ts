import { expect, test } from '@playwright/test'
import { cityHandler, launchedCampaign, personAt, takeStep } from '../support/campaign-story'

test('units sign for the plan; the issuer sees who has not and reminds them; a county takes the plan up and its later date is flagged', async ({
  browser,
}) => {
  test.slow()
  const address = await launchedCampaign(browser)
  const county = await personAt(browser, { login: 'rencheng-mi-handler' })

  // Signed only with the commitment.
  await county.goto(address)
  await county.waitForLoadState('networkidle')
  await county.getByRole('button', { name: '签收并承诺' }).click()
  await expect(county.getByRole('alert').filter({ hasText: '请先阅读并勾选承诺' })).toBeVisible()
  await county.getByLabel(/我单位承诺/).check()
  await county.getByRole('button', { name: '签收并承诺' }).click()
  await expect(county.getByText(/已于 .* 签收。/)).toBeVisible()

  // An enterprise that acts for the bureau under its own name signs too.
  const enterprise = await personAt(browser, { login: 'yankuang-mi-handler' })
  await enterprise.goto(address)
  await enterprise.waitForLoadState('networkidle')
  await enterprise.getByLabel(/我单位承诺/).check()
  await enterprise.getByRole('button', { name: '签收并承诺' }).click()
  await expect(enterprise.getByText(/已于 .* 签收。/)).toBeVisible()

  const city = await personAt(browser, cityHandler)
  await city.goto(`${address}/recipients?state=waiting`)
  await expect(city.getByText('应签收 70 家，已签收 2 家，未签收 68 家。')).toBeVisible()
  await expect(city.getByRole('cell', { name: '兖州区医疗保障局' })).toBeVisible()
  await expect(city.getByRole('cell', { name: '任城区医疗保障局' })).toHaveCount(0)
  await expect(city.getByText('市局各科室、市局直属单位为本单位内部，随文分送，不需签收。')).toBeVisible()
  await city.waitForLoadState('networkidle')
  await takeStep(city, '催签 68 家')
  await expect(city.getByText(/催签 68 家$/).last()).toBeVisible()

  // The county makes the plan its own.
  await county.goto(address)
  await county.getByRole('link', { name: '去转化' }).click()
  await county.waitForURL(/\/adopt$/)
  await county.waitForLoadState('networkidle')
  await county.getByRole('button', { name: '建立本地方案草稿' }).click()
  await county.waitForURL(/\/plan$/)
  const local = new URL(county.url()).pathname
  await expect(county.getByRole('heading', { name: /任城区2024年医保基金违法违规问题专项整治/ })).toBeVisible()
  await county.getByRole('link', { name: '改正“工作安排 2”' }).click()
  await county.getByLabel('最后日期').fill('2024-06-15')
  await county.getByRole('button', { name: '保存' }).click()
  await expect(county.getByText('自查自纠：本级 2024-06-15，晚于上级 2024-05-31（晚 15 天）')).toBeVisible()
  await county.waitForLoadState('networkidle')
  await takeStep(county, '确认方案')
  await expect(county.getByText('待批准')).toBeVisible()

  const approver = await personAt(browser, { login: 'rencheng-mi-approver' })
  await approver.goto(local)
  await approver.waitForLoadState('networkidle')
  await takeStep(approver, '批准')
  await expect(approver.getByText('待印发')).toBeVisible()
  await takeStep(approver, '印发启动')
  await expect(approver.getByText('进行中')).toBeVisible()

  await city.goto(`${address}/recipients?state=signed`)
  await expect(city.getByRole('link', { name: '进行中，1 个阶段晚于本级' })).toBeVisible()
})

test('the county’s police sign for their own, and see nobody else’s receipt', async ({ browser }) => {
  const address = await launchedCampaign(browser)
  const police = await personAt(browser, { login: 'rencheng-ps-officer' })
  await police.goto(`${address}/recipients`)
  await expect(police.getByText('应签收 1 家，已签收 0 家，未签收 1 家。')).toBeVisible()
  await expect(police.getByRole('button', { name: /催签/ })).toHaveCount(0)
  const hospital = await personAt(browser, { login: 'hospital-a' })
  for (const part of ['', '/plan', '/recipients', '/duties', '/adopt', '/meetings', '/decisions'])
    expect((await hospital.goto(address + part))?.status(), part).toBe(404)
})
