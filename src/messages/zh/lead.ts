import type { LeadConclusion } from '#domain/lead/conclusions'
import type { LeadState, LeadStep, RiskLevel } from '#domain/lead/steps'
import type { LeadTally } from '#domain/lead/zero-proof'

const figure = (count: number) => count.toLocaleString('zh-CN')

export const leadText = {
  title: '疑点线索',
  caption: '疑点线索，期限近的在前',
  number: '编号',
  risk: '风险',
  institution: '机构',
  person: '涉及人员',
  behaviour: '疑点问题',
  amount: '涉及金额',
  repeat: '次数',
  repeatOf: (count: number) => (count > 1 ? `第 ${count} 次` : '首次'),
  source: '来源',
  state: '状态',
  conclusion: '结论',
  handler: '核查人',
  agency: '承办单位',
  due: '期限',
  batch: '批次',
  origin: '类别',
  region: '地区',
  search: '机构名称或线索编号',
  awaitsCase: '欺诈骗保',
  awaitsCaseYes: '查实待立案',
  todo: '待我办理',
  tasks: { assign: '待分派', verify: '待核查', review: '待复核' },
  mine: '只看我的',
  mineYes: '由我核查',
  states: { toAssign: '待分派', toVerify: '待核查', verifying: '核查中', toReview: '待复核', concluded: '已办结' } satisfies Record<
    LeadState,
    string
  >,
  conclusions: {
    substantiated: '查实',
    partlySubstantiated: '部分查实',
    unsubstantiated: '不属实',
    unverifiable: '无法核实',
    merged: '并案',
    withdrawn: '撤回',
  } satisfies Record<LeadConclusion, string>,
  risks: { high: '高', medium: '中', low: '低' } satisfies Record<RiskLevel, string>,
  sources: { nation: '国家局下发', province: '省局下发', city: '市级自查', model: '筛查模型', report: '举报', referral: '部门移送' },
  origins: { prescribed: '规定动作', local: '自选动作' },
  steps: {
    assign: '交办',
    takeBack: '撤回交办',
    returnToIssuer: '退回上级',
    takeUp: '开始核查',
    submit: '提交复核',
    agree: '同意结论',
    sendBack: '退回补充',
    reopen: '重新核查',
    withdraw: '撤回线索',
  } satisfies Record<LeadStep, string>,
  views: {
    open: '未办结',
    all: '全部',
    toAssign: '待分派',
    toVerify: '待核查',
    verifying: '核查中',
    toReview: '待复核',
    concluded: '已办结',
  },
  empty: '没有符合条件的线索。',
  emptyNext: '请调整筛选条件；新的线索从“导入清单”进入。',
  importList: '导入清单',
  batches: '批次与销号',
  assignTo: '交办给',
  byTerritory: '按机构所在地自动交办',
  assignChosen: '交办所选线索',
  assignConfirm: '确认交办',
  takeBackChosen: '撤回所选交办',
  undoAssign: (count: number) => `撤销本次交办（${count} 条）`,
  undoAssignHint: '接收单位还没有开始核查的，都可以撤销。',
  takeBackNote: '尚未开始核查的，可以撤回，回到交办前。',
  alleged: '疑点情况',
  note: '备注',
  extra: '清单其他栏目',
  settledOn: '结算日期',
  returnReason: '退回、撤回或重新核查原因',
  verification: '核查结论',
  rounds: '核查记录',
  round: (round: number) => `第 ${round} 轮`,
  method: '核查方法',
  methods: ['查阅病历和费用清单', '现场检查', '询问当事人', '数据比对', '第三方评审'],
  account: '核查情况',
  accountHint: '写明查了什么、依据是什么、为什么得出这个结论。',
  billed: '涉及金额（元）',
  irregular: '违规金额（元）',
  fundLoss: '基金损失（元）',
  amountsHint: '涉及金额 ≥ 违规金额 ≥ 基金损失，没有的填 0。',
  peopleCount: '涉及人次',
  fraud: '涉嫌欺诈骗保',
  fraudHint: '查实后可以转立案，涉嫌犯罪的另行移送。',
  evidence: '佐证材料',
  evidenceHint: '除并案（以并入的线索为据）外，至少上传一份佐证；无法核实的，上传联系、调取未果的记录。可以是 PDF、Word、Excel、图片。',
  evidenceNone: '还没有佐证材料。',
  mergedInto: '并入线索编号',
  mergedIntoHint: '结论为“并案”的必填：事实相同、已由哪一条线索办理。点击可选同一机构的其他线索；已并案或已撤回的不能选。',
  mergedIntoLink: '并入',
  mergedFrom: '并入本条的线索',
  mergedFromNote: '以下线索与本条为同一事实，随本条一并办理；各自计入“并案”，下发总数不变。',
  withdrawLead: '撤回线索',
  withdrawNote: '只有下发单位可以撤回。撤回后计入“撤回”，承办单位不再核查，不能再打开；需要时重新下发。',
  withdrawReason: '撤回原因',
  withdrawLetter: '撤回依据（函件、通知）',
  reviewNote: '复核意见',
  reviewedBy: (name: string, agreed: boolean) => `${name}${agreed ? '同意' : '退回'}`,
  reopenedTimes: (count: number) => `重新核查 ${count} 次`,
  trail: '办理留痕',
  noTrail: '本地区还没有办理记录；上级的登记和交办记录由上级留存。',
  assignedAt: '交办时间',
  others: '同一机构的其他线索',
  noOthers: '该机构没有其他线索。',
  cases: '已转案件',
  toCase: '转立案',
  steps_: '下一步',
  next: '下一条',
  submitAndNext: '提交后继续下一条',
  takeNext: '领取下一条',
  idNumber: '证件号码',
  revealReasons: { verification: '核查认定', caseWork: '案件办理', correction: '更正信息', notification: '送达通知' },
  due_: (on: string) => `期限 ${on}`,
  actions: {
    'lead.assign': '交办',
    'lead.takeBack': '撤回交办',
    'lead.import': '登记',
    'lead.takeUp': '开始核查',
    'lead.submit': '提交核查结论',
    'lead.agree': '复核同意',
    'lead.sendBack': '复核退回',
    'lead.returnToIssuer': '退回上级',
    'lead.reopen': '重新核查',
    'lead.withdraw': '撤回线索',
    'lead.revealIdentity': '查看证件号码',
  } as Readonly<Record<string, string>>,
  fields: {
    state: '状态',
    conclusion: '结论',
    agency: '承办单位',
    handler: '核查人',
    returnReason: '原因',
    reason: '原因',
    mergedInto: '并入线索',
    other: '另一条线索',
    subject: '涉及对象',
  } as Readonly<Record<string, string>>,
} as const

type Left = { number: string; why: 'state' | 'noAgency' | 'there' }

const whyLeft: Record<Left['why'], string> = {
  state: '已在核查或已办结',
  noAgency: '机构不在名录中，请选中后指定单位交办',
  there: '已由该单位承办',
}
const whyKept = { inWork: '已开始核查', answered: '已办结', movedOn: '此后已另行交办或退回' } as const
const namedLeft = 5

type Shares = { agencies: readonly { name: string; count: number }[]; left: readonly Left[]; unseen: number }

const total = ({ agencies }: Pick<Shares, 'agencies'>) => agencies.reduce((sum, { count }) => sum + count, 0)
const sharesText = ({ agencies }: Pick<Shares, 'agencies'>) => agencies.map(({ name, count }) => `${name} ${count} 条`).join('、')

/** For each reason, how many are left and which. */
function leftText({ left, unseen }: Shares): string[] {
  const reasons = (['noAgency', 'state', 'there'] as const).flatMap((why) => {
    const numbers = left.flatMap((one) => (one.why === why ? [one.number] : []))
    return numbers.length === 0 ? [] : [`${numbers.length} 条${whyLeft[why]}（${named(numbers)}）`]
  })
  if (unseen > 0) reasons.push(`${unseen} 条不由本单位分派`)
  return reasons
}

const named = (numbers: readonly string[]) => `${numbers.slice(0, namedLeft).join('、')}${numbers.length > namedLeft ? ' 等' : ''}`

/** What an assignment did, and for each reason how many were left and which. */
export function assignedText(shares: Shares): string {
  const reasons = leftText(shares)
  const done = total(shares) > 0 ? `已交办 ${total(shares)} 条：${sharesText(shares)}` : '没有交办任何线索'
  return `${[done, ...(reasons.length > 0 ? [`未交办：${reasons.join('；')}`] : [])].join('。')}。`
}

/** What an assignment would do. */
export function previewText(shares: Shares): string {
  const reasons = leftText(shares)
  const would = total(shares) > 0 ? `将交办 ${total(shares)} 条：${sharesText(shares)}` : '没有可以交办的线索'
  return `${[would, ...(reasons.length > 0 ? [`不交办：${reasons.join('；')}`] : [])].join('。')}。`
}

/** What taking assignments back did. */
export function takenBackText({
  takenBack,
  agencies,
  left,
  unseen,
}: Omit<Shares, 'left'> & { takenBack: number; left: readonly { number: string; why: keyof typeof whyKept }[] }) {
  const reasons = [
    ...(['inWork', 'answered', 'movedOn'] as const).flatMap((why) => {
      const numbers = left.flatMap((one) => (one.why === why ? [one.number] : []))
      return numbers.length === 0 ? [] : [`${numbers.length} 条${whyKept[why]}（${named(numbers)}）`]
    }),
    ...(unseen > 0 ? [`${unseen} 条不是由本单位交办`] : []),
  ]
  const done = takenBack > 0 ? `已撤回 ${takenBack} 条，回到交办前：${sharesText({ agencies })}` : '没有撤回任何线索'
  return `${[done, ...(reasons.length > 0 ? [`未撤回：${reasons.join('；')}`] : [])].join('。')}。`
}

export const batchText = {
  title: '批次与销号',
  caption: '每一批线索：下发数 = 收回、转出 + 未办结 + 各项结论',
  captionOfShare:
    '每一批线索：下发、交办数 = 收回、转出 + 未办结 + 各项结论。上级交办的批次，交办与收回、转出由数据库随线索流转自动记录，任何经办人员都不能改动。',
  campaign: '专项',
  others: '其他专项交办的线索',
  number: '批次',
  name: '名称',
  issued: '下发、交办',
  left: '收回、转出',
  open: '未办结',
  accounted: '合计',
  proof: '勾稽',
  holds: '相符',
  differs: '不符',
  gap: '差额',
  /** One line for each kind of action: 下发 = 转出 + 未办结 + 结论, summed over its batches. */
  sumOf: (origin: string, { batches, issued, left, open, concluded }: LeadTally & { batches: number }) =>
    `${origin}：${figure(batches)} 批，下发、交办 ${figure(issued)} 条，收回、转出 ${figure(left)} 条，未办结 ${figure(open)} 条，已有结论 ${figure(Object.values(concluded).reduce((sum, count) => sum + count, 0))} 条。`,
  missing: (count: number, seesAll: boolean) => `相差 ${count} 条${seesAll ? '' : '（可能因回避或密级不可见）'}`,
  cleared: '已清零',
  reopened: '曾重新核查',
  refused: '退回行数',
  known: '其他清单已有',
  mending: (name: string, batch: string) => `${name}（补报 ${batch}）`,
  fromAbove: '上级交办',
  empty: '还没有线索批次。',
  emptyNext: '上级下发的清单从“导入清单”进入。',
} as const
