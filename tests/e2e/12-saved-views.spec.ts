import { expect, test } from '@playwright/test'
import { type Account, accountOf, accounts, signIn } from '../support/server'

const county = { department: 'MI', regionCode: '370811' } as const
const handler = accountOf({ ...county, role: 'handler' })
/** Somebody else of the same agency. */
const colleague = (): Account => {
  const other = accounts().find(({ login, agency, roles }) => login !== handler.login && agency === handler.agency && roles.length > 0)
  if (!other) throw new Error('the demonstration world has no colleague')
  return other
}

test('a filter of the lead queue is kept under a name, shared with the agency, and taken away again', async ({ browser }) => {
  const name = `高风险${Date.now() % 100_000}`
  const [mine, theirs] = [await browser.newContext(), await browser.newContext()]
  const page = await mine.newPage()
  await signIn(page, handler)

  await page.goto('/leads')
  await expect(page.getByText('保存为视图')).toHaveCount(0)
  await page.goto('/leads?state=concluded&risk=high')
  await page.getByText('保存为视图').click()
  await page.getByLabel('视图名称').fill(name)
  await page.getByLabel('给谁用').selectOption('本单位')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  const views = page.getByRole('navigation', { name: '保存的视图' })
  await expect(views.getByRole('link', { name })).toHaveAttribute('aria-current', 'page')
  await expect(page.getByText('保存为视图')).toHaveCount(0)

  const other = await theirs.newPage()
  await signIn(other, colleague())
  await other.goto('/leads')
  await other.getByRole('link', { name: `${name}（${handler.name}共享）` }).click()
  await expect(other).toHaveURL(/\/leads\?risk=high&state=concluded$/)
  await expect(other.getByRole('button', { name: `删除“${name}”` })).toHaveCount(0)

  await page.getByText('管理视图').click()
  await page.getByRole('button', { name: `删除“${name}”` }).click()
  await expect(page.getByRole('link', { name })).toHaveCount(0)
  await other.goto('/leads')
  await expect(other.getByRole('link', { name: new RegExp(name) })).toHaveCount(0)
  for (const context of [mine, theirs]) await context.close()
})
