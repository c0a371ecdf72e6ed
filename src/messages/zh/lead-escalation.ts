import { formatYuan } from '#domain/kernel/money'
import { type EscalationRule, escalationRules, type LeadEscalationKind, type LeadEscalationState } from '#domain/lead/escalation'

const { graveNotBegun, farOverdue, largeAmount } = escalationRules
const grounds: Record<EscalationRule, string> = {
  graveNotBegun: `高风险，交办超过 ${graveNotBegun.length} 个工作日没有开始核查`,
  farOverdue: `逾期超过 ${farOverdue.length} 天`,
  largeAmount: `涉及金额达到 ${formatYuan(BigInt(largeAmount.length))} 元`,
}
const kinds: Record<LeadEscalationKind, string> = { supervise: '提级督办', flight: '列入飞行检查候选', cross: '列入交叉检查候选' }
const states: Record<LeadEscalationState, string> = { proposed: '待决定', accepted: '同意', declined: '不同意' }

export const escalationText = {
  title: '提级处理',
  lead: '辖区内高风险、核查慢、金额大的线索，由系统按参数列出或由下级提请，由本级审批人逐条决定；系统不作决定。参数未核实，可由单位调整。',
  caption: '待决定的线索，下级提请的在前，其余期限早的在前',
  empty: '没有待决定的线索。',
  emptyNext: '辖区内的线索符合条件，或者下级提请时，会出现在这里。',
  number: '编号',
  institution: '机构',
  behaviour: '疑点问题',
  amount: '涉及金额',
  due: '期限',
  agency: '承办单位',
  grounds: '符合的条件',
  ground: (rule: string) => (Object.hasOwn(grounds, rule) ? grounds[rule as EscalationRule] : rule),
  raised: '提出',
  bySystem: '系统按条件列出',
  byPerson: '下级提请',
  kind: '处理方式',
  kinds,
  states,
  suggests: '这条线索符合提级条件（参数未核实）：',
  reason: '理由',
  propose: '提请上级',
  proposeTitle: '提请上级提级处理',
  outcome: '决定',
  outcomes: { accepted: '同意', declined: '不同意' },
  decide: '作出决定',
  decideTitle: '决定提级处理',
  decideNote: '决定只作记录并通知承办单位，不改变线索的承办单位和状态。',
  proposedBy: (name: string, at: string) => `${name} ${at} 提请`,
  decidedBy: (agency: string, name: string, at: string) => `${agency} ${name} ${at}`,
} as const
