/** Words inside the parts that show: numbers with their source, masked text, stage bar, map, matrix, timeline, charts. */
export const partText = {
  definition: '口径',
  asOf: '取数时间',
  openRows: '打开明细',

  reveal: (label: string) => `查看${label}明文`,
  revealTitle: '查看明文',
  revealBody: '查看行为将记入留痕，并向审计管理员可见。明文显示 60 秒后自动隐藏。',
  revealReason: '查看事由',
  revealNote: '补充说明',
  revealChoose: '请选择事由',
  revealed: (seconds: number) => `${seconds} 秒后隐藏`,
  hide: '隐藏',

  evidence: '看原文',
  evidenceOf: (label: string) => `看原文：“${label}”的出处`,
  evidenceMissing: '原文未写明',
  sourceText: '方案原文',

  stages: '阶段安排',
  today: (on: string) => `今天 ${on}`,
  original: (words: string) => `原文：“${words}”`,
  until: (on: string) => `${on} 前`,
  noDate: '原文未写明日期',
  month: (month: number) => `${month}月`,
  past: '已结束',
  current: '进行中',
  future: '未开始',

  mapLegend: '颜色由浅到深表示数值由低到高，每格印有数值',
  noFigure: '无数据',

  lead: '牵头',
  support: '配合',
  matrixLegend: '● 牵头　○ 配合',
  duty: '任务',
  dutyDue: '期限',
  dutyState: '状态',
  none: '无',

  date: '日期',
  hiddenLane: '无权查看',
  noEvent: '没有事项',

  trail: '办理留痕',
  changed: (field: string, from: string, to: string) => `${field}：${from} → ${to}`,
  emptyValue: '空',

  chart: '图',
  table: '表',
  chartOrTable: '图表切换',
  item: '项目',
  loadingChart: '正在绘图',

  preview: '文书预览',
  previewOnly: '预览仅供核对，以下载的文件为准',
  pages: (count: number) => `共 ${count} 页`,
} as const
