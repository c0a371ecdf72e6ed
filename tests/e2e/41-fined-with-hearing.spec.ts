import { expect as expectSoon, test } from '@playwright/test'
import { caseCourse } from '../support/case-course'
import { fillIn, send, stepWith, tabOf, unfold } from '../support/case-steps'
import { button, pathOf, proposeOnLead, shown } from '../support/case-story'
import { dayAhead, liveAhead, workdayAhead } from '../support/days-ahead'

/**
 * An institution that charged twice and kept beds empty (条例第三十八条) is told, heard, fined and pays in parts: from the filing to the
 * closing, each step by its own person and every paper of it signed by another.
 */
test.describe.configure({ mode: 'serial' })
test.setTimeout(240_000)
const expect = expectSoon.configure({ timeout: 30_000 })

/** The hearing lies so far ahead that seven working days fit in between, whatever holidays there are. */
const hearingIn = workdayAhead(25)
const course = caseCourse('41', {
  改正内容: '立即停止重复收费和挂床住院，清退多收费用，完善收费复核制度。',
  定性和法律适用: '重复收费、挂床住院，造成基金损失，不以骗取基金为目的，适用《医疗保障基金使用监督管理条例》第三十八条。',
  裁量情节: '主动配合调查，及时整改，尚未退回基金，无从重情节。',
  裁量理由: '当事人配合调查、及时整改，按一般情节确定罚款倍数。',
  处理建议: '责令退回基金165,600.50元，处罚款225,600.50元。',
})

test.beforeAll(() => liveAhead(0))
test.afterAll(async () => {
  liveAhead(0)
  await course.leave()
})

test('a verified lead becomes a case with two facts, two officers and their evidence', async ({ browser }) => {
  const page = await course.as(browser, 'handler')
  await proposeOnLead(page, '/leads?state=concluded&conclusion=verified', async () => {
    await fillIn(page, {
      案由: '重复收费和挂床住院',
      初步事实: '2026年5月至6月，该院对住院患者重复收取护理费，并为12名患者挂床住院，造成基金损失。',
      第一办案人员执法证号: '37081101001',
      第二办案人员执法证号: '37081101002',
      违法行为: '重复收费',
      行为起日: '2026-05-04',
      行为止日: '2026-06-26',
      涉及费用: '186000',
      违规费用: '150000',
      骗取金额: '',
    })
    await page.getByLabel('第二办案人员', { exact: true }).selectOption({ label: course.nameOf('second') })
    await page.getByLabel('适用条款').selectOption('P38-3')
    await page.getByLabel('基金损失').fill('120000')
    await button(page, '提请立案审批').click()
  })
  course.file = pathOf(page)
  await course.filed(browser)

  await page.goto(tabOf(course.file, 'facts'))
  const adding = page
    .getByRole('main')
    .locator('form')
    .filter({ has: page.getByRole('button', { name: '增加一项事实' }) })
  await fillIn(adding, {
    违法行为: '挂床住院',
    行为起日: '2026-05-10',
    行为止日: '2026-06-20',
    涉及费用: '60000',
    违规费用: '50000',
    基金损失: '45600.50',
  })
  await send(page, button(adding, '增加一项事实'))
  await expect(page.getByRole('heading', { name: /^事实 2.*挂床住院/ })).toBeVisible()
  await course.evidence(browser, {
    ...{ file: '现场检查笔录.pdf', kind: '勘验笔录、现场笔录', place: '住院部二病区' },
    proves: '同日护理费重复收取，12张床位无人住院。',
  })
})

test('it is ordered to correct, the penalty is proposed, and lawyers agree', async ({ browser }) => {
  const page = await course.as(browser, 'handler')
  await course.signed(browser, '责令改正通知书')
  await course.penalty(browser, 1, { 罚款倍数: '1.5' })
  await shown(page, '180,000.00')
  await course.penalty(browser, 2, { 罚款倍数: '1' })
  await shown(page, '45,600.50')
  await course.reviewed(browser)
})

test('the party is told what is intended and that it may be heard; it speaks, and asks for the hearing', async ({ browser }) => {
  const page = await course.as(browser, 'handler')
  await course.told(browser, '办公室主任孟庆山')
  await page.goto(course.file)
  const form = await unfold(page.getByRole('main'), '登记陈述申辩')
  await fillIn(form, {
    提出日期: dayAhead(0),
    内容: '部分费用系系统设置错误所致，请求从轻处罚。',
    复核结论: '部分采纳',
    理由: '系统设置错误属实，已在拟定罚款倍数时考虑。',
  })
  await send(page, button(form, '登记陈述申辩'))
  await page.goto(tabOf(course.file, 'procedure'))
  await shown(page, '部分费用系系统设置错误所致，请求从轻处罚。')
  await course.paper(browser, '陈述申辩复核意见书')
  await stepWith(page, course.file, '登记听证申请', { 提出日期: dayAhead(0) }, '要求听证')
})

test('a hearing is set, told seven working days before, and held by somebody apart', async ({ browser }) => {
  const hearing = {
    听证通知送达日期: dayAhead(0),
    听证日期: dayAhead(hearingIn),
    地点: '任城区医疗保障局三楼会议室',
    听证主持人: course.nameOf('chair'),
  }
  await stepWith(await course.as(browser, 'approver'), course.file, '确定听证', hearing, '听证已通知')
  await course.signed(browser, '行政处罚听证通知书', { 听证时间: '上午9时', 是否公开举行及理由: '公开举行' })

  liveAhead(hearingIn)
  const chair = await course.as(browser, 'chair')
  const minutes = '听证会如期举行，调查人员陈述事实和证据，当事人申辩、质证，双方最后陈述。'
  await stepWith(chair, course.file, '登记听证笔录', { 举行日期: dayAhead(hearingIn), 听证笔录: minutes }, '听证已举行')
  await stepWith(chair, course.file, '提交听证报告', { 意见: '事实清楚、证据充分，建议维持拟定的处罚意见。' }, '审议决定')
})

test('the office discusses the case and decides; the decision is served', async ({ browser }) => {
  await course.decided(browser, '办公室主任孟庆山', dayAhead(hearingIn))
  expect(course.numbers.行政处罚决定书).toMatch(/^任医保罚.*号$/)
})

test('the fine is paid in two parts to the treasury, the refund to the fund, and the case is closed', async ({ browser }) => {
  const today = dayAhead(hearingIn)
  const plan = `${dayAhead(hearingIn + 20)} 125600.50\n${dayAhead(hearingIn + 50)} 100000`
  const asked = { 分期计划: plan, 理由: '经营暂时困难，申请分两期缴纳。' }
  await stepWith(await course.as(browser, 'approver'), course.file, '批准分期缴纳', asked, '分期履行')
  await course.signed(browser, '延期（分期）缴纳罚款批准书', { 申请日期: today, 申请理由: '经营暂时困难，申请分两期缴纳罚款。' })
  await course.paid(browser, '已退回（责令）', '165600.50', '1', today)
  await course.paid(browser, '已缴罚款', '125600.50', '2', today)
  await course.paid(browser, '已缴罚款', '100000', '3', today)
  const page = await course.as(browser, 'handler')
  await page.goto(tabOf(course.file, 'money'))
  for (const [account, amount] of [
    ['基金账（回原财政专户）', '165,600.50'],
    ['国库账（罚款上缴）', '125,600.50'],
  ] as const)
    await expect(page.getByRole('table', { name: account })).toContainText(amount)
  await course.closed(browser)
  expect((await course.papers(browser)).length).toBeGreaterThanOrEqual(14)
})
