import { type Browser, expect } from '@playwright/test'
import { cityHandler, launchedCampaign, personAt } from './campaign-story'

/** The city issues the list of a new campaign to its hospitals: every one of them has an open filing then. */
export async function issuedToHospitals(browser: Browser) {
  const campaign = (await launchedCampaign(browser)).split('/').at(-1) ?? ''
  const city = await personAt(browser, cityHandler)
  await city.goto(`/self-inspections/issue?campaign=${campaign}`)
  await city.waitForLoadState('networkidle')
  const list = city.getByRole('option', { name: /^定点医药机构自查自纠问题清单（/ }).first()
  await city.getByLabel('问题清单').selectOption((await list.getAttribute('value')) ?? '')
  await city.getByLabel('医院', { exact: true }).check()
  await city.getByRole('button', { name: '预览' }).click()
  await expect(city).toHaveURL(/kinds=hospital/)
  await city.waitForLoadState('networkidle')
  await city.getByLabel('报送截止日期').fill('2026-12-31')
  await city.getByRole('button', { name: '下发', exact: true }).click()
  await expect(city.getByText('清单涉及的机构都已下发')).toBeVisible()
  await city.context().close()
}
