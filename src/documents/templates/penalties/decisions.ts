import { z } from 'zod'
import { houseClauses } from '#domain/document/house-wordings'
import { penaltyKinds } from '#domain/document/kinds-of-penalties'
import { basis, citation } from '#domain/law/law'
import { prose, text } from '../../fields'
import { attachmentList } from '../../render/letterhead'
import { body, heading } from '../../render/text'
import { template } from '../../template'
import { amountTwice, numbered } from '../../wording'
import { clause } from '../clause'
import {
  annexOf,
  articlesOf,
  caseParts,
  day,
  dayText,
  disposalLines,
  factLines,
  factParts,
  lines,
  partyLines,
  partyParts,
  penaltyPaper,
  remedyLine,
  sumOf,
} from './parts'

const parts = { ...caseParts, ...partyParts, ...factParts, reviewOrgan: text, court: text }
const lawOf = (article: string) => citation(basis('administrativePenaltyLaw', article))
const evidenceLines = (evidence: readonly string[]) => evidence.flatMap((item, index) => body(`${index + 1}.${item}`))

const decision = z.strictObject({
  ...parts,
  investigation: prose,
  evidence: lines,
  notice: prose,
  discretion: prose,
  fundAccount: text,
  fineAccount: text,
})
export type PenaltyDecision = z.input<typeof decision>

/** 行政处罚决定书 (D11), with all that 处罚法 第五十九条 asks for, the amounts of each fact in an annex. */
export const penaltyDecision = template(decision, (paper) => {
  const { facts } = paper
  return penaltyPaper(
    paper,
    penaltyKinds.penaltyDecision.name,
    [
      ...partyLines(paper),
      heading(numbered(0, '案件来源和调查经过')),
      ...body(`${paper.cause}，案件编号${paper.caseNumber}。`),
      ...body(paper.investigation),
      heading(numbered(1, '查明的违法事实')),
      ...factLines(facts),
      ...body(`以上造成医疗保障基金损失合计${amountTwice(sumOf(facts, 'fundLossFen'))}，各项金额见附件。`),
      heading(numbered(2, '证据')),
      ...evidenceLines(paper.evidence),
      heading(numbered(3, '告知、陈述申辩和听证情况')),
      ...body(paper.notice),
      heading(numbered(4, '理由和依据')),
      ...body(`上述行为适用${articlesOf(facts)}。`),
      ...body(paper.discretion),
      heading(numbered(5, '决定')),
      ...body('我局决定：'),
      ...disposalLines(facts),
      heading(numbered(6, '履行方式和期限')),
      ...clause(
        paper,
        { house: houseClauses.penaltyDecision.performance, name: 'performance' },
        { 医保基金退回账户: paper.fundAccount, 罚款缴款账户: paper.fineAccount },
      ),
      ...clause(paper, { house: houseClauses.penaltyDecision.late, name: 'late' }),
      heading(numbered(7, '救济途径')),
      ...remedyLine(paper),
      ...attachmentList(['违法事实和金额明细表']),
    ],
    annexOf(facts),
  )
})

const onTheSpot = z.strictObject({ ...parts, warned: z.boolean().default(false), place: text, said: prose, fineAccount: text })
export type SummaryDecision = z.input<typeof onTheSpot>

/** 当场行政处罚决定书 (D12). */
export const summaryDecision = template(onTheSpot, (paper) =>
  penaltyPaper(paper, penaltyKinds.summaryDecision.name, [
    ...partyLines(paper),
    ...body(`经查（案件编号${paper.caseNumber}），你单位存在下列违法事实：`),
    ...factLines(paper.facts),
    ...body(`依据${lawOf('第五十一条、第五十二条')}和${articlesOf(paper.facts)}的规定，当场决定：`),
    ...(paper.warned ? body('给予警告。') : []),
    ...disposalLines(paper.facts),
    ...body(`作出决定前，执法人员已当场告知拟处罚的内容、事实、理由、依据和你单位的陈述、申辩权利。陈述申辩情况：${paper.said}`),
    ...body(`处罚地点：${paper.place}。罚款自收到本决定书之日起十五日内缴至：${paper.fineAccount}。`),
    ...remedyLine(paper),
    ...body(`执法人员：${paper.officers.map(({ name, certificateNumber }) => `${name}（执法证号${certificateNumber}）`).join('、')}`),
    ...body('当事人（签名或者盖章）：　　　　　　　　　　　　年　　月　　日'),
  ]),
)

const handling = z.strictObject({ ...parts, evidence: lines, fundAccount: text, refundBy: day })
export type HandlingDecision = z.input<typeof handling>

/** 行政处理决定书 (D13): money back to the fund, without a penalty. */
export const handlingDecision = template(handling, (paper) =>
  penaltyPaper(
    paper,
    penaltyKinds.handlingDecision.name,
    [
      ...partyLines(paper),
      heading(numbered(0, '查明的事实')),
      ...factLines(paper.facts),
      heading(numbered(1, '证据')),
      ...evidenceLines(paper.evidence),
      heading(numbered(2, '决定和履行')),
      ...body(
        `依据${articlesOf(paper.facts)}的规定，责令你单位于${dayText(paper.refundBy)}前退回医疗保障基金${amountTwice(sumOf(paper.facts, 'refundFen'))}，缴至：${paper.fundAccount}。`,
      ),
      heading(numbered(3, '救济途径')),
      ...remedyLine(paper),
      ...attachmentList(['违法事实和金额明细表']),
    ],
    annexOf(paper.facts),
  ),
)

const noPenalty = z.strictObject({ ...parts, evidence: lines, ground: prose, education: prose })
export type NoPenaltyDecision = z.input<typeof noPenalty>

/** 不予行政处罚决定书 (D14): what the fund lost is still asked back. */
export const noPenaltyDecision = template(noPenalty, (paper) =>
  penaltyPaper(paper, penaltyKinds.noPenaltyDecision.name, [
    ...partyLines(paper),
    heading(numbered(0, '查明的事实')),
    ...factLines(paper.facts),
    heading(numbered(1, '证据')),
    ...evidenceLines(paper.evidence),
    heading(numbered(2, '理由和依据')),
    ...body(paper.ground),
    heading(numbered(3, '决定')),
    ...body(`依据${lawOf('第三十三条')}的规定，我局决定不予行政处罚。`),
    ...(sumOf(paper.facts, 'refundFen') > 0n
      ? body(`应当退回的医疗保障基金${amountTwice(sumOf(paper.facts, 'refundFen'))}，仍应退回。`)
      : []),
    ...body(paper.education),
    heading(numbered(4, '救济途径')),
    ...remedyLine(paper),
  ]),
)
