import { type NoticeDetail, type NoticeKind, noticeKinds } from '#domain/notification/notices'

/** One sentence per notice. */
const notices = {
  leadsAssigned: ({ from, count }) => `${from}交办疑点线索 ${count} 条，请逐条核查、逐条反馈。`,
  leadsTakenBack: ({ from, count }) => `${from}撤回已交办但尚未核查的疑点线索 ${count} 条。`,
  leadWithdrawn: ({ from, number }) => `${from}撤回线索 ${number}，不再核查。`,
  leadReturned: ({ from, number }) => `${from}退回线索 ${number}，请重新分派。`,
  verificationSentBack: ({ number }) => `线索 ${number} 的核查结论被退回，请按复核意见补充。`,
  statementAsked: ({ from, number, until }) => `${from}就线索 ${number} 请贵机构说明情况，请于 ${until} 前答复并上传材料。`,
  statementAnswered: ({ from, number }) => `${from}已就线索 ${number} 作出说明，请查看。`,
  statementClosed: ({ from, number }) => `${from}不再要求就线索 ${number} 说明情况。`,
  conclusionTold: ({ from, number, until }) => `${from}告知线索 ${number} 的核查结论。${until ? `有异议的，请在 ${until} 前提出。` : ''}`,
  objectionRaised: ({ from, number }) => `${from}对线索 ${number} 的核查结论提出异议，请由未参加核查和复核的审批人处理。`,
  objectionDecided: ({ from, number }) => `${from}已处理对线索 ${number} 的异议，请查看结果和理由。`,
  escalationProposed: ({ from, number }) => `${from}提请对线索 ${number} 提级处理，请审批。`,
  escalationDecided: ({ from, number }) => `${from}已对线索 ${number} 作出提级处理决定，请查看。`,
  planAddressed: ({ from, title }) => `${from}印发《${title}》，请签收。`,
  receiptReminder: ({ from, title }) => `${from}提醒：《${title}》尚未签收。`,
  dutiesAssigned: ({ from, title }) => `${from}分派《${title}》的任务，请明确责任人并按期办理。`,
  filingIssued: ({ from, dueOn }) => `${from}下发自查自纠任务，请于 ${dueOn} 前报送。`,
  filingReturned: ({ number }) => `自查填报 ${number} 被退回补正，请查看审核意见。`,
  filingAccepted: ({ number }) => `自查填报 ${number} 已审核通过。`,
  filingSubmitted: ({ from, number }) => `${from}报送自查填报 ${number}，请审核。`,
  filingRecalled: ({ from, number, reason }) => `${from}收回自查任务 ${number}：${reason}。已填内容全部保留，请等待重新下发。`,
  filingReissued: ({ from, number, dueOn }) =>
    `${from}按新版问题清单重新下发自查任务 ${number}，没有变化的条目沿用原答复，请于 ${dueOn} 前报送。`,
  checklistDrafted: ({ title, number, count }) => `《${title}》第 ${number} 版（${count} 条）已导入为草稿，待审批人核对后发布。`,
  filingQuestioned: ({ number, dueOn }) => `自查填报 ${number} 有审核询问，请于 ${dueOn} 前答复。`,
  filingQuestionAnswered: ({ from, number }) => `${from}答复了自查填报 ${number} 的询问，请查看。`,
  filingReminder: ({ from, dueOn }) => `${from}提醒：自查自纠应于 ${dueOn} 前报送，贵机构尚未报送。`,
  unfiledEscalated: ({ from, count }) => `${from}提请督促：辖区尚有 ${count} 家机构未报送自查，请逐家联系。`,
  checksAssigned: ({ number, count }) => `您被安排为抽查 ${number} 中 ${count} 家机构的检查人员，请核对是否需要回避，并按时到现场检查。`,
  checkHandedBack: ({ name, reason }) => `另一名检查人员退回了 ${name} 的现场核查表：${reason}`,
  checkAgrees: ({ from, number }) => `${from}对自查填报 ${number} 的抽查复查结果：与填报一致。`,
  checkDiffers: ({ from, number, until }) =>
    `${from}对自查填报 ${number} 的抽查复查发现不一致，请逐项查看；有异议的，请在 ${until} 前提出。`,
  checkDisputed: ({ from, code }) => `${from}对条目 ${code} 的抽查复查结果提出异议，请安排没有参加检查的人员处理。`,
  checkDisputeDecided: ({ from, code }) => `${from}已处理对条目 ${code} 的异议，请查看结果和理由。`,
  fewerChecks: ({ from }) => `${from}确认贵机构如实自查、主动退回，将减少对贵机构的现场检查。`,
  bulletinDrafted: ({ from, title }) => `${from}拟写了通报《${title}》，待审批人核对后印发。`,
  bulletinIssued: ({ from, title }) => `${from}印发通报《${title}》，请阅读并签收。`,
  refundDemanded: ({ from, number, amount, dueOn }) => `${from}下达退款通知 ${number}：请于 ${dueOn} 前退回 ${amount} 元并上传凭证。`,
  refundOverdue: ({ from, amount }) => `${from}催办：退款通知已逾期，尚有 ${amount} 元没有到账，请尽快退回。`,
  refundUnmatched: ({ from, voucher }) => `${from}撤销了凭证 ${voucher} 的到账匹配，该笔退回重新待确认。`,
  refundRejected: ({ from, voucher, reason }) => `${from}没有认可凭证 ${voucher} 的退回申报：${reason}。请核对后重新申报。`,
  refundUnconfirmed: ({ from, voucher, reason }) => `${from}撤销了凭证 ${voucher} 的到账确认：${reason}。该笔退回重新待确认。`,
  demandWithdrawn: ({ from, number, reason }) => `${from}撤回退款通知 ${number}：${reason}。`,
  referralDelivered: ({ from, number }) => `${from}移送事项 ${number}，请签收。`,
  referralAnswered: ({ from, number }) => `${from}已就移送事项 ${number} 反馈，请查看。`,
  referralMoreAsked: ({ from, number }) => `${from}要求就移送事项 ${number} 补充材料，请查看。`,
  referralRecalled: ({ from, number }) => `${from}已撤回移送事项 ${number}，请勿继续办理。`,
  referralSupplied: ({ from, number }) => `${from}已就移送事项 ${number} 补充材料，请查看。`,
  referralCopied: ({ from, number }) => `${from}移送公安机关的 ${number} 抄送贵院，请查阅。`,
  supervisionAdvised: ({ from, number }) => `${from}建议就 ${number} 不予立案进行立案监督，请查看。`,
  referralAccepted: ({ from, number }) => `${from}已接收反向移送事项 ${number}，办理结果将另行反馈。`,
  caseHandedBack: ({ from, number }) => `案件 ${number} 的事项已由 ${from} 反向移送回来，请继续办理行政处罚程序。`,
  referralPassedOn: ({ from, number, to }) => `${from}已将移送事项 ${number} 转送有管辖权的${to}。`,
  reasonsAsked: ({ from, number }) => `${from}就移送事项 ${number} 要求公安机关说明不立案理由。`,
  reasonsGiven: ({ from, number }) => `${from}已就移送事项 ${number} 向检察机关说明不立案理由。`,
  reasonsAccepted: ({ from, number }) => `${from}认为移送事项 ${number} 的不立案理由成立，请查看。`,
  filingOrdered: ({ from, number }) => `${from}通知公安机关对移送事项 ${number} 立案。`,
  handoverListed: ({ from, number }) => `${from}已列明移送事项 ${number} 移交的物品和材料，请核对签收。`,
  penaltyCopied: ({ from, number }) => `${from}就移送事项 ${number} 抄送行政处罚决定书，请查看。`,
  handoverSigned: ({ from, number }) => `${from}已签收移送事项 ${number} 的交接清单。`,
  referralProposed: ({ number }) => `移送事项 ${number} 待审批。`,
  approverMissing: ({ number }) => `${number} 待审批，本单位还没有具备相应知悉权限的审批人员，请先明确审批人员。`,
  caseToReview: ({ number }) => `案件 ${number} 已送法制审核，请在期限内提出审核意见。`,
  caseHandedOver: ({ number }) => `您已被指定为案件 ${number} 的办案人员。`,
  caseToCarryOut: ({ from, number }) => `${from}将案件 ${number} 交你单位办理，请核对应退回的基金、确认到账，或按协议处理后登记结果。`,
  agreementToDecide: ({ number }) => `案件 ${number} 的协议处理意见待决定。`,
  scoringToDecide: ({ number }) => `案件 ${number} 有人员支付资格记分待决定。`,
  scoringObjected: ({ number }) => `案件 ${number} 的人员对支付资格记分提出申诉，请由未经手、未作决定的人员复核。`,
  scoringEnded: ({ from, number }) => `${from}已办结案件 ${number} 的人员支付资格记分，请查看结果。`,
  agreementEnded: ({ from, number }) => `${from}已办结案件 ${number} 的协议处理，请查看结果。`,
  stoppageToCarryOut: ({ from, number, until }) =>
    `${from}在案件 ${number} 中决定的暂停生效、变更或者恢复执行，期限至 ${until} 届满，请按此执行并登记。`,
  stoppageReviewed: ({ from, number }) => `${from}已对案件 ${number} 的暂停作出期满复核，请决定是否恢复。`,
  stoppageEnding: ({ number, day }) => `案件 ${number} 决定的暂停将于 ${day} 届满，请及时复核、决定恢复；还没有执行的立即执行。`,
  stoppageOver: ({ number, day }) => `案件 ${number} 决定的暂停已于 ${day} 届满，继续暂停没有依据，请立即复核并决定恢复。`,
  stoppageStayed: ({ number, day }) => `案件 ${number} 的决定自 ${day} 起停止执行，暂停的服务或者结算在解除停止执行前先行放开。`,
  stoppageSentBack: ({ from, number }) => `${from}退回了案件 ${number} 的暂停期满复核，请按退回理由补充后重新登记。`,
  stoppageEnded: ({ from, number, day }) => `${from}在案件 ${number} 中恢复了被暂停的服务或者结算，自 ${day} 起执行。`,
  holdAsked: ({ number, urgent }) =>
    urgent ? `案件 ${number} 的保存、封存已紧急实施，请在二十四小时内补办批准。` : `案件 ${number} 的先行登记保存、封存待审批。`,
  holdDecided: ({ from, number, action }) => `${from}对案件 ${number} 的保存、封存：${holdDecisions[String(action)] ?? '已作出决定'}。`,
  publicationDrafted: ({ number }) => `案件 ${number} 的处罚信息公示文本待审批。`,
  publicationDecided: ({ from, number, approved }) =>
    `${from}对案件 ${number} 的处罚信息公示文本：${approved ? '已同意公开，请按期公示' : '决定不予公开'}。`,
  caseProposed: ({ number }) => `案件 ${number} 立案待审批。`,
  recusalDeclared: ({ name }) => `${name}申明回避，相关事项对其不再开放，请核对并另行指派承办人员。`,
  clockSoon: ({ number, name, dueAt, late }) =>
    late
      ? `${number} 的“${name}”到期时间为 ${dueAt}，到期前的提示没有按时发出，请立即办理。（延迟触发）`
      : `${number} 的“${name}”将于 ${dueAt} 到期，请抓紧办理。`,
  clockOverdue: ({ number, name, dueAt, responsible, late }) =>
    `${number} 的“${name}”${responsible ? `（${responsible}办理）` : ''}已于 ${dueAt} 超期。${late ? '（延迟触发）' : ''}`,
  clockStandsLong: ({ number, name, since, days }) =>
    `${number} 的“${name}”自 ${since} 起停止计算，已有 ${days} 日，还没有登记截止。请核对扣除事由是否已经消除，凭截止凭证登记截止日或者恢复办理。`,
  clockMoved: ({ number, name, before, after }) => `因放假安排或者法定期限变化，${number} 的“${name}”到期时间由 ${before} 改为 ${after}。`,
  reportSubmitted: ({ from, title }) => `${from}的《${title}》已冻结，请签发。`,
  reportReturned: ({ title, reason }) => `《${title}》被退回修改：${reason}`,
  reportSigned: ({ from, title, number }) => `${from}报来《${title}》（${number}）。`,
  grantProposed: ({ name }) => `${name}的任职授权申请待确认。`,
  accountsDormant: ({ count, days }) => `有 ${count} 个账户连续 ${days} 天未登录，已自动停用，请核对。`,
  institutionChangeProposed: ({ name, kind }) => `${name}的${kind === 'move' ? '变更属地' : '并入其他机构'}申请待确认。`,
  institutionMoved: ({ from, name, place, to }) =>
    `${from}将${name}的属地由${place}变更为${to}，其自查填报、退款和抽查复查记录随之转由新属地办理。`,
  institutionMerged: ({ from, name, into }) => `${from}将${name}并入${into}，原机构不再列为在用机构，其已有的填报和记录保留在原名下。`,
  institutionStopped: ({ from, name, on, reason }) => `${from}自 ${on} 起停用${name}：${reason}`,
  institutionResumed: ({ from, name, on, reason }) => `${from}自 ${on} 起恢复${name}：${reason}`,
  modelVersionProposed: ({ code, title, kind }) =>
    `筛查模型 ${code} ${title}的${kind === 'retirement' ? '停用' : kind === 'definition' ? '自建版本' : '参数调整'}申请待复核，请由申请人以外的审批人处理。`,
  modelVersionApproved: ({ code, name }) => `${name}同意了您提交的筛查模型 ${code} 的申请，自起始日起生效。`,
  itemRulesProposed: ({ file, count }) => `项目规则表 ${file}（${count} 条）待复核，请由提交人以外的审批人处理。`,
  itemRulesDecided: ({ file, name, decision, reason }) =>
    decision === 'approve' ? `${name}同意了项目规则表 ${file}，各条规则按施行期生效。` : `${name}没有同意项目规则表 ${file}：${reason}`,
  benchmarkProposed: ({ title }) => `裁量基准《${title}》待复核，请由登记人以外的审批人处理。`,
  benchmarkDecided: ({ title, name, decision, reason }) =>
    decision === 'approve'
      ? `${name}同意了裁量基准《${title}》，按施行日期启用。`
      : `${name}${decision === 'end' ? '停用了' : '没有同意'}裁量基准《${title}》：${reason}`,
  localRuleProposed: ({ title }) => `地方参数（《${title}》）待复核，请由登记人以外的审批人处理。`,
  localRuleDecided: ({ title, name, decision, reason }) =>
    decision === 'approve'
      ? `${name}同意了地方参数（《${title}》），自施行日期起适用。`
      : `${name}${decision === 'end' ? '停用了' : '没有同意'}地方参数（《${title}》）：${reason}`,
  wordingProposed: ({ title }) => `《${title}》的用语新版本待复核，请由拟稿人以外的审批人处理。`,
  wordingDecided: ({ title, name, decision, reason }) =>
    decision === 'approve'
      ? `${name}同意了《${title}》的用语新版本，自施行日起使用。`
      : `${name}${decision === 'end' ? '停用了' : '没有同意'}《${title}》的用语版本：${reason}`,
  evidenceDamaged: ({ number, count }) => `案件 ${number} 的证据 ${count} 核验不符：文件已损坏或丢失，请立即核对原件并重新登记。`,
  modelVersionRefused: ({ code, name, reason }) => `${name}没有同意您提交的筛查模型 ${code} 的申请：${reason}`,
  modelMisleads: ({ code, version, judged, percent }) =>
    `筛查模型 ${code}（版本 ${version}）下发的线索已核查 ${judged} 条，查实率 ${percent}%，误报过多。建议停用或调整参数，请研究决定。`,
  letterDrafted: ({ from, title }) => `${from}起草了函件《${title}》，请审签。`,
  letterIssued: ({ from, title }) => `${from}发来《${title}》，请签收并按期答复。`,
  letterAnswerDrafted: ({ from, title }) => `${from}拟定了对《${title}》的答复，请审签。`,
  letterAnswered: ({ from, title }) => `${from}已答复《${title}》，请评价。`,
  letterAskedAgain: ({ from, title }) => `${from}要求就《${title}》重新答复，请按期答复。`,
  letterClosed: ({ from, title }) => `${from}已对《${title}》的答复作出评价并办结。`,
  consultationOpened: ({ from }) => `${from}邀请本单位会商，请阅看所附内容并提出意见。`,
  consultationAnswered: ({ from, number }) => `${from}已就会商 ${number} 答复。`,
  consultationEnded: ({ from, number }) => `${from}已办结会商 ${number}，请阅知。`,
  meetingCalled: ({ from, title, day }) => `${from}定于 ${day} 召开《${title}》，请确认参会人员。`,
  meetingCalledOff: ({ from, title, day }) => `${from}原定 ${day} 召开的《${title}》取消。`,
  caseOpened: ({ who, from, number, until }) => `${from}${who}凭事由查阅了 ${number}，查阅至 ${until}，事由见案件页面。`,
  jointNoticeAsked: ({ from, title }) => `${from}送来联合发文《${title}》，请审批人阅看全文后会签。`,
  jointNoticeReturned: ({ from, title, reason }) => `${from}退回联合发文《${title}》：${reason}`,
  jointNoticeSigned: ({ title }) => `各部门已全部会签联合发文《${title}》，请由拟稿人以外的审批人印发。`,
  jointNoticeIssued: ({ from, title }) => `联合发文《${title}》已由${from}编号印发，请阅看正式文本。`,
  jointNoticeWithdrawn: ({ from, title }) => `${from}撤回联合发文《${title}》，不再会签。`,
} satisfies Record<NoticeKind, (detail: NoticeDetail) => string>

const isNoticeKind = (kind: string): kind is NoticeKind => (noticeKinds as readonly string[]).includes(kind)

/** The sentence of a stored notice. */
const holdDecisions: Readonly<Record<string, string>> = {
  approveHold: '已批准，请及时实施',
  ratifyHold: '已补办批准',
  refuseHold: '未予批准',
  annulHold: '未予批准，应当立即解除',
  extendHold: '已延长期限',
  endHold: '已作出处理决定',
}

export function noticeText(kind: string, detail: NoticeDetail): string {
  return isNoticeKind(kind) ? notices[kind](detail) : '有一条新通知，请打开查看。'
}
