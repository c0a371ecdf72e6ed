import type { AnswerKind } from '../answers'

/** What a person fills in on a row of the offline pack (离线填报包), in the order of its columns. */
export const packColumns = [
  'answer',
  'reason',
  'behaviour',
  'peopleCount',
  'periodFrom',
  'periodTo',
  'billed',
  'irregular',
  'fundLoss',
  'cause',
  'remedy',
  'remedyDueOn',
  'refund',
  'paidOn',
  'voucher',
] as const
export type PackColumn = (typeof packColumns)[number]

/** The headings of the format: read by people, and compared when the workbook comes back. */
export const packHeadings = {
  answer: '有/无/不适用',
  reason: '不适用的原因',
  behaviour: '具体情形',
  peopleCount: '人次',
  periodFrom: '起始日期',
  periodTo: '截止日期',
  billed: '涉及金额（元）',
  irregular: '违规金额（元）',
  fundLoss: '基金损失（元）',
  cause: '原因分析',
  remedy: '整改措施',
  remedyDueOn: '整改期限',
  refund: '本次退回金额（元）',
  paidOn: '缴款日期',
  voucher: '缴款凭证号',
} satisfies Record<PackColumn, string>

/** The columns before those that are filled in: the hidden key, the item's code, what it asks. After them: what is returned, the reason. */
export const packLead = ['行标识', '条目编号', '问题'] as const
export const packTail = ['已申报退回（元）', '需要修改的原因'] as const
export const allHeadings: readonly string[] = [...packLead, ...packColumns.map((column) => packHeadings[column]), ...packTail]
export const columnIndexOf = (column: PackColumn): number => packLead.length + packColumns.indexOf(column)
export const codeIndex = 1
export const reasonIndex = allHeadings.length - 1

/** Above the rows of a section: its name, a line of help, the headings. */
export const headingRow = 3
export const firstRow = headingRow + 1

/** The words of an answer, as the drop-down has them; others that people write for the same. */
export const answerWords = { found: '有', noneFound: '无', notApplicable: '不适用' } satisfies Record<AnswerKind, string>
export const answerOptions: readonly string[] = Object.values(answerWords)
const alsoSaid: Readonly<Record<string, AnswerKind>> = {
  有: 'found',
  发现问题: 'found',
  是: 'found',
  无: 'noneFound',
  未发现: 'noneFound',
  没有: 'noneFound',
  否: 'noneFound',
  不适用: 'notApplicable',
}
export const answerSaid = (word: string): AnswerKind | null => alsoSaid[word] ?? null

/** How many rows for further findings each section has at its end. */
export const spareRows = 15

export const manifestSheet = 'qy-pack'
