import { type Browser, expect, type Page, test } from '@playwright/test'
import { violationsOf } from '../support/axe'
import { openBrowser } from '../support/opened-browsers'
import { accountOf, codeOf, signIn } from '../support/server'

const problems: string[] = []

/** A visitor with cookies and a window of their own. */
async function another(browser: Browser) {
  const page = await (await openBrowser(browser)).newPage()
  page.on('pageerror', (error) => problems.push(`${page.url()}: ${error}`))
  page.on('console', (message) => message.type() === 'error' && !/status of 40[14]/.test(message.text()) && problems.push(message.text()))
  return page
}

async function fillIn(page: Page, login: string, password: string) {
  await page.goto('/login')
  await page.getByLabel('登录名').fill(login)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

async function hasNoViolations(page: Page) {
  await page.waitForLoadState('networkidle')
  expect(await violationsOf(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'no sideways scrolling').toBe(true)
}

const picture = (page: Page, name: string) => page.screenshot({ path: `test-results/screens/${name}.png` })

const chosenPassword = 'Tieshan-2026-lu'

test('an officer gets an account and a post from two administrators, makes both their own, and is thrown out at once when disabled', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const login = `qf-${Date.now().toString(36)}`
  const admin = await another(browser)
  await signIn(admin, accountOf({ role: 'securityAdmin' }))

  // The security administrator makes the account, and sees its password once.
  await admin.goto('/settings/users')
  await hasNoViolations(admin)
  await admin.getByRole('link', { name: '新建账户' }).click()
  await admin.waitForURL('**/settings/users/new')
  await hasNoViolations(admin)
  await admin.getByLabel('登录名').fill('不行')
  await admin.getByLabel('姓名').fill('孔晓宁')
  await admin.getByLabel('所属单位').selectOption({ label: '曲阜市医疗保障局' })
  await admin.getByLabel('联系电话或分机').fill('分机8123')
  await admin.getByRole('button', { name: '建立账户' }).click()
  await expect(admin.getByText('填写有误')).toBeVisible()
  await admin.getByLabel('登录名').fill(login)
  await picture(admin, 'account-new')
  await admin.getByRole('button', { name: '建立账户' }).click()
  await expect(admin.getByRole('heading', { name: '一次性密码' })).toBeVisible()
  const password = (await admin.locator('p.font-mono').innerText()).trim()
  expect(password).toMatch(/^[A-Za-z2-9]{4}(-[A-Za-z2-9]{4}){3}$/)
  await picture(admin, 'account-secret')
  await hasNoViolations(admin)

  const person = await another(browser)
  await fillIn(person, login, password)
  await expect(person.getByText('没有有效的任职身份')).toBeVisible()

  // A post is proposed; whoever proposed it cannot confirm it.
  await admin.getByRole('link', { name: '打开账户，提出任职授权' }).click()
  await expect(admin.getByText('还没有任职身份')).toBeVisible()
  await expect(admin.getByText(password)).toHaveCount(0)
  await admin.getByLabel('所属单位').selectOption({ label: '曲阜市医疗保障局' })
  await admin.getByLabel('职务或岗位').fill('基金监管科科员')
  await admin.getByRole('checkbox', { name: '经办' }).check()
  await admin.getByLabel('授权依据').fill('曲医保任〔2026〕3号')
  await admin.getByRole('button', { name: '提出申请' }).click()
  await expect(admin.getByRole('heading', { name: '待确认的申请' })).toBeVisible()
  await picture(admin, 'account')
  await hasNoViolations(admin)
  await admin.getByRole('link', { name: '授权确认' }).click()
  const own = admin.getByRole('listitem').filter({ hasText: login })
  await expect(own.getByRole('button', { name: '撤回申请' })).toBeVisible()
  await expect(own.getByRole('button', { name: '确认授权' })).toHaveCount(0)

  // Another administrator confirms it.
  const second = await another(browser)
  await signIn(second, accountOf({ role: 'systemAdmin' }))
  await second.goto('/settings/users')
  await expect(second.getByText('曲阜市医疗保障局')).toHaveCount(0)
  await second.goto('/settings/grants')
  const waiting = second.getByRole('listitem').filter({ hasText: login })
  await expect(waiting.getByText('曲医保任〔2026〕3号')).toBeVisible()
  await picture(second, 'grants')
  await hasNoViolations(second)
  await waiting.getByRole('button', { name: '确认授权' }).click()
  await expect(second.getByRole('listitem').filter({ hasText: login })).toHaveCount(0)
  await expect(second.getByRole('row').filter({ hasText: login }).getByText('已确认')).toBeVisible()
  await hasNoViolations(second)

  // The person signs in, and may do nothing before the password is their own and a second factor stands.
  await fillIn(person, login, password)
  await person.waitForURL('**/account**')
  await expect(person.getByText('密码已到期或需要首次修改')).toBeVisible()
  await person.goto('/leads')
  await person.waitForURL('**/account**')
  await person.getByLabel('当前密码').first().fill(password)
  await person.getByLabel('新密码', { exact: true }).fill(chosenPassword)
  await person.getByLabel('再输入一次新密码').fill(chosenPassword)
  await person.getByRole('button', { name: '修改密码' }).click()
  await expect(person.getByText('本单位要求启用动态口令')).toBeVisible()
  await person.goto('/desk')
  await person.waitForURL('**/account**')
  const factor = person.locator('form').filter({ has: person.getByRole('button', { name: '启用动态口令' }) })
  await factor.getByLabel('当前密码').fill(chosenPassword)
  await factor.getByRole('button', { name: '启用动态口令' }).click()
  const uri = await person.getByText(/^otpauth:/).innerText()
  await person.getByLabel('验证器显示的 6 位数字').fill(await codeOf(uri))
  await person.getByRole('button', { name: '完成启用' }).click()
  await expect(person.getByText('动态口令已启用')).toBeVisible()

  // Their desk is a county handler's: its places, its leads, nobody else's.
  await person.goto('/desk')
  await expect(person).toHaveURL(/\/desk$/)
  await expect(person.getByRole('navigation').first().getByRole('link')).toHaveText([
    '工作台',
    '专项整治',
    '线索',
    '自查自纠',
    '案件',
    '移送',
    '统计报告',
  ])
  const leads = await (await person.request.get('/api/v1/leads?limit=50')).json()
  expect(leads.items.length).toBeGreaterThan(0)
  expect(new Set(leads.items.map((lead: { regionCode: string }) => lead.regionCode))).toEqual(new Set(['370881']))
  expect((await person.goto('/settings/users'))?.status()).toBe(404)
  await person.goto('/desk')

  // Disabled: the next click is at the door, and the password opens nothing.
  await admin.goto(`/settings/users?name=${login}&state=enabled`)
  await expect(admin.getByRole('row').filter({ hasText: login }).getByText('曲阜市医疗保障局')).toBeVisible()
  await admin.getByRole('link', { name: login, exact: true }).click()
  await admin.getByRole('button', { name: '停用账户' }).click()
  await admin.getByRole('dialog').getByLabel('原因').fill('已调离，停用账户')
  await hasNoViolations(admin)
  await admin.getByRole('dialog').getByRole('button', { name: '停用账户' }).click()
  await expect(admin.getByRole('button', { name: '启用账户' })).toBeVisible()
  expect((await person.request.get('/api/v1/leads')).status()).toBe(401)
  await person.goto('/leads')
  await expect(person).toHaveURL(/\/login/)
  await fillIn(person, login, chosenPassword)
  await expect(person.getByText('登录名或密码不对')).toBeVisible()
  for (const page of [admin, second, person]) await page.context().close()
  expect(problems).toEqual([])
})
