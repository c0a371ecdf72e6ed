import type { StoppageEnd, StoppageKind, StoppageState, StoppageStep } from '#domain/case/tracks/stoppages'

/** Words of what a decision stops for some months (责令暂停), and how it is taken up again. */
export const stoppageText = {
  title: '责令暂停的执行',
  kinds: {
    services: '暂停责任部门涉及基金使用的医药服务',
    settlement: '暂停医疗费用联网结算',
  } satisfies Record<StoppageKind, string>,
  states: { imposed: '待执行', begun: '执行中', reviewed: '已复核，待决定恢复', ended: '已结束' } satisfies Record<StoppageState, string>,
  isOver: '期满，待复核',
  stayed: '停止执行',
  ends: { restored: '恢复', revoked: '决定被撤销或者变更，不再暂停' } satisfies Record<StoppageEnd, string>,
  steps: { begin: '登记开始执行', review: '登记期满复核', sendBack: '退回复核', restore: '决定恢复' } satisfies Record<
    StoppageStep,
    string
  >,
  heading: (kind: string, months: number) => `${kind} ${months} 个月`,
  fact: (seq: number) => `事实 ${seq}`,
  period: (from: string, to: string) => `${from} 送达，次日起算，至 ${to} 届满`,
  by: (day: string, name: string) => `${day}　${name}`,
  decided: (months: number) => `原决定 ${months} 个月，经复议、诉讼变更`,
  daysStayed: (days: number) => `停止执行 ${days} 日，期限顺延（未核实）`,
  daysLate: (days: number) => `迟于起算日 ${days} 日`,
  sentBack: (reason: string) => `上次退回复核：${reason}`,
  terms: { period: '暂停期限', party: '当事人', scope: '暂停范围', begun: '开始执行', review: '期满复核', ended: '结束' },
  fields: {
    begunOn: '开始执行日期',
    scope: '暂停范围',
    reviewedOn: '复核日期',
    finding: '复核情况',
    reason: '退回理由',
    endedOn: '恢复日期',
    proofFileIds: '证明材料',
  },
  hints: {
    scope: '写明暂停的科室、部门，或者参保人员的结算方式，与决定书一致。',
    finding: '写明暂停期间的执行情况、整改是否到位，是否具备恢复条件。',
    begin: '上传结算系统暂停记录、告知当事人的材料等。',
    review: '上传复核记录、整改材料等。',
    house: '期满不自动恢复：经办机构先复核，再由行政部门负责人决定。复核程序没有逐条核对（未核实），以当地规定为准。',
  },
  trail: {
    'case.imposeStoppage': '责令暂停生效',
    'case.liftStoppage': '解除暂停',
    'case.changeStoppage': '变更暂停的期限',
    'case.stopAgain': '注销审理结果，继续暂停',
    'case.beginStoppage': '登记暂停开始执行',
    'case.reviewStoppage': '登记暂停期满复核',
    'case.sendBackStoppage': '退回暂停期满复核',
    'case.restoreStoppage': '决定恢复',
  } as Readonly<Record<string, string>>,
  trailFields: {
    stoppage: '暂停措施',
    months: '月数',
    fromOn: '起日',
    toOn: '止日',
    begunOn: '开始执行日期',
    scope: '暂停范围',
    reviewedOn: '复核日期',
    finding: '复核情况',
    endedOn: '恢复日期',
  } as Readonly<Record<string, string>>,
} as const
