import { expect, type Locator, type Page } from '@playwright/test'

/** The line of a batch of leads, under whichever campaign this person has it. */
export async function batchLine(page: Page, number: string): Promise<Locator> {
  await page.goto('/leads/batches')
  const row = page.getByRole('row').filter({ hasText: number })
  const tabs = page.getByRole('main').locator('a[href*="campaign="]')
  const hrefs = await tabs.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  for (const href of ['/leads/batches', ...hrefs]) {
    await page.goto(href)
    const drawn = page.getByRole('main').getByRole('link', { name: /^PC-/ }).or(page.getByText('还没有线索批次'))
    await expect(drawn.first()).toBeVisible({ timeout: 45_000 })
    if ((await row.count()) > 0) return row.first()
  }
  throw new Error(`${number} is on no page of batches`)
}
