import type { Page } from '@playwright/test'

/** Chooses, in the form of this page, the campaign that the counties take part in, whatever else was begun meanwhile. */
export async function ofMainCampaign(page: Page): Promise<void> {
  const campaigns = page.locator('select[name=campaignId]')
  const value = await campaigns.locator('option', { hasText: '济宁市2026年' }).first().getAttribute('value')
  await campaigns.selectOption(value ?? '')
}
