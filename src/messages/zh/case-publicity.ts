import type { PublicationStage, PublicationStep } from '#domain/case/tracks/publicity'

/** What the trail says of each act. */
export const publicationActions = {
  draftPublication: '拟定公开文本',
  approvePublication: '批准公开',
  withholdPublication: '不予公开',
  dropPublication: '撤回公开文本',
  publishPublication: '公开处罚决定',
  withdrawPublication: '撤下公开内容',
  reportPublication: '报送信用平台',
} as const

/** Words of how a decision is made public (行政处罚信息公示). */
export const publicityText = {
  title: '处罚信息公示',
  about: '公开文本不得出现自然人姓名、证件号码、电话，由另一人批准后公开。公开和信用公示的7个工作日未核实，以当地规定为准。',
  none: '处罚决定还没有公开。',
  draft: '拟定公开文本',
  report: '登记报送信用平台',
  text: (seq: number) => `第${seq}稿`,
  by: (drafted: string, approved: string | null) => (approved ? `${drafted}拟稿，${approved}审批` : `${drafted}拟稿`),
  published: (day: string, place: string) => `${day} 公开于 ${place}`,
  reported: (day: string) => `${day} 报送信用平台`,
  withdrawn: (day: string) => `${day} 撤下`,
  stages: {
    drafted: '待批准',
    approved: '已批准，待公开',
    published: '已公开',
    withdrawn: '已撤下',
    withheld: '不予公开',
    dropped: '已撤回',
  } satisfies Record<PublicationStage, string>,
  steps: {
    approve: '批准公开',
    withhold: '不予公开',
    drop: '撤回文本',
    publish: '登记已公开',
    withdraw: '登记已撤下',
  } satisfies Record<PublicationStep, string>,
  events: { published: '公开处罚决定', withdrawn: '撤下公开的处罚决定' },
  fields: {
    text: '公开文本',
    opinion: '审批意见',
    reason: '理由',
    publishedOn: '公开日期',
    place: '公开网站',
    withdrawnOn: '撤下日期',
    reportedOn: '报送日期',
  },
  hint: '写明当事人（机构）、违法事实、处罚依据和结果，隐去自然人信息。',
  trail: Object.fromEntries(Object.entries(publicationActions).map(([step, word]) => [`case.${step}`, word])) as Readonly<
    Record<string, string>
  >,
  trailFields: {
    publication: '公开文本序号',
    publicationStage: '公开环节',
    text: '公开文本',
    publishedOn: '公开日期',
    place: '公开网站',
    reportedOn: '报送日期',
  } as Readonly<Record<string, string>>,
} as const
