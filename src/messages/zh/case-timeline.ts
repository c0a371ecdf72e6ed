import type { TrackKind } from '#domain/case/kinds'
import type { CaseEvent, EventKind, EventName, Layer } from '#domain/case/timeline'
import { formatYuan } from '#domain/kernel/money'
import type { ReferralKind } from '#domain/referral/kinds'
import { caseText } from './case'
import { actText } from './case-acts'
import { orderText } from './case-orders'
import { procedureText } from './case-procedure'
import { publicityText } from './case-publicity'
import { remedyText } from './case-remedies'
import { scoringText } from './case-scoring'
import { suspensionText } from './case-suspension'
import { criminalEventNames } from './criminal-events'
import { referralText } from './referral'

/** A word of a list by a code that may be unknown to it: then the code's own name stands. */
const word = (words: Readonly<Record<string, string>>, code: string): string => words[code] ?? code

const { events } = caseText
const names: Record<EventName, (about: string) => string> = {
  proposed: () => events.proposed,
  filed: () => events.filed,
  decided: () => events.decided,
  closed: () => events.closed,
  handedToOperator: () => '交经办机构办理',
  trackStarted: (kind) => events.trackStarted(caseText.tracks[kind as TrackKind]), // its kind is what it is about
  trackConcluded: (kind) => events.trackConcluded(caseText.tracks[kind as TrackKind]),
  step: (step) => word(procedureText.steps, step),
  order: () => '责令改正',
  orderFound: (outcome) => `责令改正：${word(orderText.outcomes, outcome)}`,
  noticed: () => '批准事先告知',
  noticeWithdrawn: () => '收回事先告知',
  said: () => '当事人陈述申辩',
  waived: () => '当事人放弃陈述申辩',
  hearingAsked: () => '当事人要求听证',
  hearingSet: () => '听证（已通知）',
  hearingHeld: () => '举行听证',
  discussed: () => '集体讨论',
  served: (paper) => `送达${word(procedureText.served, paper)}`,
  suspended: (ground) => `中止办理：${word(suspensionText.grounds, ground)}`,
  resumed: () => '恢复办理',
  remedyReceived: (kind) => `收到${word(remedyText.kinds, kind)}`,
  remedyAnswered: (kind) => `${word(remedyText.kinds, kind)}答复`,
  remedyConcluded: (outcome) => `复议、诉讼结果：${word({ ...remedyText.outcomes, withdrawn: '当事人撤回' }, outcome)}`,
  publication: (act) => word(publicityText.events, act),
  scoring: (act) => `支付资格记分：${word(scoringText.events, act)}`,
  inquiry: (kind) => word(actText.kinds, kind),
  inquiryAnswered: (kind) => `${word(actText.kinds, kind)}：已回复`,
  holdTaken: (kind) => word(actText.holdKinds, kind),
  holdEnded: (end) => `保存、封存处理：${word(actText.ends, end)}`,
  paper: (title) => `制发《${title.replace(/：.*$/u, '')}》`, // of what the case is, its page says
  evidence: (count) => `收集证据 ${count} 件`,
  money: (kind) => word(caseText.moneyKinds, kind),
  clockMissed: (name) => `超期：${name}`,
  referralProposed: (kind) => referralText.proposedKind(kind as ReferralKind),
  referralApproved: () => referralText.steps.approve,
  referralDelivered: () => referralText.steps.deliver,
  referralReceived: () => referralText.steps.receive,
  referralCopied: () => '收阅抄送件',
  referralOutcome: (state) => word(referralText.states, state),
  criminal: (kind) => word(criminalEventNames, kind),
}

/** Words of the course of a case, one layer for each authority. */
export const timelineText = {
  layers: {
    bureau: '医保部门',
    operator: '经办机构',
    police: '公安机关',
    procuratorate: '检察机关',
    court: '人民法院',
    health: '卫生健康',
    finance: '财政部门',
    others: '其他部门',
    discipline: '纪检监察',
  } satisfies Record<Layer, string>,
  kinds: {
    act: '办理环节',
    paper: '文书',
    evidence: '证据',
    money: '款项',
    referral: '移送与反馈',
    late: '超期',
  } satisfies Record<EventKind, string>,
  layer: '部门',
  kind: '事项',
  toBeside: '按部门并列显示',
  toColumn: '单列显示',
  all: '全部部门',
  name: ({ what, about }: CaseEvent): string => names[what](about),
  amount: (amountFen: bigint, awaits: boolean): string => `${formatYuan(amountFen)} 元${awaits ? '（待确认）' : ''}`,
} as const
