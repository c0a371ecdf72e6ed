import { type Browser, expect as expectSoon, type Locator, type Page, test } from '@playwright/test'
import { violationsOf } from '../support/axe'
import { caseCourse, signedFile } from '../support/case-course'
import { fillIn, send, stepAlone, stepWith, tabOf, unfold } from '../support/case-steps'
import { button, pathOf, shown } from '../support/case-story'
import { dayAhead } from '../support/days-ahead'

/** The bureau hands a case to the operating agency, which hears the institution, decides under the agreement, recovers and reports. */
test.describe.configure({ mode: 'serial' })
test.setTimeout(120_000)
const expect = expectSoon.configure({ timeout: 30_000 })
const today = dayAhead(0)
const people = { clerk: 'jining-operator', head: 'jining-operator-approver' }
const course = caseCourse('44', {}, people)
const at = () => tabOf(course.file, 'procedure')

test.afterAll(async () => course.leave())

async function open(browser: Browser, who: keyof typeof people): Promise<Page> {
  const page = await course.as(browser, who)
  await page.setViewportSize({ width: 1366, height: 768 })
  return page
}
const keep = (page: Page, name: string) => page.screenshot({ path: `test-results/screens/agreement-${name}.png`, fullPage: true })

async function prove(form: Locator, name: string) {
  await form.locator('input[type=file]').setInputFiles(signedFile(name))
  await expect(form.getByText(`已上传：${name}`)).toBeVisible()
}

test('the bureau asks for it, and takes no step of it itself', async ({ browser }) => {
  const page = await course.as(browser, 'handler')
  await page.goto('/cases?mine=1')
  const rows = page.locator('tbody').getByRole('link')
  await expect(rows.first()).toBeVisible()
  for (const href of await rows.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))) {
    await page.goto(href)
    await page.getByRole('heading', { level: 1 }).waitFor()
    if ((await page.getByRole('main').getByText('请经办机构协议处理').count()) > 0) break
  }
  course.file = pathOf(page)
  const form = await unfold(page.getByRole('main'), '请经办机构协议处理')
  await fillIn(form, { 备注: '违规金额较小，请依服务协议处理。' })
  await send(page, button(form, '请经办机构协议处理'))
  await page.goto(at())
  await shown(page, '待经办机构受理')
  await expect(button(page, '受理协议处理')).toHaveCount(0)
})

test('the operating agency takes it on, hears the institution, and proposes', async ({ browser }) => {
  const page = await open(browser, 'clerk')
  await page.goto('/desk')
  await stepAlone(page, at(), '受理协议处理', '已受理，待听取意见')
  const heard = await unfold(page.getByRole('main'), '登记机构陈述、申辩')
  await fillIn(heard, { 机构意见: '提出陈述、申辩', 听取意见日期: today, '陈述、申辩内容': '认可查实的问题，愿意退回多收费用。' })
  await prove(heard, '陈述申辩笔录.pdf')
  await keep(page, 'state')
  await send(page, button(heard, '登记机构陈述、申辩'))
  await shown(page, '已听取意见，待拟定措施')
  const clause = { 协议条款: '服务协议第五十二条' }
  await stepWith(page, at(), '登记一项措施', { 措施: '约谈', ...clause }, '约谈')
  await stepWith(page, at(), '登记一项措施', { 措施: '追回已支付费用', ...clause, '金额（元）': '100' }, '100.00 元')
  const proposal = { 处理意见: '约谈主要负责人，追回多支付的费用 100.00 元。' }
  await stepWith(page, at(), '提请决定', proposal, '待决定')
  expect(await violationsOf(page)).toEqual([])
  await keep(page, 'proposed')
})

test('its head decides, it is served, carried out and reported', async ({ browser }) => {
  const head = await open(browser, 'head')
  const decided = { 决定日期: today, 决定意见: '同意。' }
  await stepWith(head, at(), '作出协议处理决定', decided, '已决定，待送达')
  const page = await open(browser, 'clerk')
  await page.goto(at())
  const service = await unfold(page.getByRole('main'), '登记送达')
  await fillIn(service, { 送达日期: today, 送达方式: '直接送达', 收件人: '医保办主任' })
  await prove(service, '送达回证.pdf')
  await send(page, button(service, '登记送达'))
  await shown(page, '已送达，执行中')
  await keep(page, 'served')

  const bureau = await course.as(browser, 'handler')
  await bureau.goto(tabOf(course.file, 'money'))
  const money = bureau.locator('form').filter({ has: bureau.getByRole('button', { name: '登记到账' }) })
  const voucher = `X-${course.file.slice(-8)}`
  await fillIn(money, { 款项: '已追回（协议）', 金额: '100', 到账日期: today, 凭证号: voucher })
  await send(bureau, button(money, '登记到账'))
  await page.goto(tabOf(course.file, 'money'))
  await send(page, button(page.getByRole('main').locator('li', { hasText: voucher }), '确认到账'))

  const done = { 执行日期: today, 执行结果: '已经执行完毕。' }
  for (const kind of ['约谈', '追回已支付费用']) {
    await page.goto(at())
    const form = await unfold(page.getByRole('main').locator('li').filter({ hasText: kind }), '登记执行结果')
    await fillIn(form, done)
    await send(page, button(form, '登记执行结果'))
    await expect(page.getByRole('main').locator('li').filter({ hasText: kind }).getByText(`已执行 ${today}`)).toBeVisible()
  }
  await stepAlone(page, at(), '登记全部执行完毕', '已执行，待备案')
  await stepWith(head, at(), '报行政部门备案并办结', { 备案日期: today, 处理结果: '已约谈，追回 100.00 元。' }, '已备案办结')
  expect(await violationsOf(head)).toEqual([])
  await keep(head, 'closed')

  await bureau.goto(at())
  await shown(bureau, '已备案办结')
  await bureau.goto(course.file)
  await shown(bureau, '已约谈，追回 100.00 元。')
  await keep(bureau, 'bureau')
})
