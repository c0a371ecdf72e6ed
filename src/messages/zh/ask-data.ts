export const askText = {
  title: '查询筛查数据',
  lead: '对一批数据写一条 SELECT 查询，只能用“可用的数据表和列”。每次查询的语句和行数都记入审计。结果属内部资料，只在本页显示。',
  open: '查询数据',
  load: '数据',
  sql: '查询语句',
  hint: `另有 person 列：同一批数据里同一参保人代号相同，换一批就不同。金额单位为分，日期可直接比较，如 fee_day >= DATE '2026-01-01'。`,
  limits: '最长 30 秒、最多 1000 行 30 列。不能读文件、改设置、写多条语句，不能用递归。',
  submit: '查询',
  noLoads: '没有在用的数据，请先接入数据再查询。',
  result: '查询结果',
  done: (rows: number, seconds: number) =>
    rows === 0 ? `没有符合条件的行，用时 ${seconds.toFixed(1)} 秒。` : `共 ${rows} 行，用时 ${seconds.toFixed(1)} 秒。`,
} as const

const faults: Readonly<Record<string, (word: string) => string>> = {
  syntax: () => '语句写法有误，引擎读不懂。请检查拼写、括号和逗号，字符用英文单引号。',
  notOneSelect: () => '只能写一条 SELECT 查询，不能写其他语句，也不能写多条。请删去多余的部分。',
  strangeTable: (word) => `没有可用的数据表“${word}”。请只用“可用的数据表和列”里的表，不写文件名和库名。`,
  strangeFunction: (word) => `不能使用函数“${word}”。可用的有计数、合计、平均、分位数、截取和比较文字、日期换算、窗口函数等。`,
  strangeForm: (word) =>
    `不能使用这种写法${word === '' ? '' : `（${word}）`}。请改用普通的 SELECT、JOIN、WHERE、GROUP BY，不用表函数、递归和列表。`,
  strangeName: (word) =>
    `名称“${word}”不能用。列名、别名只能由汉字、字母、数字和下划线组成，不以数字开头；请改短，括号、空格、标点都去掉。`,
  tooManyColumns: () => '结果超过 30 列，请只选需要的列。',
  tooManyRows: () => '结果超过 1000 行，没有显示。请加筛选条件，或用 GROUP BY 汇总，或加 LIMIT。',
  timeout: () => '查询超过时限，已停止。请缩小范围，连接两张表时写明连接条件。',
  memory: () => '查询所需内存超过限额，已停止。请先筛选或汇总，再连接、排序。',
  outside: () => '查询试图读取数据以外的内容，已停止。',
  statement: () => '查询没有运行成功。请核对列名（见“可用的数据表和列”）和类型，如金额、日期不能与文字比较。',
}

export const askFault = (fault: string, word: string): string => (faults[fault] ?? (() => '查询没有完成，请稍后重试。'))(word)
