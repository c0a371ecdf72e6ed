import { randomInt } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { personAt } from '../support/campaign-story'
import { accountOf, signIn } from '../support/server'

const officerAccount = { login: 'hospital-a' }
const settled = (page: Page) => page.waitForLoadState('networkidle')

/** The first section of the hospital's open filing that has an item without an answer. */
async function openSection(page: Page): Promise<string> {
  await page.goto('/self-inspections')
  await page
    .getByRole('link', { name: /开始填报|继续填报|打开/ })
    .first()
    .click()
  await page.waitForURL(/\/self-inspections\/[0-9a-f-]{36}$/)
  const sections = page.getByRole('list', { name: '各节填报情况' }).getByRole('link')
  for (const href of await sections.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))) {
    await page.goto(`${href}?show=open`)
    await settled(page)
    if ((await page.locator('ol > li').count()) >= 4) return href
  }
  throw new Error('the demo filing leaves nothing to answer')
}

const firstOpen = (page: Page) => page.locator('ol > li').filter({ has: page.getByRole('radio', { name: '未发现', checked: false }) })

/** Opens the form for a new finding of an item that has no answer yet. */
async function openForm(page: Page, section: string): Promise<string> {
  await page.goto(`${section}?show=open`)
  await settled(page)
  const item = firstOpen(page).last()
  const code = (await item.getAttribute('id')) ?? ''
  await item.getByLabel('发现问题').check()
  await expect(item.getByText('已保存')).toBeVisible()
  await page
    .locator(`li[id="${code}"]`)
    .getByRole('link', { name: /登记问题明细|再登记一个/ })
    .click()
  await expect(page.getByLabel('具体情形')).toBeVisible()
  await settled(page)
  return code
}

async function fillFinding(page: Page, words: string) {
  const values = {
    具体情形: words,
    涉及人次: '5',
    涉及金额: '3000',
    违规金额: '2000',
    基金损失: '1000',
    原因分析: '未校验',
    整改措施: '已校验',
  }
  for (const [label, value] of Object.entries(values)) await page.getByLabel(label).fill(value)
  await page.getByLabel('发生期间（起）').fill('2023-01-01')
  await page.getByLabel('发生期间（止）').fill('2023-06-30')
}

test('what is answered while the line is down is kept through a crash and saved by itself', async ({ browser }) => {
  const page = await personAt(browser, officerAccount)
  const section = await openSection(page)
  const item = firstOpen(page).first()
  const code = (await item.getAttribute('id')) ?? ''
  await page.context().setOffline(true)
  await item.getByLabel('未发现').check()
  await expect(item.getByText('网络中断，已记在本机')).toBeVisible()
  await page.close({ runBeforeUnload: false }) // gone, as in a crash

  await page.context().setOffline(false)
  const next = await page.context().newPage()
  await next.goto(section)
  const same = next.locator(`li[id="${code}"]`)
  await expect(same.getByText('已保存')).toBeVisible()
  await next.goto(section)
  await expect(same.getByRole('radio', { name: '未发现' })).toBeChecked()
  await expect(same.getByText('已保存')).toHaveCount(0) // taken once, and not sent again
})

test('a session that ends in a long form: sign in beside it, submit again, and it is there once', async ({ browser }) => {
  test.setTimeout(120_000)
  const page = await personAt(browser, officerAccount)
  const code = await openForm(page, await openSection(page))
  const words = `会话过期 ${randomInt(1e9)}`
  await page.context().clearCookies()
  await fillFinding(page, words)
  await page.waitForTimeout(7_000) // the draft goes to the server in between, which knows nobody any more
  await page.getByRole('button', { name: '保存明细' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('登录已失效')
  await expect(page.getByLabel('具体情形')).toHaveValue(words)

  const beside = await page.context().newPage()
  await signIn(beside, accountOf(officerAccount))
  await page.getByRole('button', { name: '保存明细' }).click()
  await page.waitForURL(new RegExp(`#${code}$`))
  await expect(page.getByRole('region', { name: words })).toHaveCount(1)
  await page.reload()
  await expect(page.getByRole('region', { name: words })).toHaveCount(1)
})

test('a new version of the platform under an open form: what was typed is restored, and one click submits it', async ({ browser }) => {
  test.setTimeout(120_000)
  const page = await personAt(browser, officerAccount)
  const code = await openForm(page, await openSection(page))
  const words = `换版 ${randomInt(1e9)}`
  await fillFinding(page, words)
  // The server of another build does not know the actions of this page.
  await page.route('**/self-inspections/**', (route) => {
    const headers = route.request().headers()
    return headers['next-action'] ? route.continue({ headers: { ...headers, 'next-action': '40'.padEnd(42, 'f') } }) : route.continue()
  })
  await page.getByRole('button', { name: '保存明细' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('系统已更新，这一步没有提交')
  await page.unroute('**/self-inspections/**')
  await page.getByRole('button', { name: '载入新版并恢复填写' }).click()
  await settled(page)
  await expect(page.getByLabel('具体情形')).toHaveValue(words)
  await expect(page.getByLabel('基金损失')).toHaveValue('1000')
  await page.getByRole('button', { name: '保存明细' }).click()
  await page.waitForURL(new RegExp(`#${code}$`))
  await expect(page.getByRole('region', { name: words })).toHaveCount(1)
})

test('two tabs on one finding: the second sees both versions, and overwrites nothing unseen', async ({ browser }) => {
  test.setTimeout(120_000)
  const page = await personAt(browser, officerAccount)
  await openForm(page, await openSection(page))
  const words = `两个标签页 ${randomInt(1e9)}`
  await fillFinding(page, words)
  await page.getByRole('button', { name: '保存明细' }).click()
  await page.getByRole('region', { name: words }).getByRole('link', { name: '修改', exact: true }).click()
  await expect(page.getByLabel('具体情形')).toHaveValue(words)
  await settled(page)
  const other = await page.context().newPage()
  await other.goto(page.url())
  await settled(other)
  await page.getByLabel('原因分析').fill('甲的原因')
  await other.getByLabel('原因分析').fill('乙的原因')
  await page.getByRole('button', { name: '保存明细' }).click()
  await expect(page.getByText('甲的原因').first()).toBeVisible()
  await other.getByRole('button', { name: '保存明细' }).click()
  const conflict = other.getByRole('region', { name: '同一事项的两个版本' })
  await expect(conflict).toContainText('甲的原因')
  await expect(conflict).toContainText('乙的原因')
})

test('a finding is filed with the keyboard alone', async ({ browser }) => {
  test.setTimeout(120_000)
  const page = await personAt(browser, officerAccount)
  const code = await openForm(page, await openSection(page))
  const words = `只用键盘 ${randomInt(1e9)}`
  await page.getByLabel('具体情形').focus()
  await page.keyboard.press('Control+A')
  await page.keyboard.type(words)
  // A date field takes year, month and day one after the other, each with a stop of its own.
  const next = () => page.keyboard.press('Tab')
  const label = () => page.evaluate(() => document.activeElement?.getAttribute('name') ?? '')
  const typed: Record<string, string> = {
    peopleCount: '5',
    billed: '3000',
    irregular: '2000',
    fundLoss: '1000',
    cause: '未校验',
    remedy: '已校验',
  }
  for (let stop = 0; stop < 40 && (await label()) !== 'remedy'; stop++) {
    const before = await label()
    await next()
    const at = await label()
    if (at === before) continue
    if (at === 'periodFrom') await page.keyboard.type('20230101')
    if (at === 'periodTo') await page.keyboard.type('20230630')
    if (typed[at]) await page.keyboard.type(typed[at])
  }
  await expect(page.getByLabel('发生期间（止）')).not.toHaveValue('')
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(new RegExp(`#${code}$`))
  await expect(page.getByRole('region', { name: words })).toHaveCount(1)
})
