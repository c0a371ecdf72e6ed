import type { PasteProblem } from '#domain/self-inspection/pasted-findings'

/** What is wrong with a pasted line; `text` is what stood there. */
const problems = {
  columns: (text) => `只有 ${text} 列，至少要有 8 列`,
  code: (text) => `条目编号“${text}”不在本机构的问题清单里（合计行请删去）`,
  behaviour: () => '没有写具体情形',
  peopleCount: (text) => `人次“${text}”不是整数`,
  period: (text) => `发生期间“${text}”不对，应在自查回溯范围内、起始不晚于截止、不晚于今天`,
  amount: (text) => `金额“${text}”读不出来，应为不带单位的数字（元）`,
  behaviourLong: (text) => `具体情形“${text}”超过 500 字`,
  causeLong: (text) => `原因分析“${text}”超过 1000 字`,
  remedyLong: (text) => `整改措施“${text}”超过 1000 字`,
  order: () => '金额关系不对，应为涉及金额 ≥ 违规金额 ≥ 基金损失',
} satisfies Record<PasteProblem, (text: string) => string>

const isProblem = (word: string): word is PasteProblem => word in problems

/** What is wrong with a line of the grid, where `text` is what stood there. */
export const pasteProblemText = (problem: PasteProblem, text: string): string => problems[problem](text)

export const gridText = {
  caption: '粘贴后的明细，可直接修改',
  line: '行',
  fillDown: '向下填充',
  fillColumn: (column: string) => `向下填充：${column}的空格填入上一行的值`,
  cell: (line: number, column: string) => `第 ${line} 行 ${column}`,
  keys: '空着的格子可用列头的“向下填充”补成上一行的值；在格子里按 Ctrl+D 照抄上一行，按回车到下一行。',
  count: (rows: number, wrong: number) =>
    wrong === 0 ? `共 ${rows} 行，没有发现问题，可以登记。` : `共 ${rows} 行，${wrong} 行需要修改。`,
  more: (shown: number) => `这里只列出前 ${shown} 行，其余照样登记。`,
} as const

/** `3 amount 12 / x / 0` → 第 3 行：金额…… */
function faultText(fault: string): string {
  const [line = '', problem = '', ...rest] = fault.split(' ')
  return `第 ${line} 行${isProblem(problem) ? problems[problem](rest.join(' ')) : '读不出来'}`
}

/** Why nothing was recorded, line by line. */
export function pasteSentence({ count, faults }: Readonly<Record<string, unknown>>): string {
  const lines = Array.isArray(faults) ? faults.map((fault) => faultText(String(fault))) : []
  if (lines.length === 0) return '没有读到可以登记的内容。请从表格中连同各列一起复制后粘贴。'
  const more = typeof count === 'number' && count > lines.length ? `；另有 ${count - lines.length} 行` : ''
  return `有 ${String(count)} 行需要修改，一行也没有登记：${lines.join('；')}${more}。`
}
