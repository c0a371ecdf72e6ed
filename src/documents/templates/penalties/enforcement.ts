import { z } from 'zod'
import { penaltyKinds } from '#domain/document/kinds-of-penalties'
import { formatYuan } from '#domain/kernel/money'
import { basis, citation } from '#domain/law/law'
import { amountFen, civilDate, prose, text } from '../../fields'
import { listTable } from '../../render/table'
import { addressee, body, heading } from '../../render/text'
import { template } from '../../template'
import { amountTwice, chineseDate, chineseNumeral, numbered, surchargeRate } from '../../wording'
import {
  basisLine,
  caseParts,
  contactLine,
  contactParts,
  day,
  dayText,
  officerNames,
  partyLines,
  partyParts,
  penaltyPaper,
  remedyLine,
  unnumberedPaper,
} from './parts'

const surcharge = z.strictObject({
  ...caseParts,
  ...partyParts,
  decisionNumber: text,
  decisionServedOn: day,
  dueOn: day,
  /** Until when it was reckoned, and how much that came to: as it was posted, else what is still to be filled in. */
  surchargedTo: day,
  surcharged: text,
  fineFen: amountFen,
  finePaidFen: amountFen,
  fineAccount: text,
  reviewOrgan: text,
  court: text,
  /** The parts in which it may be paid, where it was spread. */
  parts: z
    .array(z.strictObject({ amountFen, dueOn: civilDate }))
    .max(100)
    .default([]),
})
export type SurchargeDecision = z.input<typeof surcharge>

/** 加处罚款决定书 (D18): how it was reckoned, and how much it is. */
export const surchargeDecision = template(surcharge, (paper) =>
  penaltyPaper(paper, penaltyKinds.surchargeDecision.name, [
    ...partyLines(paper),
    ...body(
      `我局于${dayText(paper.decisionServedOn)}向你单位送达${paper.decisionNumber}行政处罚决定书，${paper.parts.length > 0 ? '并批准分期缴纳罚款，' : `缴纳罚款的期限至${dayText(paper.dueOn)}届满，`}你单位未在期限内缴清罚款。`,
    ),
    heading(numbered(0, '加处罚款的计算')),
    listTable(
      [
        { title: '项目', share: 4 },
        { title: '内容', share: 6 },
      ],
      [
        ['罚款数额', `${formatYuan(paper.fineFen)}元`],
        ...paper.parts.map(({ amountFen: fen, dueOn }, index) => [
          `第${index + 1}期`,
          `${formatYuan(fen)}元，期限至${chineseDate(dueOn)}届满`,
        ]),
        [`截至${dayText(paper.surchargedTo)}已缴`, `${formatYuan(paper.finePaidFen)}元`],
        ['加处比例', `${surchargeRate}，已经缴纳的部分算至缴纳之日`],
        ['计算起止', `${paper.parts.length > 0 ? '各期' : ''}缴款期限届满次日起至${dayText(paper.surchargedTo)}`],
        ['不计算的时间', `行政复议、行政诉讼期间（${citation(basis('administrativePenaltyLaw', '第七十三条第三款'))}）`],
        ['上限', '不超出罚款的数额'],
        ['加处罚款', paper.surcharged],
      ],
    ),
    heading(numbered(1, '决定')),
    ...body(
      `依据${citation(penaltyKinds.surchargeDecision.basis)}的规定，我局决定对你单位加处罚款${paper.surcharged}。请自收到本决定书之日起与未缴的罚款一并缴至：${paper.fineAccount}。`,
    ),
    heading(numbered(2, '救济途径')),
    ...remedyLine(paper),
  ]),
)

const application = z.strictObject({
  ...caseParts,
  ...partyParts,
  ...contactParts,
  ...{ court: text, decisionNumber: text, decidedOn: day, decisionServedOn: day, demandNumber: text, demandServedOn: day },
  ...{ refundOutstandingFen: amountFen, fineOutstandingFen: amountFen, surchargeOutstandingFen: amountFen },
  ...{ fundAccount: text, fineAccount: text, partyView: prose, property: prose, organHead: text },
  /** It is on a penalty, and not on money that is to come back alone. */
  isPenalty: z.boolean().default(true),
})
export type EnforcementApplication = z.input<typeof application>

type Owed = Pick<z.output<typeof application>, 'refundOutstandingFen' | 'fineOutstandingFen' | 'surchargeOutstandingFen'>
/** What is owed, of the fund and of the treasury each by itself, and nothing of which none is. */
function owedLines(paper: Owed & { fundAccount: string; fineAccount: string }): string[] {
  const named = (name: string, fen: bigint) => (fen > 0n ? [`${name}${amountTwice(fen)}`] : [])
  const refund = named('应当退回的医疗保障基金', paper.refundOutstandingFen).map((sum) => `${sum}，缴至：${paper.fundAccount}。`)
  const fines = [...named('罚款', paper.fineOutstandingFen), ...named('加处罚款', paper.surchargeOutstandingFen)].join('，')
  return [...refund, ...(fines ? [`${fines}，缴至：${paper.fineAccount}。`] : [])]
}

/** 行政处罚强制执行申请书 (D18), to the court: money of the fund and of the treasury each by itself. */
export const enforcementApplication = template(application, (paper) => {
  const decision = paper.isPenalty ? '行政处罚决定' : '行政处理决定'
  return penaltyPaper(paper, paper.isPenalty ? penaltyKinds.enforcementApplication.name : '行政处理决定强制执行申请书', [
    addressee([paper.court]),
    ...body(`申请人：${paper.organ}，负责人：${paper.organHead}。`),
    ...body('被申请人：'),
    ...partyLines(paper),
    heading(numbered(0, '申请事项')),
    ...body('请求依法强制执行下列款项：'),
    ...owedLines(paper).flatMap((line, index) => body(`（${chineseNumeral(index + 1)}）${line}`)),
    heading(numbered(1, '事实和理由')),
    ...body(
      `申请人于${dayText(paper.decidedOn)}就${paper.cause}（案件编号${paper.caseNumber}）作出${paper.decisionNumber}${decision}，${dayText(paper.decisionServedOn)}送达被申请人。被申请人在法定期限内未申请行政复议、提起行政诉讼，或者复议、诉讼终结后仍未履行。申请人于${dayText(paper.demandServedOn)}送达${paper.demandNumber}催告书，被申请人逾期仍未履行。`,
    ),
    heading(numbered(2, '当事人的意见')),
    ...body(paper.partyView),
    heading(numbered(3, '申请强制执行标的情况')),
    ...body(paper.property),
    ...body(`依据${citation(basis('administrativeCompulsionLaw', '第五十三条'))}、第五十四条的规定，特申请强制执行。`),
    ...body(`附：1.${decision}书及作出决定的事实、理由和依据；2.催告书及送达回证；3.当事人的意见；4.申请强制执行标的情况的材料。`),
    ...contactLine(paper),
    ...body('行政机关负责人（签名）：'),
  ])
})

const payment = z.strictObject({ on: civilDate, kind: text, amountFen, voucher: text })
const record = z.strictObject({
  ...caseParts,
  decisionNumber: text,
  ...{ fundAccount: text, fineAccount: text },
  ...{ fundPayments: z.array(payment).max(1000), treasuryPayments: z.array(payment).max(1000) },
})
export type PaymentRecord = z.input<typeof record>

const total = (payments: readonly z.output<typeof payment>[]) => payments.reduce((sum, { amountFen: fen }) => sum + fen, 0n)

const paymentTable = (payments: readonly z.output<typeof payment>[]) =>
  listTable(
    [
      { title: '序号', share: 1.4, align: 'center' },
      { title: '到账日期', share: 4.2, align: 'center' },
      { title: '款项', share: 2.6, align: 'center' },
      { title: '票据（凭证）号', share: 4 },
      { title: '金额（元）', share: 3.2, align: 'right' },
    ],
    [
      ...payments.map(({ on, kind, amountFen: fen, voucher }, index) => [`${index + 1}`, chineseDate(on), kind, voucher, formatYuan(fen)]),
      ['', '合计', '', '', formatYuan(total(payments))],
    ],
  )

/** 罚款缴纳和基金退回到账登记表 (D20): what came in and was confirmed by a second person, of the fund and of the treasury each by itself. */
export const paymentRecord = template(record, (paper) =>
  unnumberedPaper(
    paper,
    penaltyKinds.paymentRecord.name,
    [
      ...body(`案由：${paper.cause}（案件编号${paper.caseNumber}）`),
      ...body(`当事人：${paper.partyName}；处理决定文号：${paper.decisionNumber}`),
      heading(numbered(0, '退回医疗保障基金')),
      ...body(`退回账户：${paper.fundAccount}`),
      paymentTable(paper.fundPayments),
      heading(numbered(1, '罚款和加处罚款（上缴国库）')),
      ...body(`缴款账户：${paper.fineAccount}`),
      paymentTable(paper.treasuryPayments),
      ...body('以上两类款项分账登记，不合并计算；所列均为经第二人核对到账的款项。票据、凭证附后。'),
      ...body(`登记人：${officerNames(paper)}`),
      basisLine(penaltyKinds.paymentRecord.basis),
    ],
    [],
  ),
)
