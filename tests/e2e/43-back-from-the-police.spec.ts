import { type Browser, expect as expectSoon, type Page, test } from '@playwright/test'
import { caseCourse, signedFile } from '../support/case-course'
import { fillIn, keepPages, send, tabOf, unfold } from '../support/case-steps'
import { button, confirmStep, pathOf, proposeOnLead, shown } from '../support/case-story'
import { dayAhead } from '../support/days-ahead'
import { actAs, grantPost } from '../support/granted-post'
import { answerReferral, proposeReferral, sendReferral } from '../support/referral-course'

/**
 * A fraud that the police do not take up comes back to the bureau, which fines it and closes the case; on its side the forged records go to
 * the health commission, and what an official had to do with it to discipline inspection, of which nobody else comes to know.
 */
test.describe.configure({ mode: 'serial' })
test.setTimeout(240_000)
const expect = expectSoon.configure({ timeout: 30_000 })

const course = caseCourse(
  '43',
  {
    定性和法律适用: '以骗取医疗保障基金为目的伪造病历，适用《医疗保障基金使用监督管理条例》第四十条。',
    裁量情节: '骗取数额不大，公安机关不予立案，无从重情节。',
    裁量理由: '当事人配合调查，按一般情节确定罚款倍数。',
    处理建议: '责令退回基金并处骗取金额二倍的罚款。',
  },
  {
    police: 'rencheng-ps-officer',
    policeHead: 'rencheng-ps-approver',
    procurator: 'rencheng-pr-officer',
    health: 'rencheng-hc-officer',
    discipline: 'jining-di-officer',
    liaison: 'rencheng-mi-hearing',
  },
)
type Person = Parameters<typeof course.as>[1]
const linked = {
  ...{ unit: '任城区医疗保障局', title: '纪检监察联络员', role: '经办', clearance: '侦查和举报关联' },
  reason: '任医保任〔2026〕7号',
}
/** What only those of the discipline channel may read. */
const secret = '审核岗位工作人员收受该院财物'
const where = { police: '', back: '', health: '', discipline: '' }
test.afterAll(() => course.leave())

const placeOf = (number: string) => Number(number.split('-').at(-1))

/** The number of a referral, as its page bears it. */
async function numberOf(page: Page, referral: string) {
  await page.goto(referral)
  return /YSM?-[\d-]+/.exec(await page.getByRole('main').innerText())?.[0] ?? ''
}

test('forged records are filed as a fraud and go to the police; the procedure waits for them', async ({ browser }) => {
  const [page, approver] = [await course.as(browser, 'handler'), await course.as(browser, 'approver')]
  await proposeOnLead(page, '/leads?state=concluded&conclusion=verified', async () => {
    await fillIn(page, {
      案由: '伪造病历骗取医疗保障基金',
      初步事实: '2026年1月至3月，该院为9名患者伪造住院病历和检查报告并结算费用。',
      第一办案人员执法证号: '37081101001',
      第二办案人员执法证号: '37081101002',
      违法行为: '伪造病历和检查报告',
      行为起日: '2026-01-06',
      行为止日: '2026-03-20',
      涉及费用: '62000',
      违规费用: '46000',
      骗取金额: '46000',
      骗取目的的认定: '病历书写人承认检查没有做，系科室安排。',
    })
    await page.getByLabel('第二办案人员', { exact: true }).selectOption({ label: course.nameOf('second') })
    await page.getByLabel('适用条款').selectOption('P40-2')
    await page.getByLabel('基金损失').fill('46000')
    await button(page, '提请立案审批').click()
  })
  course.file = pathOf(page)
  await course.filed(browser)
  for (const [file, kind] of [
    ['住院病历复印件.pdf', '书证'],
    ['检查系统日志.pdf', '电子数据'],
    ['询问笔录.pdf', '当事人的陈述'],
    ['现场检查笔录.pdf', '勘验笔录、现场笔录'],
    ['笔迹鉴定意见.pdf', '鉴定意见'],
  ] as const)
    await course.evidence(browser, {
      ...{ file, kind, place: '病案室', proves: '9份检查报告没有对应的检查。' },
      extraction: kind === '电子数据' ? '以只读账户导出检查系统日志，刻录光盘 GP-002。' : '',
    })
  where.police = await proposeReferral(page, course.file, '移送公安机关', {
    主要事实: '该机构伪造9名患者的住院病历和检查报告，骗取医疗保障基金46000元。',
    联系电话: '0537-0000001',
  })
  await sendReferral(approver, page, where.police)

  await approver.goto(course.file)
  const form = await unfold(approver.getByRole('main'), '中止办理')
  await fillIn(form, { 中止日期: dayAhead(0), 理由: '涉嫌犯罪已经移送，须以公安机关的决定为依据。' })
  await form.locator('input[type=file]').setInputFiles([signedFile('移送回执.pdf')])
  await expect(form.getByText('已上传：移送回执.pdf')).toBeVisible()
  await send(approver, button(form, '中止办理'))
  await shown(approver, '程序中止')
})

/** What the lists of referrals count for a person, list by list. */
async function countsOf(browser: Browser, who: Person) {
  const page = await course.as(browser, who)
  await page.goto('/referrals')
  return page.getByRole('navigation', { name: '移送分类' }).innerText()
}

/** Wherever a person may look, nothing says that there is such a matter. */
async function knowsNothing(browser: Browser, who: Person, number: string) {
  const page = await course.as(browser, who)
  expect((await page.goto(where.discipline))?.status(), who).toBe(404)
  for (const address of [course.file, tabOf(course.file, 'documents'), tabOf(course.file, 'trail'), '/desk', '/referrals']) {
    await page.goto(address)
    const whole = await page.content()
    for (const word of [secret, number, where.discipline]) expect(whole.includes(word), `${who} at ${address}: ${word}`).toBe(false)
  }
}

test('what an official had to do with it goes to discipline inspection by its own channel; nobody else comes to know', async ({
  browser,
}) => {
  const outside = ['handler', 'second', 'police', 'procurator', 'health'] as const
  const before = await Promise.all(outside.map((who) => countsOf(browser, who)))
  const liaison = await course.as(browser, 'liaison')
  await grantPost(browser, { ...linked, login: 'rencheng-mi-hearing' })
  await actAs(liaison, linked.title)
  where.discipline = await proposeReferral(liaison, course.file, '移送纪检监察', {
    事由: '公职人员履职问题线索',
    情况说明: `${secret}，为该院虚假结算提供便利。`,
    移送依据: '《行政执法机关移送涉嫌犯罪案件的规定》第十九条',
    有关建议: '建议依规依纪依法处理。',
    联系电话: '0537-0000001',
  })
  const number = await numberOf(liaison, where.discipline)
  expect(number).toMatch(/^YSM-/)
  await sendReferral(await course.as(browser, 'approver'), liaison, where.discipline)
  expect(await Promise.all(outside.map((who) => countsOf(browser, who)))).toEqual(before)
  for (const who of outside) await knowsNothing(browser, who, number)

  await answerReferral(await course.as(browser, 'discipline'), where.discipline, '已立案审查调查，有关情况另行通报。')
  await liaison.goto(where.discipline)
  await shown(liaison, '已立案审查调查，有关情况另行通报。')
  expect(await Promise.all(outside.map((who) => countsOf(browser, who)))).toEqual(before)
})

test('the forged records go to the health commission, numbered as if nothing had gone in between, and it answers', async ({ browser }) => {
  const [page, approver, health] = [
    await course.as(browser, 'handler'),
    await course.as(browser, 'approver'),
    await course.as(browser, 'health'),
  ]
  const last = await numberOf(page, where.police)
  where.health = await proposeReferral(page, course.file, '移送卫生健康部门', {
    情况说明: '9份住院病历中的检查报告由未参加检查的医师签名。',
    移送依据: '《中华人民共和国医师法》第五十六条',
    有关建议: '建议对有关医师的执业行为依法调查处理。',
    联系电话: '0537-0000001',
  })
  expect(placeOf(await numberOf(page, where.health))).toBe(placeOf(last) + 1)
  await sendReferral(approver, page, where.health)
  await answerReferral(health, where.health, '对两名责任医师予以警告，暂停执业六个月。')
  await page.goto(where.health)
  await shown(page, '对两名责任医师予以警告，暂停执业六个月。')
  expect((await (await course.as(browser, 'police')).goto(where.health))?.status()).toBe(404)
  await page.goto(course.file)
  await expect(page.getByRole('listitem').filter({ hasText: '卫生行政' }).filter({ hasText: '已反馈' })).toContainText('已办结')
})

test('the police do not file, give back what they had, and hand the matter back with two people', async ({ browser }) => {
  const [page, police, head] = [
    await course.as(browser, 'handler'),
    await course.as(browser, 'police'),
    await course.as(browser, 'policeHead'),
  ]
  await police.goto(where.police)
  await button(police, '签收').click()
  await shown(police, '公安机关决定是否立案')
  await confirmStep(police, '不予立案', {
    不予立案通知书文号: '任公（刑）不立字〔2026〕31号',
    不予立案的理由: '涉案数额未达到本地单位犯罪追诉标准，不认为是犯罪。',
  })
  await page.goto(where.police)
  await confirmStep(page, '签收退卷材料', { 签收说明: '与清单一致' })
  await shown(page, '与清单一致')
  await confirmStep(page, '不再提请，转行政处理')
  where.back = await proposeReferral(police, where.police, '反向移送医保部门', {
    情况说明: '经审查不予立案，依法还应当追究行政责任，移送你局处理。',
    移送依据: '《行政执法机关移送涉嫌犯罪案件的规定》第十三条',
    有关建议: '建议依法给予行政处罚。',
    联系电话: '0537-0000002',
  })
  await sendReferral(head, police, where.back)
  await page.goto(where.back)
  await button(page, '签收').click()
  await shown(page, '已签收')
  await confirmStep(page, '接收反向移送')
  await shown(page, '已受理')
  await page.goto(tabOf(course.file, 'procedure'))
  await expect(page.getByText('程序中止', { exact: true })).toHaveCount(0)
})

test('the bureau fines it itself, and both sides are told what came of it', async ({ browser }) => {
  const page = await course.as(browser, 'handler')
  await course.penalty(browser, 1, { 罚款倍数: '2' })
  await shown(page, '92,000.00')
  await course.reviewed(browser)
  await course.told(browser, '办公室主任孟庆山')
  await course.waived(browser)
  await course.decided(browser, '办公室主任孟庆山')
  await page.goto(where.police)
  await confirmStep(page, '抄送处罚决定书')
  await expect(button(page, '抄送处罚决定书')).toHaveCount(0)
  await course.paid(browser, '已退回（责令）', '46000', '1')
  await course.paid(browser, '已缴罚款', '92000', '2')
  await page.goto(where.back)
  await confirmStep(page, '反馈结果', { 办理结果: '已责令退回46000元，罚款92000元，均已缴清。' })
  const police = await course.as(browser, 'police')
  await police.goto(where.back)
  await shown(police, '已责令退回46000元，罚款92000元，均已缴清。')
})

test('the case is closed; its papers are whole, and what went to discipline inspection is not among them', async ({ browser }) => {
  await course.closed(browser)
  const papers = await course.papers(browser)
  expect(papers.filter((kind) => kind === '线索移送函')).toHaveLength(1)
  expect(papers).not.toContain('问题线索移送函')
  for (const kind of ['立案审批表', '涉嫌犯罪案件移送书', '行政处罚决定书', '结案审批表']) expect(papers).toContain(kind)
  const cleared = await keepPages(await course.as(browser, 'approver'), tabOf(course.file, 'documents'), '43-approver')
  expect(cleared).toContain('问题线索移送函')
  await keepPages(await course.as(browser, 'police'), where.back, '43-police')
  await knowsNothing(browser, 'handler', await numberOf(await course.as(browser, 'liaison'), where.discipline))
})
