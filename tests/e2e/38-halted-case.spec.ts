import { expect as expectSoon, type Page, test } from '@playwright/test'
import { violationsOf } from '../support/axe'
import { accountOf, signIn } from '../support/server'

/** The head has a procedure stand still and go on, with what proves both. */
test.setTimeout(240_000)
const expect = expectSoon.configure({ timeout: 30_000 })
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

async function openCase(page: Page, list: string) {
  await page.goto(list)
  const row = page.locator('tbody').getByRole('link').first()
  await expect(row).toBeVisible()
  await page.goto(`${await row.getAttribute('href')}?tab=procedure`)
}

test('a procedure is halted and goes on', async ({ browser }) => {
  const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage()
  await signIn(page, accountOf({ department: 'MI', regionCode: '370811', role: 'approver' }))
  await openCase(page, '/cases?state=investigating')
  const main = page.getByRole('main')
  const act = async (label: string, day: string, reason: string) => {
    const form = main.locator('details', { hasText: label }).last()
    await form.locator('summary').click()
    await form.getByLabel(day).fill(today())
    await form.getByLabel('理由').fill(reason)
    await form.locator('input[type=file]').setInputFiles({ name: '受理通知书.txt', mimeType: 'text/plain', buffer: Buffer.from(label) })
    await expect(form.getByText('已上传：受理通知书.txt')).toBeVisible()
    await page.screenshot({ path: `test-results/screens/case-${label}.png`, fullPage: true })
    await form.getByRole('button', { name: label }).click()
  }
  await act('中止办理', '中止日期', '须以人民法院对同一事实的裁判为依据')
  await expect(main.getByText('程序中止').first()).toBeVisible()
  await expect(main.getByText('起，尚未恢复')).toBeVisible()
  expect(await violationsOf(page)).toEqual([])
  await page.screenshot({ path: 'test-results/screens/case-halted.png' })
  await act('恢复办理', '恢复日期', '裁判已经生效，原因消除')
  await expect(main.getByText('程序中止', { exact: true })).toHaveCount(0)
  await expect(main.getByText('裁判已经生效，原因消除').last()).toBeVisible()
  await page.screenshot({ path: 'test-results/screens/case-resumed.png' })
  await page.context().close()
})

test('a party asks for reconsideration, which is answered and changes nothing', async ({ browser }) => {
  const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage()
  await signIn(page, accountOf({ department: 'MI', regionCode: '370811', role: 'handler' }))
  const main = page.getByRole('main')
  await page.goto('/cases?state=decided&mine=1')
  await expect(main.locator('tbody').getByRole('link').first()).toBeVisible()
  const links = await main.locator('tbody').getByRole('link').all()
  const cases = (await Promise.all(links.map((link) => link.getAttribute('href')))).filter((href) => href?.startsWith('/cases/'))
  for (const href of cases) {
    await page.goto(`${href}?tab=procedure`)
    await expect(main.getByRole('heading', { name: '程序', exact: true })).toBeVisible()
    if (await main.getByText('登记当事人申请复议、提起诉讼').first().isVisible()) break
  }
  await expect(main.getByText('登记当事人申请复议、提起诉讼').first()).toBeVisible()
  const open = async (label: string) => {
    const form = main.locator('details', { hasText: label }).last()
    await form.locator('summary').click()
    return form
  }
  const prove = async (form: Awaited<ReturnType<typeof open>>, name: string) => {
    await form.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(name) })
    await expect(form.getByText(`已上传：${name}`)).toBeVisible()
  }
  const received = await open('登记当事人申请复议、提起诉讼')
  await received.getByLabel('复议机关或者人民法院', { exact: true }).fill('济宁市任城区人民政府')
  await received.getByLabel('案号').fill('任政复〔2026〕31号')
  await received.getByLabel('收到日期').fill(today())
  await prove(received, '答复通知书.txt')
  await page.screenshot({ path: 'test-results/screens/case-remedy-form.png', fullPage: true })
  await received.getByRole('button', { name: '登记当事人申请复议、提起诉讼' }).click()
  await expect(main.getByText('待答复')).toBeVisible()
  await expect(main.getByText('行政复议答复')).toBeVisible()
  expect(await violationsOf(page)).toEqual([])
  await page.screenshot({ path: 'test-results/screens/case-remedy-received.png' })
  const answered = await open('登记答复')
  await answered.getByLabel('答复日期').fill(today())
  await prove(answered, '答复书.txt')
  await answered.getByRole('button', { name: '登记答复' }).click()
  await expect(main.getByText('已答复')).toBeVisible()
  const { pathname } = new URL(page.url())

  await page.context().clearCookies()
  await signIn(page, accountOf({ department: 'MI', regionCode: '370811', role: 'approver' }))
  await page.goto(`${pathname}?tab=procedure`)
  const concluded = await open('登记审理结果')
  await concluded.getByLabel('生效日期').fill(today())
  await concluded.getByLabel('结果摘要').fill('原决定认定事实清楚，证据确凿，适用依据正确，予以维持。')
  await prove(concluded, '复议决定书.txt')
  await page.screenshot({ path: 'test-results/screens/case-remedy-conclude.png', fullPage: true })
  await concluded.getByRole('button', { name: '登记审理结果' }).click()
  await expect(main.getByText('维持（驳回请求）')).toBeVisible()
  await expect(main.getByText('不服复议决定提起行政诉讼')).toBeVisible()
  expect(await violationsOf(page)).toEqual([])
  await page.screenshot({ path: 'test-results/screens/case-remedy-concluded.png' })
  await page.context().close()
})
