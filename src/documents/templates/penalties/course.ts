import { z } from 'zod'
import { penaltyKinds } from '#domain/document/kinds-of-penalties'
import { formatYuan } from '#domain/kernel/money'
import { basis, citation } from '#domain/law/law'
import { prose, text } from '../../fields'
import { formTable } from '../../render/table'
import { body, heading, right, sizes } from '../../render/text'
import { template } from '../../template'
import { numbered } from '../../wording'
import {
  articlesOf,
  basisLine,
  caseParts,
  contactLine,
  contactParts,
  day,
  dayText,
  factParts,
  officerNames,
  partyLines,
  partyParts,
  penaltyPaper,
  remedyLine,
  sumOf,
  unnumberedPaper,
} from './parts'

const handSigned = '\n\n　　　　　　　　　　签名：　　　　　　　　年　　月　　日'
const remedyParts = { reviewOrgan: text, court: text }

const nonFiling = z.strictObject({
  ...caseParts,
  ...partyParts,
  ...factParts,
  source: prose,
  report: prose,
  handlerOpinion: prose,
  refusal: prose,
  refusedBy: text,
})
export type NonFilingApproval = z.input<typeof nonFiling>

/** 不予立案审批表 (D02): what was found first, and why the head has no case made of it. */
export const nonFilingApproval = template(nonFiling, (paper) =>
  unnumberedPaper(paper, penaltyKinds.nonFilingApproval.name, [
    right(`案件编号：${paper.caseNumber}`, { size: sizes.xiaosi }),
    formTable([
      { cells: [{ label: '案由', value: paper.cause }] },
      { cells: [{ label: '案件来源', value: paper.source }] },
      {
        cells: [
          { label: '当事人', value: paper.partyName },
          { label: '信用代码\n（证件号码）', value: paper.partyNumber },
        ],
      },
      {
        cells: [
          { label: '住所\n（地址）', value: paper.partyAddress },
          { label: '法定代表人\n（负责人）', value: paper.partyHead },
        ],
      },
      { cells: [{ label: '初步事实', value: paper.report }], minHeight: 1400 },
      { cells: [{ label: '涉及条款', value: articlesOf(paper.facts) }] },
      {
        cells: [
          {
            label: '涉及金额',
            value: `医疗费用${formatYuan(sumOf(paper.facts, 'billedFen'))}元；违规费用${formatYuan(sumOf(paper.facts, 'irregularFen'))}元；基金损失${formatYuan(sumOf(paper.facts, 'fundLossFen'))}元`,
          },
        ],
      },
      { cells: [{ label: '承办人意见', value: `${paper.handlerOpinion}\n承办人：${officerNames(paper)}` }], minHeight: 1000 },
      {
        cells: [{ label: '负责人\n审批意见', value: `不予立案。理由：${paper.refusal}\n负责人：${paper.refusedBy}${handSigned}` }],
        minHeight: 1400,
      },
    ]),
    basisLine(penaltyKinds.nonFilingApproval.basis),
  ]),
)

const procedureLaw = (article: string) => citation(basis('penaltyProcedure', article))
const haltParts = {
  ...{ filedOn: day, haltGround: text, haltReason: prose, haltedOn: day },
  /** What was issued before an officer named it cites the heading. */
  haltArticles: text.default(procedureLaw('中止调查条款')),
}
const suspension = z.strictObject({ ...caseParts, ...partyParts, ...contactParts, ...haltParts })
export type SuspensionDecision = z.input<typeof suspension>

/** 中止案件调查决定书 (D15). */
export const suspensionDecision = template(suspension, (paper) =>
  penaltyPaper(paper, penaltyKinds.suspensionDecision.name, [
    ...partyLines(paper),
    ...body(
      `我局于${dayText(paper.filedOn)}立案调查的${paper.cause}（案件编号${paper.caseNumber}），因出现下列情形，案件调查无法继续进行：`,
    ),
    ...body(`${paper.haltGround}。${paper.haltReason}`),
    ...body(
      `依据${paper.haltArticles}，我局决定自${dayText(paper.haltedOn)}起中止对本案的调查。中止的时间不计入办案期限。中止的原因消除后，我局将恢复调查并书面告知。`,
    ),
    ...contactLine(paper),
  ]),
)

const resumption = z.strictObject({ ...caseParts, ...partyParts, ...contactParts, ...haltParts, resumedOn: day, resumeReason: prose })
export type ResumptionDecision = z.input<typeof resumption>

/** 恢复案件调查决定书 (D15). */
export const resumptionDecision = template(resumption, (paper) =>
  penaltyPaper(paper, penaltyKinds.resumptionDecision.name, [
    ...partyLines(paper),
    ...body(
      `我局于${dayText(paper.filedOn)}立案调查的${paper.cause}（案件编号${paper.caseNumber}），因${paper.haltGround}，自${dayText(paper.haltedOn)}起中止调查。${paper.haltReason}`,
    ),
    ...body(`现中止的原因已经消除：${paper.resumeReason}`),
    ...body(`依据${paper.haltArticles}，我局决定自${dayText(paper.resumedOn)}起恢复对本案的调查，办案期限自该日起继续计算。`),
    ...contactLine(paper),
  ]),
)

const termination = z.strictObject({
  ...caseParts,
  ...partyParts,
  ...contactParts,
  ...{ filedOn: day, ground: prose, endArticles: text.default(procedureLaw('终止调查条款')) },
})
export type TerminationDecision = z.input<typeof termination>

/** 终止案件调查决定书 (D15). */
export const terminationDecision = template(termination, (paper) =>
  penaltyPaper(paper, penaltyKinds.terminationDecision.name, [
    ...partyLines(paper),
    ...body(`我局于${dayText(paper.filedOn)}对${paper.cause}（案件编号${paper.caseNumber}）立案调查。现因下列情形，案件调查不再进行：`),
    ...body(paper.ground),
    ...body(`依据${paper.endArticles}，我局决定终止对本案的调查。`),
    ...contactLine(paper),
  ]),
)

const revocation = z.strictObject({
  ...caseParts,
  ...partyParts,
  ...remedyParts,
  decisionNumber: text,
  decidedOn: day,
  ground: prose,
  restitution: prose,
  /** Who revoked it, where that was not the bureau. */
  overturnedBy: text.nullable().default(null),
})
export type RevocationDecision = z.input<typeof revocation>

/** 撤销行政处罚（处理）决定书 (D15). */
export const revocationDecision = template(revocation, (paper) =>
  penaltyPaper(paper, penaltyKinds.revocationDecision.name, [
    ...partyLines(paper),
    ...body(
      `我局于${dayText(paper.decidedOn)}就${paper.cause}（案件编号${paper.caseNumber}）对你单位作出${paper.decisionNumber}决定。${paper.overturnedBy === null ? '经查明：' : `该决定已被${paper.overturnedBy}撤销：`}`,
    ),
    ...body(paper.ground),
    ...body(
      paper.overturnedBy === null
        ? `依据${citation(penaltyKinds.revocationDecision.basis)}的规定，我局决定撤销上述决定。自本决定送达之日起，上述决定不再执行。`
        : '上述决定不再执行，我局按该撤销结果对本案作如下处理。',
    ),
    heading(numbered(0, '已经履行部分的处理')),
    ...body(paper.restitution),
    ...(paper.overturnedBy === null ? [heading(numbered(1, '救济途径')), ...remedyLine(paper)] : []),
  ]),
)

const extension = z.strictObject({
  ...caseParts,
  ...{ filedOn: day, handlingDue: text, excludedDays: text, extendedBefore: text, usedTo: day, usedDays: text },
  ...{ extensionGround: prose, extendedBy: text, handlerOpinion: prose, discussed: prose.default('') },
})
export type ExtensionApproval = z.input<typeof extension>

/** 延长办案期限审批表 (D19): the days that were used, those that do not count, and how many more are asked for. */
export const extensionApproval = template(extension, (paper) =>
  unnumberedPaper(paper, penaltyKinds.extensionApproval.name, [
    right(`案件编号：${paper.caseNumber}`, { size: sizes.xiaosi }),
    formTable([
      { cells: [{ label: '案由', value: paper.cause }] },
      {
        cells: [
          { label: '当事人', value: paper.partyName },
          { label: '立案日期', value: dayText(paper.filedOn) },
        ],
      },
      {
        cells: [
          { label: '计算至', value: dayText(paper.usedTo) },
          { label: '已用日', value: paper.usedDays },
        ],
      },
      {
        cells: [
          { label: '扣除日', value: paper.excludedDays },
          { label: '此前延长', value: paper.extendedBefore },
        ],
      },
      {
        cells: [
          { label: '现办案期限\n届满日', value: paper.handlingDue },
          { label: '拟延长', value: paper.extendedBy },
        ],
      },
      { cells: [{ label: '延长的理由', value: paper.extensionGround }], minHeight: 1400 },
      { cells: [{ label: '承办人意见', value: `${paper.handlerOpinion}\n承办人：${officerNames(paper)}` }], minHeight: 1000 },
      { cells: [{ label: '承办机构\n审核意见', value: handSigned }], minHeight: 1000 },
      { cells: [{ label: '集体讨论', value: paper.discussed }], minHeight: 600 },
      { cells: [{ label: '负责人\n审批意见', value: handSigned }], minHeight: 1000 },
    ]),
    basisLine(penaltyKinds.extensionApproval.basis),
  ]),
)
