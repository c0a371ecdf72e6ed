import { z } from 'zod'
import { houseClauses } from '#domain/document/house-wordings'
import { penaltyKinds } from '#domain/document/kinds-of-penalties'
import { basis, citation } from '#domain/law/law'
import { amountFen, prose, text } from '../../fields'
import { formTable, listTable } from '../../render/table'
import { body, heading, right, sizes } from '../../render/text'
import { template } from '../../template'
import { amountTwice, numbered, surchargeRate } from '../../wording'
import { clause } from '../clause'
import {
  basisLine,
  caseParts,
  contactLine,
  contactParts,
  day,
  dayText,
  lines,
  officerNames,
  partyLines,
  partyParts,
  penaltyPaper,
  unnumberedPaper,
} from './parts'

const lawOf = (article: string) => citation(basis('administrativePenaltyLaw', article))

const receipt = z.strictObject({ ...caseParts, served: text, receiver: text, method: text, place: text })
export type ServiceReceipt = z.input<typeof receipt>

const handSigned = '\n\n　　　签名或者盖章：　　　　　　　年　　月　　日　　时'

/** 送达回证 (D16): signed by hand where the paper is handed over. */
export const serviceReceipt = template(receipt, (paper) =>
  unnumberedPaper(paper, penaltyKinds.serviceReceipt.name, [
    right(`案件编号：${paper.caseNumber}`, { size: sizes.xiaosi }),
    formTable([
      { cells: [{ label: '送达机关', value: paper.organ }] },
      { cells: [{ label: '案由', value: paper.cause }] },
      { cells: [{ label: '送达文书\n名称和文号', value: paper.served }], minHeight: 1000 },
      {
        cells: [
          { label: '受送达人', value: paper.receiver },
          { label: '送达方式', value: paper.method },
        ],
      },
      { cells: [{ label: '送达地点', value: paper.place }] },
      { cells: [{ label: '收件人', value: handSigned }], minHeight: 1400 },
      { cells: [{ label: '代收人及\n代收理由', value: handSigned }], minHeight: 1400 },
      { cells: [{ label: '拒收事由和\n见证人', value: handSigned }], minHeight: 1400 },
      { cells: [{ label: '送达人', value: `${officerNames(paper)}${handSigned}` }], minHeight: 1400 },
      { cells: [{ label: '备注', value: '' }], minHeight: 800 },
    ]),
    basisLine(penaltyKinds.serviceReceipt.basis),
  ]),
)

const instalments = z.strictObject({
  ...caseParts,
  ...partyParts,
  fineFen: amountFen,
  askedOn: day,
  ground: prose,
  plan: lines,
  fineAccount: text,
})
export type InstalmentApproval = z.input<typeof instalments>

/** A line of the plan: its day and its amount, where it is written as both. */
const planned = /^(\d{4}-\d{2}-\d{2})\s+(\S+)$/

/** 延期（分期）缴纳罚款批准书 (D17). */
export const instalmentApproval = template(instalments, (paper) =>
  penaltyPaper(paper, penaltyKinds.instalmentApproval.name, [
    ...partyLines(paper),
    ...body(
      `你单位于${dayText(paper.askedOn)}就${paper.cause}（案件编号${paper.caseNumber}）的罚款提出延期（分期）缴纳申请，理由：${paper.ground}`,
    ),
    ...body(`依据${lawOf('第六十六条第二款')}的规定，经审查，批准你单位对罚款${amountTwice(paper.fineFen)}按下列计划缴纳：`),
    listTable(
      [
        { title: '期次', share: 1, align: 'center' },
        { title: '缴纳期限', share: 3, align: 'center' },
        { title: '金额（元）', share: 3, align: 'right' },
      ],
      paper.plan.map((line, index) => {
        const [, dueOn, amount] = planned.exec(line) ?? [undefined, line, '']
        return [`${index + 1}`, dueOn ? dayTextOr(dueOn) : line, amount ?? '']
      }),
    ),
    ...body(`缴款账户：${paper.fineAccount}。任何一期逾期未缴的，我局将依法加处罚款并申请人民法院强制执行。`),
  ]),
)

const dayTextOr = (value: string) => (/^\d{4}-/.test(value) ? dayText(value) : value)

const demand = z.strictObject({
  ...caseParts,
  ...partyParts,
  ...contactParts,
  decisionNumber: text,
  decisionServedOn: day,
  dueOn: day,
  countedOn: day,
  refundOutstandingFen: amountFen,
  fineOutstandingFen: amountFen,
  /** 3% a day on the fine that is due, never above it; `null` until its days are known. */
  surchargeFen: amountFen.nullable(),
  fundAccount: text,
  fineAccount: text,
})
export type DemandNotice = z.input<typeof demand>

/** 履行行政处罚决定催告书 (D18), ten days before the court is asked. */
export const demandNotice = template(demand, (paper) =>
  penaltyPaper(paper, penaltyKinds.demandNotice.name, [
    ...partyLines(paper),
    ...body(
      `我局于${dayText(paper.decisionServedOn)}向你单位送达${paper.decisionNumber}行政处罚决定书，履行期限至${dayText(paper.dueOn)}届满，你单位尚未履行下列义务：`,
    ),
    heading(numbered(0, '应当退回的医疗保障基金')),
    ...body(`尚未退回${amountTwice(paper.refundOutstandingFen)}，缴至：${paper.fundAccount}。`),
    heading(numbered(1, '应当缴纳的罚款')),
    ...body(`尚未缴纳${amountTwice(paper.fineOutstandingFen)}，缴至：${paper.fineAccount}。`),
    ...(paper.surchargeFen === null
      ? []
      : body(
          `依据${lawOf('第七十二条')}的规定，自期限届满次日起${surchargeRate}加处罚款，计算至${dayText(paper.countedOn)}，加处罚款${amountTwice(paper.surchargeFen)}（不超出罚款的数额）。`,
        )),
    heading(numbered(2, '催告')),
    ...clause(paper, { house: houseClauses.demandNotice.demand, name: 'demand' }),
    ...contactLine(paper),
  ]),
)
