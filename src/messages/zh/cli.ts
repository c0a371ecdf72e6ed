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
  signed: (documentNumber: string) => `已取得签发的报告（${documentNumber}）。`,
  draft: (takenAt: string) => `尚未签发，输出为草稿，取数时间 ${takenAt}。`,
  ofAnotherDay: (asOf: string, takenAt: string) => `注意：截至 ${asOf} 没有签发或冻结的报告；数字是 ${takenAt} 的，不是 ${asOf} 当天的。`,
}
