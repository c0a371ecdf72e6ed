import { type Department, departmentNames } from '#domain/department/department'

/** Words for what the trail records. An area is the part of an action before the point. */
export const auditAreas = {
  identity: '账户与登录',
  settings: '设置',
  campaign: '专项整治',
  duty: '职责任务',
  filing: '自查自纠',
  checklist: '问题清单',
  spotCheck: '抽查复查',
  lead: '疑点线索',
  case: '案件',
  referral: '移送',
  recusal: '回避',
  summary: '统计报告',
  clock: '时限',
  file: '文件',
  draft: '草稿',
  savedView: '视图',
  notification: '通知',
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
    setLeadingGroup: '登记领导小组',
    commit: '签署保密承诺',
    close: '结束专项',
  },
  duty: { assignOwner: '指定责任人', report: '报告进展', complete: '销号', reopen: '重新打开' },
  filing: {
    issue: '下发自查任务',
    recall: '收回自查任务',
    reissue: '按新版清单重新下发',
    start: '开始填报',
    answerItem: '填写条目',
    answerRest: '填完一节其余条目',
    recordFinding: '登记问题',
    pasteFindings: '粘贴登记问题',
    amendFinding: '修改问题',
    removeFinding: '移除问题',
    declareRefund: '申报退回',
    withdrawRefund: '撤回退回申报',
    confirmRefund: '确认退回到账',
    rejectRefund: '不认可退回',
    submit: '报送',
    accept: '审核通过',
    return: '退回补正',
    reopen: '开始补正',
  },
  spotCheck: { announce: '公告抽取', draw: '抽取', record: '登记复查结果' },
  checklist: {
    upload: '上传问题清单',
    remap: '重新对应列',
    import: '导入为草稿',
    cancel: '放弃上传',
    assignField: '归入领域',
    issue: '发布问题清单',
    discard: '作废草稿',
  },
  lead: {
    uploadList: '上传清单',
    remapList: '重新对应列',
    cancelList: '取消清单',
    import: '导入线索',
    downloadRefused: '下载退回行',
    assign: '交办',
    takeBack: '撤回交办',
    takeUp: '开始核查',
    submit: '提交核查结论',
    agree: '复核同意',
    sendBack: '复核退回',
    returnToIssuer: '退回上级',
    reopen: '重新核查',
    withdraw: '撤回线索',
    revealIdentity: '查看证件号码',
  },
  case: {
    askReview: '送法制审核',
    legalReview: '提出法制审核意见',
    confirmMoney: '确认到账',
    rejectMoney: '退回到账登记',
    replaceOfficer: '更换办案人员',
    propose: '提请立案',
    file: '批准立案',
    refuse: '不予立案',
    investigate: '开始调查',
    addFact: '登记事实',
    setPenalty: '拟定处罚',
    decide: '作出决定',
    postMoney: '登记款项',
    startTrack: '开启处置',
    concludeTrack: '办结处置',
    close: '结案',
  },
  referral: {
    propose: '提请移送',
    addMaterial: '补充材料清单',
    approve: '批准移送',
    reject: '不批准移送',
    withdraw: '撤回移送',
    deliver: '送达',
    receive: '签收',
    readCopy: '阅抄送件',
    accept: '受理',
    decline: '不予受理',
    askMore: '要求补充材料',
    supplyMore: '补充材料',
    answer: '反馈结果',
    openCriminalCase: '立案侦查',
    declineCriminalCase: '不予立案',
    requestReconsideration: '提请复议',
    upholdDecline: '维持不予立案',
    restWithDecline: '接受不予立案',
    adviseSupervision: '建议立案监督',
    handOver: '移交物品和材料',
    recordProgress: '登记刑事进展',
    recordBillResult: '登记查验结果',
    recordBillResults: '批量登记查验结果',
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
  clock: { overdue: '超过时限', warn: '时限预警' },
  file: { receive: '上传文件', download: '下载文件', refuse: '索取无权查看的文件' },
  draft: { save: '保存草稿', drop: '丢弃草稿' },
  savedView: { save: '保存视图', drop: '删除视图' },
  notification: { read: '已读通知' },
}

const subjects: Readonly<Record<string, string>> = {
  account: '账户',
  agency: '单位',
  campaign: '专项',
  campaignRecipient: '签收单位',
  case: '案件',
  checklist: '问题清单',
  checklistImport: '上传的问题清单',
  dutyAssignment: '任务',
  filing: '自查填报',
  lead: '线索',
  leadBatch: '线索批次',
  leadImport: '线索清单',
  referral: '移送',
  spotCheck: '抽查',
  statutoryClock: '时限',
  storedFile: '文件',
  summaryReport: '报告',
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

export const auditSubjectName = (type: string): string | null => subjects[type] ?? null

const isDepartment = (department: string): department is Department => Object.hasOwn(departmentNames, department)

/** The department of who acted; machines and administrators have none. */
export const auditDepartmentName = (department: string | null) =>
  department && isDepartment(department) ? departmentNames[department].short : '—'

export const auditAreaOptions = Object.entries(auditAreas).map(([value, label]) => ({ value, label }))
