import type { FolderFailure, QualityCode, QualityFinding } from '#domain/screening/data-quality'

const folderText: Readonly<Record<FolderFailure['code'], (folder: string) => string>> = {
  noFolder: (folder) => `找不到数据目录 ${folder}，请检查路径，写到存放 setl、fee 等文件的那一级目录。`,
  noTables: (folder) => `目录 ${folder} 里没有结算数据文件，文件名应以表名开头，如 setl.csv、fee-001.parquet，请检查目录是否写对。`,
  nothingReadable: (folder) => `目录 ${folder} 里的数据文件都无法读取（为空或不完整），请重新导出后再试。`,
}

export const unusableFolderText = ({ code, folder }: FolderFailure): string => folderText[code](folder)

const examplesText = (examples: QualityFinding['examples']) => (examples?.length ? `（如 ${examples.join('、')}）` : '')
const percent = (share = 0) => `${(share * 100).toFixed(0)}%`

const qualityTexts: Readonly<Record<QualityFinding['code'], (finding: QualityFinding) => string>> = {
  fileUnreadable: ({ file }) => `文件 ${file} 不完整或不是所称的格式，没有采用，请重新导出`,
  fileEmpty: ({ file }) => `文件 ${file} 是空的`,
  rowsRejected: ({ file, count }) => `文件 ${file} 有 ${count} 行列数或引号不对，没有采用`,
  tableMissing: ({ table }) => `没有 ${table} 表`,
  valueUnusable: ({ table, column, count }) =>
    `${table}.${column} 有 ${count} 个值不能用（不是数字或日期、金额超过十亿元、日期早于 1950 年），按空值处理`,
  exactDuplicate: ({ table, count }) => `${table} 表有 ${count} 行与另一行完全相同，只算一次`,
  refundNetted: ({ table, count }) => `${table} 表有 ${count} 行退费、退货，已与原行冲销`,
  negativeWithoutOriginal: ({ table, count }) => `${table} 表有 ${count} 行负数找不到原行，没有计入`,
  testInstitution: ({ count }) => `名称含“测试”的机构有 ${count} 家，其数据不计`,
  personMerged: ({ count }) => `有 ${count} 个人员编号与另一编号是同一证件号码，按一人计`,
  traceCodeInvalid: ({ count }) => `有 ${count} 个追溯码不是码（重复字符、13 位商品条码），不用于比对`,
  traceCodeBlank: ({ table, count, examples }) => `${table} 表有 ${count} 行没有追溯码${examplesText(examples)}，不用于比对`,
  lineWithoutSettlement: ({ table, count, examples }) =>
    `${table} 表有 ${count} 行找不到所属的结算${examplesText(examples)}，这些行没有基金支付比例，基金损失按 0 估算`,
  lineWithoutVisit: ({ table, count, examples }) => `${table} 表有 ${count} 行找不到所属的就诊${examplesText(examples)}`,
  recordWithoutVisit: ({ table, count, examples }) => `${table} 表有 ${count} 行所写的就诊不在这批数据里${examplesText(examples)}`,
  timeZoned: ({ table, column, count }) => `${table}.${column} 有 ${count} 个时间带有时区（如 Z、+08:00），已换算为北京时间`,
  timeShifted: ({ table, column, count, share }) =>
    `${table}.${column} 有 ${count} 个时间（${percent(share)}）正好是 8 时或 16 时整，像是按世界时（UTC）换算过的日期，差 8 小时，请与下发方核对时区`,
  timeAtNight: ({ table, column, count, share }) =>
    `${table}.${column} 有 ${count} 个时间（${percent(share)}）在 0 时至 6 时，像是按世界时（UTC）记录，差 8 小时，请与下发方核对时区`,
}

/** What is looked for, for a report that cannot say whether it was. */
const checkNames: Readonly<Record<QualityCode, string>> = {
  fileUnreadable: '文件是否完整',
  fileEmpty: '文件是否为空',
  rowsRejected: '行的列数和引号',
  tableMissing: '表是否齐全',
  valueUnusable: '数字和日期是否可用',
  exactDuplicate: '完全相同的行',
  refundNetted: '退费冲销',
  negativeWithoutOriginal: '找不到原行的负数',
  testInstitution: '测试机构',
  personMerged: '一人多号',
  traceCodeInvalid: '不是码的追溯码',
  traceCodeBlank: '空白追溯码',
  lineWithoutSettlement: '费用明细所属的结算',
  lineWithoutVisit: '费用明细所属的就诊',
  recordWithoutVisit: '诊断、手术、追溯码记录所属的就诊',
  timeZoned: '时间所带的时区',
  timeShifted: '整 8 小时的时差',
  timeAtNight: '夜间的结算时间',
}

/** What a report says of what nobody looked for when the data were taken in: not that it is not there. */
export const notLookedForText = (codes: readonly QualityCode[]): string =>
  `接入这批数据时没有检查，或没有记录是否检查：${codes.map((code) => checkNames[code]).join('、')}。有没有问题不能由本报告得出，需要时请重新接入。`

/** Said of every delivery: whose clock its times are by. */
export const clockText = {
  beijing: '时间一律按北京时间读取；这批数据里没有发现带时区、或像是按世界时（UTC）记录的时间。',
  doubtful: '时间一律按北京时间读取；时区上的疑问见上面所列。',
} as const

export const qualityText = (finding: QualityFinding): string => qualityTexts[finding.code](finding)

const skippedTexts: Readonly<Record<string, (detail: string) => string>> = {
  columnsMissing: () => '缺少所需的列，或列中没有数据',
  beyondData: (detail) => `结算数据里没有所需的内容：${detail}`,
  timeout: () => '运行超过时限，已停止',
  memory: () => '所需内存超过限额，已停止',
  outside: () => '试图读取本次数据以外的文件或改动设置，已停止',
  tooManyRows: () => '结果行数超过上限，已停止',
  statement: (detail) => (detail ? `语句有误：${detail}` : '语句有误，没有结果'),
  unreachable: (detail) => (detail ? `计算引擎连接中断：${detail}` : '计算引擎连接中断'),
}

export const skippedText = (reason: string, detail: string): string => skippedTexts[reason]?.(detail) ?? reason

export const limitedText = (meaning: string): string => `缺少所需的列，或列中没有数据，结果受限。${meaning}`

export const screenRunText = {
  outMissing: (usage: string) => `要用 --out 写明结果目录，用法：npm run -s qingyuan -- ${usage}`,
  unknownModels: (ids: string, known: string) => `没有模型 ${ids}，可选的有 ${known}。`,
  unknownEngine: (engine: string) => `不认识计算引擎 ${engine}，请写 duckdb、postgres 或 clickhouse。`,
  urlMissing: (engine: string) => `使用 ${engine} 引擎要用 --url 写明服务器地址。`,
  badMemory: (text: string) => `内存限额“${text}”不对，请写成 2GB、512MB 这样的形式，至少 100MB。`,
  memoryTooSmall: (memory: string) =>
    `内存限额 ${memory} 和临时目录的空间不够整理这批数据，请用 --memory 调大，或检查系统临时目录的剩余空间。`,
  unreachable: (engine: string, detail: string) => `连接不上 ${engine}（${detail}），请检查 --url 的地址、端口和账号。`,
  outUnwritable: (dir: string) => `结果目录 ${dir} 无法写入，请检查路径和权限。`,
  reading: (table: string) => `读取 ${table}`,
  model: (id: string) => `${id} 已运行`,
  rowStorage: '这个 PostgreSQL 没有列式存储（citus_columnar 扩展），表按行存放，数据量大时明显变慢。',
  done: (hits: number, models: number, skipped: number, seconds: number) =>
    `筛查完成：${models} 个模型，疑点 ${hits} 条，未运行 ${skipped} 个，用时 ${seconds} 秒。疑点是线索，不是结论。`,
}
