/** Words of the lamp that shows how much time is left. */
export const clockText = {
  state(state: 'ample' | 'soon' | 'today' | 'overdue' | 'paused' | 'stopped', days: number): string {
    const words = {
      ample: `剩 ${days} 个工作日`,
      soon: `剩 ${days} 个工作日`,
      today: '今日到期',
      overdue: `逾期 +${days} 天`,
      paused: '暂停',
      stopped: '已完成',
    }
    return words[state]
  },
  dueOn: (day: string) => `${day} 前`,
} as const
