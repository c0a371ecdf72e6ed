import type { FieldRule } from '../../table/heading'

/** What a bank's list says of a sum that came in. */
export const bankFields = ['receivedOn', 'amountFen', 'payer', 'remark', 'serial', 'direction'] as const
export type BankField = (typeof bankFields)[number]

/** How banks and treasuries head their columns. The amount is that of what came in: a column of outgoing money is none. */
export const bankFieldRules: readonly FieldRule<BankField>[] = [
  {
    field: 'receivedOn',
    name: '到账日期',
    patterns: [/^(到账|入账|收款|来账|交易|记账|业务|结算)(日期|日|时间)$/, /^日期$|^交易日期时间$/],
  },
  {
    field: 'amountFen',
    name: '到账金额',
    patterns: [/^(到账|入账|收入|贷方|来账|收款|存入)(发生)?(金额|额)$/, /^(交易|发生)(金额|额)$/, /^金额$|^贷方$|^收入$/],
    never: /余额|借方|支出|付款/,
  },
  {
    field: 'payer',
    name: '付款人',
    patterns: [
      /^(付款|汇款|缴款|打款|来账)(人|方|单位)?(户名|名称|账户名称|全称)?$/,
      /^对方(户名|名称|账户名称|单位|单位名称|账户名)$/,
      /^户名$/,
    ],
    never: /账号$|开户行|银行$/,
  },
  {
    field: 'remark',
    name: '附言',
    patterns: [/^(附言|摘要|用途|备注|交易摘要|转账附言|汇款附言|摘要用途|用途附言|凭证号|缴款凭证号)$/, /(附言|摘要|用途)$/],
  },
  {
    field: 'serial',
    name: '流水号',
    patterns: [/^(银行|交易|业务|核心|柜员|主机)?流水(号|编号)?$/, /^(交易|业务)(序号|编号|参考号)$/, /^流水$/],
  },
  { field: 'direction', name: '收支', patterns: [/^(借贷|借贷标志|收支|收支方向|借贷方向|收付标志|交易方向)$/] },
]

/** The names of required columns that a list without them must be told of. */
export function missingBankColumns(fields: ReadonlySet<BankField>): string[] {
  const required: readonly BankField[] = ['receivedOn', 'amountFen', 'payer', 'serial']
  return bankFieldRules.filter(({ field }) => required.includes(field) && !fields.has(field)).map(({ name }) => name)
}
