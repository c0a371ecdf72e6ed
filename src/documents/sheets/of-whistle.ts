import type { CivilDate } from '#domain/kernel/civil-date'
import type { WhistleRewardReturn, WhistleRewardStage } from '#domain/whistle/reward-steps'
import type { WhistleChannel, WhistleOutcome, WhistleReplyManner, WhistleStage } from '#domain/whistle/steps'
import type { FormSheet } from './form-sheet'
import { blankDate, by, civil, form, signatures, words, yuan } from './parts'

const channels = {
  ...{ web: '网络', phone: '电话', fax: '传真', letter: '信函', visit: '来访', transferred: '其他部门转来' },
} satisfies Record<WhistleChannel, string>
const stages = {
  ...{ received: '待受理', accepted: '已受理', declined: '不予受理', decided: '已作出是否立案决定', replied: '已告知举报人' },
} satisfies Record<WhistleStage, string>
const outcomes = { filed: '决定立案', notFiled: '决定不予立案' } satisfies Record<WhistleOutcome, string>
const ways = { letter: '书面', phone: '电话', inPerson: '当面', electronic: '电子方式' } satisfies Record<WhistleReplyManner, string>
const rewardStages = {
  ...{ proposed: '待审批', approved: '同意奖励', returned: '退回', noticed: '已通知领取', paid: '已发放', lapsed: '逾期视为放弃' },
} satisfies Record<WhistleRewardStage, string>
const returns = {
  ...{ notVerified: '尚未查实', rateUnfit: '比例不当', repeated: '重复奖励', incomplete: '材料不全' },
} satisfies Record<WhistleRewardReturn, string>

type Reward = {
  seq: number
  stage: WhistleRewardStage
  verifiedFen: bigint
  rate: number
  amountFen: bigint
  basis: string
  proposedByName: string
  proposedAt: Date
  approvedByName: string | null
  approvedAt: Date | null
  returnReason: WhistleRewardReturn | null
  noticedOn: CivilDate | null
  collectBy: CivilDate | null
  claimedOn: CivilDate | null
  paidByName: string | null
  paidOn: CivilDate | null
  voucher: string
}
export type WhistleToPrint = {
  number: string
  agencyName: string
  stage: WhistleStage
  channel: WhistleChannel
  isNamed: boolean
  alias: string
  receivedOn: CivilDate
  acceptBy: CivilDate
  about: string
  statement: string
  evidence: string
  keepSecret: string
  keeperName: string
  registeredByName: string
  registeredAt: Date
  acceptedOn: CivilDate | null
  acceptReason: string
  outcome: WhistleOutcome | null
  decidedOn: CivilDate | null
  decisionReason: string
  replyBy: CivilDate | null
  repliedOn: CivilDate | null
  replyWay: WhistleReplyManner | null
  reply: string
  rewards: readonly Reward[]
}

const whole = (report: WhistleToPrint, printedOn: CivilDate) =>
  ({ organ: report.agencyName, number: report.number, about: report.number, datedOn: printedOn }) as const
/** No paper names who reported: the name goes on by hand, from what the keeper opens. */
const whoReported = ({ isNamed, alias }: WhistleToPrint) =>
  isNamed ? '实名（身份信息另行密封保存）' : `匿名${alias && `（代号：${alias}）`}`

/** Not taken up, told or not. */
const declined = ({ stage, outcome }: WhistleToPrint) => stage === 'declined' || (stage === 'replied' && outcome === null)

/** 举报受理登记表. */
export const whistleRegister = (report: WhistleToPrint, printedOn: CivilDate): FormSheet => ({
  ...whole(report, printedOn),
  kind: 'whistleRegister',
  mark: '内部　密卷',
  parts: [
    form(
      [
        ['举报渠道', channels[report.channel]],
        ['接报日期', civil(report.receivedOn)],
      ],
      [
        ['举报人', whoReported(report)],
        ['承办人', report.keeperName],
      ],
      [['被举报对象', report.about]],
      [['要求保密的事项', report.keepSecret]],
      [['提供的证据', report.evidence]],
      [
        ['登记人', by(report.registeredByName, report.registeredAt)],
        ['受理期限', `${civil(report.acceptBy)}（未核实）`],
      ],
      [
        [
          '受理意见',
          report.acceptedOn ? `${declined(report) ? stages.declined : stages.accepted}　${civil(report.acceptedOn)}` : stages.received,
        ],
        ['理由', report.acceptReason],
      ],
    ),
    words('举报内容', report.statement),
    signatures('登记人（签名）：', `负责人（签名）：　　　　　　　　　　${blankDate}`),
  ],
})

/** 告知书, to whoever named themselves; `null` where there is nothing to tell, or nobody. */
export function whistleReply(report: WhistleToPrint, printedOn: CivilDate): FormSheet | null {
  if (!report.isNamed || (report.outcome === null && !declined(report))) return null
  const result = report.outcome ? outcomes[report.outcome] : stages.declined
  const on = report.outcome ? report.decidedOn : report.acceptedOn
  return {
    ...whole(report, printedOn),
    kind: 'whistleReply',
    parts: [
      words('举报人：　　　　　　　　（由承办人手写，底稿不留姓名）', ''),
      words('', `您于${civil(report.receivedOn)}提出的举报（编号${report.number}），我局经核查，于${civil(on)}${result}。`),
      words('理由', report.reply || report.decisionReason || (declined(report) ? report.acceptReason : '')),
      form([
        ['告知期限', civil(report.replyBy)],
        ['告知情况', report.repliedOn && report.replyWay ? `${civil(report.repliedOn)}　${ways[report.replyWay]}` : ''],
      ]),
      words('', '我局依法对您的信息严格保密。如因举报受到打击报复，请立即与我局联系。'),
      signatures(`${report.agencyName}（印章）　　　　　　　　　　${blankDate}`),
    ],
  }
}

/** 奖励审批、领取: the newest that was proposed; `null` of none. */
export function whistleReward(report: WhistleToPrint, printedOn: CivilDate): FormSheet | null {
  const reward = report.rewards.at(-1)
  if (!reward) return null
  return {
    ...whole(report, printedOn),
    kind: 'whistleReward',
    mark: '内部　密卷',
    parts: [
      form(
        [
          ['举报人', whoReported(report)],
          ['奖励编号', `${report.number}-${reward.seq}`],
        ],
        [
          ['查实金额（元）', yuan(reward.verifiedFen)],
          ['奖励比例', `${reward.rate / 100}%（地方规定，未核实）`],
        ],
        [['奖励金额（元）', `${yuan(reward.amountFen)}（不低于200元，不超过20万元）`]],
        [['依据', reward.basis]],
        [
          ['提出', by(reward.proposedByName, reward.proposedAt)],
          ['审批', by(reward.approvedByName, reward.approvedAt)],
        ],
        [
          ['办理情况', `${rewardStages[reward.stage]}${reward.returnReason ? `：${returns[reward.returnReason]}` : ''}`],
          ['通知领取', civil(reward.noticedOn)],
        ],
        [
          ['领取期限', civil(reward.collectBy)],
          ['申领', civil(reward.claimedOn)],
        ],
        [['发放', reward.paidOn ? `${[civil(reward.paidOn), reward.paidByName].filter(Boolean).join('　')}　凭证号${reward.voucher}` : '']],
      ),
      words('', '奖励以非现金方式发放；逾期不领取的视为放弃。'),
      signatures(
        '承办人（签名）：',
        `负责人（签名）：　　　　　　　　　　${blankDate}`,
        `领取人（代号或者签名）：　　　　　　　　　　${blankDate}`,
      ),
    ],
  }
}
