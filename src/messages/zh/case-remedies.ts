import type { RemedyKind, RemedyOutcome, RemedyState, RemedyStep } from '#domain/case/tracks/remedies'

/** Words of reconsideration and litigation (行政复议、行政诉讼) on a decision. */
export const remedyText = {
  title: '行政复议、行政诉讼',
  none: '没有登记行政复议、行政诉讼。',
  receive: '登记当事人申请复议、提起诉讼',
  kinds: { reconsideration: '行政复议', litigation: '行政诉讼' } satisfies Record<RemedyKind, string>,
  states: { received: '待答复', answered: '已答复', concluded: '已审结', withdrawn: '已撤回' } satisfies Record<RemedyState, string>,
  outcomes: { maintained: '维持（驳回请求）', changed: '变更', revoked: '撤销' } satisfies Record<RemedyOutcome, string>,
  steps: { answer: '登记答复', conclude: '登记审理结果', withdraw: '登记撤回' } satisfies Record<RemedyStep, string>,
  effects: {
    maintained: '决定继续有效。经复议的，当事人还可以自收到复议决定之日起提起诉讼。',
    changed: '这一当事人应退回和罚款的金额已经按变更后的结果登记。',
    revoked: '决定不再执行，请负责人办理“撤销决定”。',
  } satisfies Record<RemedyOutcome, string>,
  revokedForOne:
    '对这一当事人的决定不再执行，应退回和罚款的金额已经核减；其他当事人的部分仍然有效。连同其他当事人的部分一并被撤销的，请负责人办理“撤销决定”。',
  stayed: '停止执行',
  goesOn:
    '复议、诉讼期间决定不停止执行；复议机关或者人民法院决定停止执行的，请勾选“停止执行”，勾选后不能催告。没有审结的，不能申请强制执行，不能结案。',
  fields: {
    partyId: '当事人',
    kind: '救济途径',
    body: '复议机关或者人民法院',
    docket: '案号',
    receivedOn: '收到日期',
    stayed: '复议机关或者人民法院已经决定停止执行',
    answeredOn: '答复日期',
    outcome: '结果',
    concludedOn: '生效日期',
    conclusion: '结果摘要',
    refund: '变更后这一当事人应退回（元）',
    fine: '变更后这一当事人的罚款（元）',
    withdrawnOn: '撤回日期',
    reason: '撤回情况',
    proofFileIds: '文书材料',
  },
  hints: {
    receivedOn: '收到复议申请书副本或者起诉状副本的日期，答复期限自该日起算。',
    concludedOn: '复议决定送达或者裁判生效的日期。',
    amounts: '仅结果为“变更”时填写，只填这一当事人的部分，不得高于原决定中它的部分；没有的填 0。',
    receive: '上传答复通知书、应诉通知书等。',
    answer: '上传答复书、答辩状和证据目录。',
    conclude: '上传复议决定书或者生效裁判文书。',
    withdraw: '上传行政复议终止决定书或者准予撤诉裁定书。',
  },
  trail: {
    'case.receiveRemedy': '登记复议、诉讼',
    'case.answerRemedy': '登记复议、诉讼答复',
    'case.concludeRemedy': '登记复议、诉讼结果',
    'case.withdrawRemedy': '登记撤回复议、诉讼',
  } as Readonly<Record<string, string>>,
  trailFields: {
    remedy: '复议、诉讼',
    body: '受理机关',
    receivedOn: '收到日期',
    stayed: '停止执行',
    answeredOn: '答复日期',
    concludedOn: '生效日期',
  } as Readonly<Record<string, string>>,
} as const
