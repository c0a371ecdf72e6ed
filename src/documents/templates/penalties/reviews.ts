import { z } from 'zod'
import { penaltyKinds } from '#domain/document/kinds-of-penalties'
import { formatYuan } from '#domain/kernel/money'
import { amountFen, prose, text } from '../../fields'
import type { ParagraphBlock } from '../../render/blocks'
import { attachmentList } from '../../render/letterhead'
import { formTable } from '../../render/table'
import { body, flush, heading, right, sizes } from '../../render/text'
import { template } from '../../template'
import { amountTwice, numbered } from '../../wording'
import {
  annexOf,
  basisLine,
  caseParts,
  day,
  dayText,
  disposalLines,
  factLines,
  factParts,
  lines,
  officerNames,
  partyLines,
  partyParts,
  sumOf,
  unnumberedPaper,
} from './parts'

const conclusion = z.strictObject({
  ...caseParts,
  ...partyParts,
  ...factParts,
  investigation: prose,
  evidence: lines,
  qualification: prose,
  discretion: prose,
  recommendation: prose,
})
export type InvestigationConclusion = z.input<typeof conclusion>

/** 案件调查终结报告 (D05): the six parts. */
export const investigationConclusion = template(conclusion, (paper) =>
  unnumberedPaper(
    paper,
    penaltyKinds.investigationConclusion.name,
    [
      ...body(`案由：${paper.cause}。案件编号：${paper.caseNumber}。`),
      heading(numbered(0, '当事人基本情况')),
      ...partyLines(paper),
      heading(numbered(1, '违法事实')),
      ...body(paper.investigation),
      ...factLines(paper.facts),
      ...body(`造成医疗保障基金损失合计${amountTwice(sumOf(paper.facts, 'fundLossFen'))}。`),
      heading(numbered(2, '证据')),
      ...paper.evidence.flatMap((item, index) => body(`${index + 1}.${item}`)),
      heading(numbered(3, '定性和法律适用')),
      ...body(paper.qualification),
      heading(numbered(4, '裁量情节')),
      ...body(paper.discretion),
      heading(numbered(5, '处理建议')),
      ...body(paper.recommendation),
      ...disposalLines(paper.facts),
      ...body(`调查人员：${officerNames(paper)}`),
      ...attachmentList(['违法事实和金额明细表']),
    ],
    annexOf(paper.facts),
  ),
)

const review = z.strictObject({
  ...caseParts,
  onJurisdiction: prose,
  onFacts: prose,
  onLaw: prose,
  onProcedure: prose,
  onDiscretion: prose,
  onPapers: prose,
  verdict: text,
  opinion: prose,
  reviewerName: text,
  reviewedOn: day,
})
export type LegalReviewOpinion = z.input<typeof review>

const signatureLine = (name: string, on: string) => `\n　　　　　　　　　　签名：${name}　　${dayText(on)}`
const handSigned = '\n\n　　　　　　　　　　签名：　　　　　　　　年　　月　　日'

/** 法制审核意见书 (D06): what the lawyers looked at, one by one. */
export const legalReviewOpinion = template(review, (paper) =>
  unnumberedPaper(paper, penaltyKinds.legalReviewOpinion.name, [
    right(`案件编号：${paper.caseNumber}`, { size: sizes.xiaosi }),
    formTable([
      { cells: [{ label: '案由', value: paper.cause }] },
      {
        cells: [
          { label: '当事人', value: paper.partyName },
          { label: '承办人', value: officerNames(paper) },
        ],
      },
      { cells: [{ label: '管辖和\n主体资格', value: paper.onJurisdiction }] },
      { cells: [{ label: '事实和证据', value: paper.onFacts }], minHeight: 1000 },
      { cells: [{ label: '法律适用', value: paper.onLaw }], minHeight: 1000 },
      { cells: [{ label: '程序', value: paper.onProcedure }] },
      { cells: [{ label: '裁量', value: paper.onDiscretion }] },
      { cells: [{ label: '文书', value: paper.onPapers }] },
      { cells: [{ label: '审核结论', value: paper.verdict }] },
      { cells: [{ label: '审核意见', value: `${paper.opinion}${signatureLine(paper.reviewerName, paper.reviewedOn)}` }], minHeight: 1400 },
    ]),
    basisLine(penaltyKinds.legalReviewOpinion.basis),
  ]),
)

const minutes = z.strictObject({
  ...caseParts,
  heldOn: day,
  place: text,
  chair: text,
  present: text,
  recorder: text,
  report: prose,
  opinions: prose,
  conclusion: prose,
})
export type DiscussionMinutes = z.input<typeof minutes>

/** 重大案件集体讨论笔录 (D07): each opinion as it was given, those against it too. */
export const discussionMinutes = template(minutes, (paper) =>
  unnumberedPaper(paper, penaltyKinds.discussionMinutes.name, [
    ...body(`案由：${paper.cause}（案件编号${paper.caseNumber}）`),
    ...body(`当事人：${paper.partyName}`),
    ...body(`时间：${dayText(paper.heldOn)}　　地点：${paper.place}`),
    ...body(`主持人：${paper.chair}　　记录人：${paper.recorder}`),
    ...body(`参加人：${paper.present}`),
    heading(numbered(0, '承办人汇报案件情况')),
    ...body(paper.report),
    heading(numbered(1, '讨论意见')),
    ...body(paper.opinions),
    heading(numbered(2, '讨论结论')),
    ...body(paper.conclusion),
    ...handSignatures('参加人签名：', '主持人签名：　　　　　　　　记录人签名：'),
  ]),
)

const handSignatures = (...labels: readonly string[]): ParagraphBlock[] => labels.flatMap((label) => [flush(''), flush(label)])

const defence = z.strictObject({ ...caseParts, saidOn: day, said: prose, findings: prose, adoption: text })
export type DefenceReview = z.input<typeof defence>

/** 陈述申辩复核意见书 (D10). */
export const defenceReview = template(defence, (paper) =>
  unnumberedPaper(paper, penaltyKinds.defenceReview.name, [
    ...body(`案由：${paper.cause}（案件编号${paper.caseNumber}）`),
    ...body(`当事人：${paper.partyName}`),
    heading(numbered(0, '陈述申辩内容')),
    ...body(`${dayText(paper.saidOn)}，当事人提出：`),
    ...body(paper.said),
    heading(numbered(1, '复核情况和理由')),
    ...body(paper.findings),
    heading(numbered(2, '复核结论')),
    ...body(`${paper.adoption}。不因陈述、申辩给予更重的处罚。`),
    ...handSignatures(`复核人员：${officerNames(paper)}`, '签名：　　　　　　　　　　　　　　年　　月　　日'),
  ]),
)

const money = z.strictObject({ demandedFen: amountFen, recoveredFen: amountFen, finedFen: amountFen, finePaidFen: amountFen })
const closing = z.strictObject({
  ...caseParts,
  decisionNumber: text,
  filedOn: day,
  decidedOn: day,
  money,
  performance: prose,
  closingGround: text,
  followUp: prose,
  handlerOpinion: prose,
})
export type ClosingApproval = z.input<typeof closing>

/** 结案审批表 (D21): money of the fund and of the treasury each by itself. */
export const closingApproval = template(closing, (paper) =>
  unnumberedPaper(paper, penaltyKinds.closingApproval.name, [
    right(`案件编号：${paper.caseNumber}`, { size: sizes.xiaosi }),
    formTable([
      { cells: [{ label: '案由', value: paper.cause }] },
      {
        cells: [
          { label: '当事人', value: paper.partyName },
          { label: '决定文号', value: paper.decisionNumber },
        ],
      },
      {
        cells: [
          { label: '立案日期', value: dayText(paper.filedOn) },
          { label: '决定日期', value: dayText(paper.decidedOn) },
        ],
      },
      {
        cells: [
          { label: '责令退回\n基金', value: `${formatYuan(paper.money.demandedFen)}元` },
          { label: '已退回\n基金', value: `${formatYuan(paper.money.recoveredFen)}元` },
        ],
      },
      {
        cells: [
          { label: '罚款', value: `${formatYuan(paper.money.finedFen)}元` },
          { label: '已缴罚款', value: `${formatYuan(paper.money.finePaidFen)}元` },
        ],
      },
      { cells: [{ label: '履行情况', value: paper.performance }], minHeight: 1000 },
      { cells: [{ label: '结案情形', value: paper.closingGround }] },
      { cells: [{ label: '后续事项', value: paper.followUp }], minHeight: 800 },
      { cells: [{ label: '承办人意见', value: `${paper.handlerOpinion}\n承办人：${officerNames(paper)}` }], minHeight: 1000 },
      { cells: [{ label: '承办机构\n审核意见', value: handSigned }], minHeight: 1000 },
      { cells: [{ label: '负责人\n审批意见', value: handSigned }], minHeight: 1000 },
    ]),
    basisLine(penaltyKinds.closingApproval.basis),
  ]),
)
