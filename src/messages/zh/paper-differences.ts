import { isBlank } from '#domain/document/blanks'
import type { Difference } from '#domain/document/differences'
import { formatYuan } from '#domain/kernel/money'
import { casePaperText } from './case-papers'

/** Words of what a signed paper says and the data of today do not. */
export const differenceText = {
  title: '签发后的数据变动',
  lead: '以下内容签发后在案件中有变动。已签发的版面不因此改变；需要更正的，另行出具文书。',
  where: '内容',
  signed: '签发时',
  today: '现在',
  more: (count: number) => `另有 ${count} 处变动，请对照案件查看。`,
} as const

const columns: Readonly<Record<string, string>> = {
  behaviour: '行为',
  actFrom: '起始日期',
  actTo: '终止日期',
  article: '适用条款',
  billedFen: '结算金额',
  irregularFen: '违规金额',
  fundLossFen: '基金损失',
  fraudFen: '骗取金额',
  refundFen: '应退回基金',
  fineFen: '罚款金额',
  fineTenths: '罚款倍数',
  noPenaltyReason: '不予处罚理由',
  partyName: '当事人',
  isLimited: '部分超过追究时效',
  suspends: '暂停措施',
  name: '姓名',
  certificateNumber: '执法证号',
  demandedFen: '应退回',
  recoveredFen: '已退回',
  finedFen: '罚款',
  finePaidFen: '已缴罚款',
}

/** Where in the paper it is: 违法事实和金额 第1项 罚款金额. `labels`: what the paper calls the parts that a person writes. */
export const placeOf = ([part, ...within]: Difference['path'], labels: Readonly<Record<string, string>>): string =>
  [
    casePaperText.partNames[part ?? ''] ?? labels[part ?? ''] ?? casePaperText.otherPart,
    ...within.map((step) => (typeof step === 'number' ? `第${step + 1}项` : (columns[step] ?? casePaperText.otherPart))),
  ].join(' ')

/** What stood or stands there. */
export const wordsOf = (value: unknown, name: string | number | undefined): string => {
  if (value === null || value === undefined || value === '' || (typeof value === 'string' && isBlank(value))) return '（无）'
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'number') return name === 'fineTenths' ? `${value / 10}倍` : String(value)
  if (typeof value === 'string') return String(name).endsWith('Fen') && /^-?\d+$/.test(value) ? `${formatYuan(BigInt(value))}元` : value
  return Object.entries(value)
    .flatMap(([key, part]) => (part === null || part === '' ? [] : [`${columns[key] ?? key}：${wordsOf(part, key)}`]))
    .join('；')
}
