import { type Browser, expect as expectSoon, type Locator, type Page, test } from '@playwright/test'
import { violationsOf } from '../support/axe'
import { caseCourse, signedFile } from '../support/case-course'
import { fillIn, send, stepWith, tabOf, unfold } from '../support/case-steps'
import { button, pathOf, shown } from '../support/case-story'
import { dayAhead } from '../support/days-ahead'

/** The text of a penalty is drafted and approved; a member of the staff is proposed to be scored, told and heard. */
test.describe.configure({ mode: 'serial' })
test.setTimeout(120_000)
const expect = expectSoon.configure({ timeout: 30_000 })
const today = dayAhead(0)
const people = { clerk: 'jining-operator', head: 'jining-operator-approver' }
const course = caseCourse('49', {}, people)
const at = () => tabOf(course.file, 'procedure')

test.afterAll(async () => course.leave())

async function open(browser: Browser, who: keyof typeof people): Promise<Page> {
  const page = await course.as(browser, who)
  await page.setViewportSize({ width: 1366, height: 768 })
  return page
}
const keep = (page: Page, name: string) => page.screenshot({ path: `test-results/screens/scoring-${name}.png`, fullPage: true })

async function prove(form: Locator, name: string) {
  await form.locator('input[type=file]').setInputFiles(signedFile(name))
  await expect(form.getByText(`已上传：${name}`)).toBeVisible()
}

test('a member of the staff is proposed to be scored, told and heard, and stands masked', async ({ browser }) => {
  const bureau = await course.as(browser, 'handler')
  await bureau.setViewportSize({ width: 1366, height: 768 })
  await bureau.goto('/cases?mine=1&state=decided')
  const rows = bureau.locator('tbody').getByRole('link')
  await expect(rows.first()).toBeVisible()
  for (const href of await rows.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))) {
    await bureau.goto(`${href}?tab=procedure`)
    await bureau.getByRole('heading', { level: 1 }).waitFor()
    const main = bureau.getByRole('main')
    if ((await main.getByText('请经办机构对人员记分').count()) > 0 && (await main.getByText('拟定公开文本').count()) > 0) break
  }
  course.file = pathOf(bureau)
  const publicity = await unfold(bureau.getByRole('main'), '拟定公开文本')
  await fillIn(publicity, { 公开文本: '该机构重复收费、超标准收费，造成医疗保障基金损失，依法责令退回并处罚款。' })
  await keep(bureau, 'publicity-draft')
  await send(bureau, button(publicity, '拟定公开文本'))
  await shown(bureau, '待批准')
  const approver = await course.as(browser, 'approver')
  await approver.setViewportSize({ width: 1366, height: 768 })
  await stepWith(approver, at(), '批准公开', { 审批意见: '同意公开。' }, '已批准，待公开')
  await keep(approver, 'publicity-approved')
  await bureau.goto(course.file)
  const asked = await unfold(bureau.getByRole('main'), '请经办机构对人员记分')
  await fillIn(asked, { 备注: '请对责任人员记分。' })
  await send(bureau, button(asked, '请经办机构对人员记分'))

  const page = await open(browser, 'clerk')
  await page.goto(at())
  const proposal = await unfold(page.getByRole('main'), '提出一名人员记分')
  await fillIn(proposal, { 姓名: '欧阳慧芳', '人员代码（执业证书编号）': 'D370800123456', 岗位: '医师', 责任程度: '主要责任', 记分: '5' })
  await proposal.getByLabel('行为和分档').selectOption({ index: 1 })
  await fillIn(proposal, { 行为和责任认定理由: '为多名参保人员重复开具检查并收费。' })
  await keep(page, 'propose')
  await send(page, button(proposal, '提出一名人员记分'))
  await shown(page, '待告知')
  const notice = await unfold(page.getByRole('main'), '登记告知')
  await fillIn(notice, { 告知日期: today, 送达方式: '直接送达', 机构签收人: '医保办主任' })
  await prove(notice, '告知书签收.pdf')
  await send(page, button(notice, '登记告知'))
  await shown(page, '已告知，待陈述申辩')
  const heard = await unfold(page.getByRole('main').locator('li').filter({ hasText: '第1人' }), '登记陈述、申辩')
  await fillIn(heard, { 人员意见: '提出陈述、申辩', 听取意见日期: today, '陈述、申辩内容': '认可查实的问题。' })
  await prove(heard, '陈述申辩笔录.pdf')
  await send(page, button(heard, '登记陈述、申辩'))
  await shown(page, '已听取意见，待复核')
  await expect(page.getByText('欧**芳')).toBeVisible()
  await expect(page.getByText('欧阳慧芳')).toHaveCount(0)
  expect(await violationsOf(page)).toEqual([])
  await keep(page, 'heard')
  await bureau.goto(at())
  await keep(bureau, 'bureau')
})
