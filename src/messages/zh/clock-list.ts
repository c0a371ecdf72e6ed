/** Words of the list of statutory clocks beside a matter. */
export const clockListText = {
  none: '没有正在计时的法定时限。',
  startedAt: (at: string) => `自 ${at} 起`,
  dueAt: (at: string) => `至 ${at}`,
  pausedSince: (day: string) => `${day} 起暂停，登记截止后重新计算`,
  stoppedAt: (at: string, late: boolean) => (late ? `${at} 办结，已超期` : `${at} 办结，按期`),
  estimated: '该年度放假安排未公布，按周末推算',
  unverified: '未核实',
  requested: '来函约定，非法定时限',
} as const
