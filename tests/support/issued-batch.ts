import { expect, type Page } from '@playwright/test'

/** Waits until the worker has issued what a run's page was just asked to issue. The batch, or `null` where nothing was left to issue. */
export async function issuedBatch(page: Page, timeout: number): Promise<{ number: string; issued: number } | null> {
  const main = page.getByRole('main')
  await expect(main.getByText(/已安排下发 [\d,]+ 条|没有可以下发的疑点/).first()).toBeVisible({ timeout })
  if (await main.getByText('没有可以下发的疑点').first().isVisible()) return null
  await expect(main.getByText('本页每 2 秒自动更新')).toHaveCount(0, { timeout })
  // The newest act stands first.
  const said = /已下发 ([\d,]+) 条，批次 (PC-[\d-]+)/.exec(await main.innerText())
  return said ? { number: said[2] ?? '', issued: Number(said[1]?.replaceAll(',', '')) } : null
}
