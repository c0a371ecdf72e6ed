import { type RunningRuleId, runningRule } from '../clock/rules'
import type { LetterKind, LetterOutcome } from './kinds'

/** What each kind of letter is called on its paper and on the screen. */
export const letterNames: Record<LetterKind, string> = {
  judicialAdvice: '司法建议书',
  procuratorialAdvice: '检察建议书',
  policeReminder: '公安提示函',
  blueNote: '督查单（蓝色提醒）',
  orangeNote: '督查单（橙色警告）',
  redNote: '督查单（红色限期）',
  listing: '挂牌督办通知',
  raising: '提级查办建议',
  flight: '飞行检查建议',
  cross: '交叉检查建议',
  jointWork: '联合查办邀请',
  cluster: '集群战役协作通知',
  majorReport: '重大事项报告',
  assistance: '协助调查函',
  flightFeedback: '飞行检查反馈意见书',
  flightReport: '飞行检查处理完结报告',
}

export const outcomeNames: Record<LetterOutcome, string> = {
  adopted: '采纳',
  partlyAdopted: '部分采纳',
  notAdopted: '未采纳',
  done: '已办结',
  notDone: '未办结',
  taken: '同意',
  declined: '不同意',
  noted: '已阅知',
}

/** What the file of an answer is called. */
export const replyTitle = (title: string): string => `${title}（复函）`

const units = { hour: '小时', workingDay: '个工作日', calendarDay: '日', month: '个月', quarter: '个季度', year: '年' } as const

/** `2个月`, `10个工作日`: how long a rule gives. */
export function lengthOf(id: RunningRuleId): string {
  const rule = runningRule(id)
  return rule ? `${rule.length}${units[rule.unit]}` : ''
}
