import { type Browser, type BrowserContext, test } from '@playwright/test'

const opened: { file: string; context: BrowserContext }[] = []

/**
 * A browser of somebody's own, as wide as an officer's screen. Those that an earlier story left open are closed first: a hundred pages
 * that nobody looks at any more slow down the one that is looked at.
 */
export async function openBrowser(browser: Browser): Promise<BrowserContext> {
  const { file } = test.info()
  const left = opened.filter((one) => one.file !== file)
  for (const one of left) {
    opened.splice(opened.indexOf(one), 1)
    await one.context.close()
  }
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  opened.push({ file, context })
  return context
}
