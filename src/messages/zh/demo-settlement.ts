/** What `demo settlement` says. */
export const demoSettlementText = {
  missing: (usage: string) => `行数、种子和输出目录都要写明，用法：npm run -s qingyuan -- ${usage}`,
  badRows: (text: string, least: number, most: number) => `--rows 的“${text}”不能用，请写 ${least} 到 ${most} 之间的整数（费用明细行数）。`,
  badSeed: (text: string) => `--seed 的“${text}”不能用，请写 0 到 999999999 之间的整数。`,
  badFormat: (text: string) => `--format 的“${text}”不认识，请写 parquet 或 csv。`,
  notEmpty: (dir: string) => `输出目录 ${dir} 已有内容，没有写入，请换一个新目录。`,
  unwritable: (dir: string) => `输出目录 ${dir} 无法写入，请检查上级目录是否存在、是否有权限。`,
  step: (name: string) => `生成 ${name}`,
  done: (rows: number, cases: number, seconds: number) =>
    `已生成费用明细 ${rows} 行，埋入疑点 ${cases} 个，用时 ${seconds} 秒。数据全部虚构。`,
}
