import type { OrderOutcome } from '#domain/case/orders'

/** Words of the orders to correct. */
export const orderText = {
  title: '责令改正',
  order: (seq: number) => `责令改正 ${seq}`,
  fact: (seq: number) => `事实 ${seq}`,
  facts: '针对的事实',
  demand: '要求改正的内容',
  demandHint: '写明改正什么、改到什么程度。',
  servedOn: '送达日期',
  dueOn: '改正期限',
  dueHint: '法规未定日数，以文书载明的为准。',
  waiting: '待复查',
  make: '登记责令改正',
  record: '登记改正结果',
  outcome: '改正结果',
  outcomes: { complied: '已改正', partly: '部分改正', refused: '拒不改正' } satisfies Record<OrderOutcome, string>,
  foundOn: '复查日期',
  finding: '复查情况',
  findingHint: '期满后复查发现了什么，依据哪些证据。第三十九条的罚款、第三十八条的暂停以逾期未改正为前提。',
} as const
