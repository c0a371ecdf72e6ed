import { randomInt } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { personAt } from '../support/campaign-story'
import { fillFinding, openForm, openItem, openSection, settled } from '../support/filing-story'
import { issuedToHospitals } from '../support/issued-list'
import { accountOf, signIn } from '../support/server'

const officerAccount = { login: 'hospital-a' }

test.beforeAll(async ({ browser }) => issuedToHospitals(browser))

test('what is answered while the line is down is kept through a crash and saved by itself', async ({ browser }) => {
  const page = await personAt(browser, officerAccount)
  const section = await openSection(page)
  const code = (await openItem(page).first().getAttribute('id')) ?? ''
  const item = page.locator(`li[id="${code}"]`)
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
