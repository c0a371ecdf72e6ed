/** Figures over more rows than can be counted while somebody waits. */
export const uncountedText = {
  title: '统计用时过长，未统计',
  map: '请返回线索列表，增加批次、地区、状态等筛选条件后再看分布图。',
  load: '请到线索列表按核查人员或机构筛选，查看各自的在办线索；也可稍后再试。',
  batches: '请改选其他专项，或到线索列表按批次筛选查看；也可稍后再试。',
} as const
