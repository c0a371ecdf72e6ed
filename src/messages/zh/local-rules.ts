import type { LocalRuleState, LocalRuleStep } from '#domain/case/local-rule'
import type { LocalRuleName, RuleSource } from '#domain/case/place-rules'
import { formatYuan } from '#domain/kernel/money'

const yuan = (value: unknown) => `${formatYuan(BigInt(String(value)))} 元`
const minorLine = ({ lines, lossAtMostFen }: { lines: string; lossAtMostFen: unknown }) =>
  `条例第${lines.startsWith('P38') ? '三十八' : '三十九'}条，${BigInt(String(lossAtMostFen)) === 0n ? '没有造成基金损失' : `基金损失不超过 ${yuan(lossAtMostFen)}`}`

/** A value as it is read, as it is kept or as rules use it. */
const values: Record<LocalRuleName, (value: unknown) => string> = {
  hearingInstitution: (value) => `罚款 ${yuan(value)}以上`,
  hearingPerson: (value) => `罚款 ${yuan(value)}以上`,
  hearingSuspension: (value) => (value === null ? '不因暂停告知听证' : `暂停 ${String(value)} 个月以上`),
  defenceDays: (value) => `${String(value)} 个工作日`,
  hearingReportDays: (value) => `${String(value)} 日`,
  firstMinor: (value) => (value as Parameters<typeof minorLine>[0][]).map(minorLine).join('；'),
  fraudFloor: (value) => `骗取 ${yuan(value)}以上`,
}

const keys: Record<LocalRuleName, string> = {
  hearingInstitution: '听证标准（单位）',
  hearingPerson: '听证标准（个人）',
  hearingSuspension: '听证标准（暂停医药服务）',
  defenceDays: '陈述、申辩期限',
  hearingReportDays: '听证报告期限',
  firstMinor: '首违轻微不罚清单',
  fraudFloor: '诈骗罪“数额较大”标准',
}

export const localRuleActions = {
  proposeLocalRule: '登记地方参数',
  approveLocalRule: '启用地方参数',
  refuseLocalRule: '不同意地方参数',
  endLocalRule: '停用地方参数',
} as const

/** Words of what the law leaves to each place (地方参数). */
export const localRuleText = {
  title: '地方参数',
  lead: '法律留给各地规定的数额、期限和清单。按案件所在地、行为当日有效的取最近一级的；没有登记的用系统默认值。已经告知当事人的案件按告知时的不变。',
  today: '本地今天适用',
  list: '各地登记的版本',
  empty: '还没有登记地方参数',
  emptyHint: '没有登记的，按系统默认值。请由医保局经办人员登记当地公布的规定，本单位另一人同意后启用。',
  propose: '登记地方参数',
  submit: '提交复核',
  keys,
  values,
  key: '参数',
  value: '数值或者清单',
  valueHint:
    '金额填元，期限填日数（申辩期限为工作日），暂停填月数；首违轻微清单每行一条：第三十八条或第三十九条 | 基金损失不超过（元）；诈骗罪标准在 3000 元至 10000 元之间。',
  name: '依据文件',
  nameHint: '公布的全称。',
  documentNumber: '发文字号',
  basisText: '依据条文',
  basisTextHint: '照录规定这一数值或者清单的条文。',
  verified: '已与公布的文本核对一致',
  verifiedHint: '没有核对的，凡显示处均标注“未核实”。',
  forRunning: '文件规定对正在计算的期限也适用',
  forRunningHint:
    '只用于申辩期限和听证报告期限。启用后正在计算的期限重新计算，原届满日和新届满日都保留；没有规定的不动（从旧）。申辩期限已告知当事人，只延长，不缩短。',
  validFrom: '施行日期',
  validTo: '失效日期',
  validToHint: '没有规定的留空。',
  heads: {
    key: '参数',
    value: '数值',
    title: '依据',
    state: '状态',
    seq: '版本',
    agency: '登记单位',
    validFrom: '施行',
    validTo: '失效',
  },
  states: { review: '待复核', inUse: '在用', refused: '未同意', ended: '已停用' } satisfies Record<LocalRuleState, string>,
  steps: { approve: '同意启用', refuse: '不同意', end: '停用' } satisfies Record<LocalRuleStep, string>,
  approveBody: '启用后，本单位和下级医保部门自施行日起按它办理。请与公布的文本逐字核对。',
  why: '理由',
  seq: (seq: number) => `第 ${seq} 版`,
  area: '适用',
  areaOf: (agency: string) => `${agency}辖区；下级另有登记的，用下级的`,
  checked: '核对',
  checkedStates: { yes: '已与公布文本核对', no: '未核实' },
  running: '正在计算的期限',
  runningStates: { yes: '重新计算', no: '不变' },
  proposedBy: '登记',
  decidedBy: '复核',
  ended: '停用',
  back: '地方参数',
  toList: '查看地方参数',

  sourceOf: (source: RuleSource | null) =>
    source
      ? `${source.agencyName}《${source.title}》（${source.documentNumber}）${source.verified ? '' : '［未核实］'}`
      : '系统默认［未核实］',
  applied: (key: LocalRuleName, value: unknown, source: RuleSource | null) =>
    `${keys[key]}：${values[key](value)}，${localRuleText.sourceOf(source)}`,
  crimeSuspected: (names: string, floor: string, source: RuleSource | null) =>
    `${names}骗取的金额达到诈骗罪“数额较大”标准（${floor} 元，${localRuleText.sourceOf(source)}），请研判是否移送公安机关。金额达到不等于构成犯罪。`,
}
