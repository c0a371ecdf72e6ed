/** What the operator commands say on standard error. */
export const cliText = {
  usage: (usage: string) => `用法：npm run -s qingyuan -- ${usage}`,
  commands: '可用的命令：',
  unknown: (words: string) => `没有“${words}”这个命令，请从下面的命令中选择。`,
  unknownOption: (option: string, usage: string) => `不认识的选项 ${option}，用法：npm run -s qingyuan -- ${usage}`,
  missing: (what: string, usage: string) => `缺少 ${what}，用法：npm run -s qingyuan -- ${usage}`,
  tooMany: (word: string, usage: string) => `多余的参数 ${word}，用法：npm run -s qingyuan -- ${usage}`,
  optionNeedsValue: (option: string, usage: string) => `选项 ${option} 后面要有值，用法：npm run -s qingyuan -- ${usage}`,
  noSuchFile: (file: string) => `找不到文件 ${file}，请检查路径。`,
  unreadable: (file: string) => `文件 ${file} 无法读取，请检查它是不是文件、是否有权限。`,
  fault: '出现故障：',
}

export const reportBuildText = {
  missing: (usage: string) => `要写明专项编号、截至日期和输出文件，用法：npm run -s qingyuan -- ${usage}`,
  notADay: (text: string) => `--as-of 的“${text}”不是日期，请写成 2026-12-10 这样的形式。`,
  notDocx: (file: string) => `输出文件 ${file} 的扩展名应为 .docx。`,
  noCampaign: (number: string) => `没有编号为 ${number} 的专项，或该专项尚未启动，请在“专项整治”页查看编号。`,
  unwritable: (file: string) => `无法写入 ${file}，请检查所在目录是否存在、是否有权限。`,
  nothingKept: (asOf: string) =>
    `截至 ${asOf} 没有签发或冻结的报告，当天的数字无法重现，没有输出。请改用有签发或冻结报告的日期，或用今天的日期出草稿。`,
  signed: (documentNumber: string) => `已取得签发的报告（${documentNumber}）。`,
  draft: (takenAt: string) => `尚未签发，输出为草稿，取数时间 ${takenAt}。`,
}

export const backupText = {
  taken: (dir: string, rows: number, files: number) =>
    `备份完成并已逐项复核：${dir}，数据 ${rows} 行，文件 ${files} 个。其中 keys 目录是密钥，请与其余部分分开保管。`,
  notEmptyFolder: (dir: string) => `目录 ${dir} 不是空的，请换一个新目录，以免覆盖原有备份。`,
  notEmptyDatabase: (table: string) => `目标数据库里已有数据（${table}），没有恢复。请用 DATABASE_URL 或 DATA_DIR 指定一个空的数据库。`,
  otherMigrations: '备份与本程序的数据库版本不同，没有恢复。请换用做备份时的程序版本恢复，再升级。',
  broken: (part: string) => `备份中的 ${part} 缺失或与清单不符，没有采用。请换一份备份，并检查存放介质。`,
  restored: (takenAt: string, rows: number, files: number) =>
    `已恢复 ${takenAt} 的备份并复核：数据 ${rows} 行，文件 ${files} 个，审计链完整。`,
}

export const adminText = {
  missing: (usage: string) => `登录名、角色、姓名、所在单位都要写明，用法：npm run -s qingyuan -- ${usage}`,
  badLogin: (login: string) => `登录名“${login}”不合要求：用 2 到 40 个小写字母、数字、点、横线，以字母或数字开头。`,
  reasonTooShort: '--even-so 后面要写明理由，至少 5 个字；理由记入审计。',
  noAgency: (name: string) => `没有名为“${name}”的单位。请写单位全称（如 济宁市医疗保障局）；名单里没有的先用 agencies import 导入。`,
  loginTaken: (login: string) => `登录名“${login}”已有人使用，请换一个。`,
  alreadyThere: (role: string) =>
    `已有在用的${role}管辖该单位，请由安全管理员在“用户与授权”页面办理。确需由运维建立的（如管理员全部离岗、无法登录），加 --even-so 理由，理由记入审计。`,
}

const unitFaultText = {
  noHeader: () => `没有找到表头，至少要有“行政区划代码、行政区划名称、单位全称、部门”四列`,
  badCode: (found: string) => `行政区划代码“${found}”不是 6 位数字`,
  nameMissing: (found: string) => `区划 ${found} 没有写行政区划名称`,
  badDepartment: (found: string) =>
    `部门“${found}”不认识，请写 医保、法院、检察、公安、财政、卫健 等简称或其代码（MI、CT、PR、PS、FI、HC）`,
  badKind: (found: string) => `性质“${found}”不认识，请写 行政 或 经办，不写按行政`,
  badLevel: (found: string) => `级别“${found}”不认识，请写 省、市、县 或 单元，不写按代码判断`,
  badParent: (found: string) => `上级代码“${found}”不是另一个 6 位区划代码`,
  twice: (found: string) => `“${found}”在名单里出现两次，且写法不一致或重复`,
  nothing: () => '表头下面没有内容',
}

const contradictionText = {
  regionDiffers: (name: string) => `区划“${name}”已在系统中，但名称或上级不同`,
  agencyDiffers: (name: string) => `单位“${name}”已在系统中，但所在区划或部门不同`,
  parentUnknown: (name: string) => `“${name}”的上级区划不在系统中，也不在名单里`,
  regionUnknown: (name: string) => `“${name}”所在区划不在系统中`,
}

export const agenciesText = {
  fault: (line: number, fault: keyof typeof unitFaultText, found: string) =>
    `第 ${line} 行：${unitFaultText[fault](found)}。没有导入任何内容。`,
  contradiction: (line: number, kind: keyof typeof contradictionText, name: string) =>
    `第 ${line} 行：${contradictionText[kind](name)}。没有导入任何内容，请核对后改正名单。`,
  more: (count: number) => `另有 ${count} 处，改正后再检查。`,
}
