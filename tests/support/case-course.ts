// A case of the county as its people take it through its course, and the papers that they make of it.
import { type Browser, expect as expectSoon, type Page } from '@playwright/test'
import { personAt } from './campaign-story'
import { draftPaper, fillIn, issuePaper, keepPages, send, stepAlone, stepWith, tabOf, unfold } from './case-steps'
import { button, shown } from './case-story'
import { dayAhead } from './days-ahead'
import { pdfBytes } from './documents'
import { accountOf } from './server'

const expect = expectSoon.configure({ timeout: 30_000 })

export const bureau = {
  handler: 'rencheng-mi-handler',
  second: 'rencheng-mi-reviewer',
  legal: 'rencheng-mi-legal',
  approver: 'rencheng-mi-approver',
  chair: 'rencheng-mi-hearing',
} as const

/** What a person at the bureau types where the case does not say it. */
const words = {
  统一社会信用代码: '12370811MB28000011',
  住所: '济宁市任城区太白楼中路1号',
  法定代表人: '孟庆山',
  联系人: '张晨',
  联系电话: '0537-0000001',
  调查经过: '执法人员两次到该院现场检查，调取住院病历和收费明细，询问收费员、护士长和科主任。',
  证据: '住院费用明细1份\n现场检查笔录1份\n询问笔录3份',
  行政复议机关: '济宁市任城区人民政府',
  有管辖权的人民法院: '济宁市任城区人民法院',
  医保基金退回账户: '任城区医疗保险基金财政专户，开户行：演示银行任城支行，账号：000011112222',
  罚款缴款账户: '任城区财政局非税收入专户，凭缴款通知书到代收银行缴纳',
  送达地点: '当事人住所地办公楼',
  改正期限: dayAhead(15),
} as const
const opinions = ['管辖和主体资格', '事实和证据', '法律适用', '程序', '裁量', '文书'].map((part) => [part, `${part}经审核符合规定。`])

export const signedFile = (name: string) => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from(pdfBytes([[name.replace('.pdf', '')]])),
})

/** `story` names the papers that it keeps; `said` is what its papers say besides or otherwise, by the labels of their parts. */
export function caseCourse<Other extends string = never>(
  story: string,
  said: Record<string, string>,
  others = {} as Record<Other, string>,
) {
  const logins: Record<string, string> = { ...bureau, ...others }
  type Person = keyof typeof bureau | Other
  let pages = new Map<string, Page>()
  const course = {
    /** Where the case is, once it is proposed. */
    file: '',
    /** The numbers of its papers by their kind. */
    numbers: {} as Record<string, string>,
    async as(browser: Browser, who: Person): Promise<Page> {
      const page = pages.get(who) ?? (await personAt(browser, { login: logins[who] }))
      page.setDefaultTimeout(60_000)
      pages.set(who, page)
      return page
    },
    async leave() {
      for (const page of pages.values()) await page.context().close()
      pages = new Map()
    },
    nameOf: (who: Person) => accountOf({ login: logins[who] }).name,
    /** Drafted by an officer and signed by who signs it; who writes a paper that bears no number finishes it. */
    async paper(browser: Browser, kind: string, own: Record<string, string> = {}, by: { writes?: Person; signs?: Person } = {}) {
      const { writes = 'handler', signs = writes } = by
      const at = await draftPaper(await course.as(browser, writes), course.file, kind, { ...words, ...said, ...own })
      course.numbers[kind] = await issuePaper(await course.as(browser, signs), at, kind)
    },
    signed: async (browser: Browser, kind: string, own: Record<string, string> = {}) =>
      course.paper(browser, kind, own, { signs: 'approver' }),
    /** The approver files what was proposed, and the investigation begins. */
    async filed(browser: Browser) {
      const approver = await course.as(browser, 'approver')
      await approver.goto(course.file)
      await button(approver, '批准立案').click()
      // Another case of the same party may say beside it that it is filed.
      await expect(button(approver, '批准立案')).toHaveCount(0)
      await shown(approver, '已立案')
      await stepAlone(await course.as(browser, 'handler'), course.file, '开始调查取证', '调查取证')
    },
    /** A piece of evidence of both officers. */
    async evidence(browser: Browser, piece: { file: string; kind: string; proves: string; place: string; extraction?: string }) {
      const page = await course.as(browser, 'handler')
      await page.goto(tabOf(course.file, 'evidence'))
      const main = page.getByRole('main')
      await main.getByLabel('证据文件').setInputFiles([signedFile(piece.file)])
      await expect(main.getByText(`已上传：${piece.file}`)).toBeVisible()
      await fillIn(main, { 证据种类: piece.kind, 证明对象: piece.proves, 取证日期: '2026-06-30', 取证地点: piece.place })
      if (piece.extraction) await main.getByLabel('电子数据提取固定说明').fill(piece.extraction)
      await send(page, button(main, '登记证据'))
      const list = main.getByRole('table', { name: '证据清单' })
      await expect(list.getByRole('link', { name: piece.file.replace('.pdf', '') })).toBeVisible()
    },
    /** What is proposed for a fact. */
    async penalty(browser: Browser, seq: number, proposed: Record<string, string>) {
      const page = await course.as(browser, 'handler')
      await page.goto(tabOf(course.file, 'facts'))
      const card = page
        .getByRole('main')
        .locator('section')
        .filter({ has: page.getByRole('heading', { name: new RegExp(`^事实 ${seq}`) }) })
      const form = await unfold(card, '拟定裁量')
      await fillIn(form, proposed)
      await send(page, button(form, '拟定裁量'))
    },
    /** The officers report, and the lawyers agree. */
    async reviewed(browser: Browser) {
      const page = await course.as(browser, 'handler')
      await course.paper(browser, '案件调查终结报告')
      await stepWith(page, course.file, '调查终结', {}, '调查终结')
      await stepAlone(page, course.file, '送法制审核', '法制审核')
      const opinion = '主体适格，事实清楚，证据充分，适用依据和裁量适当，程序合法，同意。'
      await stepWith(await course.as(browser, 'legal'), course.file, '审核通过', { 意见: opinion }, '审核通过')
      await course.paper(browser, '法制审核意见书', Object.fromEntries(opinions), { writes: 'legal' })
    },
    /** The party is told what is intended and that it may be heard. */
    async told(browser: Browser, receiver: string, day = dayAhead(0)) {
      await stepWith(await course.as(browser, 'approver'), course.file, '批准事先告知', {}, '已批准告知')
      await course.signed(browser, '行政处罚事先告知书')
      await course.signed(browser, '行政处罚听证告知书')
      const service = { 送达日期: day, 送达方式: '直接送达', 签收人: receiver }
      await stepWith(await course.as(browser, 'handler'), course.file, '登记告知书送达', service, '陈述申辩')
      await course.paper(browser, '送达回证')
    },
    /** The party gives up its time in writing. */
    async waived(browser: Browser) {
      const page = await course.as(browser, 'handler')
      await page.goto(course.file)
      const form = await unfold(page.getByRole('main'), '登记放弃陈述申辩')
      await fillIn(form, { 提出日期: dayAhead(0), 内容: '对告知的事实、理由和依据没有异议，放弃陈述、申辩和听证。' })
      await form.getByLabel('当事人签名的书面声明').setInputFiles([signedFile('放弃陈述申辩声明.pdf')])
      await expect(form.getByText('已上传：放弃陈述申辩声明.pdf')).toBeVisible()
      await send(page, button(form, '登记放弃陈述申辩'))
      await stepAlone(page, course.file, '陈述申辩结束', '审议决定')
    },
    /** The office discusses the case and decides, and the decision is served. */
    async decided(browser: Browser, receiver: string, day = dayAhead(0)) {
      const approver = await course.as(browser, 'approver')
      const present = [course.nameOf('approver'), course.nameOf('legal'), course.nameOf('chair')]
      const spoke = { 各人意见: present.map((name) => `${name}：同意拟定意见。`).join('\n'), 结论: '同意按拟定意见作出处罚决定。' }
      await stepWith(approver, course.file, '登记集体讨论', { 举行日期: day, 参加人员: present.join('、'), ...spoke }, '审议决定')
      const chaired = { 地点: '局会议室', 主持人: course.nameOf('approver'), 记录人: course.nameOf('second') }
      await course.paper(browser, '重大案件集体讨论笔录', chaired)
      await stepAlone(approver, course.file, '作出处理决定', '已作决定')
      await course.signed(browser, '行政处罚决定书')
      const service = { 送达日期: day, 送达方式: '直接送达', 签收人: receiver }
      await stepWith(await course.as(browser, 'handler'), course.file, '登记决定书送达', service, '决定已送达')
      await course.paper(browser, '送达回证')
    },
    /** Money that came in, entered by one officer and confirmed by the other. */
    async paid(browser: Browser, kind: '已退回（责令）' | '已缴罚款', amount: string, voucher: string, day = dayAhead(0)) {
      const [page, second] = [await course.as(browser, 'handler'), await course.as(browser, 'second')]
      await page.goto(tabOf(course.file, 'money'))
      const form = page.locator('form').filter({ has: page.getByRole('button', { name: '登记到账' }) })
      await fillIn(form, { 款项: kind, 金额: amount, 到账日期: day, 凭证号: `${course.file.slice(-8)}-${voucher}` })
      await send(page, button(form, '登记到账'))
      await second.goto(tabOf(course.file, 'money'))
      await send(second, button(second, '确认到账'))
      await expect(button(second, '确认到账')).toHaveCount(0)
    },
    /** All is paid: the officers propose to close the case, and the approver does. */
    async closed(browser: Browser) {
      const closing = { 结案情形: '执行完毕', 奖励: '纳入信用记录，依法公开处罚信息。', 承办人意见: '当事人已全部履行，建议结案。' }
      await stepAlone(await course.as(browser, 'handler'), course.file, '确认履行完毕', '履行完毕')
      await course.paper(browser, '结案审批表', closing)
      await stepAlone(await course.as(browser, 'approver'), course.file, '结案', '已结案')
    },
    /** Every paper of the case as it is printed. */
    papers: async (browser: Browser) => keepPages(await course.as(browser, 'handler'), tabOf(course.file, 'documents'), story),
  }
  return course
}
