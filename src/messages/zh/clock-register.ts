import type { clockSubjects } from '#domain/clock/clock'
import type { ClockScope, ClockStanding } from '#domain/clock/register'

/** Words of the list of clocks. */
export const clockRegisterText = {
  title: '时限',
  lead: '正在计时的法定时限，最急的在前。标签上的数字是已经逾期的项数。',
  caption: '正在计时的法定时限',
  tabs: '范围',
  scopes: { own: '本单位办理', below: '下辖单位办理', waiting: '等待对方办理' } satisfies Record<ClockScope, string>,
  state: '状态',
  standings: { late: '逾期', today: '今日到期', soon: '三个工作日内', paused: '暂停' } satisfies Record<ClockStanding, string>,
  of: '事项',
  subjects: {
    lead: '线索',
    case: '案件',
    referral: '移送',
    filing: '自查填报',
    campaign: '专项整治',
    letter: '建议与督办',
  } satisfies Record<(typeof clockSubjects)[number], string>,
  rule: '时限种类',
  agency: '办理单位',
  due: '期限',
  name: '时限',
  number: '编号',
  matter: '事项',
  empty: '没有正在计时的法定时限。',
  emptyNext: '立案、移送、送达等环节办理后，相应时限会出现在这里。',
} as const
