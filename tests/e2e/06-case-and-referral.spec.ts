import { type Browser, expect as expectSoon, type Page, test } from '@playwright/test'
import ExcelJS from 'exceljs'
import { button, confirmStep, enterEvidence, pathOf, proposeOnFraudLead, shown } from '../support/case-story'
import { openBrowser } from '../support/opened-browsers'
import { type Account, accountOf, signIn } from '../support/server'

/**
 * Step 6 of the story: a verified fraud lead becomes a case with two officers and goes to the police; a matter goes to the
 * health commission and a batch of e-bills to finance. Each step by its own person; the wrong person finds nothing.
 */
test.describe.configure({ mode: 'serial' })
test.setTimeout(240_000)

/** A busy machine may take a while over an answer. */
const expect = expectSoon.configure({ timeout: 30_000 })

const region = '370811'
const people = {
  handler: accountOf({ department: 'MI', regionCode: region, role: 'handler' }),
  approver: accountOf({ department: 'MI', regionCode: region, role: 'approver' }),
  police: accountOf({ department: 'PS', regionCode: region }),
  procurator: accountOf({ department: 'PR', regionCode: region }),
  health: accountOf({ department: 'HC', regionCode: region }),
  finance: accountOf({ department: 'FI', regionCode: region }),
  otherPolice: accountOf({ department: 'PS', regionCode: '370881' }),
  supervisor: accountOf({ department: 'MI', regionCode: '370800', role: 'supervisor' }),
}
type Person = keyof typeof people

const pages = new Map<Person, Page>()
let where: { casePath: string; police: string; health: string; bills: string }

/** The page of a person, signed in once. */
async function as(browser: Browser, who: Person): Promise<Page> {
  const known = pages.get(who)
  if (known) return known
  const page = await (await openBrowser(browser)).newPage()
  page.setDefaultTimeout(60_000)
  await signIn(page, people[who] satisfies Account)
  pages.set(who, page)
  return page
}

test.beforeAll(() => {
  where = { casePath: '', police: '', health: '', bills: '' }
})
test.afterAll(async () => {
  for (const page of pages.values()) await page.context().close()
})

test('a verified fraud lead is proposed as a case with two officers', async ({ browser }) => {
  const page = await as(browser, 'handler')
  await proposeOnFraudLead(page, async () => {
    await page.getByLabel('初步事实').fill('经调取结算明细、病历并询问有关人员，该机构虚构医药服务项目骗取基金，事实清楚。')
    await page.getByLabel('第一办案人员执法证号').fill('37081101001')
    await page.getByLabel('第二办案人员执法证号').fill('37081101002')
    await page.getByLabel('行为起日').fill('2026-04-02')
    await page.getByLabel('行为止日').fill('2026-04-01')
    await button(page, '提请立案审批').click()
    await shown(page, '起止日期颠倒了，止日应不早于起日。')
    await expect(page.getByLabel('第一办案人员执法证号')).toHaveValue('37081101001')

    await page.getByLabel('行为起日').fill('2025-11-03')
    await page.getByLabel('行为止日').fill('2026-02-27')
    await button(page, '提请立案审批').click()
  })
  where.casePath = pathOf(page)
  await shown(page, '待审批立案')
  await shown(page, '线索核查并决定是否立案')
  await expect(button(page, '批准立案')).toHaveCount(0)
})

test('the approver files it; the clock of ninety days runs and the form has its number', async ({ browser }) => {
  const page = await as(browser, 'approver')
  await page.goto(where.casePath)
  await button(page, '批准立案').click()
  await shown(page, '已立案')
  await shown(page, '普通程序办案期限')
  await page.goto(`${where.casePath}?tab=documents`)
  await shown(page, /任医保立〔\d{4}〕\d+号/)

  const police = await as(browser, 'police')
  expect((await police.goto(where.casePath))?.status()).toBe(404)
})

test('the transfer to the police is prepared with its materials and approved by another person', async ({ browser }) => {
  const page = await as(browser, 'handler')
  await page.goto(where.casePath)
  await shown(page, /移送公安机关还缺证据：书证、电子数据、笔录/)
  await enterEvidence(page, where.casePath)
  await page.goto(where.casePath)
  await expect(page.getByText('移送公安机关还缺证据')).toHaveCount(0)
  await page.getByRole('link', { name: '移送公安机关' }).click()
  await expect(page.getByLabel('主要证据')).toHaveValue(/证据1 书证：住院费用清单/)
  await page.getByLabel('主要事实').fill('该机构组织参保人员虚假住院，伪造病历和费用清单，骗取医疗保障基金。')
  await page.getByLabel('调查经过').fill('两次现场检查，询问十二人，调取病历三十六份。')
  await page.getByLabel('主要证据').fill('现场检查笔录2份\n询问笔录12份\n结算明细电子数据')
  await page.getByLabel('定性和依据').fill('以非法占有为目的虚构住院骗取基金，涉嫌诈骗罪。')
  await page.getByLabel('已采取的措施和裁量情节').fill('已责令退回，暂停结算。')
  await page.getByLabel('涉案物品').fill('扫码记录本\t红色封面\t2本\t住院处\t局证据室')
  await page.getByLabel('联系电话').fill('0537-0000001')
  await button(page, '提请审批').click()
  await page.waitForURL(/\/referrals\/[0-9a-f-]{36}$/)
  where.police = pathOf(page)
  await shown(page, '审批移送公安机关')
  await shown(page, '还缺：移送书（函）。')

  const police = await as(browser, 'police')
  expect((await police.goto(where.police))?.status()).toBe(404)

  const approver = await as(browser, 'approver')
  await approver.goto(where.police)
  await confirmStep(approver, '批准移送')
  await shown(approver, '批准后移送公安机关')
  await shown(approver, /任医保移〔\d{4}〕\d+号/)
})

test('it is delivered, signed for in the police inbox, copied to the procuratorate, and filed', async ({ browser }) => {
  const handler = await as(browser, 'handler')
  await handler.goto(where.police)
  await confirmStep(handler, '移送')
  await shown(handler, '待签收')

  const police = await as(browser, 'police')
  await police.goto('/referrals')
  await expect(police.getByRole('link', { name: '待签收' })).toHaveAttribute('aria-current', 'page')
  await police.goto(where.police)
  await shown(police, '内容与校验值一致（SHA-256 已核验）')
  const letter = await police.request.get((await police.getByRole('link', { name: '下载涉嫌犯罪案件移送书' }).getAttribute('href')) ?? '')
  expect(letter.headers()['content-type']).toContain('wordprocessingml')
  expect((await letter.body()).subarray(0, 2).toString()).toBe('PK')
  await button(police, '签收').click()
  await shown(police, '公安机关决定是否立案')

  const procurator = await as(browser, 'procurator')
  await procurator.goto(where.police)
  await expect(button(procurator, '立案')).toHaveCount(0)
  await button(procurator, '已阅抄送件').click()
  await shown(procurator, /已阅 \d{4}-/)

  const stranger = await as(browser, 'otherPolice')
  expect((await stranger.goto(where.police))?.status()).toBe(404)

  await confirmStep(police, '立案', { 立案决定书文号: '任公（刑）立字〔2026〕118号' })
  await shown(police, '已立案侦查')
  await handler.goto(where.police)
  await shown(handler, '任公（刑）立字〔2026〕118号')
  await confirmStep(handler, '移交物品和材料', { 交接清单: '扫码记录本 | 2本 | 红色封面' })
  await shown(handler, '尚未签收')
  await police.goto(where.police)
  await confirmStep(police, '签收移交物品')
  await shown(police, /任城区分局 .+ \d{4}-/)

  const supervisor = await as(browser, 'supervisor')
  await supervisor.goto(where.police)
  await shown(supervisor, '已立案侦查')
  await shown(supervisor, '您的当前身份在这个环节没有可办理的事项。')
})

test('the case shows the whole course, lane by lane', async ({ browser }) => {
  const page = await as(browser, 'handler')
  await page.goto(where.casePath)
  const timeline = page.getByRole('region', { name: '时间线' })
  for (const event of ['立案', '提请移送公安', '批准移送', '签收', '已立案侦查'])
    await expect(timeline.getByText(event, { exact: true }).first()).toBeVisible()
  await expect(timeline.getByText('无权查看')).toBeVisible()
})

test('a matter goes to the health commission, which asks for more, accepts and answers', async ({ browser }) => {
  const handler = await as(browser, 'handler')
  await handler.goto(where.casePath)
  await handler.getByRole('link', { name: '移送卫生健康部门' }).click()
  await handler.getByLabel('情况说明').fill('核查发现该机构部分病历由他人代签，手术记录缺失。')
  await handler.getByLabel('移送依据').fill('《中华人民共和国医师法》第五十六条')
  await handler.getByLabel('有关建议').fill('建议对有关医师的执业行为依法调查处理。')
  await handler.getByLabel('联系电话').fill('0537-0000001')
  await button(handler, '提请审批').click()
  await handler.waitForURL(/\/referrals\/[0-9a-f-]{36}$/)
  where.health = pathOf(handler)
  const seen = handler.getByRole('main')
  await expect(seen.getByText('对方将看到的内容')).toBeVisible()
  await seen.getByLabel('案件（线索）编号、当事人和案由').uncheck()
  await button(seen, '保存并重新预览').click()
  await expect(seen.getByText('不披露')).toHaveCount(2)

  const approver = await as(browser, 'approver')
  await approver.goto(where.health)
  await expect(approver.getByRole('main').getByText('不披露')).toHaveCount(2)
  await confirmStep(approver, '批准移送')
  await handler.goto(where.health)
  await confirmStep(handler, '移送')

  const health = await as(browser, 'health')
  await health.goto(where.health)
  await button(health, '签收').click()
  await shown(health, '已签收')
  await confirmStep(health, '退回补充材料', { 需要补充什么: '请补充涉事医师的处方和病程记录。' })
  await shown(health, '待补充材料')

  await handler.goto(where.health)
  await shown(handler, '请补充涉事医师的处方和病程记录。')
  await handler.getByLabel('补充说明').fill('处方和病程记录已补充。')
  await button(handler, '提请补充').click()
  await shown(handler, '补充材料待本单位负责人批准。')
  await approver.goto(where.health)
  await shown(approver, '处方和病程记录已补充。')
  await button(approver, '批准补充材料').click()
  await shown(approver, '已签收')

  await health.reload()
  await shown(health, '第 2 版')
  await button(health, '受理').click()
  await shown(health, '已受理')
  await confirmStep(health, '反馈结果', { 办理结果: '已约谈机构负责人，对责任医师记分处理。' })
  await handler.goto(where.health)
  await shown(handler, '已约谈机构负责人，对责任医师记分处理。')
})

test('a batch of e-bills goes to finance and comes back bill by bill', async ({ browser }) => {
  const handler = await as(browser, 'handler')
  await handler.goto(where.casePath)
  await handler.getByRole('link', { name: '送财政部门查验票据' }).click()
  await handler.getByLabel('情况说明').fill('报销材料中的票据疑似伪造，请协助查验真伪。')
  await handler.getByLabel('联系电话').fill('0537-0000001')
  await handler.getByRole('textbox', { name: '票据' }).fill('370601\t0000001\t示例医院\t昨天\t12')
  await button(handler, '提请审批').click()
  await shown(handler, /第1行：开票日期“昨天”读不出来/)
  const bills = Array.from({ length: 53 }, (_, place) => `370601\t${`${place + 1}`.padStart(7, '0')}\t示例医院\t2026-03-01\t1,231.50`)
  await handler.getByRole('textbox', { name: '票据' }).fill(['票据代码\t票据号码\t开票单位\t开票日期\t金额', ...bills].join('\n'))
  await button(handler, '提请审批').click()
  await handler.waitForURL(/\/referrals\/[0-9a-f-]{36}$/)
  where.bills = pathOf(handler)

  const approver = await as(browser, 'approver')
  await approver.goto(where.bills)
  await confirmStep(approver, '批准移送')
  await handler.goto(where.bills)
  await confirmStep(handler, '移送')

  const finance = await as(browser, 'finance')
  await finance.goto(where.bills)
  await button(finance, '签收').click()
  await shown(finance, '已签收')
  await shown(finance, '还有 53 张票据没有填写查验结果')
  await finance.getByLabel('票据 0000001 的查验结果').selectOption({ label: '真票，信息一致' })
  await button(finance, '记录').first().click()
  await shown(finance, '真票 1，伪造 0，不一致 0，查无 0，待查 52')
  await finance.getByLabel('粘贴查验结果').fill('370601\t0000002\t伪造\t系统无此票\n370601\t0000003\t查无此票')
  await button(finance, '录入全部结果').click()
  await shown(finance, '真票 1，伪造 1，不一致 0，查无 1，待查 50')
  await answerBySheet(finance)

  await handler.goto(where.bills)
  await shown(handler, '经逐张查验，真票且信息一致 51 张，伪造 1 张，查无此票 1 张')
  await shown(handler, '系统无此票')
  const police = await as(browser, 'police')
  expect((await police.goto(where.bills))?.status()).toBe(404)
})

/** The fifty that are left: of what is done on the page, each click is counted. */
async function answerBySheet(finance: Page) {
  let clicks = 0
  const click = async (name: string, within: Parameters<typeof button>[0]) => {
    clicks += 1
    await button(within, name).click()
  }
  const [download] = await Promise.all([finance.waitForEvent('download'), finance.getByRole('link', { name: '下载查验表' }).click()])
  const filled = await filledIn(await download.path())
  clicks += 1
  await finance.getByLabel('填好的查验表').setInputFiles({ name: '查验表.xlsx', mimeType: 'application/octet-stream', buffer: filled })
  await shown(finance, '已上传：查验表.xlsx')
  await click('录入查验表', finance)
  await shown(finance, '真票 51，伪造 1，不一致 0，查无 1，待查 0')
  await click('反馈结果', finance.getByRole('main'))
  await click('反馈结果', finance.getByRole('dialog'))
  await expect(finance.getByRole('dialog')).toBeHidden()
  expect(clicks).toBeLessThanOrEqual(4)
}

/** Every bill of the sheet that has no result yet is found genuine. */
async function filledIn(path: string): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(path)
  const sheet = book.getWorksheet('票据查验')
  const column = Array.from({ length: 8 }, (_, place) => place + 1).find((place) => sheet?.getCell(1, place).text === '查验结果') ?? 1
  sheet?.eachRow((row) => {
    if (row.getCell(column).text === '') row.getCell(column).value = '真票'
  })
  return Buffer.from(await book.xlsx.writeBuffer())
}
