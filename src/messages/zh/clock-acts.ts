import type { ClockChangeCause } from '#domain/clock/moved'

export const clockAuditSteps = {
  overdue: '超过时限',
  warn: '时限预警',
  openExclusion: '开始扣除期间',
  closeExclusion: '截止扣除期间',
  strikeExclusion: '注销扣除期间',
  strikeExtension: '注销延长',
  extend: '延长期限',
  move: '变更到期日',
} as const

const causes = {
  exclusion: '扣除期间',
  extension: '延长',
  calendar: '放假安排变化',
  law: '法定期限变化',
  strike: '注销延长',
} satisfies Record<ClockChangeCause, string>

/** Words of what moves the last day of a clock. */
export const clockActsText = {
  causes,
  units: { hour: '小时', workingDay: '个工作日', calendarDay: '日', month: '个月', quarter: '个季度', year: '年' },
  unverified: '未核实',
  period: (ground: string, from: string, to: string | null, days: number) =>
    to === null ? `${ground}：自 ${from} 起扣除，尚未截止` : `${ground}：${from} 至 ${to}，扣除 ${days} 日`,
  lapsed: (ground: string, from: string, on: string) => `${ground}：自 ${from} 起扣除，没有登记截止，时限已于 ${on} 终止`,
  moved: (cause: string, before: string, after: string) => `${cause}：到期日由 ${before} 改为 ${after}`,
  by: (name: string, at: string) => `${name} ${at}`,
  fromProof: '起始凭证',
  toProof: '截止凭证',
  minutes: '凭证',
  exclude: '扣除期间',
  excludeSubmit: '开始扣除',
  excludeHint: '首日和末日都不计入期限；登记截止前，时限暂停。',
  ground: '扣除事由',
  note: '事项说明',
  noteHint: '如：委托××司法鉴定中心对病历真实性鉴定。',
  fromOn: '起始日',
  toOn: '截止日',
  end: (ground: string) => `登记“${ground}”截止`,
  endSubmit: '登记截止',
  strike: (ground: string) => `注销“${ground}”（登记有误）`,
  strikeExtension: '注销最近一次延长（登记有误）',
  strikeExtensionSubmit: '注销延长',
  strikeExtensionHint: '注销后保留记录，到期日重新计算，可以再次按规定延长。须由批准人、办案人员以外的负责人办理。',
  strikeSubmit: '注销这一期间',
  strikeReason: '有误之处',
  strikeHint: '注销后保留记录，到期日按其余期间重新计算。须由登记人、办案人员以外的负责人办理。',
  struck: (reason: string, by: string) => `已注销：${reason}　${by}`,
  extend: (no: number) => (no > 1 ? `再次延长（第 ${no} 次）` : '延长期限'),
  extendSubmit: '批准延长',
  length: (most: number, unit: string) => `延长（最多 ${most} ${unit}）`,
  reason: '延长理由',
  collective: '集体讨论记录',
} as const
