import { z } from 'zod'
import { civilDate } from '../../fields'
import { body, flush, heading } from '../../render/text'
import { template } from '../../template'
import { chineseDate, numbered } from '../../wording'
import { actParts, annexOf, decisionPaper, handSignedBy, instant, items, lawOf, minuteText, officerLine, prose } from './parts'

const common = { ...actParts, begunAt: instant, content: prose }
const inspection = z.strictObject(common)
export type InspectionNotice = z.input<typeof inspection>

/** 检查通知书 (C02): handed over when the inspection begins. */
export const inspectionNotice = template(inspection, (paper) =>
  decisionPaper(paper, 'inspectionNotice', [
    flush(`${paper.personName}：`),
    ...body(
      `依据${lawOf('inspectionNotice')}，我局决定自${minuteText(paper.begunAt)}起，对你单位使用医疗保障基金的情况进行检查，检查地点为${paper.place}。`,
    ),
    heading(numbered(0, '检查的内容和范围')),
    ...body(paper.content),
    heading(numbered(1, '检查人员')),
    ...body(`${officerLine(paper)}。`),
    heading(numbered(2, '你单位的权利和义务')),
    ...body(
      '检查人员少于两人或者不出示执法证件的，你单位有权拒绝检查；认为检查人员与本案有直接利害关系的，有权申请回避；对检查情况有权陈述和申辩。请安排人员配合，如实提供有关资料和数据，不得拒绝、阻碍或者隐匿、销毁。',
    ),
  ]),
)

const request = z.strictObject({ ...common, items: items.min(1), answerBy: civilDate })
export type EvidenceRequest = z.input<typeof request>

/** 调取证据通知书 with its list (C05). */
export const evidenceRequest = template(request, (paper) =>
  decisionPaper(
    paper,
    'evidenceRequest',
    [
      flush(`${paper.personName}：`),
      ...body(
        `我局正在办理${paper.cause}（案件编号${paper.caseNumber}）。依据${lawOf('evidenceRequest')}，请于${chineseDate(paper.answerBy)}前将所附清单载明的证据材料提交我局，提交地点为${paper.place}。`,
      ),
      ...body(paper.content),
      ...body(
        '提交原件确有困难的，可以提交复制件，注明“经核对与原件一致”和原件的存放处，由提供人签名或者盖章。提供虚假材料或者隐匿、销毁证据的，依法承担责任。',
      ),
      ...body(`执法人员：${officerLine(paper)}。`),
    ],
    annexOf('调取证据清单', paper.items, handSignedBy('接收人', null)),
  ),
)

/** 抽样、鉴定委托书: what is to be examined, and by when the opinion is due. */
export const appraisalEntrustment = template(request, (paper) =>
  decisionPaper(
    paper,
    'appraisalEntrustment',
    [
      flush(`${paper.personName}：`),
      ...body(
        `我局因办理${paper.cause}（案件编号${paper.caseNumber}）的需要，委托你单位对所附清单载明的样本、材料进行抽样检验、检测或者鉴定，请于${chineseDate(paper.answerBy)}前出具书面意见。`,
      ),
      heading(numbered(0, '委托事项和要求')),
      ...body(paper.content),
      heading(numbered(1, '其他要求')),
      ...body(
        '意见应当载明依据的材料、方法和过程，由鉴定人签名并加盖单位印章，附资质证明。与本案有利害关系的，应当回避；知悉的案件情况和个人信息应当保密。',
      ),
      ...body(`执法人员：${officerLine(paper)}。`),
    ],
    annexOf('送检样本、材料清单', paper.items, handSignedBy('接收人', null)),
  ),
)
