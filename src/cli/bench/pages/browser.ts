import { gzipSync } from 'node:zlib'
import { type Browser, chromium, type Page } from 'playwright'

export type Opened = {
  /** The script that a first visit loads, in kB as gzip sends it. */
  scriptKb: number
  scripts: number
  /** Where the rows of the page's list lead to, in their order. */
  rowLinks: string[]
  text: string
  /** Links that carry a number, by their address. */
  counts: Record<string, number>
}

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
]

export const openBrowser = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, args: [...quiet, '--disable-sync'] })

async function read(page: Page): Promise<Omit<Opened, 'scriptKb' | 'scripts'>> {
  return {
    rowLinks: await page.locator('[data-table] tbody a').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? '')),
    text: await page.locator('main').innerText(),
    counts: Object.fromEntries(
      await page
        .locator('aside a:has(.tabular)')
        .evaluateAll((links) =>
          links.map((link): [string, number] => [link.getAttribute('href') ?? '', Number(link.querySelector('.tabular')?.textContent)]),
        ),
    ),
  }
}

/** A first visit with nothing in the cache: what it loads, and what the person then sees. */
export async function openPage(browser: Browser, url: string, path: string, cookie: string): Promise<Opened> {
  const [name = '', value = ''] = cookie.split(/=(.*)/s)
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  try {
    await context.addCookies([{ name, value, url }])
    const page = await context.newPage()
    const bodies: Promise<Buffer>[] = []
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') bodies.push(response.body())
    })
    const answer = await page.goto(`${url}${path}`, { waitUntil: 'networkidle' })
    if (answer?.status() !== 200) throw new Error(`${path} answered ${answer?.status()}`)
    const scripts = await Promise.all(bodies)
    const bytes = scripts.reduce((sum, body) => sum + gzipSync(body).length, 0)
    return { scriptKb: bytes / 1000, scripts: scripts.length, ...(await read(page)) }
  } finally {
    await context.close()
  }
}
