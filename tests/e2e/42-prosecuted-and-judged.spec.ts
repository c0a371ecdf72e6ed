import { type Browser, expect as expectSoon, type Page, test } from '@playwright/test'
import { caseCourse } from '../support/case-course'
import { fillIn, send, tabOf, unfold } from '../support/case-steps'
import { button, confirmStep, pathOf, proposeOnFraudLead, shown } from '../support/case-story'
import { clicksOf, countAnew, countClicks } from '../support/clicks'
import { dayAhead } from '../support/days-ahead'
import { proposeReferral, sendReferral } from '../support/referral-course'

/**
 * A fraud (条例第四十条) that is fined, referred to the police, prosecuted and judged: each authority tells its own part to those whose it is,
 * the fine that was paid counts towards the court's, and the case is closed.
 */
test.describe.configure({ mode: 'serial' })
test.setTimeout(240_000)
const expect = expectSoon.configure({ timeout: 30_000 })

const course = caseCourse(
  '42',
  {
    定性和法律适用: '以骗取医疗保障基金为目的虚构医药服务项目，适用《医疗保障基金使用监督管理条例》第四十条。',
    裁量情节: '骗取金额较大，主动退回，无从重情节。',
    裁量理由: '当事人主动配合调查，按一般情节确定罚款倍数。',
    处理建议: '责令退回基金并处骗取金额二倍的罚款，涉嫌犯罪部分移送公安机关。',
  },
  {
    police: 'rencheng-ps-officer',
    procurator: 'rencheng-pr-officer',
    court: 'rencheng-ct-officer',
    health: 'rencheng-hc-officer',
    otherPolice: 'qufu-ps-officer',
  },
)
const suspect = '嫌疑人甲'
let referral = ''
test.afterAll(() => course.leave())

test('a fraud is filed, its evidence collected, and the penalty agreed', async ({ browser }) => {
  const page = await course.as(browser, 'handler')
  await proposeOnFraudLead(page, async () => {
    await fillIn(page, {
      案由: '虚构医药服务项目骗取医疗保障基金',
      初步事实: '2025年11月至2026年2月，该院为36名未住院人员办理住院手续并结算费用。',
      第一办案人员执法证号: '37081101001',
      第二办案人员执法证号: '37081101002',
      违法行为: '虚构医药服务项目',
      行为起日: '2025-11-03',
      行为止日: '2026-02-27',
      涉及费用: '98000',
      违规费用: '86000',
      骗取金额: '71200',
      骗取目的的认定: '收费员和科主任的询问笔录、系统操作日志相互印证，系有意虚构。',
    })
    await page.getByLabel('第二办案人员', { exact: true }).selectOption({ label: course.nameOf('second') })
    await page.getByLabel('适用条款').selectOption('P40-3')
    await page.getByLabel('基金损失').fill('71200')
    await button(page, '提请立案审批').click()
  })
  course.file = pathOf(page)
  await course.filed(browser)
  const extraction = '以只读账户查询住院费用表，导出30行，刻录光盘 GP-001。'
  for (const [file, kind, said] of [
    ['住院病历复印件.pdf', '书证', ''],
    ['结算明细.pdf', '电子数据', extraction],
    ['现场检查笔录.pdf', '勘验笔录、现场笔录', ''],
    ['询问笔录.pdf', '当事人的陈述', ''],
  ] as const)
    await course.evidence(browser, { file, kind, place: '住院部', proves: '36名人员没有住院。', extraction: said })
  await course.penalty(browser, 1, { 罚款倍数: '2' })
  await shown(page, '142,400.00')
  await course.reviewed(browser)
})

test('the institution is told, gives up its time, is fined, and pays', async ({ browser }) => {
  await course.told(browser, '办公室主任孟庆山')
  await course.waived(browser)
  await course.decided(browser, '办公室主任孟庆山')
  await course.paid(browser, '已退回（责令）', '71200', '1')
  await course.paid(browser, '已缴罚款', '142400', '2')
})

test('the case goes to the police with its evidence, and the penalty is copied to them', async ({ browser }) => {
  const [page, approver, police] = [
    await course.as(browser, 'handler'),
    await course.as(browser, 'approver'),
    await course.as(browser, 'police'),
  ]
  await page.goto(`/referrals/new?case=${course.file.split('/').at(-1)}&kind=police`)
  await expect(page.getByLabel('已采取的措施和裁量情节')).toHaveValue(/作出行政处罚决定（.+号）.*已缴罚款142,400.00元。$/)
  referral = await proposeReferral(page, course.file, '移送公安机关', {
    主要事实: '该机构组织参保人员虚假住院，伪造病历和费用清单，骗取医疗保障基金。',
    涉案物品: '扫码记录本\t红色封面\t2本\t住院处\t局证据室',
    联系电话: '0537-0000001',
  })
  expect((await police.goto(referral))?.status()).toBe(404)
  await sendReferral(approver, page, referral)
  await confirmStep(page, '抄送处罚决定书')
  await expect(button(page, '抄送处罚决定书')).toHaveCount(0)
})

test('the police sign for it in two clicks and file it; nobody else’s police find it', async ({ browser }) => {
  const [page, police, procurator] = [
    await course.as(browser, 'handler'),
    await course.as(browser, 'police'),
    await course.as(browser, 'procurator'),
  ]
  await countClicks(police)
  await police.goto('/desk')
  await countAnew(police)
  await police.locator(`#notices a[href="${referral}"]`).first().click()
  await police.waitForURL(`**${referral}`)
  await button(police, '签收').click()
  await shown(police, '公安机关决定是否立案')
  expect(await clicksOf(police)).toBeLessThanOrEqual(2)
  await expect(police.getByRole('table', { name: '移送后补充' })).toContainText('行政处罚决定书')

  await procurator.goto(referral)
  await button(procurator, '已阅抄送件').click()
  await shown(procurator, /已阅 \d{4}-/)
  await police.goto(referral)
  await confirmStep(police, '立案', { 立案决定书文号: '任公（刑）立字〔2026〕118号' })
  await shown(police, '已立案侦查')
  for (const who of ['court', 'health', 'otherPolice'] as const)
    expect((await (await course.as(browser, who)).goto(referral))?.status(), who).toBe(404)

  await page.goto(referral)
  await shown(page, '任公（刑）立字〔2026〕118号')
  await confirmStep(page, '移交物品和材料', { 交接清单: '扫码记录本 | 2本 | 红色封面' })
  await police.goto(referral)
  await confirmStep(police, '签收移交物品')
  await page.goto(course.file)
  await expect(page.getByRole('listitem').filter({ hasText: '刑事' }).filter({ hasText: '已立案侦查' })).toContainText('办理中')
})

/** One part of the criminal process, told by the authority whose it is. */
async function tell(page: Page, kind: string, said: Record<string, string> = {}) {
  await page.goto(referral)
  const form = await unfold(page.getByRole('main'), '登记进展')
  await fillIn(form, { 进展: kind, 日期: dayAhead(0), 人员: suspect, ...said })
  await send(page, button(form, '登记进展'))
  await expect(told(page, kind).first()).toBeVisible()
}
const told = (page: Page, kind: string) => page.getByRole('listitem').filter({ hasText: kind }).filter({ hasText: suspect })

/** What of the process each of these reads, by its own page of the referral. */
async function readBy(browser: Browser, reads: Partial<Record<Parameters<typeof course.as>[1], readonly string[]>>, of: readonly string[]) {
  for (const [who, kinds] of Object.entries(reads)) {
    const page = await course.as(browser, who as 'court')
    await page.goto(referral)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    for (const kind of of) await expect(told(page, kind), `${who}: ${kind}`).toHaveCount(kinds.includes(kind) ? 1 : 0)
  }
}

test('it is prosecuted and judged; what is between police and procuratorate neither bureau nor court sees', async ({ browser }) => {
  const [police, procurator, court] = [
    await course.as(browser, 'police'),
    await course.as(browser, 'procurator'),
    await course.as(browser, 'court'),
  ]
  await tell(police, '拘留')
  await tell(procurator, '批准逮捕')
  await tell(police, '移送审查起诉')
  const measures = ['拘留', '批准逮捕'] as const
  await readBy(browser, { handler: ['移送审查起诉'], procurator: [...measures, '移送审查起诉'] }, [...measures, '移送审查起诉'])
  expect((await court.goto(referral))?.status()).toBe(404)

  await tell(procurator, '提起公诉', { 文书号: '任检刑诉〔2026〕88号' })
  await tell(court, '开庭审理')
  await tell(court, '作出判决', {
    文书号: '（2026）鲁0811刑初66号',
    判处刑罚: '有期徒刑一年，缓刑二年',
    '罚金（元）': '200000',
    '追缴、退赔（元）': '0',
  })
  await tell(court, '判决生效')
  const open = ['移送审查起诉', '提起公诉', '开庭审理', '作出判决', '判决生效']
  await readBy(browser, { handler: open, court: open, police: [...measures, ...open], procurator: [...measures, ...open] }, [
    ...measures,
    ...open,
  ])
})

test('the fine that was paid counts towards the court’s, and the case is closed', async ({ browser }) => {
  const page = await course.as(browser, 'handler')
  await page.goto(tabOf(course.file, 'money'))
  await shown(page, /人民法院判处罚金 200,000.00 元，已缴罚款 142,400.00 元应当折抵罚金/)
  await page.goto(course.file)
  await expect(page.getByRole('listitem').filter({ hasText: '刑事' }).filter({ hasText: '已立案侦查' })).toContainText('已办结')
  await course.closed(browser)
  const papers = await course.papers(browser)
  for (const kind of ['立案审批表', '行政处罚决定书', '涉嫌犯罪案件移送书', '涉嫌犯罪案件情况的调查报告', '涉案物品清单', '结案审批表'])
    expect(papers).toContain(kind)
})
