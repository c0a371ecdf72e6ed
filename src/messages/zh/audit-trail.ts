import { type Department, departmentNames } from '#domain/department/department'
import { caseSteps, documentSteps } from './audit-case-steps'
import { leadAuditSteps } from './audit-lead-steps'
import { filingSteps, screeningSteps, spotCheckSteps } from './audit-work-steps'
import { clockAuditSteps } from './clock-acts'

/** Words for what the trail records. An area is the part of an action before the point. */
export const auditAreas = {
  identity: '账户与登录',
  settings: '设置',
  campaign: '专项整治',
  duty: '职责任务',
  filing: '自查自纠',
  bulletin: '通报',
  checklist: '问题清单',
  spotCheck: '抽查复查',
  bank: '银行到账',
  consequence: '后续处理',
  lead: '疑点线索',
  case: '案件',
  referral: '移送',
  letter: '建议与督办',
  consultation: '会商',
  recusal: '回避',
  summary: '统计报告',
  clock: '时限',
  file: '文件',
  document: '文书',
  draft: '草稿',
  savedView: '视图',
  notification: '通知',
  register: '机构名录',
  screening: '数据筛查',
  settlement: '数据接入',
} as const

const steps: Readonly<Record<keyof typeof auditAreas, Readonly<Record<string, string>>>> = {
  settings: {
    importAgency: '导入单位',
  },
  identity: {
    signIn: '登录',
    refuseSignIn: '登录失败',
    signOut: '退出',
    changePassword: '修改密码',
    beginSecondFactor: '开始启用动态口令',
    confirmSecondFactor: '启用动态口令',
    createToken: '签发接口令牌',
    endSession: '结束一处登录',
    endOtherSessions: '结束其他登录',
    switchPost: '切换任职身份',
    disableAccount: '停用账户',
    enableAccount: '启用账户',
    disableDormant: '长期未登录自动停用',
    createAccount: '新建账户',
    createAdministrator: '由运维建立管理员',
    resetPassword: '重置密码',
    resetSecondFactor: '重置动态口令',
    unlockAccount: '解除锁定',
    proveAgain: '再次确认本人',
    proposePost: '申请任职授权',
    confirmPost: '确认授权',
    refusePost: '不予授权',
    withdrawPost: '撤回授权申请',
    endPost: '结束任职',
  },
  campaign: {
    draft: '上传方案',
    set: '修改专项设置',
    correct: '更正方案内容',
    match: '核对主送单位',
    confirm: '确认方案',
    approve: '批准方案',
    sendBack: '退回方案',
    launch: '启动专项',
    adopt: '承接上级方案',
    receive: '签收方案',
    remind: '催签',
    recordMeeting: '登记会议',
    callMeeting: '召集会议',
    callOffMeeting: '取消会议',
    answerMeeting: '答复参会',
    keepMinutes: '记录会议纪要',
    setLeadingGroup: '登记领导小组',
    commit: '签署保密承诺',
    close: '结束专项',
  },
  duty: { assignOwner: '指定责任人', report: '报告进展', complete: '销号', reopen: '重新打开' },
  filing: filingSteps,
  spotCheck: spotCheckSteps,
  bank: { importList: '导入银行来账', matchRow: '匹配到账', matchExact: '批量匹配到账', unmatch: '撤销到账匹配' },
  consequence: { settle: '处理后续建议' },
  bulletin: { draft: '拟写通报', issue: '印发通报', discard: '作废通报', receive: '签收通报' },
  checklist: {
    upload: '上传问题清单',
    remap: '重新对应列',
    import: '导入为草稿',
    cancel: '放弃上传',
    assignField: '归入领域',
    issue: '发布问题清单',
    discard: '作废草稿',
  },
  lead: leadAuditSteps,
  case: caseSteps,
  referral: {
    propose: '提请移送',
    addMaterial: '补充材料清单',
    disclose: '选定披露内容',
    approve: '批准移送',
    revise: '退回修改',
    reject: '不批准移送',
    withdraw: '撤回移送',
    deliver: '送达',
    receive: '签收',
    readCopy: '阅抄送件',
    accept: '受理',
    decline: '不予受理',
    askMore: '要求补充材料',
    proposeSupply: '提请补充材料',
    returnSupply: '退回补充材料申请',
    supplyMore: '补充材料',
    recall: '撤回移送（送达后）',
    answer: '反馈结果',
    openCriminalCase: '立案侦查',
    declineCriminalCase: '不予立案',
    draftRequest: '起草提请复议书',
    draftAdvice: '起草立案监督建议书',
    requestReconsideration: '提请复议',
    upholdDecline: '维持不予立案',
    restWithDecline: '接受不予立案',
    adviseSupervision: '建议立案监督',
    handOver: '移交物品和材料',
    recordProgress: '登记刑事进展',
    recordBillResult: '登记查验结果',
    recordBillResults: '批量登记查验结果',
    exportBills: '下载票据查验表',
    acceptHandBack: '接收反向移送',
    passOn: '转送有管辖权的公安机关',
    acceptItems: '签收移交物品',
    copyPenalty: '抄送处罚决定书',
    signReturned: '签收退卷材料',
    askReasons: '要求说明不立案理由',
    explainDecline: '说明不立案理由',
    acceptReasons: '认可不立案理由',
    orderFiling: '通知立案',
  },
  letter: {
    draft: '起草',
    issue: '签发',
    withdraw: '撤回草稿',
    receive: '签收',
    draftAnswer: '拟定答复',
    returnAnswer: '退回答复',
    sendAnswer: '签发答复',
    askAgain: '要求重新答复',
    close: '评价并办结',
  },
  consultation: {
    open: '发起会商',
    give: '提出意见',
    avoid: '申请不参加',
    conclude: '作出结论',
    callOff: '撤销会商',
  },
  recusal: { declare: '申报回避', order: '决定回避', lift: '解除回避' },
  summary: {
    draft: '起草报告',
    edit: '撰写一节',
    takePassage: '采用下级文字',
    leavePassage: '不采用下级文字',
    freeze: '冻结数字并送签',
    sign: '签发报告',
    sendBack: '退回报告',
  },
  clock: clockAuditSteps,
  file: {
    receive: '上传文件',
    beginUpload: '开始分段上传',
    appendPart: '上传一段',
    finishUpload: '完成分段上传',
    dropUpload: '放弃分段上传',
    download: '下载文件',
    view: '查看文件',
    damaged: '文件核验不符',
    refuse: '索取无权查看的文件',
  },
  document: documentSteps,
  draft: { save: '保存草稿', drop: '丢弃草稿' },
  savedView: { save: '共享视图', drop: '删除共享视图' },
  notification: { read: '已读通知' },
  register: {
    upload: '上传机构名单',
    take: '导入机构名录',
    cancel: '放弃机构名单',
    change: '更新机构信息',
    proposeMove: '申请变更属地',
    proposeMerge: '申请并入',
    confirm: '确认变更',
    refuse: '退回变更申请',
    withdraw: '撤回变更申请',
    stop: '停用机构',
    resume: '恢复机构',
  },
  settlement: { load: '接入结算数据', read: '读取结算数据', cancel: '停止接入', accept: '确认采用数据', clearStore: '清除已被替换的数据' },
  screening: screeningSteps,
}

const isArea = (area: string): area is keyof typeof auditAreas => Object.hasOwn(auditAreas, area)

/** `lead.takeUp` as `开始核查`, for the trail of one record; the action itself while it has no words. */
export function auditStepName(action: string): string {
  const [area = '', step = ''] = action.split('.', 2)
  return (isArea(area) ? steps[area][step] : undefined) ?? action
}

/** `lead.takeUp` as `疑点线索 · 开始核查`; `null` for an action that has no words yet. */
export function auditActionName(action: string): string | null {
  const [area = '', step = ''] = action.split('.', 2)
  const word = isArea(area) ? steps[area][step] : undefined
  return isArea(area) && word ? `${auditAreas[area]} · ${word}` : null
}

const isDepartment = (department: string): department is Department => Object.hasOwn(departmentNames, department)

/** The department of who acted; machines and administrators have none. */
export const auditDepartmentName = (department: string | null) =>
  department && isDepartment(department) ? departmentNames[department].short : '—'

export const auditAreaOptions = Object.entries(auditAreas).map(([value, label]) => ({ value, label }))
