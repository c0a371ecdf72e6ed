import type { FieldRule } from '../../table/heading'
import { type LeadConclusion, verifiedConclusions } from '../conclusions'

/** The columns of a working sheet (核查工作簿), in their order: first what names the lead, then what its officer fills in. */
export const answerFields = [
  'number',
  'version',
  'dueOn',
  'institution',
  'behaviour',
  'amount',
  'conclusion',
  'account',
  'billed',
  'irregular',
  'fundLoss',
  'fraud',
  'peopleCount',
  'method',
  'mergedInto',
  'evidence',
] as const
export type AnswerField = (typeof answerFields)[number]

/** What the officer does not write: it says which lead the row is of, and as it was at what time. */
export const givenFields = answerFields.slice(0, 6)
export const filledFields = answerFields.slice(6)

/** How the columns are headed, in the workbook that goes out and in the one that comes back. */
export const answerHeadings: Record<AnswerField, string> = {
  number: '线索编号',
  version: '版本',
  dueOn: '期限',
  institution: '机构名称',
  behaviour: '疑点问题',
  amount: '清单金额（元）',
  conclusion: '结论',
  account: '核查情况',
  billed: '涉及金额（元）',
  irregular: '违规金额（元）',
  fundLoss: '基金损失（元）',
  fraud: '是否欺诈骗保',
  peopleCount: '涉及人次',
  method: '核查方式',
  mergedInto: '并入线索编号',
  evidence: '证据文件名',
}

/** The conclusions as they are written in a cell. */
export const conclusionWords: Record<LeadConclusion, string> = {
  substantiated: '查实',
  partlySubstantiated: '部分查实',
  unsubstantiated: '不属实',
  unverifiable: '无法核实',
  merged: '并案',
  withdrawn: '撤回',
}
export const verifiedWords = verifiedConclusions.map((conclusion) => conclusionWords[conclusion])
export const fraudWords = { yes: '是', no: '否' } as const

const bare = (heading: string) => heading.replace(/（元）$/, '')
export const answerFieldRules: readonly FieldRule<AnswerField>[] = answerFields.map((field) => ({
  field,
  name: bare(answerHeadings[field]),
  patterns: [],
}))
const needed = ['number', 'version', 'conclusion', 'account'] as const satisfies readonly AnswerField[]
export const missingAnswerColumns = (fields: ReadonlySet<AnswerField>): string[] =>
  needed.filter((field) => !fields.has(field)).map((field) => answerHeadings[field])
