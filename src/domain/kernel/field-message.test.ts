import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { fieldMessage } from './field-message'
import { civilDate, id, reason, yuan } from './form-fields'

const said = (schema: z.ZodType, given: unknown) =>
  schema.safeParse(given, { error: fieldMessage }).error?.issues.map(({ message }) => message)

describe('a refused field', () => {
  it.each<[z.ZodType, unknown, string]>([
    [z.string(), undefined, '请填写此栏。'],
    [z.string().min(1), '', '请填写此栏。'],
    [reason, '短', '至少写 5 个字。'],
    [z.string().max(3), '四个汉字', '最多 3 个字。'],
    [id, '', '请选择一项。'],
    [z.enum(['one', 'other']), '', '请选择一项。'],
    [z.coerce.number().int(), '三', '请填写整数。'],
    [z.coerce.number().min(1), '0', '不能小于 1。'],
    [z.array(id).min(1), [], '至少选择 1 项。'],
    [yuan, '一百', '请填写金额（单位：元，最多两位小数），没有的填 0。'],
    [civilDate, '昨天', '请填写日期，如 2024-05-31。'],
    [z.string('这是它自己的话。'), undefined, '这是它自己的话。'],
  ])('%# says why', (schema, given, message) => expect(said(schema, given)).toEqual([message]))

  it('takes digits of full width for what they are', () => {
    expect(yuan.parse('１，５００．２０')).toBe(150020n)
  })
})
