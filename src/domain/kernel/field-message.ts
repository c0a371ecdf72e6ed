import type { z } from 'zod'

/** Which words a refused field gets when its own rule names none: what is wrong and how to put it right. Unknown fields get none. */
export function fieldMessage(issue: z.core.$ZodRawIssue): string | undefined {
  const missing = issue.input === undefined || issue.input === null || issue.input === ''
  switch (issue.code) {
    case 'invalid_type':
      if (missing) return '请填写此栏。'
      return issue.expected === 'number' || issue.expected === 'int' ? '请填写整数。' : '内容的形式不对，请重新填写。'
    case 'too_small':
      if (issue.origin === 'string') return Number(issue.minimum) <= 1 || missing ? '请填写此栏。' : `至少写 ${issue.minimum} 个字。`
      return issue.origin === 'array' ? `至少选择 ${issue.minimum} 项。` : `不能小于 ${issue.minimum}。`
    case 'too_big':
      if (issue.origin === 'string') return `最多 ${issue.maximum} 个字。`
      return issue.origin === 'array' ? `最多 ${issue.maximum} 项。` : `不能大于 ${issue.maximum}。`
    case 'invalid_value':
      return '请选择一项。'
    case 'invalid_format':
      return issue.format === 'uuid' ? '请选择一项。' : '含有不能保存的字符，请删去后重填。'
    case 'invalid_union':
      return missing ? '请填写此栏。' : '内容的形式不对，请重新填写。'
    default:
      return undefined
  }
}
