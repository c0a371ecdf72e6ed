import { type Browser, expect as expectSoon, type Page, test } from '@playwright/test'
import { personAt } from '../support/campaign-story'
import { button, confirmStep, enterEvidence, pathOf, proposeOnFraudLead, shown } from '../support/case-story'

/** A fraud that the police do not take up: what they give back, what the procuratorate makes of it, and how it comes back to the bureau. */
test.describe.configure({ mode: 'serial' })
test.setTimeout(240_000)
const expect = expectSoon.configure({ timeout: 30_000 })

const logins = {
  handler: 'rencheng-mi-handler',
  approver: 'rencheng-mi-approver',
  police: 'rencheng-ps-officer',
  policeHead: 'rencheng-ps-approver',
  procurator: 'rencheng-pr-officer',
  health: 'rencheng-hc-officer',
  otherPolice: 'qufu-ps-officer',
}
const pages = new Map<string, Page>()
let where: { case: string; referral: string; back: string }

async function as(browser: Browser, who: keyof typeof logins): Promise<Page> {
  const page = pages.get(who) ?? (await personAt(browser, { login: logins[who] }))
  page.setDefaultTimeout(60_000)
  pages.set(who, page)
  return page
}

test.beforeAll(() => {
  where = { case: '', referral: '', back: '' }
})
test.afterAll(async () => {
  for (const page of pages.values()) await page.context().close()
})

test('a case goes to the police', async ({ browser }) => {
  const page = await as(browser, 'handler')
  await proposeOnFraudLead(page, async () => {
    await page.getByLabel('初步事实').fill('经调取结算明细、病历并询问有关人员，该机构虚构医药服务项目骗取基金，事实清楚。')
    await page.getByLabel('第一办案人员执法证号').fill('37081101001')
    await page.getByLabel('第二办案人员执法证号').fill('37081101002')
    await page.getByLabel('行为起日').fill('2025-11-03')
    await page.getByLabel('行为止日').fill('2026-02-27')
    await button(page, '提请立案审批').click()
  })
  where.case = pathOf(page)
  const approver = await as(browser, 'approver')
  await approver.goto(where.case)
  await button(approver, '批准立案').click()
  await shown(approver, '已立案')

  await enterEvidence(page, where.case)
  await page.goto(where.case)
  await page.getByRole('link', { name: '移送公安机关' }).click()
  await page.getByLabel('主要事实').fill('该机构组织参保人员虚假住院，伪造病历和费用清单，骗取医疗保障基金。')
  await page.getByLabel('调查经过').fill('两次现场检查，询问十二人，调取病历三十六份。')
  await page.getByLabel('主要证据').fill('现场检查笔录2份')
  await page.getByLabel('定性和依据').fill('以非法占有为目的虚构住院骗取基金，涉嫌诈骗罪。')
  await page.getByLabel('已采取的措施和裁量情节').fill('已责令退回，暂停结算。')
  await page.getByLabel('联系电话').fill('0537-0000001')
  await button(page, '提请审批').click()
  await page.waitForURL(/\/referrals\/[0-9a-f-]{36}$/)
  where.referral = pathOf(page)
  await approver.goto(where.referral)
  await confirmStep(approver, '批准移送')
  await page.goto(where.referral)
  await confirmStep(page, '移送')
  await shown(page, '待签收')
})

test('the police do not file, and give back what they had; the bureau signs for it', async ({ browser }) => {
  const police = await as(browser, 'police')
  await police.goto(where.referral)
  await button(police, '签收').click()
  await shown(police, '公安机关决定是否立案')
  await confirmStep(police, '不予立案', {
    不予立案通知书文号: '任公（刑）不立字〔2026〕31号',
    不予立案的理由: '情节显著轻微，不认为是犯罪。',
  })
  await shown(police, '退卷清单')

  const handler = await as(browser, 'handler')
  await handler.goto(where.referral)
  await shown(handler, '尚未签收')
  await confirmStep(handler, '签收退卷材料', { 签收说明: '与清单一致' })
  await shown(handler, '与清单一致')
  await confirmStep(handler, '起草立案监督建议书', { 建议监督的理由: '公安机关不立案不当，请予监督。' })
  const approver = await as(browser, 'approver')
  await approver.goto(where.referral)
  await button(approver.getByRole('main'), '建议立案监督').click()
  await shown(approver, '公安机关不立案不当，请予监督。')
})

test('the procuratorate asks for the reasons, and lets them stand', async ({ browser }) => {
  const procurator = await as(browser, 'procurator')
  await procurator.goto('/desk')
  await expect(procurator.getByRole('main').getByText('立案监督').first()).toBeVisible()
  await procurator.goto(where.referral)
  await confirmStep(procurator, '要求说明不立案理由', { 文书文号: '任检侦监〔2026〕5号', 要求说明的事项: '请说明不立案的理由和依据。' })
  await shown(procurator, '检察机关已要求说明不立案理由')

  const police = await as(browser, 'police')
  await police.goto(where.referral)
  await shown(police, '公安机关说明不立案理由')
  await confirmStep(police, '说明不立案理由', { 不立案的理由: '行为人已经全部退赔，情节轻微。' })
  await procurator.goto(where.referral)
  await shown(procurator, '行为人已经全部退赔，情节轻微。')
  await confirmStep(procurator, '认可不立案理由', { 认可的意见: '不立案理由成立。' })

  const handler = await as(browser, 'handler')
  await handler.goto(where.referral)
  await shown(handler, '检察机关认为不立案理由成立')
  await expect(handler.getByText('行为人已经全部退赔')).toHaveCount(0)
})

test('the police hand it back, with two people; nobody else finds it', async ({ browser }) => {
  const police = await as(browser, 'police')
  await police.goto(where.referral)
  await police.getByRole('link', { name: '反向移送医保部门' }).click()
  await police.getByLabel('情况说明').fill('经审查不予立案，依法还应当追究行政责任，移送你局处理。')
  await police.getByLabel('移送依据').fill('《行政执法机关移送涉嫌犯罪案件的规定》第十三条')
  await police.getByLabel('有关建议').fill('建议依法给予行政处罚。')
  await police.getByLabel('联系电话').fill('0537-0000002')
  await button(police, '提请审批').click()
  await police.waitForURL(/\/referrals\/[0-9a-f-]{36}$/)
  where.back = pathOf(police)
  const head = await as(browser, 'policeHead')
  await head.goto(where.back)
  await confirmStep(head, '批准移送')
  await police.goto(where.back)
  await confirmStep(police, '移送')
  for (const who of ['health', 'otherPolice', 'procurator'] as const) {
    const stranger = await as(browser, who)
    expect((await stranger.goto(where.back))?.status()).toBe(404)
  }
})

test('the bureau takes it on, its case goes on, and both sides see how', async ({ browser }) => {
  const handler = await as(browser, 'handler')
  await handler.goto(where.back)
  await button(handler, '签收').click()
  await shown(handler, '已签收')
  await confirmStep(handler, '接收反向移送')
  await shown(handler, '已受理')
  await handler.goto(where.case)
  await expect(handler.getByRole('region', { name: '时间线' }).getByText('提请反向移送', { exact: true })).toBeVisible()
  await handler.goto(where.back)
  await confirmStep(handler, '反馈结果', { 办理结果: '已责令退回并作出行政处罚。' })

  const police = await as(browser, 'police')
  await police.goto(where.back)
  await shown(police, '已责令退回并作出行政处罚。')
  await police.goto(where.referral)
  await shown(police, '已反馈')
})
