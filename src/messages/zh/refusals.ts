import type { Refusal, RefusalCode } from '#domain/kernel/result'
import { findingAmounts } from '#domain/self-inspection/years'
import { agreementRefusals } from './agreement-refusals'
import { billRefusals } from './bill-refusals'
import { bundleRefusals } from './bundle-refusals'
import { openingText } from './case-opening'
import { clockRefusals } from './clock-refusals'
import { factRefusals } from './fact-refusals'
import { findingFormText } from './finding-form'
import { packUnfitSentence } from './offline-pack-unfit'
import { wordingRefusals } from './paper-wordings'
import { passwordFaultsText } from './password-faults'
import { procedureRefusals } from './procedure-refusals'
import { isReadingSentence, readingText } from './reading'
import { scoringRefusals } from './scoring-refusals'
import { skippedText } from './screening-run'
import { pasteSentence } from './self-inspection-paste'
import { whistleRefusals } from './whistle-refusals'

type Detail = NonNullable<Refusal['detail']>

/** The names in `detail[key]`, joined; the fallback when the refusal does not carry them. */
function named(detail: Detail, key: string, fallback: string): string {
  const value = detail[key]
  if (value === undefined) return fallback
  return typeof value === 'object' ? value.join('、') : String(value)
}

/** The heading of the column that does not add up. */
function amountName(amount: Detail[string] | undefined): string {
  const known = findingAmounts.find((one) => one === amount)
  return known ? findingFormText.amounts[known] : ''
}

/** The reader's own sentence about the file, where the refusal says which. */
function fileSentence({ reading, ...rest }: Detail): string {
  if (typeof reading !== 'string' || !isReadingSentence(reading)) return '这个文件读不了。请确认它能正常打开、格式符合要求后重新上传。'
  const facts = Object.fromEntries(Object.entries(rest).map(([key, fact]) => [key, typeof fact === 'object' ? fact.join('、') : fact]))
  return readingText({ code: reading, detail: facts })
}

/** One sentence per refusal: what stands in the way, where, and what to do about it. */
export const refusals = {
  invalidInput: () => '填写有误，请按标出的栏目逐项改正后再提交。',
  unknownField: () => '提交的内容里有本表没有的栏目，未予受理。请刷新页面后重新填写。',
  notFound: () => '没有找到该事项，或者您的当前身份无权办理。请确认身份后从列表重新进入。',
  wrongState: () => '该事项已不在可以办理这一步的环节，请刷新页面查看最新状态。',
  changedMeanwhile: () => '在您办理期间，他人已更新该事项。请对照两个版本后再提交，您填写的内容仍然保留。',
  requestKeyReused: () => '您上一次的提交已经生效，这一次的内容与它不同。请刷新页面，核对结果后再修改。',
  samePerson: () => '经办、复核、审批不能是同一人，请由另一位有权限的同事办理这一步。',
  namedWithoutReason: (detail) => `点名的机构要逐家写明原因，且不能重复：${named(detail, 'lines', '见名单')}。请按“机构编码，原因”填写。`,
  namedUnknown: (detail) => `这些机构不在本专项的自查范围内：${named(detail, 'codes', '见名单')}。请核对机构编码。`,
  fieldsMissing: (detail) => `文书还有待填内容：${named(detail, 'fields', '见文书')}。请填写后再签发。`,
  dataChanged: () => '起草以后案件数据有变动，草稿与现在的数据不一致。请核对后重新保存，再签发。',
  documentsMissing: (detail) => `缺少随案材料：${named(detail, 'missing', '见材料清单')}。请补齐后再办理。`,
  evidenceMissing: (detail) => `缺少佐证：${named(detail, 'missing', '见标出的项目')}。请上传后再提交。`,
  incomplete: (detail) => `还有必填内容没有完成：${named(detail, 'missing', '见标出的项目')}。请补齐后再提交。`,
  amountsOutOfOrder: () =>
    '金额关系不对：涉及金额应不小于违规金额，违规金额应不小于其中的基金金额，退回金额不超过基金金额。请检查数值和单位。',
  alreadyExists: () => '同样的记录已经存在，没有重复建立。请在列表中查找后继续办理。',
  commitmentMissing: () => '请先阅读并勾选承诺，再提交。',
  commitmentUnsigned: () =>
    '本单位还没有签署该专项的保密承诺，不能办理其中的案件和移送。请经办人或审批人到该专项的总览页签署，签署后即可办理。',
  keepsAway: () => '您对某机构已申明回避，而筛查数据只能整批查询，不能把该机构分开。请由没有回避事项的人员查询。',
  tooMany: (detail) => `超过了允许的数量（上限 ${named(detail, 'limit', '见页面说明')}）。请减少后分次办理，或稍后再试。`,
  accountTooShort: (detail) => `核查情况写得太简略，至少写 ${named(detail, 'length', '10')} 个字，说明查了什么、依据是什么。`,
  amountsMissing: () => '查实或部分查实的，涉及金额、违规金额、基金损失三项都要填写（单位：元，没有的填 0）。',
  fraudWithoutFacts: () => '标记为涉嫌欺诈骗保的，结论应为查实或部分查实。请改正结论或去掉标记。',
  alreadyImported: (detail) => `这份清单已经导入过（批次 ${named(detail, 'batch', '见批次列表')}），没有重复导入。`,
  deliveryMissing: (detail) =>
    `服务器的数据目录里没有“${named(detail, 'folder', '这一批')}”，或者它是指向别处的链接。请确认数据已放到本地区的目录下，再刷新页面。`,
  monthTwice: (detail) =>
    `这批数据的部分月份已经在用（${named(detail, 'folders', '见数据列表')}），不能只替换其中几个月。请重新导出，使新数据包含那一批的全部月份。`,
  modelsUnknown: (detail) => `没有在用的模型 ${named(detail, 'codes', '见模型目录')}，可能刚被停用。请刷新页面后重新选择。`,
  trialMissing: () => '这份草稿还没有试算过，或者试算后又改动过。请先选一批数据试算，看过命中情况再提交复核。',
  trialFailed: (detail) => `试算没有完成：${skippedText(named(detail, 'reason', 'statement'), '')}。请按提示修改筛选条件或另选数据后再试。`,
  engineAsked: () => '您有一次查询或试算还没有结束，这一次没有提交。请等它出结果（最长约两分钟）后再试，不必重复点击。',
  rowsNotGiven: () => '没有在规定时间内取出疑点所依据的数据行，其余疑点没有下发。请稍后再次下发；仍不成功的，请联系系统管理员。',
  trialNotIssued: () => '这是用其他版本做的试算，只用来回测和比较，不能下发。请等该版本复核生效后，用它重新筛查再下发。',
  noHitsToIssue: () => '所选的模型和等级没有可以下发的疑点：都已下发、已搁置，或者没有命中。请另选模型或等级。',
  noHitsToSetAside: () => '所选范围内没有待处理的疑点：都已下发或已搁置。请刷新页面查看疑点去向。',
  asideCountChanged: (detail) =>
    `确认搁置的是 ${named(detail, 'expected', '若干')} 条，现在符合条件的待处理疑点是 ${named(detail, 'found', '另一个数')} 条：期间有疑点下发、搁置或恢复，没有搁置任何一条。请刷新页面，按现在的条数重新确认。`,
  noHitsToRestore: () => '这一批搁置的疑点已经全部恢复，没有再次恢复。请刷新页面查看疑点去向。',
  aboveCapacity: (detail) =>
    `所选疑点连同所涉县区在办的线索需要约 ${named(detail, 'hours', '较多')} 小时核查，超过当地每月可用工时。确需下发的，请写明理由。`,
  totalsDiffer: () => '清单里写明的合计与逐行相加的结果不一致。请核对单位（元、万元、分）和行数；确认无误的，勾选“已核对合计”后再导入。',
  nothingWaits: () => '没有可以领取的待核查线索：本单位没有，或者都不符合当前筛选条件。可以清除筛选后再领取。',
  listNotStaged: () => '这份清单是系统升级前读取的，逐行内容没有保存。请在“列对应关系”下点“按此重新读取”，读完后再导入。',
  workInterrupted: () =>
    '处理这份清单时系统中断，正在自动重新开始，已上传的文件和填写的内容都在，不需要重新上传。长时间没有进展的，请联系系统管理员。',
  nothingToImport: () => '清单里没有可以导入的行。请按退回的原因修改后重新上传。',
  unreadableList: (detail) => named(detail, 'sentence', '这份文件里没有找到线索清单的表头。请确认至少有机构名称（或编码）和问题描述两列。'),
  noAgency: () => '没有找到可以交办的下级医保部门，请从列表中选择本地区所辖的单位。',
  unreadableFile: (detail) => fileSentence(detail),
  uploadOffset: () => '上传的位置与系统已收到的对不上，这一段没有收下。请点“续传”，从系统已收到的位置接着传。',
  storageFull: () => '系统存储空间不足，文件没有收下；已填写的内容不受影响。请联系系统管理员清理后再上传。',
  nothingKept: () => '截至这一天没有签发或冻结的报告，当天的数字无法重现。请选有签发或冻结报告的日期，或今天。',
  notSignedIn: () => '登录已失效，这一步没有提交。请重新登录，本机保存的草稿会保留。',
  dueFirst: (detail) =>
    detail.due === 'password'
      ? '该账户须先修改密码。请登录网页，在“我的账户”中修改后再操作；接口令牌需重新签发。'
      : '该账户须先启用动态口令。请登录网页，在“我的账户”中启用后再操作。',
  notAPlan: () =>
    '这份文件不像专项整治方案或常态化监管方案：没有读到工作重点、职责分工、举措或阶段安排。请确认选对了文件，再上传方案正文。',
  reasonMissing: () => '选择“不适用”的，要写明为什么不适用（如：未开展该项服务）。',
  findingsStand: () => '该条目已登记问题，不能改为“未发现”或“不适用”。请先移除已登记的问题，再改答复。',
  periodOutOfRange: (detail) =>
    `发生期间不对：起始日应不早于 ${named(detail, 'from', '自查回溯起始日')}，截止日应不早于起始日、不晚于 ${named(detail, 'to', '今天')}。`,
  refundBeyondLoss: (detail) => `退回金额超过了该问题尚未退回的基金损失（${named(detail, 'left', '0.00')} 元）。请核对金额和单位。`,
  refundsStand: () => '该问题已有退回申报，不能移除。请先撤回尚未确认的申报；已确认到账或未获认可的申报要留存，所属问题不能移除。',
  demandStands: () => '该问题已有退款通知（责令退回），不能移除，也不能改动基金损失和期间。需要更正的，请联系医保部门撤回通知。',
  nothingToDemand: () => '所选的欠款都已下达退款通知或者已经结清，没有需要下达的。请刷新页面后重新选择。',
  nothingToRemind: () => '所选的欠款没有逾期，或者今天已经催办过。同一家机构一天只催办一次。',
  bankListWrong: (detail) =>
    `这份明细有 ${named(detail, 'count', '若干')} 处读不准，整份没有导入：${named(detail, 'problems', '')}请改正后重新上传。`,
  bankListEmpty: () => '这份明细里没有到账记录（只有支出、合计或空行）。请确认导出的是收款账户的来账明细，再重新上传。',
  bankSerialsDiffer: (detail) =>
    `有 ${named(detail, 'count', '若干')} 笔与同一账户以前导入的流水号相同，日期、金额或付款人却不同（${named(detail, 'serials', '')}），整份没有导入。请与银行核对后重新导出。`,
  bankRowsElsewhere: (detail) =>
    `有 ${named(detail, 'count', '若干')} 笔已在账户“${named(detail, 'account', '')}”下导入过（${named(detail, 'serials', '')}），流水号、日期、金额和付款人都相同，整份没有导入。请核对是否选错了收款账户。`,
  matchBeyond: (detail) =>
    `匹配金额超过了可匹配的数额：这笔到账还剩 ${named(detail, 'row', '0.00')} 元，这笔退款还差 ${named(detail, 'refund', '0.00')} 元。请核对后改小。`,
  nothingToMatch: () => '没有填写任何匹配金额，或者没有可以匹配的退款。请至少在一行填写金额。',
  splitBeyond: (detail) =>
    `拆分后，已申报或已下达通知的金额会超过其中一本账的应退数（${named(detail, 'left', '0.00')} 元）。请核对两年以前部分的金额。`,
  yearsDisagree: (detail) =>
    `分年金额加起来与总数不一致：${amountName(detail.amount)}相差 ${named(detail, 'by', '0.00')} 元。请改正分年金额，或者清空不拆分。`,
  yearsOfOtherPeriod: () => '分年金额与发生期间对不上：期间改动后，各年的起止日已经不同。请核对按年拆分表后再保存。',
  splitStands: (detail) =>
    `医保部门已把该问题拆分为两本账（两年以前部分 ${named(detail, 'older', '0.00')} 元），不能改动截止日期，也不能把基金损失改到少于这部分。需要更正的，请联系医保部门先撤销拆分。`,
  dateInFuture: () => '日期不能晚于今天，请按实际发生的日期填写。',
  drawDayNotComing: () => '号码的公布日期应在今天之后：公告时谁也不能知道号码。请改为明天或以后的日期。',
  drawDayNotCome: (detail) => `还没有到号码公布的日期（${named(detail, 'on', '见公告')}），不能抽取。请在当天号码公布后再来。`,
  drawSuperseded: () => '同一用途已另行公告，这一次不再抽取。请打开最近一次公告办理。',
  issueByAnother: (detail) =>
    `您对${named(detail, 'institutions', '其中的机构')}回避，不能由您成批办理。请由本单位另一位人员办理；下发时也可以把该机构列入“不发给”。`,
  drawByAnother: () => '您对其中的机构回避，不能公告或抽取。请由本单位另一位经办人办理。',
  drawStillDue: (detail) =>
    `公告 ${named(detail, 'number', '')} 的号码公布日期已到，还没有抽取，不能另行公告。请先登记号码抽取；确实不能抽取的，由审批人写明原因放弃。`,
  drawDayTaken: (detail) =>
    `本专项在 ${named(detail, 'on', '这一天')} 的号码已用于公告 ${named(detail, 'number', '')}，一天的号码只决定一次抽取。请改用另一天的号码。`,
  drawPopulationGone: () => '公告的总体中有机构的填报已不在本单位的查看范围，这次不能抽取。请由审批人写明原因放弃，需要的再另行公告。',
  recheckStays: () => '批量通过后的复查不能取消。请填写改由哪一天公布的号码决定，系统会用同一总体重新公告。',
  renewTooLate: () => '号码公布日期已到，不能再改期。当天没有公布的，以该来源其后第一次公布的号码登记抽取。',
  drawValueDiffers: () => '您填写的号码与登记的不一致，没有核对通过。请再对照公布的号码；登记有误的，请报告负责人并留存公布的原件。',
  secondDrawReason: (detail) => `同一专项、同一用途这是第 ${named(detail, 'round', '2')} 次公告，请写明为什么再次抽取（至少 5 个字）。`,
  sampleTooLarge: (detail) => `抽取数量超过了可抽查的机构数（${named(detail, 'limit', '0')} 家）。请减少数量后再抽。`,
  questionsOpen: (detail) => `还有 ${named(detail, 'count', '1')} 个问题没有办结，不能通过。请等机构答复后逐个办结，或退回补正。`,
  nothingToPass: () => '没有可以批量通过的填报：待审的都有差异、提示或未办结的问题，请逐份审核。',
  nobodyToRemind: () => '没有需要催报的机构：都已报送，或者刚刚催过。请过后再催。',
  nothingToIssue: () => '所选范围内的机构都已下发，没有新的机构需要下发。',
  institutionsChanged: (detail) =>
    `符合条件的机构已由 ${named(detail, 'expected', '')} 家变为 ${named(detail, 'found', '')} 家，没有下发。请重新预览，核对后再下发。`,
  filingRecalled: (detail) =>
    `医保部门已收回这次自查任务（${named(detail, 'reason', '原因见自查填报页')}），刚才的内容没有提交，仍保留在本页；已保存的答复不会丢失。请等待重新下发。`,
  nothingAsked: () => '清单中没有本机构要回答的条目，不能报送。请联系属地医保局核对适用范围，由其收回后重新下发。',
  nothingToRecall: () => '这一版清单没有可以收回的填报：已审核通过的不收回。请刷新页面查看最新状态。',
  unreadablePaste: (detail) => pasteSentence(detail),
  packUnfit: (detail) => packUnfitSentence(detail),
  packConflicts: (detail) => `还有 ${named(detail, 'count', '')} 处冲突没有选择以哪一边为准，请逐行选择后再写入。`,
  packProofs: (detail) =>
    `缺少凭证号为 ${named(detail, 'vouchers', '')} 的缴款凭证。请上传回单，文件名中写上凭证号；只有一张回单时可以不改名。`,
  nothingInPack: () => '离线包里没有可以写入的内容。',
  weightsMissing: () => '公告的权重记录不完整或已被改动，不能按权重抽取。请由审批人写明原因放弃，再另行公告。',
  inspectorsSame: () => '两名检查人员不能是同一人。请另选一名。',
  inspectorRecused: (detail) =>
    `${named(detail, 'names', '所选人员')}对 ${named(detail, 'institutions', '其中的机构')} 应当回避，不能前往检查。请另选人员，或把这些机构分开安排。`,
  inspectorsMissing: () => '现场检查应由两名检查人员进行并签认，现在不足两名。请由经办人先安排检查人员。',
  notInspector: () => '您不是这家机构的检查人员，不能填写或签认。请由指定的检查人员办理。',
  linesMissing: (detail) =>
    `还有 ${named(detail, 'count', '1')} 个条目没有核查结果（${named(detail, 'codes', '')} 等）。请逐项登记后再签认。`,
  differenceUnsaid: () => '核查结果没有填完整：少报的要填写差额并说明，未整改的要说明情况，变更结果须与原结果不同。',
  nothingToRecord: () => '每个条目都已有核查结果，没有需要补记的条目。',
  disputeOver: () => '提出异议的期限已过，或者这次复查没有差异。有新的证据，请直接与组织单位联系。',
  proposalChanged: () => '这条建议依据的记录有了变化，或者已由他人处理，没有提交。请刷新页面，按最新的记录处理。',
  measureUnfit: () => '采纳建议的，请选择与情形相符的措施。',
  inspectedIt: () => '您检查过这家机构，不能处理它的异议。请由没有参加检查的同事办理。',
  passwordWrong: () => '当前密码不对，没有修改。请重新输入当前密码。',
  passwordUnfit: (detail) => `新密码不能用：${passwordFaultsText(detail.faults)}`,
  codeWrong: () => '动态口令不对，或者已经用过一次。请等口令更新后输入新的 6 位数字；若仍不对，请核对手机时间。',
  tooManyAttempts: () => '尝试次数过多，请 15 分钟后再试。已登录的页面不受影响。',
  dutyWithoutAccount: () => '还没有写明办理情况。请先填写做了什么、结果如何，再办结销号。',
  foreignOrigin: () => '这次提交不是从本系统页面发出的，未予受理。请从系统页面重新操作。',
  periodOutOfOrder: () => '起止日期颠倒了，止日应不早于起日。',
  ...factRefusals,
  ...agreementRefusals,
  ...scoringRefusals,
  ...whistleRefusals,
  ...wordingRefusals,
  ...clockRefusals,
  leadNotSubstantiated: () => '该线索的核查结论不是属实或部分属实，不能据以立案。请先完成核查和复核。',
  tracksRunning: (detail) => `还有 ${named(detail, 'count', '')} 条处置线没有办结，请逐条填写办理结果后再结案。`,
  ...billRefusals,
  ...bundleRefusals,
  subjectsUnlike: (detail) =>
    `线索 ${named(detail, 'number', '')} 与本条没有相同的名称、电话或地址，或者已按证件号码、名录自动合并统计，不需要认定。请核对编号。`,
  subjectUnreadable: () =>
    '“内容”太短或写法不能识别，未保存。姓名至少两个字，电话 7 至 15 位数字，账号至少 8 位，地址至少 6 个字；终端须有字母或数字，不能是证件号码或电话。请更正后再提交。',
  leadWithoutInstitution: () =>
    '这条线索没有对应到名录中的机构，无法要求机构说明。请先核对机构名称，退回上级重新登记，或在现场听取说明后上传笔录。',
  statementPending: () => '已要求机构说明，答复期限未到。请等机构答复或期限届满后再提交结论。',
  statementOver: () => '说明期限已过，不能再提交。请直接联系核查单位当面说明。',
  objectionOver: () => '异议期限已过，不能再提出。对处理决定不服的，请按决定书写明的途径申请复议或者提起诉讼。',
  mergeTargetMissing: () => '结论为并案的，请填写并入哪一条线索的编号。',
  mergeTargetUnfit: (detail) =>
    `线索 ${named(detail, 'number', '')} 不能作为并案的对象：编号有误、不在您的查看范围、就是本条，或者它本身已并案、已撤回。请核对编号，或改填它所并入的那一条。`,
  mergedStand: () => '已有其他线索并入这一条，它不能再并案或撤回。请先重新核查那些线索，改为并入别的线索或另作结论。',
  mergeTargetUnsaid: () => '这一轮核查结论为并案，但没有写明并入哪一条线索。请退回，由核查人员补充并入编号后再送复核。',
  mergeTargetUnseen: () =>
    '这条线索要并入的那一条不在您的查看范围，您不能复核这次并案。请由看得到两条线索的复核人办理，或退回改填并入编号。',
  withdrawalOfIssuer: () => '撤回由下发单位办理，不能作为核查结论通过。请退回，由核查人员另作结论；确应撤回的，请下发单位办理。',
  caseStands: () => '这条线索已经提请立案或者立案，不能重新打开核查。请先在案件中办理，或由审批人决定不予立案。',
  reviewPending: () => '本案已送法制审核，请等待审核意见；确需修改的，修改事实或裁量后重新送审。',
  reviewNotAsked: () => '本案还没有送法制审核，请由办案人员拟定全部事实的处理后送审。',
  legalReviewMissing: () => '本案依法须经法制审核，未经审核或者审核未通过不得作出决定。请由办案人员送审，待审核通过后再办理。',
  referralOpen: () => '本案移送公安机关的案件还没有结果，请待公安机关决定立案或不予立案后再结案。',
  moneyUnconfirmed: (detail) => `还有 ${named(detail, 'count', '')} 笔到账没有经第二人确认，请先在“金额”中确认或退回。`,
  moneyOutstanding: (detail) =>
    `款项没有收齐：应退回基金还差 ${named(detail, 'fund', '0.00')} 元，罚款还差 ${named(detail, 'treasury', '0.00')} 元。确需结案的，请写明理由。`,
  moneyBeyond: (detail) => `登记的金额超过应收的金额，最多还能登记 ${named(detail, 'left', '0.00')} 元。请核对凭证和款项种类。`,
  lastFact: () => '案件至少保留一项事实，不能撤回。登记有误的请更正；查无此事的，按“违法事实不能成立”办结。',
  foundBelowReturned: (detail) =>
    `改后的基金损失少于已经退回的 ${named(detail, 'returned', '0.00')} 元。请先核对退回款项，确有误登的由复核人退回登记后再更正。`,
  officerRecused: () => '所选的办案人员须回避本案，请另选一位与当事人没有利害关系的人员。',
  notColleague: () => '所选人员应是本单位另一位在岗的经办或复核人员，请从列表中重新选择。',
  notReceiver: () => '所选单位不是本地区该类事项的接收单位，请从列表中重新选择。',
  dueOnPast: () => '期限早于今天，请改为今天或以后的日期。',
  selectionChanged: (detail) =>
    `符合条件的线索已由 ${named(detail, 'expected', '')} 条变为 ${named(detail, 'found', '')} 条，没有办理。请刷新列表核对后再办理。`,
  ownAccount: () => '不能对自己的账户或任职办理这一步，请由另一名管理员办理。',
  rolesApart: () => '系统、安全、审计三类管理员各自独立，也不能兼任业务岗位（三员分立）。请先结束与之冲突的任职，或改选角色。',
  roleNotOfPlace: () => '角色与单位不符：医药机构人员只能任“机构合规负责人”，行政单位人员不能任该角色。请改选角色或单位。',
  proveAgain: () => '这一步要求 5 分钟内确认过本人。请先在页面上方“再次确认本人”处输入密码，再提交；填写的内容仍然保留。',
  unitUnknown: () => '没有找到这个单位，或者它不在您管理的地区。请从列表选择单位，或核对机构编码；两者只填一项。',
  loginTaken: (detail) => `登录名“${named(detail, 'login', '')}”已有人使用，请换一个（同名人员可加分机号或序号）。`,
  accountDisabled: () => '该账户已停用，请先启用，再办理这一步。',
  factorMissing: () => '该账户没有启用动态口令，不需要重置。',
  notLocked: () => '该账户目前没有被锁定，可以直接登录。',
  grantOver: () => '申请的有效期已过，不能再确认。请退回后由申请人重新提出。',
  tooManyCalls: (detail) => `调用过于频繁（每分钟最多 ${named(detail, 'limit', '')} 次），请 ${named(detail, 'seconds', '60')} 秒后再试。`,
  registerRowsWrong: (detail) =>
    `名单中还有 ${named(detail, 'count', '')} 处需要改正，整份没有导入。请按页面列出的行逐一改正原表，保存后重新上传。`,
  registerChangesUnticked: (detail) =>
    `有 ${named(detail, 'count', '')} 家机构的信息与名录不同。请核对后勾选“按名单更新这些信息”，或改正原表后重新上传。`,
  changeStands: () => '这家机构已有一项变更属地或并入的申请待确认。请先由审批人确认、退回，或由经办人撤回。',
  moveBeyond: () => '变更后的属地就是现在的属地，或者不在本局辖区。跨辖区的变更请由同时管辖两地的上级医保局办理。',
  mergeIntoUnfit: (detail) =>
    `不能并入编码为 ${named(detail, 'code', '所填')} 的机构：不在本局辖区、就是本机构、您对它回避，或者它已停用、已并入其他机构。请核对编码；跨辖区的请由上级医保局办理。`,
  changeDayComing: () => '停用或恢复的日期不能晚于今天，请填写实际开始的日期。',
  institutionEnded: () => '这家机构已停用或已并入其他机构，不能办理这一步。请刷新页面查看最新状态。',
  nothingToAnswer: () => '没有可以办理的线索：都已提交，或不由您核查。请调整筛选条件，或刷新页面查看最新状态。',
  accountsRepeat: (detail) => `有 ${named(detail, 'count', '多')} 条线索的核查情况一字不差。请逐条写明；确系同一情况的，勾选确认后再提交。`,
  sampleUnseen: (detail) => `抽取的样本还有 ${named(detail, 'count', '')} 条没有打开核看。请逐条打开、看过佐证后，再一并同意其余线索。`,
  otherPerson: () => '这一步由指定的人办理，例如听证由听证主持人办理。请由其本人登录后办理。',
  ...procedureRefusals,
  notOpened: () => openingText.none,
} satisfies Record<RefusalCode, (detail: Detail) => string>

export const refusalText = ({ code, detail = {} }: Refusal): string => refusals[code](detail)
