export const earlierText = {
  title: '此人的其他疑点和线索',
  note: '按人员编号的加密索引查找，跨清单、专项和年度；只列您看得到的。',
  lead: '线索',
  hit: '疑点（未下发）',
  left: (count: number) => `另有 ${count} 条较早的线索，请在线索列表按证件号码查找。`,
} as const
