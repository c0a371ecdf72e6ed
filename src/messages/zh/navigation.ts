/** The places of the product, as the navigation names them. */
export const navigationText = {
  desk: '工作台',
  campaigns: '专项整治',
  leads: '线索',
  selfInspections: '自查自纠',
  filings: '自查填报',
  beforeBilling: '事前提醒',
  cases: '案件',
  referrals: '移送',
  inbox: '移送收件箱',
  documents: '文书',
  summaries: '统计报告',
  duties: '职责任务',
  users: '用户与授权',
  grants: '授权确认',
  audit: '审计',
  parameters: '参数',
} as const
