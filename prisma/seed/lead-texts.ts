import type { SeedInstitutionKind } from './institutions'

/** A kind of lead: what its list says, whom it touches, how grave and how often it proves true. */
export type LeadKind = {
  behaviour: string
  note: string
  risk: 'high' | 'medium' | 'low'
  kinds: readonly SeedInstitutionKind[]
  /** Lead names a person besides the institution. */
  person: boolean
  /** Where it proves true, how often it is fraud. */
  fraudShare: number
  weight: number
  medianFen: number
}

const inpatient = ['hospital', 'healthCentre'] as const
const everyone = ['hospital', 'healthCentre', 'clinic', 'pharmacy'] as const

export const leadKinds: readonly LeadKind[] = [
  {
    behaviour: '住院期间另有门诊或药店结算',
    note: '住院起止时间内出现他处统筹结算',
    risk: 'high',
    kinds: inpatient,
    person: true,
    fraudShare: 0.12,
    weight: 14,
    medianFen: 86_000,
  },
  {
    behaviour: '同一天多项康复项目时长超出合理范围',
    note: '单日康复项目八项以上',
    risk: 'medium',
    kinds: inpatient,
    person: true,
    fraudShare: 0.03,
    weight: 9,
    medianFen: 120_000,
  },
  {
    behaviour: '血液透析次数与透析器消耗不符',
    note: '按月核对透析次数与耗材出库数',
    risk: 'high',
    kinds: ['hospital'],
    person: false,
    fraudShare: 0.08,
    weight: 5,
    medianFen: 2_400_000,
  },
  {
    behaviour: '同一药品追溯码重复结算',
    note: '同码两次以上有效销售，已剔除退货',
    risk: 'high',
    kinds: everyone,
    person: true,
    fraudShare: 0.15,
    weight: 16,
    medianFen: 32_000,
  },
  {
    behaviour: '男性患者结算女性专属检查项目',
    note: '限性别项目',
    risk: 'high',
    kinds: inpatient,
    person: true,
    fraudShare: 0.02,
    weight: 4,
    medianFen: 18_000,
  },
  {
    behaviour: '入院检验套餐覆盖率异常',
    note: '入院四十八小时内同组检验覆盖率高于八成',
    risk: 'low',
    kinds: inpatient,
    person: false,
    fraudShare: 0,
    weight: 8,
    medianFen: 900_000,
  },
  {
    behaviour: '同部位影像检查拆分部位收费',
    note: '同次扫描出现两个以上部位收费',
    risk: 'medium',
    kinds: inpatient,
    person: true,
    fraudShare: 0.01,
    weight: 9,
    medianFen: 42_000,
  },
  {
    behaviour: '骨科耗材收费数量大于植入数量',
    note: '与手术记录、条码粘贴单不一致',
    risk: 'high',
    kinds: ['hospital'],
    person: true,
    fraudShare: 0.06,
    weight: 5,
    medianFen: 680_000,
  },
  {
    behaviour: '冠脉介入耗材用量高于同级机构',
    note: '单台球囊、导丝数量异常',
    risk: 'medium',
    kinds: ['hospital'],
    person: true,
    fraudShare: 0.02,
    weight: 4,
    medianFen: 950_000,
  },
  {
    behaviour: '短期内同病种反复住院',
    note: '同机构同主诊断三日内再次入院',
    risk: 'medium',
    kinds: inpatient,
    person: true,
    fraudShare: 0.05,
    weight: 9,
    medianFen: 360_000,
  },
  {
    behaviour: '短期大量购买同一药品',
    note: '半年内跨多家机构取药，超出合理用量',
    risk: 'high',
    kinds: everyone,
    person: true,
    fraudShare: 0.25,
    weight: 8,
    medianFen: 240_000,
  },
  {
    behaviour: '集中时段连续刷卡结算',
    note: '同一终端十分钟内结算十人以上',
    risk: 'high',
    kinds: ['clinic', 'pharmacy'],
    person: false,
    fraudShare: 0.3,
    weight: 4,
    medianFen: 560_000,
  },
  {
    behaviour: '参保人死亡后仍有结算',
    note: '结算日期晚于死亡日期',
    risk: 'high',
    kinds: everyone,
    person: true,
    fraudShare: 0.4,
    weight: 2,
    medianFen: 64_000,
  },
  {
    behaviour: '限定支付药品超范围结算',
    note: '诊断与目录限定条件不符',
    risk: 'low',
    kinds: everyone,
    person: true,
    fraudShare: 0,
    weight: 8,
    medianFen: 28_000,
  },
  {
    behaviour: '糖化血红蛋白短期重复检测',
    note: '九十天内检测两次以上',
    risk: 'low',
    kinds: inpatient,
    person: true,
    fraudShare: 0,
    weight: 5,
    medianFen: 12_000,
  },
]

export const methods = ['调阅病历与费用明细', '现场核查', '电话回访参保人', '比对进销存', '询问经办医师', '调取监控录像'] as const

/** What a handler writes of a conclusion; `@` stands for what the lead alleges. */
export const accounts = {
  substantiated: [
    '经调阅病历、费用明细并询问经办医师，“@”情况属实，机构已书面确认，违规费用已核算到人到日。',
    '现场核查并比对系统日志，“@”属实；涉及费用按明细逐笔核定，机构对事实无异议。',
  ],
  partlySubstantiated: [
    '线索列明的费用中部分属实：有医嘱和执行记录支持的予以剔除，其余“@”成立。',
    '经逐笔核对，一部分为病情需要且记录完整，其余与“@”相符，已按属实部分核定金额。',
  ],
  unsubstantiated: [
    '经核对病历、医嘱与执行记录，诊疗行为与收费一致，未发现“@”的事实。',
    '经核实为退费冲销未同步造成的数据重复，实际仅结算一次，线索不成立。',
  ],
  unverifiable: ['参保人多次联系未果，涉及病历已超过保存期限，现有材料不足以认定或排除“@”，拟待补充材料后再核。'],
  merged: ['与本批次同一机构、同一事实的线索重复，并入前一条线索一并核查处理。'],
  withdrawn: ['下发单位来函说明该条线索因数据口径调整撤回，不再核查。'],
} as const

export const returnReasons = [
  '机构已迁至外市，不在本辖区。',
  '线索所列机构编码与名称不一致，请核对。',
  '该机构由市级直接管理，建议市级核查。',
] as const
export const sendBackNotes = [
  '缺少费用明细截图，请补充。',
  '金额口径不清，请分别列明违规金额与基金损失。',
  '请补充对参保人的询问记录。',
] as const
