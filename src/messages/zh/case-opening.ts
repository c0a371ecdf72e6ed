/** Words of opening a case of another place by a reason (凭事由查阅). */
export const openingText = {
  title: '凭事由查阅',
  lead: '查阅同一条线上其他医保局的案件：上级局的，或同一上级之下其他局的。案件编号须完整准确。',
  rules: [
    '查阅 24 小时，只看案情、当事人、处理和款项，不看证据材料、文书和其他部门的情况。',
    '查阅即告知案件承办人员和该局负责人，并记入案件日志。',
    '涉密案件、纪检监察事项和举报人信息一律不开放；应当回避的人员不得查阅。',
  ],
  number: '案件编号',
  reason: '查阅事由',
  reasonHint: '不少于 10 个字，说明为什么工作上必须看。',
  open: '登记并查阅',
  none: '没有可以查阅的案件。请核对编号；编号无误仍不能查阅的，请通过上级局或发函协调。',
  own: '我的查阅登记',
  newest: (shown: number) => `只列最近 ${shown} 次。`,
  noneOwn: '还没有登记过。',
  heads: { number: '编号', reason: '事由', at: '登记时间', until: '查阅至' },
  notOpened: '未开放',
  of: '凭事由查阅记录',
  isYours: '本案由其他局办理，你正凭事由查阅。',
  line: (agency: string, name: string) => `${agency}　${name}`,
  time: (from: string, until: string) => `${from} 至 ${until}`,
} as const
