/** What the benchmarks say on standard error while they work. Their tables and their JSON speak English. */
export const benchText = {
  notWhole: (option: string, limit: number) => `选项 --${option} 应是 1 到 ${limit} 之间的整数。`,
  starting: '启动产品（独立的演示数据和构建）……',
  building: '构建对照页面，启动对照服务……',
  checking: '核对页面与数据库一致……',
  measuring: '轮流测量……',
  growing: (institutions: number) => `造出一个省的填报：${institutions} 家机构……`,
  settingUp: '准备独立的数据库和对照服务……',
  growingCases: (cases: number, events: number) =>
    `造出一个省的案件：${cases.toLocaleString('zh-CN')} 件，留痕 ${events.toLocaleString('zh-CN')} 条……`,
  growingQueue: (rows: number) => `线索增加到 ${rows.toLocaleString('zh-CN')} 条……`,
  countGivenUp: (what: string) => `${what}：总数没有在时限内统计完，只核对了所列线索。`,
  inserted: (rows: number, { full, fresh }: { full: number; fresh: number }) =>
    `全表建好全部索引后，再写入 ${rows.toLocaleString('zh-CN')} 条：${full.toFixed(1)} 秒；写入空表后再建同样的索引：${fresh.toFixed(1)} 秒。`,
  handedOut: ({ assigned, agencies, assign, takeBack }: { assigned: number; agencies: number; assign: number; takeBack: number }) =>
    `一次交办 ${assigned} 条线索给 ${agencies} 个单位并逐条留痕：${assign.toFixed(1)} 秒；整批撤回：${takeBack.toFixed(1)} 秒。`,
  installingPeer: (name: string, version: string) => `首次运行，安装对照产品 ${name} ${version}（只装在压测目录里）……`,
  needsCompiler: (missing: readonly string[]) =>
    `本机没有 ${missing.join('、')}（它自带的本地代码要在本机编译，需要 make、C++ 编译器和 Python 3）`,
  checkingLedger: '逐笔核对已确认的报送……',
  noPgbench: '本机没有 pgbench（随 PostgreSQL 服务器软件包安装），这一项不测。',
  writingLines: (rows: number) => `造结算数据：${rows.toLocaleString('zh-CN')} 行费用明细……`,
  readying: (engine: string) => `${engine} 准备数据……`,
  ready: (engine: string, seconds: number) => `${engine} 准备好了：${seconds.toFixed(1)} 秒。`,
  tookTurn: (engine: string, round: number) => `第 ${round} 轮：${engine} 测完。`,
  noPeer: (engine: string, why: string) => `不与 ${engine} 比较：${why}。`,
  tooManyLines: (most: number) => `只在 ${most.toLocaleString('zh-CN')} 行以内比较`,
  holdingAgainstTruth: '对照数据自带的答案（truth.csv），核对各模型的准确率和查全率……',
  noTruth: '数据目录里没有答案文件 truth.csv，不核对准确率和查全率。',
  didNotRun: (models: readonly string[]) => `没有运行、上表按未查出计的模型：${models.join('、')}。`,
  noCitusUrl: '没有用 --citus 给出装有 Citus 的数据库地址',
  noCitus: '所给数据库没有安装 Citus 扩展',
}

/** What is written into the rows of the last evening. All of it is invented. */
export const benchWorld = {
  campaign: '压力测试专项',
  limitCampaign: '压力测试对照专项',
  hospital: '压测医院',
  officer: '压测填报员',
  behaviour: '同一日重复收取护理费',
  cause: '收费对照没有更新',
  remedy: '已修正对照并复核',
} as const

/** What stands on the bill that is checked again and again: invented, and with something against it. */
export const benchBill = {
  diagnosis: '慢性肾脏病',
  items: ['血液透析', '静脉输液', '心电监护', '血常规', '一级护理', '前列腺彩超', '肝功能检查', '二级护理', '静脉采血', '糖化血红蛋白测定'],
} as const

/** The rows of the long list that is taken in: all of it invented. */
export const benchList = {
  sheet: '疑点线索',
  title: '压力测试疑点线索清单',
  headings: ['线索编号', '机构编码', '机构名称', '姓名', '身份证号', '违规行为', '涉及金额（元）', '结算日期', '备注'],
  institution: '压测医院',
  person: '张某某',
  behaviours: ['重复收费', '虚构医药服务项目', '分解住院', '超标准收费', '串换项目'],
  note: '请核查，第',
} as const

/** Words of the leads that the queue is measured with: invented. */
export const benchLeads = {
  batch: '压测线索',
  families: [
    '清源',
    '安泰',
    '仁和',
    '康宁',
    '惠民',
    '博爱',
    '同济',
    '华康',
    '瑞安',
    '明德',
    '广济',
    '怀仁',
    '永春',
    '长青',
    '福寿',
    '德馨',
    '东关',
    '西园',
    '南湖',
    '北岭',
  ],
  familyInitials: ['QY', 'AT', 'RH', 'KN', 'HM', 'BA', 'TJ', 'HK', 'RA', 'MD', 'GJ', 'HR', 'YC', 'CQ', 'FS', 'DX', 'DG', 'XY', 'NH', 'BL'],
  hospital: '医院',
  person: '人员',
  behaviour: '重复收费',
} as const

/** Words of the cases that are measured: invented. */
export const benchCases = {
  campaign: '压测案件专项',
  bureau: '压测医保局',
  hospital: '压测医院',
  cause: '涉嫌骗取医疗保障基金支出',
  summary: '同一日重复收取护理费，涉及多名参保人员。',
  officer: '压测执法人员',
  behaviour: '重复收费',
  paper: '压测文书',
  police: '压测公安局',
  referral: '涉嫌诈骗医疗保障基金案件移送',
} as const
