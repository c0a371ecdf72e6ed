import type { HintName } from '#domain/self-inspection/hints'
import type { CellChange } from '#domain/self-inspection/revision'
import type { FilingQuestionState, QuestionSide } from '#domain/self-inspection/steps'

export const queueText = {
  title: '审核队列',
  lead: '按偏差从大到小排列。点机构名称打开，核对后“通过并审下一家”，系统会打开偏差次大的一份。',
  help: '偏差怎样算、提示是什么意思',
  helpText: [
    '偏差 = 线索涉及金额与上次自查金额中较大的一个，减去本次自查的基金损失。大于 0，说明自查少于线索或上次；小于 0，说明自查多报。',
    '查无实据、并案和撤回的线索不计；已查实的按核实的基金损失计。',
    '提示由规则给出，只供参考，不作任何决定；规则的数值由本系统设定，未核实。',
  ],
  caption: '待审核的填报，偏差大的在前',
  surprise: '偏差',
  suspected: '线索涉及金额',
  earlier: '上次自查',
  hints: '提示',
  openQuestions: '未办结询问',
  correctedYes: '补正后重报',
  empty: '没有待审核的填报。',
  emptyNext: '机构报送后会出现在这里。',

  batch: '批量通过无偏差的填报',
  toBatch: (campaign: string, waiting: number) => `看看哪些可以批量通过：${campaign}（待审 ${waiting} 份）`,
  batchNone: (campaign: string) => `${campaign}：待审的填报中没有可以批量通过的（都有偏差、提示或未办结的询问）。`,
  batchLead: (count: number, recheck: number) =>
    `本专项有 ${count} 份填报没有偏差、没有提示、没有未办结的询问。一次通过后，按公布的号码随机抽取 ${recheck} 份复查，事先谁也不知道抽中谁。`,
  batchList: (count: number) => `看这 ${count} 份`,
  batchPass: (count: number) => `通过 ${count} 份并公告复查`,
  batchNote: '审核意见（选填）',

  phrases: '常用退回理由',
  phrasesHint: '每行一条，只用于本单位。全部删去后恢复系统自带的理由。',
  phrasesSave: '保存常用理由',
  phrasesSaved: '已保存。',
  phrasesBy: (name: string, at: string) => `${name} ${at} 修改`,
} as const

export const hintText = {
  title: '审核提示',
  lead: '由规则给出，只供参考，不作任何决定。规则的数值未核实。',
  short: {
    leadsNoneFound: '有线索未查出',
    fieldDenied: '已开展却不适用',
    sameAsEarlier: '与上次相同',
    sameText: '文字雷同',
    roundSums: '整数金额',
    allNoneAtOnce: '一分钟填完',
    foundOtherwise: '抽查曾不一致',
  } satisfies Record<HintName, string>,
  why: {
    leadsNoneFound: (count) => `有 ${count} 条未被否定的线索，自查一个问题也没有发现。`,
    fieldDenied: (count) => `机构登记开展了该领域服务，但该领域 ${count} 条全部答复“不适用”。`,
    sameAsEarlier: (count) => `有 ${count} 个问题的违规金额和基金损失与上次自查同一条目完全相同。`,
    sameText: (count) => `情形、原因、整改措施的文字与本专项 ${count} 份填报完全相同。`,
    roundSums: (count) => `有 ${count} 个问题的基金损失是整千元，可能是估算。`,
    allNoneAtOnce: (count) => `${count} 条答复在一分钟内填完，且一个问题也没有发现。`,
    foundOtherwise: (count) => `该机构有 ${count} 次抽查与自查不一致。`,
  } satisfies Record<HintName, (count: number) => string>,
  rows: '涉及',
} as const

export const revisionText = {
  title: (count: number) => `补正改动（${count} 处）`,
  since: (at: string) => `与 ${at} 退回时相比，只列出改动的内容。`,
  same: '与退回时相比没有任何改动。',
  item: '条目',
  cell: '内容',
  from: '退回时',
  to: '现在',
  cells: {
    answer: '结论',
    reason: '不适用的原因',
    added: '新增问题（基金损失）',
    removed: '移除问题（基金损失）',
    behaviour: '具体情形',
    peopleCount: '涉及人次',
    periodFrom: '发生期间起',
    periodTo: '发生期间止',
    billedFen: '涉及金额',
    irregularFen: '违规金额',
    fundLossFen: '基金损失',
    cause: '原因分析',
    remedy: '整改措施',
    evidence: '佐证份数',
  } satisfies Record<CellChange['cell'], string>,
} as const

export const questionText = {
  title: '审核询问',
  ownLead: '医保部门就本次填报提出的问题，请在期限内逐个答复，可附佐证。逾期仍可答复，但会标明。',
  reviewLead: '未办结的询问会阻止通过。机构答复后，可再次询问或办结。',
  states: { open: '待答复', answered: '已答复，待查看', settled: '已办结' } satisfies Record<FilingQuestionState, string>,
  sides: { bureau: '询问', institution: '答复' } satisfies Record<QuestionSide, string>,
  whole: '整份填报',
  dueOn: '答复期限',
  dueUntil: (day: string) => `期限 ${day}`,
  late: '逾期答复',
  ask: '提出询问',
  askItem: '针对哪一条',
  askText: '要说明什么',
  askTextHint: '写明要核对的事实和要补的材料。',
  askAgain: '再次询问',
  answer: '答复',
  answerFiles: '佐证材料（选填）',
  send: '提交答复',
  settle: '办结',
  settledBy: (name: string, at: string) => `${name} ${at} 办结`,
} as const
