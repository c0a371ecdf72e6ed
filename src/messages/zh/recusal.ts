import type { RecusalSubject } from '#domain/recusal/recusal'

/** Words of keeping away from a matter (回避). */
export const recusalText = {
  title: '回避',
  none: '没有人员回避。',
  line: (name: string, subject: string, by: string, on: string) => `${name}　回避${subject}　${by} ${on} 登记`,
  self: '本人申明',
  subjects: {
    institution: '该机构的全部事项',
    lead: '本线索',
    case: '本案',
    referral: '本移送',
  } as Readonly<Record<RecusalSubject, string>>,
  subject: '回避范围',
  subjectHint: '回避线索或案件的，由它产生的案件、移送、文书和材料一并回避。',
  declare: '申明回避',
  declareTitle: '申明本人须回避',
  declareBody:
    '您与当事人有直接利害关系或其他可能影响公正办理的关系的，应当回避。提交后，您立即不能再查看和办理该事项，由本单位审批人另行指派。',
  declareReason: '回避事由',
  order: '责令回避',
  orderTitle: '责令本单位人员回避',
  orderBody: '提交后，该人员立即不能再查看和办理该事项。',
  person: '人员',
  lift: '解除回避',
  liftBody: '提交后，该人员恢复查看和办理该事项的权限。',
  liftReason: '解除理由',
  reason: '事由',
} as const

/** For the trail of whatever matter a recusal is about. */
export const recusalActions: Readonly<Record<string, string>> = {
  'recusal.declare': '申明回避',
  'recusal.order': '责令回避',
  'recusal.lift': '解除回避',
}
export const recusalFields: Readonly<Record<string, string>> = { person: '人员', reason: '理由' }
