import type { Page } from '@playwright/test'

/** From now on the page counts what is pressed on it, also over the pages that it leads to. */
export const countClicks = (page: Page) =>
  page.addInitScript(() => {
    addEventListener('pointerdown', () => sessionStorage.setItem('clicks', String(Number(sessionStorage.getItem('clicks') ?? 0) + 1)), true)
  })
export const clicksOf = (page: Page) => page.evaluate(() => Number(sessionStorage.getItem('clicks') ?? 0))
export const countAnew = (page: Page) => page.evaluate(() => sessionStorage.removeItem('clicks'))
