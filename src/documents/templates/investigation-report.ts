import { z } from 'zod'
import { formatYuan } from '#domain/kernel/money'
import { amountFen, civilDate, officers, party, prose, text } from '../fields'
import { signed } from '../render/letterhead'
import { typeAreaWidth } from '../render/page'
import { listTable } from '../render/table'
import { body, emptyLine, heading, sizes, title } from '../render/text'
import { template } from '../template'
import { amountTwice, chinesePeriod, numbered } from '../wording'

const fact = z
  .strictObject({
    behaviour: text,
    actFrom: civilDate,
    actTo: civilDate,
    /** The article in force on the day of the act, cited in full. */
    article: text,
    billedFen: amountFen,
    irregularFen: amountFen,
    fundLossFen: amountFen,
  })
  .refine(({ actFrom, actTo }) => actFrom <= actTo, 'expected the first day of the act before the last')

const input = z.strictObject({
  organ: text,
  cause: text,
  caseNumber: text,
  source: prose,
  investigation: prose,
  party,
  facts: z.array(fact).min(1).max(100),
  narrative: prose,
  evidence: z.array(text).min(1).max(200),
  qualification: prose,
  discretion: prose,
  recommendation: prose,
  officers,
  datedOn: civilDate,
})
export type InvestigationReport = z.input<typeof input>

const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n)

/** 调查报告: who, what, on which evidence, under which article, and what is proposed. */
export const investigationReport = template(input, (report) => {
  const { party: subject } = report
  const loss = sum(report.facts.map(({ fundLossFen }) => fundLossFen))
  return {
    title: `关于${report.cause}的调查报告`,
    organ: report.organ,
    datedOn: report.datedOn,
    sheets: [
      {
        blocks: [
          ...signed(
            [
              ...title([`关于${report.cause}的`, '调查报告']),
              emptyLine(),
              heading(numbered(0, '案件来源和调查经过')),
              ...body(`案件编号${report.caseNumber}。${report.source}`),
              ...body(report.investigation),
              heading(numbered(1, '当事人情况')),
              ...body(
                `${subject.name}，${subject.identifier.kind}${subject.identifier.number}${subject.address && `，住所（地址）${subject.address}`}${subject.representative && `，法定代表人（负责人）${subject.representative}`}。`,
              ),
              heading(numbered(2, '查明的事实')),
              ...body(report.narrative),
              factTable(report.facts),
              ...body(`以上事实造成医疗保障基金损失合计${amountTwice(loss)}。`),
              heading(numbered(3, '主要证据')),
              ...report.evidence.flatMap((item, index) => body(`${index + 1}.${item}`)),
              heading(numbered(4, '定性和依据')),
              ...body(report.qualification),
              heading(numbered(5, '裁量情节')),
              ...body(report.discretion),
              heading(numbered(6, '处理建议')),
              ...body(report.recommendation),
              emptyLine(),
              ...body(
                `调查人员：${report.officers.map(({ name, certificateNumber }) => `${name}（执法证号${certificateNumber}）`).join('、')}`,
              ),
            ],
            [report.organ],
            report.datedOn,
          ),
        ],
      },
    ],
  }
})

const factTable = (facts: z.output<typeof fact>[]) =>
  listTable(
    [
      { title: '序号', share: 1.6, align: 'center' },
      { title: '行为', share: 5 },
      { title: '期间', share: 4.5 },
      { title: '条款', share: 6 },
      { title: '费用（元）', share: 5, align: 'right' },
      { title: '违规（元）', share: 5, align: 'right' },
      { title: '基金损失（元）', share: 5, align: 'right' },
    ],
    [
      ...facts.map((row, index) => [
        `${index + 1}`,
        row.behaviour,
        chinesePeriod(row.actFrom, row.actTo),
        row.article,
        formatYuan(row.billedFen),
        formatYuan(row.irregularFen),
        formatYuan(row.fundLossFen),
      ]),
      [
        '',
        '合计',
        '',
        '',
        formatYuan(sum(facts.map(({ billedFen }) => billedFen))),
        formatYuan(sum(facts.map(({ irregularFen }) => irregularFen))),
        formatYuan(sum(facts.map(({ fundLossFen }) => fundLossFen))),
      ],
    ],
    typeAreaWidth,
    sizes.wuhao,
  )
