import type { BillingModelId } from '#domain/screening/hit'

/** What a model looks for, why honest charges are sometimes flagged by it, and what to hold beside them. */
export type RuleKnowledge = { looksFor: string; falseAlarms: readonly string[]; check: string }

export const ruleKnowledge: Record<BillingModelId, RuleKnowledge> = {
  M09: {
    looksFor: '项目只适用于一种性别，患者登记的性别与之相反。',
    falseAlarms: ['身份信息里的性别没有更新', '新生儿记在母亲名下', '配偶的检查记在患者名下', '项目名称含糊'],
    check: '核对身份信息与病历首页的性别，查看检查或手术记录是否为本人。',
  },
  M10: {
    looksFor: '项目只适用于一定年龄，患者在费用发生当日不在这个年龄。',
    falseAlarms: ['新生儿以母亲身份结算', '按结算日而不是就诊日计算了年龄'],
    check: '核对出生日期和费用发生日期，确认服务对象是谁。',
  },
  M11: {
    looksFor: '药品、项目有限定支付条件，所列诊断没有一个符合。',
    falseAlarms: ['诊断写在病程里、没有上传', '检验结果来自外院', '目录换版期间按旧条件开具'],
    check: '对照费用发生当日有效的目录，补齐诊断、检验结果等依据；确实不符合的，不应由基金支付。',
  },
  M12: {
    looksFor: '一次开药的天数超过该类就诊允许的天数。',
    falseAlarms: ['已备案的长期处方', '外出备药已登记', '剂量调整期'],
    check: '核对处方天数、上次取药日期和长期处方备案。',
  },
  M13: {
    looksFor: '同一天或同一次就诊里，同时收取了相互包含或相互排斥的项目，或者同一笔费用记了两次。',
    falseAlarms: ['不同部位、不同时间分别实施', '双侧手术', '二次手术', '价格项目目录允许另收'],
    check: '对照价格项目内涵，查看治疗记录、手术记录的时间和部位。',
  },
  M14: {
    looksFor: '同一项目在规定时间内做得过多，或者间隔过短。',
    falseAlarms: ['病情突变需要复查', '质量控制复查', '外院结果不能互认'],
    check: '查看上一次的结果和本次医嘱的理由。',
  },
  M15: {
    looksFor: '单价高于限价，或者一天的数量超过计价单位容许的数量。',
    falseAlarms: ['新生儿、急诊等可以加收的情形', '独立定价的机构', '数量按最小单位填写'],
    check: '核对当地价格文件的限价和计价单位，核对执行记录的起止时间。',
  },
  M18: {
    looksFor: '一个月的透析次数超过常规次数。',
    falseAlarms: ['急诊加做', '连续性血液净化按次记账', '跨院透析'],
    check: '核对透析记录、透析机使用登记和耗材出库。',
  },
  M19: {
    looksFor: '同一天安排的康复项目过多，按标准时长做不完。',
    falseAlarms: ['分时段的团体训练', '住院集中强化期'],
    check: '核对治疗记录的起止时间和治疗师签名。',
  },
  M24: {
    looksFor: '费用发生在死亡日期之后。',
    falseAlarms: ['结账滞后（看发生时间，不看结算时间）', '死亡日期登记错误', '遗体料理'],
    check: '核对死亡证明上的日期和费用的实际发生时间。',
  },
  M29: {
    looksFor: '费用早于入院、晚于出院，或者时间上不可能。',
    falseAlarms: ['预收记账', '事后补记', '出院带药'],
    check: '核对医嘱执行时间；补记的，应有补记标志和原始记录。',
  },
  M32: {
    looksFor: '同一天计收了两个护理等级。',
    falseAlarms: ['等级医嘱当天变更'],
    check: '核对护理等级医嘱和护理记录。',
  },
}

export const ruleKnowledgeText = {
  title: '规则说明',
  lead: '事前提醒和单据检查所用的规则。命中的是疑点，不是违规结论。',
  model: '模型',
  grade: '程度',
  gradeMeaning: { high: '高：按性质不可能或与项目本身矛盾', medium: '中：与规则不符', low: '低：与通常情形不同' },
  source: '参数来源',
  verified: '已核对',
  unverified: '未核实：平台初始值，由当地用历史数据校准后使用',
  looksFor: '查什么',
  falseAlarms: '常见误报',
  check: '怎么核对',
  item: '问题清单条目',
  noItem: '平台问题清单没有对应条目',
  number: '规则编号',
  rests: '本地停用',
  restsHere: '这条规则所属的模型在本地已停用，检查时不使用。',
  all: '全部规则',
  of: (title: string) => `规则说明：${title}`,
} as const
