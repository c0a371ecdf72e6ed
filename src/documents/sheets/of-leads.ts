import type { CivilDate } from '#domain/kernel/civil-date'
import type { LeadConclusion } from '#domain/lead/conclusions'
import type { LeadState, RiskLevel } from '#domain/lead/steps'
import type { FormSheet } from './form-sheet'
import { blankDate, by, civil, form, minute, signatures, table, yuan } from './parts'

const sources = {
  nation: '国家局下发',
  province: '省局下发',
  city: '市级自查',
  model: '筛查模型',
  report: '举报',
  referral: '部门移送',
} as const
const risks = { high: '高', medium: '中', low: '低' } satisfies Record<RiskLevel, string>
/** As the form of the field has them. */
export const conclusions = {
  substantiated: '属实',
  partlySubstantiated: '部分属实',
  unsubstantiated: '不属实',
  unverifiable: '无法核实',
  merged: '并案办理',
  withdrawn: '下发单位撤回',
} satisfies Record<LeadConclusion, string>
const states = {
  toAssign: '待分派',
  toVerify: '待核查',
  verifying: '核查中',
  toReview: '待复核',
  concluded: '已办结',
} satisfies Record<LeadState, string>

type Round = {
  round: number
  conclusion: LeadConclusion
  billedFen: bigint | null
  irregularFen: bigint | null
  fundLossFen: bigint | null
  peopleCount: number
  method: string
  account: string
  handlerName: string
  submittedAt: Date
  reviewerName: string | null
  agreed: boolean | null
  reviewNote: string | null
  reviewedAt: Date | null
  mergedInto: { number: string } | null
}
export type LeadToPrint = {
  number: string
  /** Whoever has it in hand. */
  agency: { name: string } | null
  campaign: { name: string }
  source: keyof typeof sources
  sourceNumber: string | null
  batchNumber: string
  institutionName: string
  institution: { code: string } | null
  behaviour: string
  amountFen: bigint | null
  settledOn: Date | null
  risk: RiskLevel
  repeatCount: number
  dueOn: Date
  assignedAt: Date | null
  handlerName: string | null
  modelCode: string | null
  modelVersion: string | null
  clause: string | null
  state: LeadState
  conclusion: LeadConclusion | null
  returnReason: string | null
  verifications: readonly Round[]
  attachments: readonly { title: string; addedAt: Date }[]
  cases: readonly { number: string }[]
  rowCount: number
}

const column = (on: Date) => civil(on.toISOString().slice(0, 10))
const organOf = ({ agency }: LeadToPrint) => agency?.name ?? '医疗保障局'
const model = ({ modelCode, modelVersion }: LeadToPrint) => (modelCode ? `${modelCode}${modelVersion ? `（${modelVersion}）` : ''}` : '')

/** 线索登记表. What else the list said of it, and of whom, stays with the lead: whoever informed is named on no form. */
export const leadRegister = (lead: LeadToPrint, printedOn: CivilDate): FormSheet => ({
  kind: 'leadRegister',
  organ: organOf(lead),
  number: lead.number,
  about: lead.number,
  datedOn: printedOn,
  parts: [
    form(
      [['专项', lead.campaign.name]],
      [
        ['线索来源', sources[lead.source]],
        ['批次', lead.batchNumber],
      ],
      [
        ['来源编号', lead.sourceNumber],
        ['模型', model(lead)],
      ],
      [
        ['主体名称', lead.institutionName],
        ['主体编码', lead.institution?.code],
      ],
      [['疑点问题', lead.behaviour]],
      [
        ['涉及期间', lead.settledOn ? column(lead.settledOn) : ''],
        ['疑点明细', `${lead.rowCount}条`],
      ],
      [
        ['疑点金额（元）', yuan(lead.amountFen)],
        ['风险级', `${risks[lead.risk]}${lead.repeatCount > 1 ? `（第${lead.repeatCount}次出现）` : ''}`],
      ],
      [['涉嫌违反条款', lead.clause]],
      [
        ['承办单位', lead.agency?.name],
        ['核查人', lead.handlerName],
      ],
      [
        ['交办时间', minute(lead.assignedAt)],
        ['办理期限', column(lead.dueOn)],
      ],
      [
        ['办理状态', states[lead.state]],
        ['核查结论', lead.conclusion ? conclusions[lead.conclusion] : ''],
      ],
    ),
    signatures('登记人（签名）：', `负责人（签名）：　　　　　　　　　　${blankDate}`),
  ],
})

const roundForm = (round: Round) => [
  form(
    [
      ['核查结论', `${conclusions[round.conclusion]}${round.mergedInto ? `（并入${round.mergedInto.number}）` : ''}`],
      ['涉及人次', `${round.peopleCount}`],
    ],
    [
      ['医疗费用（元）', yuan(round.billedFen)],
      ['违规费用（元）', yuan(round.irregularFen)],
    ],
    [
      ['基金损失（元）', yuan(round.fundLossFen)],
      ['核查方法', round.method],
    ],
    [['核查情况', round.account]],
    [
      ['核查人', by(round.handlerName, round.submittedAt)],
      ['复核', `${by(round.reviewerName, round.reviewedAt)}${round.agreed === null ? '' : round.agreed ? '　同意' : '　退回'}`],
    ],
    [['复核意见', round.reviewNote]],
  ),
]

/** 线索核查反馈表: the conclusion, the three sums, what supports it; where it is not done yet, how it stands and by when it is due. */
export function leadFeedback(lead: LeadToPrint, printedOn: CivilDate): FormSheet {
  const last = lead.verifications.at(-1)
  return {
    kind: 'leadFeedback',
    organ: organOf(lead),
    number: lead.number,
    about: lead.number,
    datedOn: printedOn,
    mark: lead.state === 'concluded' ? '' : '核查未办结',
    parts: [
      form(
        [
          ['主体名称', lead.institutionName],
          ['主体编码', lead.institution?.code],
        ],
        [['疑点问题', lead.behaviour]],
        [
          ['疑点金额（元）', yuan(lead.amountFen)],
          ['反馈期限', column(lead.dueOn)],
        ],
        [
          ['定性条款', lead.clause],
          ['后续处置', lead.cases.map(({ number }) => `转立案${number}`).join('、')],
        ],
        ...(lead.state === 'concluded'
          ? []
          : [[['办理状态', states[lead.state]] as const, ['未办结原因', lead.returnReason ?? ''] as const]]),
      ),
      ...(last ? roundForm(last) : []),
      table(
        { 序号: [2, 'center'], 佐证材料: 12, 收入时间: 5 },
        lead.attachments.map(({ title, addedAt }, place) => [`${place + 1}`, title, minute(addedAt)]),
        '没有佐证材料。',
        '佐证目录',
      ),
      signatures('核查人（签名）：', '复核人（签名）：', `${organOf(lead)}（印章）　　　　　　　　　　${blankDate}`),
    ],
  }
}
