import type { PasteProblem } from '#domain/self-inspection/pasted-findings'

/** What is wrong with a pasted line; `text` is what stood there. */
const problems = {
  columns: (text) => `只有 ${text} 列，至少要有 8 列`,
  code: (text) => `条目编号“${text}”不在本机构的问题清单里（合计行请删去）`,
  behaviour: () => '没有写具体情形',
  peopleCount: (text) => `人次“${text}”不是整数`,
  period: (text) => `发生期间“${text}”不对，应在自查回溯范围内、起始不晚于截止、不晚于今天`,
  amount: (text) => `金额“${text}”读不出来，应为不带单位的数字（元）`,
  order: () => '金额关系不对，应为涉及金额 ≥ 违规金额 ≥ 基金损失',
} satisfies Record<PasteProblem, (text: string) => string>

const isProblem = (word: string): word is PasteProblem => word in problems

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
