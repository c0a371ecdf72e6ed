// A further post of somebody, as two administrators give it.
import { type Browser, expect as expectSoon, type Page } from '@playwright/test'
import { personAt } from './campaign-story'
import { send } from './case-steps'
import { button } from './case-story'

const expect = expectSoon.configure({ timeout: 30_000 })

type Granted = { login: string; unit: string; title: string; role: string; clearance: string; reason: string }

/** One administrator proposes it, another confirms it. */
export async function grantPost(browser: Browser, { login, unit, title, role, clearance, reason }: Granted) {
  const admin = await personAt(browser, { role: 'securityAdmin' })
  admin.setDefaultTimeout(60_000)
  await admin.goto(`/settings/users?name=${login}`)
  await admin.getByRole('link', { name: login, exact: true }).click()
  await admin.waitForURL(/\/settings\/users\/[0-9a-f-]{36}/)
  const form = admin.locator('form').filter({ has: button(admin, '提出申请') })
  await form.getByLabel('所属单位').selectOption({ label: unit })
  await form.getByLabel('职务或岗位').fill(title)
  await form.getByRole('checkbox', { name: role, exact: true }).check()
  await form.getByLabel('涉密范围').selectOption({ label: clearance })
  await form.getByLabel('授权依据').fill(reason)
  await button(form, '提出申请').click()
  await expect(admin.getByRole('heading', { name: '待确认的申请' })).toBeVisible()

  const second = await personAt(browser, { role: 'systemAdmin' })
  await second.goto('/settings/grants')
  const waiting = second.getByRole('listitem').filter({ hasText: login })
  await button(waiting, '确认授权').click()
  await expect(waiting).toHaveCount(0)
  for (const page of [admin, second]) await page.context().close()
}

/** From now on the person acts in another of their posts. */
export async function actAs(page: Page, title: string) {
  await page.goto('/desk')
  await page.locator('summary').filter({ hasText: '（' }).click()
  await send(page, page.getByRole('button', { name: new RegExp(`${title}$`) }).last())
}
