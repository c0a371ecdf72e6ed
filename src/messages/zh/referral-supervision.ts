import type { HandoverKind } from '#domain/referral/handover'
import type { FilingSupervision } from '#domain/referral/supervision'

/** As the trail records them. */
export const supervisionTrail: Readonly<Record<string, string>> = {
  'supervision.advised': '已建议立案监督',
  'supervision.asked': '已要求说明不立案理由',
  'supervision.explained': '已说明不立案理由',
  'supervision.accepted': '不立案理由成立',
  'supervision.ordered': '已通知立案',
} satisfies Record<`supervision.${FilingSupervision}`, string>

/** Words of what is passed on, handed over, given back, and of the supervision of a refusal to file. */
export const supervisionText = {
  title: '立案监督',
  states: {
    advised: '已建议立案监督',
    asked: '检察机关已要求说明不立案理由',
    explained: '公安机关已说明不立案理由',
    accepted: '检察机关认为不立案理由成立',
    ordered: '检察机关已通知立案',
  } satisfies Record<FilingSupervision, string>,
  dueAt: (at: string) => `公安机关办理期限：${at}`,
  documentNumber: '文书文号',
  passedOn: '转送',
  passOnTo: '转送到',
  passage: (from: string, to: string) => `${from} → ${to}`,
  handovers: {
    items: '案件材料交接清单',
    returned: '退卷清单',
  } satisfies Record<HandoverKind, string>,
  seq: '序号',
  item: '名称',
  quantity: '数量',
  note: '备注',
  listed: '移交',
  signed: '签收',
  unsigned: '尚未签收',
  signNote: '签收说明',
  signNoteHint: '与清单不符的，写明差异。',
  signReturned: '签收退卷材料',
  drafts: {
    draftRequest: { label: '起草提请复议书', reason: '复议理由' },
    draftAdvice: { label: '起草立案监督建议书', reason: '建议监督的理由' },
  },
  draftsWait: '起草后由本单位负责人签发，签发时编号并送出。',
  copyPenalty: '抄送处罚决定书',
  copyPenaltyBody: '作出处罚决定后十日内抄送公安机关和人民检察院。不另选文件的，抄送本案已经签发的处罚决定书。',
  copyPenaltyFile: '处罚决定书（可不选）',
  lines: '交接清单',
  linesHint: '每行一项：名称、数量、备注，用竖线或者制表符分隔。',
  returned: '退还材料',
  returnedHint: '每行一项：名称、数量、备注。留空则退还移送的全部材料。',
} as const
