import type { ViolationCode } from './violation-types'

export type BehaviourSubject = 'institution' | 'pharmacy' | 'insuredPerson' | 'professionalRing' | 'offSiteCare'

export type Behaviour = {
  code: string
  subject: BehaviourSubject
  seq: number
  text: string
  violations: readonly ViolationCode[]
}

export const behaviourSubjectNames = {
  institution: '定点医疗机构',
  pharmacy: '定点零售药店',
  insuredPerson: '参保人员',
  professionalRing: '职业骗保团伙',
  offSiteCare: '异地就医',
} satisfies Record<BehaviourSubject, string>

type Row = readonly [code: string, text: string, violations: readonly ViolationCode[]]

const listed = (subject: BehaviourSubject, rows: readonly Row[]): Behaviour[] =>
  rows.map(([code, text, violations], index) => ({ code, subject, seq: index + 1, text, violations }))

/** The violations to watch for, by who commits them (annex 2 of the 2023 plan of Jining), in its order. They classify findings and leads. */
export const behaviours: readonly Behaviour[] = [
  ...listed('institution', [
    ['VH-01', '拉拢或协助他人顶替身份、虚假看病买药，套取基金。', ['inducement', 'impersonation']],
    ['VH-02', '编造、涂改、藏匿或销毁病历、证明、会计凭证和电子数据。', ['forgery']],
    ['VH-03', '没有提供的医药服务，记账并结算。', ['fabrication']],
    ['VH-04', '一次住院拆成几次，或人不在院却办了住院。', ['splitAdmission', 'hangingBed']],
    ['VH-05', '不核对参保凭证与本人是否一致。', ['identityUnchecked']],
    ['VH-06', '同一服务重复计费、高于标准计费，或把一项拆成多项计费。', ['duplicateCharge', 'overCharge', 'unbundling']],
    ['VH-07', '药品、耗材、诊疗项目、服务设施以此代彼收费。', ['substitution']],
    ['VH-08', '基金不该支付的费用纳入医保结算。', ['outOfScope']],
    ['VH-09', '以其他办法骗取基金。', ['other']],
  ]),
  ...listed('pharmacy', [
    ['VP-01', '把保健品、日用品等基金不支付的商品换成可支付的品种结算。', ['substitution']],
    ['VP-02', '处方药没有处方或使用假处方也销售并结算。', ['forgery']],
    ['VP-03', '超出目录限定的条件和范围售药并结算。', ['outOfScope']],
    ['VP-04', '不核对身份，或明知凭证是冒用、盗用、伪造的仍然结算。', ['identityUnchecked', 'impersonation']],
    ['VP-05', '与持卡人串通空刷，返现或以电子支付兑付。', ['cashOut']],
    ['VP-06', '替未定点或协议中止的药店代刷代结。', ['other']],
    ['VP-07', '以其他办法骗取基金。', ['other']],
  ]),
  ...listed('insuredPerson', [
    ['VI-01', '编造、涂改、藏匿或销毁材料以骗取待遇。', ['forgery']],
    ['VI-02', '把自己的医保凭证交给他人使用。', ['impersonation']],
    ['VI-03', '用享受待遇的机会开药转卖，换取现金、实物或其他好处。', ['drugResale']],
    ['VI-04', '以其他办法骗取基金。', ['other']],
  ]),
  ...listed('professionalRing', [
    ['VG-01', '为不符合条件的人编造劳动关系、出具假材料假鉴定，骗取参保和待遇资格。', ['forgery']],
    ['VG-02', '收拢参保人的卡证，到定点机构刷卡或套现。', ['cashOut']],
    ['VG-03', '替医院招来参保人办理虚假住院、挂床住院。', ['inducement', 'hangingBed']],
    ['VG-04', '以其他办法骗取基金。', ['other']],
  ]),
  ...listed('offSiteCare', [
    ['VR-01', '医院给外地参保患者做过多的检查和治疗。', ['overExamination', 'overTreatment']],
    ['VR-02', '医院用外地患者的凭证编造病历，骗取基金。', ['fabrication', 'forgery']],
    ['VR-03', '医院以返利、返现吸引外地患者住院。', ['inducement']],
    ['VR-04', '药店套刷外地参保人的电子凭证，药品转卖或换成他物。', ['cashOut', 'drugResale', 'substitution']],
  ]),
]
