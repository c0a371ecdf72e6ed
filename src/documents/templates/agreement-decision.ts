import { z } from 'zod'
import { agreementMeasureKinds } from '#domain/case/tracks/agreement-measures'
import { formatYuan } from '#domain/kernel/money'
import { basis, citation } from '#domain/law/law'
import { amountFen, civilDate, letterParts, prose, text } from '../fields'
import { colophon, letterhead, signed } from '../render/letterhead'
import { addressee, body, emptyLine, heading, title } from '../render/text'
import { draftMarkUnless, template } from '../template'
import { amountTwice, chineseDate, chinesePeriod, numbered } from '../wording'

const measure = z.strictObject({
  kind: z.enum(agreementMeasureKinds),
  /** The clause of the agreement on which it rests. */
  clause: text,
  amountFen: amountFen.nullable(),
  days: z.int().min(1).nullable(),
  months: z.int().min(1).nullable(),
  note: z.string().max(2000).default(''),
})

const input = z.strictObject({
  ...letterParts,
  caseNumber: text,
  facts: z.array(z.strictObject({ behaviour: text, actFrom: civilDate, actTo: civilDate, fundLossFen: amountFen })).max(500),
  /** What the institution said, word for word; `null` where it let it pass. */
  statement: z.string().max(20_000).nullable(),
  statedOn: civilDate.nullable(),
  /** What the agency makes of it. */
  proposal: prose,
  measures: z.array(measure).min(1).max(20),
  /** The bureau, to which it is reported. */
  copyTo: z.array(text),
})
export type AgreementDecision = z.input<typeof input>

type Measure = z.output<typeof measure>
const words: Readonly<Record<Measure['kind'], (measure: Measure) => string>> = {
  interview: () => '约谈你单位有关负责人',
  withhold: ({ amountFen: amount }) => `不予支付违规费用${amountTwice(amount ?? 0n)}`,
  recover: ({ amountFen: amount }) => `追回已支付的违规费用${amountTwice(amount ?? 0n)}`,
  suspend: ({ days }) => `中止医疗保障服务协议${days ?? 0}天`,
  terminate: ({ months }) => `解除医疗保障服务协议，自解除之日起${months ?? 0}个月内不受理再次申请`,
}

/** 协议处理决定书: what the operating agency does under the agreement, to the institution, with a copy to the bureau. */
export const agreementDecision = template(input, (paper) => ({
  title: `协议处理决定书：${paper.addressee}`,
  organ: paper.organ,
  datedOn: paper.datedOn,
  mark: draftMarkUnless(paper.documentNumber),
  sheets: [
    {
      blocks: [
        ...signed(
          [
            ...letterhead({ organs: [paper.organ], suffix: '', documentNumber: paper.documentNumber }),
            emptyLine(),
            ...title(['协议处理决定书']),
            emptyLine(),
            addressee([paper.addressee]),
            heading(numbered(0, '查明的情况')),
            ...paper.facts.flatMap(({ behaviour, actFrom, actTo, fundLossFen }) =>
              body(`${chinesePeriod(actFrom, actTo)}，${behaviour}，造成医疗保障基金损失${formatYuan(fundLossFen)}元。`),
            ),
            ...body(`案件编号：${paper.caseNumber}。`),
            heading(numbered(1, '陈述、申辩')),
            ...body(
              `${paper.statedOn ? `${chineseDate(paper.statedOn)}，` : ''}${paper.statement === null ? '我机构听取意见，你单位未提出陈述、申辩。' : `你单位提出陈述、申辩：${paper.statement}`}`,
            ),
            heading(numbered(2, '处理意见')),
            ...body(paper.proposal),
            heading(numbered(3, '处理决定')),
            ...body(`依据${citation(basis('implementingRules', '第十三条'))}和医疗保障服务协议，决定：`),
            ...paper.measures.flatMap((one, place) =>
              body(`${place + 1}. ${words[one.kind](one)}（${one.clause}）。${one.note && `${one.note.replace(/[。；]$/, '')}。`}`),
            ),
            heading(numbered(4, '履行和异议')),
            ...body('请自收到本决定书之日起履行。对本决定有异议的，按照医疗保障服务协议约定的争议处理方式办理。'),
          ],
          [paper.organ],
          paper.datedOn,
        ),
        ...(paper.copyTo.length > 0 ? colophon({ copies: paper.copyTo, printedBy: paper.organ, printedOn: paper.datedOn }) : []),
      ],
    },
  ],
}))
