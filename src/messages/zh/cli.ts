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
