import { z } from 'zod'
import {
  type ScoredPost,
  type ScoringDegree,
  type ScoringEffect,
  scoredPosts,
  scoringDegrees,
  scoringEffects,
} from '#domain/case/tracks/scoring-table'
import { basis, citation } from '#domain/law/law'
import { civilDate, documentNumber, prose, text } from '../fields'
import type { Block } from '../render/blocks'
import { letterhead, signed } from '../render/letterhead'
import { addressee, body, emptyLine, heading, title } from '../render/text'
import { draftMarkUnless, template } from '../template'
import { chineseDate, numbered } from '../wording'

const posts: Record<ScoredPost, string> = {
  ...{ physician: '医师', pharmacist: '药师', nurse: '护理人员', technician: '医技人员', feeReviewer: '医疗费用和医保结算审核人员' },
  pharmacyHead: '定点零售药店主要负责人',
}
const degrees: Record<ScoringDegree, string> = { general: '一般责任', important: '重要责任', main: '主要责任' }

const common = {
  organ: text,
  documentNumber: documentNumber.nullable(),
  datedOn: civilDate,
  caseNumber: text,
  /** Of the institution where the person works. */
  institution: text,
  personName: text,
  partyNumber: text,
  post: z.enum(scoredPosts),
  degree: z.enum(scoringDegrees),
  behaviour: text,
  ground: prose,
  points: z.int().min(1).max(12),
}
const outcome = {
  year: z.int(),
  earlier: z.int().min(0),
  effect: z.enum(scoringEffects),
  months: z.int().min(1).nullable(),
}
type Common = z.output<z.ZodObject<typeof common>>
type Outcome = z.output<z.ZodObject<typeof outcome>>

const rules = citation(basis('paymentQualification', '记分管理要求'))
const personOf = ({ personName, partyNumber, post, institution }: Common) =>
  `${personName}（${posts[post]}，人员代码${partyNumber}），系${institution}工作人员。`

const effects: Record<ScoringEffect, (months: number | null) => string> = {
  reminder: () => '年度累计未达到9分，予以提醒',
  suspended: (months) => `年度累计达到9分，暂停医保支付资格${months}个月`,
  ended: (months) => `年度累计达到12分，终止医保支付资格，自终止之日起${months}个月内不得再次登记备案`,
  endedAtOnce: (months) => `一次记满12分，终止医保支付资格，自终止之日起${months}个月内不得再次登记备案`,
}
const exception = '暂停、终止期间提供服务发生的医保费用不予结算，急救、抢救除外。'
const sumUp = ({ points, year, earlier, effect, months }: Common & Outcome) =>
  `记${points}分；${year}年度此前已记${earlier}分，累计${earlier + points}分。${effects[effect](months)}。${effect === 'reminder' ? '' : exception}`

const sheet = (name: string, to: readonly string[], paper: Common, content: readonly Block[]) => ({
  title: `${name}：${paper.institution}`,
  organ: paper.organ,
  datedOn: paper.datedOn,
  mark: draftMarkUnless(paper.documentNumber),
  sheets: [
    {
      blocks: signed(
        [
          ...letterhead({ organs: [paper.organ], suffix: '', documentNumber: paper.documentNumber }),
          emptyLine(),
          ...title([name]),
          emptyLine(),
          addressee(to),
          ...content,
        ],
        [paper.organ],
        paper.datedOn,
      ),
    },
  ],
})
const blamed = (paper: Common, index: number) => [
  heading(numbered(index, '违规行为和责任认定')),
  ...body(personOf(paper)),
  ...body(paper.ground),
  ...body(`经认定，该行为属于“${paper.behaviour}”，${paper.personName}负${degrees[paper.degree]}。`),
]

const notice = z.strictObject({ ...common, sayBy: civilDate })
export type ScoringNotice = z.input<typeof notice>
/** 记分告知书: what is meant, and until when the person and the institution may speak. */
export const scoringNotice = template(notice, (paper) =>
  sheet('医保支付资格记分告知书', [paper.personName, paper.institution], paper, [
    ...blamed(paper, 0),
    heading(numbered(1, '拟作出的处理')),
    ...body(`依据${rules}，拟对${paper.personName}记${paper.points}分。年度累计记分和相应处理在决定时一并确定。`),
    heading(numbered(2, '陈述、申辩')),
    ...body(`如有意见，可以于${chineseDate(paper.sayBy)}前（含当日）向我单位提出陈述、申辩；逾期未提出的，视为没有意见。`),
  ]),
)

const decision = z.strictObject({ ...common, ...outcome, statement: z.string() })
export type ScoringDecision = z.input<typeof decision>
/** 责任认定和记分决定书. */
export const scoringDecision = template(decision, (paper) =>
  sheet('医保支付资格责任认定和记分决定书', [paper.personName, paper.institution], paper, [
    ...blamed(paper, 0),
    heading(numbered(1, '陈述、申辩情况')),
    ...body(paper.statement || '在规定期限内没有提出陈述、申辩。'),
    heading(numbered(2, '决定')),
    ...body(`依据${rules}，决定对${paper.personName}${sumUp(paper)}`),
    heading(numbered(3, '申诉')),
    ...body('对本决定有异议的，可以在送达时载明的期限内向我单位申请复核。'),
  ]),
)

const copy = z.strictObject({
  ...common,
  ...outcome,
  decisionNumber: documentNumber,
  servedOn: civilDate,
  endsOn: civilDate,
  /** Who registers the person: a health department, or market and drug regulation. */
  to: z.enum(['HC', 'MR']),
})
export type ScoringCopy = z.input<typeof copy>
const addressees = { HC: '卫生健康行政部门', MR: '市场监督管理、药品监督管理部门' } as const
/** 抄送函: the decision made known to whoever registers the person. */
export const scoringCopy = template(copy, (paper) =>
  sheet('医保支付资格处理情况抄送函', [addressees[paper.to]], paper, [
    ...body(
      `${paper.institution}违规使用医疗保障基金一案（${paper.caseNumber}）中，我单位对有关人员作出支付资格处理（${paper.decisionNumber}），现抄送你单位。`,
    ),
    ...blamed(paper, 0),
    heading(numbered(1, '处理结果')),
    ...body(sumUp(paper)),
    ...body(`决定书于${chineseDate(paper.servedOn)}送达，处理期限至${chineseDate(paper.endsOn)}。`),
  ]),
)
