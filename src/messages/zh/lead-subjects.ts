import { denserFrom, type LeadLinkState } from '#domain/lead/repeat'
import { type SubjectLikeness, subjectLikenesses } from '#domain/lead/subject-likeness'
import type { LeadSubjectKind, LeadSubjectOrigin } from '#domain/lead/subjects'

const kinds: Record<LeadSubjectKind, string> = {
  doctorCode: '医务人员代码',
  doctor: '医师',
  staff: '其他工作人员',
  legalRepresentative: '法定代表人（负责人）',
  agent: '经办人',
  agentCode: '经办人编号',
  phone: '电话',
  address: '地址',
  account: '银行账号',
  terminal: '终端',
}
const likenesses: Record<SubjectLikeness, string> = {
  sameCode: '代码相同',
  sameAccount: '账号相同',
  samePhone: '电话相同',
  sameTerminal: '同一机构的同一终端',
  sameAddress: '地址相同',
  sameNameHere: '同一机构内姓名相同',
  sameNameAndPhone: '姓名、电话相同',
  sameNameAndAddress: '姓名、地址相同',
  sameName: '仅姓名相同',
}
const origins: Record<LeadSubjectOrigin, string> = { list: '清单', model: '模型证据', hand: '人工补充' }
const states: Record<LeadLinkState, string> = { same: '认定为同一对象', undone: '已撤销认定' }
/** The columns of settlement data, where a model's rows named it. */
const columns: Readonly<Record<string, string>> = {
  doctor: '就诊医师',
  staff: '开单人员',
  opter: '经办（终端）',
  tel: '就诊登记电话',
  addr: '就诊登记地址',
}

export const subjectText = {
  title: '涉及对象',
  kinds,
  kind: '类别',
  value: '内容',
  none: '本条没有登记医务人员、法定代表人、电话、地址、账号或终端。',
  note: '同一电话、账号、代码、地址自动合并统计；姓名相同但机构不同的，由人员认定，可以撤销。只统计您看得到的线索。',
  from: (origin: LeadSubjectOrigin, saidAs: string) => (saidAs ? `${origins[origin]}“${columns[saidAs] ?? saidAs}”` : origins[origin]),
  only: '此前未出现。',
  denser: `已达到 ${denserFrom.lists} 份清单或查实 ${denserFrom.substantiated} 条（参数未核实），建议对该对象加密检查，由人员决定。`,
  open: '打开这些线索',
  likeness: (name: SubjectLikeness) => `${likenesses[name]}，${subjectLikenesses[name]} 分`,
  why: (score: string) => `依据：${score}（分值为参数，未核实）`,
  mayBe: '可能是同一对象，请核对后认定：',
  link: '认定为同一对象',
  undo: '撤销认定',
  reason: '理由',
  states,
  remove: '删除',
  removeBody: '删除后不再统计；删除的理由留在本条线索的办理记录中。',
  add: '补充涉及对象',
  addHint: '核查中发现、清单没有列明的人员、电话、地址、账号或终端。保存后脱敏显示。',
  left: (count: number) => `另有 ${count} 个对象未显示。`,
} as const
