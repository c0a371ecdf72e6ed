import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { recusalText } from '#messages/zh/recusal'
import { violationsOf } from '../support/axe'
import { accountOf, signIn } from '../support/server'

/**
 * Every screen at 1366×768 as the person who uses it: no fault, no console error, no accessibility violation (WCAG 2.2 AA by axe), and a
 * picture in test-results/screens. `SCREENS=keep` also renews the pictures that the README shows.
 */
type Visit = { name: string; path: string; open?: string; under?: string; link?: RegExp; press?: string; readme?: true }
type Round = { who: string; account: Parameters<typeof accountOf>[0]; visits: readonly Visit[] }

/** `open` follows the first link of the list to a row under that path; `under` goes to a page below it, `link` by the first link that fits; `press` opens what a button of the page asks. */
const rounds: readonly Round[] = [
  {
    who: 'county handler',
    account: { department: 'MI', regionCode: '370811', role: 'handler' },
    visits: [
      { name: 'desk', path: '/desk', readme: true },
      { name: 'leads', path: '/leads?state=toVerify', readme: true },
      { name: 'lead', path: '/leads?state=verifying', open: '/leads/' },
      { name: 'lead-batches', path: '/leads/batches' },
      { name: 'lead-load', path: '/leads/load' },
      { name: 'lead-map', path: '/leads/map' },
      { name: 'escalations', path: '/leads/escalations' },
      { name: 'lead-imports', path: '/leads/imports' },
      { name: 'lead-answers', path: '/leads/answers' },
      { name: 'screening-models', path: '/screening/models' },
      { name: 'screening-model', path: '/screening/models/M08' },
      { name: 'screening-rules', path: '/screening/rules' },
      { name: 'benchmarks', path: '/settings/benchmarks' },
      { name: 'local-rules', path: '/settings/local-rules' },
      { name: 'wordings', path: '/documents/wordings' },
      { name: 'number-book', path: '/documents/register' },
      { name: 'screening-views', path: '/screening/models/views' },
      { name: 'filings-county', path: '/self-inspections' },
      { name: 'filing-county', path: '/self-inspections?state=submitted', open: '/self-inspections/' },
      { name: 'cases', path: '/cases' },
      { name: 'case', path: '/cases', open: '/cases/', readme: true },
      { name: 'cases-opened', path: '/cases/opened' },
      { name: 'case-facts', path: '/cases', open: '/cases/', under: '?tab=facts' },
      { name: 'case-evidence', path: '/cases?state=investigating&mine=1', open: '/cases/', under: '?tab=evidence' },
      { name: 'case-documents', path: '/cases', open: '/cases/', under: '?tab=documents' },
      { name: 'recusal', path: '/cases', open: '/cases/', press: recusalText.declare },
      { name: 'referral-new', path: '/cases?state=investigating', open: '/cases/', link: /^\/referrals\/new\?/ },
      { name: 'consultation-new', path: '/cases?state=investigating', open: '/cases/', link: /^\/consultations\/new\?/ },
      { name: 'referrals', path: '/referrals' },
      { name: 'referral-sent', path: '/referrals?tab=sent', open: '/referrals/' },
      { name: 'case-new', path: '/leads?fraud=1', open: '/leads/', link: /^\/cases\/new\?/ },
      { name: 'campaign-adopt', path: '/campaigns', open: '/campaigns/', under: '/adopt' },
      { name: 'summaries', path: '/summaries' },
      { name: 'summary', path: '/summaries', open: '/summaries/' },
      { name: 'summary-figure', path: '/summaries', open: '/summaries/', link: /^\/summaries\/[0-9a-f-]{36}\/figures\// },
      { name: 'search', path: '/search?q=卫生院' },
      { name: 'account', path: '/account' },
    ],
  },
  {
    who: 'county reviewer',
    account: { login: 'rencheng-mi-reviewer' },
    visits: [
      { name: 'review-queue', path: '/self-inspections/review' },
      { name: 'filing-review', path: '/self-inspections/review', open: '/self-inspections/' },
      { name: 'unfiled-county', path: '/self-inspections/unfiled' },
    ],
  },
  {
    who: 'city handler',
    account: { department: 'MI', regionCode: '370800', role: 'handler' },
    visits: [
      { name: 'campaigns', path: '/campaigns' },
      { name: 'campaign-new', path: '/campaigns/new' },
      { name: 'campaign', path: '/campaigns', open: '/campaigns/', readme: true },
      { name: 'campaign-plan', path: '/campaigns', open: '/campaigns/', under: '/plan' },
      { name: 'campaign-duties', path: '/campaigns', open: '/campaigns/', under: '/duties' },
      { name: 'campaign-recipients', path: '/campaigns', open: '/campaigns/', under: '/recipients' },
      { name: 'campaign-meetings', path: '/campaigns', open: '/campaigns/', under: '/meetings' },
      { name: 'campaign-decisions', path: '/campaigns', open: '/campaigns/', under: '/decisions' },
      { name: 'consultations', path: '/consultations' },
      { name: 'whistle-reports', path: '/whistle-reports' },
      { name: 'whistle-report-new', path: '/whistle-reports/new' },
      { name: 'number', path: '/campaigns', open: '/campaigns/', link: /^\/numbers\// },
      { name: 'screening-data', path: '/screening/data' },
      { name: 'screening', path: '/screening' },
      { name: 'filing-issue', path: '/self-inspections/issue' },
      { name: 'institutions', path: '/institutions' },
      { name: 'institution', path: '/institutions?kind=hospital', open: '/institutions/' },
      { name: 'institution-imports', path: '/institutions/imports' },
      { name: 'problem-lists', path: '/self-inspections/lists' },
      { name: 'problem-list', path: '/self-inspections/lists', open: '/self-inspections/lists/' },
      { name: 'problem-list-changes', path: '/self-inspections/lists', open: '/self-inspections/lists/', under: '/changes' },
      { name: 'filings-city', path: '/self-inspections' },
      { name: 'unfiled', path: '/self-inspections/unfiled' },
      { name: 'refunds', path: '/self-inspections/refunds?by=region' },
      { name: 'refund-finding', path: '/self-inspections/refunds?state=overdue', open: '/self-inspections/refunds/findings/' },
      { name: 'closing', path: '/self-inspections/closing' },
      { name: 'bulletins', path: '/self-inspections/bulletins' },
      { name: 'bank', path: '/self-inspections/refunds/bank' },
      { name: 'bank-row', path: '/self-inspections/refunds/bank', open: '/self-inspections/refunds/bank/' },
      { name: 'spot-checks', path: '/self-inspections/spot-checks' },
      { name: 'consequences', path: '/self-inspections/consequences' },
      { name: 'spot-check', path: '/self-inspections/spot-checks', open: '/self-inspections/spot-checks/' },
      { name: 'on-site', path: '/desk?kind=checkOnSite', open: '/self-inspections/spot-checks/' },
      { name: 'on-site-sheet', path: '/desk?kind=checkOnSite', open: '/self-inspections/spot-checks/', under: '/sheet' },
      { name: 'documents', path: '/documents' },
      { name: 'lead-import', path: '/leads/imports', open: '/leads/imports/' },
    ],
  },
  {
    who: 'analyst',
    account: { login: 'jining-mi-handler2' },
    visits: [
      { name: 'screening-compose', path: '/screening/models/compose' },
      { name: 'screening-ask', path: '/screening/ask' },
    ],
  },
  {
    who: 'police officer',
    account: { department: 'PS', regionCode: '370811' },
    visits: [
      { name: 'police-desk', path: '/desk' },
      { name: 'police-inbox', path: '/referrals', readme: true },
      { name: 'police-referral', path: '/referrals?tab=done', open: '/referrals/' },
      { name: 'police-campaigns', path: '/campaigns' },
    ],
  },
  {
    who: 'hospital officer',
    account: { login: 'hospital-a' },
    visits: [
      { name: 'hospital-desk', path: '/desk' },
      { name: 'hospital-filings', path: '/self-inspections' },
      { name: 'hospital-filing', path: '/self-inspections', open: '/self-inspections/', readme: true },
      {
        name: 'hospital-section',
        path: '/self-inspections',
        open: '/self-inspections/',
        link: /^\/self-inspections\/[0-9a-f-]{36}\/(?!submit)\w+/,
      },
      { name: 'hospital-paste', path: '/self-inspections', open: '/self-inspections/', under: '/imaging?paste=1' },
      { name: 'statements', path: '/statements' },
      { name: 'before-billing', path: '/before-billing' },
      { name: 'rules', path: '/before-billing/rules' },
      { name: 'rule', path: '/before-billing/rules/sex.prostate' },
      { name: 'hospital-refunds', path: '/self-inspections/refunds' },
      { name: 'hospital-submit', path: '/self-inspections', open: '/self-inspections/', under: '/submit' },
    ],
  },
  {
    who: 'security administrator',
    account: { role: 'securityAdmin' },
    visits: [
      { name: 'users', path: '/settings/users' },
      { name: 'user', path: '/settings/users', open: '/settings/users/' },
      { name: 'user-new', path: '/settings/users/new' },
      { name: 'grants', path: '/settings/grants' },
    ],
  },
  { who: 'audit administrator', account: { role: 'auditAdmin' }, visits: [{ name: 'audit', path: '/settings/audit' }] },
  { who: 'system administrator', account: { role: 'systemAdmin' }, visits: [{ name: 'parameters', path: '/settings/parameters' }] },
]

const pictures = join('test-results', 'screens')

const isRow = (href: string) => /\/[0-9a-f]{8}-[0-9a-f-]{27}(\?.*)?$/.test(href)

/** The first link of the page that fits; a list may be drawn after its page. */
async function firstLink(page: Page, fits: (href: string) => boolean, wanted: string) {
  const links = page.locator('main a[href]')
  const find = async () => (await links.evaluateAll((found) => found.map((one) => one.getAttribute('href') ?? ''))).find(fits)
  await expect.poll(find, wanted).toBeTruthy()
  return (await find()) ?? ''
}

async function goTo(page: Page, path: string) {
  const answer = await page.goto(path)
  expect(answer?.status(), path).toBe(200)
}

async function go(page: Page, { path, open, under, link, press }: Visit) {
  await goTo(page, path)
  if (!open) return
  const row = await firstLink(page, (href) => href.startsWith(open) && isRow(href), `${path} lists a row under ${open}`)
  await goTo(page, under ? `${row.replace(/\?.*/, '')}${under}` : row)
  if (link) await goTo(page, await firstLink(page, (href) => link.test(href), `${row} leads to ${link}`))
  if (!press) return
  await page.getByRole('main').getByRole('button', { name: press, exact: true }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
}

test.beforeAll(() => {
  mkdirSync(pictures, { recursive: true })
  if (process.env.SCREENS === 'keep') mkdirSync('public/screens', { recursive: true })
})

for (const { who, account, visits } of rounds) {
  test.describe(who, () => {
    let context: BrowserContext
    let page: Page
    const problems: string[] = []

    test.beforeAll(async ({ browser }) => {
      context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
      page = await context.newPage()
      page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
      page.on('pageerror', (error) => problems.push(String(error)))
      await signIn(page, accountOf(account))
    })
    test.afterAll(() => context.close())

    for (const visit of visits) {
      test(visit.name, async () => {
        problems.length = 0
        await go(page, visit)
        await page.waitForLoadState('networkidle')
        const picture = join(pictures, `${visit.name}.png`)
        await page.screenshot({ path: picture })
        if (visit.readme && process.env.SCREENS === 'keep') copyFileSync(picture, join('public/screens', `${visit.name}.png`))
        expect(await violationsOf(page)).toEqual([])
        expect(problems).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'no sideways scrolling').toBe(true)
      })
    }
  })
}

test('the sign-in page', async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 768 })
  await page.goto('/login')
  await page.screenshot({ path: join(pictures, 'login.png') })
  expect(await violationsOf(page)).toEqual([])
})

test('large type and the dark and high-contrast looks keep the desk readable', async ({ page, context }) => {
  await signIn(page, accountOf({ department: 'MI', regionCode: '370811', role: 'handler' }))
  for (const look of ['light.lg.open.on.on', 'light.xl.open.on.on', 'dark.md.open.on.on', 'contrast.md.open.on.on']) {
    await context.addCookies([
      {
        name: 'qy-display',
        value: look,
        url: page.url() === 'about:blank' ? (process.env.BASE_URL ?? 'http://127.0.0.1:3000') : page.url(),
      },
    ])
    for (const path of ['/desk', '/leads']) {
      await page.goto(path)
      await page.screenshot({ path: join(pictures, `${path.slice(1)}-${look.split('.').slice(0, 2).join('-')}.png`) })
      expect(await violationsOf(page), `${path} ${look}`).toEqual([])
    }
  }
})
