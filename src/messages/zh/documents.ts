/** Words of official papers. Their names are the domain's. */
export const documentText = {
  title: '文书',
  caption: '本单位出具的文书',
  number: '文号',
  kind: '文种',
  subject: '题名',
  state: '状态',
  states: { draft: '草稿', issued: '已签发', voided: '已作废' },
  generatedOn: '生成日期',
  revision: '版次',
  download: '下载',
  downloadOf: (title: string) => `下载 ${title}`,
  unnumbered: '无文号',
  empty: '还没有文书',
  emptyNext: '立案、移送时，文书由案件内容自动生成，编号后在这里出现。',
  search: '文号、题名',
} as const
