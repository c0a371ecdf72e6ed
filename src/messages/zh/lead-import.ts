import type { LeadField } from '#domain/lead/list/fields'

export const importText = {
  title: '导入线索清单',
  upload: '上传清单',
  campaign: '专项',
  file: '清单文件',
  fileHint: '支持 .xlsx、.csv；上级下发的原始版式即可，不需要改动。',
  sourceName: '清单名称',
  sourceNameHint: '同一来源的清单请用同一名称，系统会记住列对应关系。',
  source: '来源',
  origin: '类别',
  next: '读取清单',
  caption: '已上传的清单',
  name: '清单',
  state: '状态',
  states: {
    uploaded: '待导入',
    imported: '已导入',
    cancelled: '已取消',
    reading: '正在读取',
    unreadable: '读取失败',
    importing: '正在导入',
  },
  uploadedAt: '上传时间',
  batch: '批次',
  issued: '导入条数',
  known: '其他清单已有',
  refused: '退回行数',
  empty: '还没有上传过清单。',
  emptyNext: '在上方选择文件，先读取、核对列对应关系，再导入。',
  mapping: '列对应关系',
  mappingHint: '每一列对应哪一项；不需要的列留在“清单其他栏目”里，不会丢失。',
  remap: '按此重新读取',
  extraField: '清单其他栏目',
  preview: '前几行',
  found: (accepted: number, refused: number, corrected: number) =>
    `可导入 ${accepted} 条；有问题 ${refused} 行将退回；自动规整 ${corrected} 处写法。`,
  duplicates: (count: number) => `有 ${count} 行与前面的行完全相同，默认只导入一条。`,
  keepDuplicates: '相同的行也导入',
  totals: '合计核对',
  totalHolds: (column: string) => `“${column}”合计与逐行相加一致。`,
  totalDiffers: (column: string, stated: string, computed: string) => `“${column}”写明合计 ${stated} 元，逐行相加 ${computed} 元，不一致。`,
  totalsSeen: '已核对合计，确认导入',
  warnings: '提示',
  reasons: '退回的行',
  /** The reason names its row and column itself. */
  reasonAt: (sheet: string, reason: string) => (sheet ? `${sheet}：${reason}` : reason),
  moreReasons: (count: number) => `其余 ${count} 处见下载的文件。`,
  download: '下载退回的行（原版式，带原因）',
  dueOn: '核查期限',
  import: '导入',
  cancel: '放弃此清单',
  nothing: '没有可以导入的行。请下载退回的行，按原因改正后重新上传；如果是列对应关系不对，请在下面改正后重新读取。',
  imported: (batch: string, { issued, known, refused }: { issued: number; known: number; refused: number }) =>
    known === 0
      ? `已导入为批次 ${batch}：${issued} 条，退回 ${refused} 行。`
      : `已导入为批次 ${batch}：${issued} 条，另有 ${known} 条在其他清单中已有，退回 ${refused} 行。`,
  /** Every row of the list is accounted for. */
  adds: (listed: number, { issued, known, refused }: { issued: number; known: number; refused: number }) =>
    `清单 ${listed} 行 = 新增 ${issued} + 其他清单已有 ${known} + 退回及重复 ${refused}`,
  mended: (batch: string) => `本批为批次 ${batch} 退回后补报的行。`,
  mends: (name: string, batch: string) => `这份文件是清单“${name}”（批次 ${batch}）退回后改正的行。`,
  mendsTick: (batch: string) => `作为批次 ${batch} 的补报导入`,
  mendsHint: '勾选后，两批互相注明；不勾选则作为一份独立的清单导入。',
  reasonTitle: '没有完成的原因',
  uploadAgain: '回到上传页',
  unread: '文件没有读成，没有导入任何一行。',
  toLeads: '查看这一批线索',
  refusedName: (name: string) => `退回-${name}.xlsx`,
  row: '行',
  institution: '机构',
  behaviour: '疑点问题',
  amount: '涉及金额',
  fields: {
    leadNumber: '线索编号',
    batch: '批次',
    institutionCode: '机构编码',
    institutionName: '机构名称',
    regionName: '地区',
    personName: '姓名',
    idType: '证件类型',
    idNumber: '证件号码',
    behaviour: '疑点问题',
    amountFen: '涉及金额',
    settledOn: '结算日期',
    note: '备注',
  } satisfies Record<LeadField, string>,
} as const

export const listWorkText = {
  reading: {
    title: '正在读取清单',
    done: (done: number, total: number | null) => (total === null ? '正在打开文件，逐行检查…' : `已读取 ${done} / ${total} 行`),
    meanwhile: '读取在后台进行，可以离开本页，读完后从“导入线索清单”回来继续。',
  },
  importing: {
    title: '正在导入',
    done: (done: number, total: number | null) => `已处理 ${done}${total === null ? '' : ` / ${total}`} 行；全部处理完后一次生效`,
    meanwhile: '导入在后台进行，可以离开本页。停止或中断时不会留下半批线索。',
  },
  waiting: '排队等候处理…',
  pace: (seconds: number, perSecond: number) => `已用 ${seconds} 秒${perSecond > 0 ? `，每秒约 ${perSecond} 行` : ''}`,
  stop: { reading: '停止读取', importing: '停止导入' },
} as const

export const sightingText = {
  title: '同一线索也在其他清单上',
  note: '机构、人员、行为、结算日期和金额都相同，只保留一条，两处来源都在。',
  at: (list: string, batch: string, sheet: string, row: number, number: string | null) =>
    `清单“${list}”（批次 ${batch}）${sheet === '' ? '' : `工作表“${sheet}”`}第 ${row} 行${number === null ? '' : `，线索编号 ${number}`}`,
} as const
