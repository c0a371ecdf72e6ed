import { parts } from './example-parts'

const { issued: _, ...common } = parts
const at = (time: string) => `2026-07-16T${time}:00.000Z`
const act = {
  ...common,
  documentNumber: null,
  datedOn: '2026-07-16',
  personName: '王平',
  place: '示例县清溪医院住院部三楼',
}
const record = { ...act, begunAt: at('01:30'), endedAt: at('03:05'), personDuty: '院长', items: [], opinion: '', signing: null }
const items = [
  { name: '2026年1月至3月住院病历', quantity: '36份', note: '原件' },
  { name: '收费系统操作日志导出光盘', quantity: '1张', note: 'SHA-256校验值见封面' },
]
const hold = {
  ...act,
  personName: '示例县清溪医院',
  keeper: '该院病案室主任赵磊',
  reason: '有关病历存在被修改、转移的可能',
  items,
  approvedBy: '刘洋',
}
const signed = { signature: 'signed', refusal: '', witness: '' } as const

/** An invented example of every paper of an act of an investigation. */
export const actExamples = {
  inspectionNotice: {
    ...act,
    documentNumber: '示医保检〔2026〕6号',
    personName: '示例县清溪医院',
    begunAt: at('01:30'),
    content: '2026年1月1日至3月31日期间住院结算、病历书写、药品耗材进销存和收费情况。',
  },
  inspectionRecord: {
    ...record,
    content:
      '经检查住院登记簿、护理记录和床位安排，2026年1月至3月登记住院的36人没有护理记录和检查报告。\n现场拍摄照片12张（编号P001至P012）。',
    opinion: '部分病历尚在整理，请予核实。',
    signing: { signature: 'refused', refusal: '现场人员阅后不愿签名，执法人员已当场说明后果', witness: '示例县清溪路社区居民委员会孙丽' },
  },
  interviewRecord: {
    ...record,
    content: '问：你是否申请回避？\n答：不申请。\n问：上述36人住院期间由谁开具医嘱？\n答：由内科两名医师开具，患者没有到院。',
  },
  talkRecord: { ...record, content: '约谈事由：重复收费问题屡次出现。\n要求：立即停止重复收费，十五日内完成收费项目自查并书面报告。' },
  evidenceRequest: {
    ...act,
    documentNumber: '示医保调证〔2026〕4号',
    personName: '示例县清溪医院',
    place: '示例县医疗保障局基金监管科',
    begunAt: at('03:20'),
    content: '请一并提供资料提供人的身份和授权证明。',
    items,
    answerBy: '2026-07-23',
  },
  extractionRecord: {
    ...record,
    personName: '信息科周文',
    content: '使用只读账号在该院收费系统中按结算日期2026年1月1日至3月31日查询，导出结算明细，当场计算校验值并刻录光盘。',
    items: [{ name: '结算明细导出文件', quantity: '18,420条', note: 'SHA-256：9f2c41d7…' }],
  },
  appraisalEntrustment: {
    ...act,
    documentNumber: '示医保委鉴〔2026〕1号',
    personName: '示例市医学会',
    begunAt: at('03:20'),
    content: '对36份住院病历是否符合入院指征、诊疗是否实际发生进行评审。',
    items: items.slice(0, 1),
    answerBy: '2026-08-14',
  },
  registrationDecision: { ...hold, documentNumber: '示医保登保〔2026〕2号', takenAt: at('02:10'), signing: signed },
  registrationDisposal: {
    ...hold,
    ...{ documentNumber: '示医保登处〔2026〕2号', decisionNumber: '示医保登保〔2026〕2号', takenAt: at('02:10'), datedOn: '2026-07-24' },
    ...{ endedOn: '2026-07-24', outcome: '复制后退还', note: '复制件由执法人员和该院病案室主任逐份核对，注明与原件一致。' },
  },
  sealingDecision: { ...hold, documentNumber: '示医保封〔2026〕1号', takenAt: null, signing: null },
  sealingExtension: {
    ...hold,
    ...{ documentNumber: '示医保延封〔2026〕1号', decisionNumber: '示医保封〔2026〕1号', takenAt: at('02:10'), datedOn: '2026-08-13' },
    ...{ reason: '封存资料数量较多，核对尚未完成', extendedTo: '2026-09-14' },
  },
  sealingLift: {
    ...hold,
    ...{ documentNumber: '示医保解封〔2026〕1号', decisionNumber: '示医保封〔2026〕1号', takenAt: at('02:10'), datedOn: '2026-09-10' },
    ...{ endedOn: '2026-09-10', outcome: '退还', note: '' },
  },
} as const
