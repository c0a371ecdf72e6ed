export const historyText = {
  title: '机构历史',
  campaign: '专项',
  filedOn: '报送日期',
  declared: '自查基金损失',
  refunded: '退回到账',
  recovered: '追回到账',
  leads: '线索查实',
  checks: '抽查差异',
  checksOf: (checks: number, differ: number) => (checks === 0 ? '未抽查' : `抽查 ${checks} 次，不一致 ${differ} 次`),
  honesty: '如实申报率',
  honestyOf: (hundredths: number) => `${(hundredths / 100).toFixed(2)}%`,
  honestyNone: '金额过少，不作评价',
  formula: (declared: string, found: string) =>
    `= 自查 ${declared} ÷（自查 ${declared} + 他人查出 ${found}）。他人查出 = 线索查实的基金损失 + 抽查复查的差额（有异议未处理的不计）。金额合计不足 1,000 元的不作评价（数值由本系统设定，未核实）。`,
  again: '同一问题再次出现',
  unremedied: (count: number) => `整改不到位 ${count} 次`,
  note: '以上为事实汇总，供审核和处理时参考；是否从严由办案人员依法决定。',
} as const
