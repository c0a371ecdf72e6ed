import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePlan } from './parse-plan'

describe('a text that is no plan', () => {
  it.each([
    ['nothing', ''],
    ['a sentence', '今天天气很好。'],
    ['a list', '序号,姓名,金额\n1,甲,100\n2,乙,200\n'],
    [
      'a decision',
      '某湖县医疗保障局行政处罚决定书\n某医保处罚字〔2025〕第1号\n当事人：某医院\n一、违法事实\n经查，当事人重复收费。\n二、处罚依据\n《条例》第三十八条。\n三、处罚决定\n罚款1万元。\n某湖县医疗保障局\n2025年4月8日',
    ],
    [
      'a call to a meeting',
      '关于召开医保基金监管工作会议的通知\n各县医疗保障局：\n一、会议时间\n2025年4月8日上午9时。\n二、会议地点\n三楼会议室。\n三、参会人员\n分管负责人。\n某州市医疗保障局\n2025年4月1日',
    ],
    ['a program', 'export const a = 1\nfunction b() { return a }\n'],
  ])('is refused: %s', (_what, text) => {
    expect(parsePlan(text)).toEqual({ ok: false, refusal: { code: 'notAPlan' } })
  })
})

it('never throws, and keeps evidence within the text, whatever it is given', () => {
  const pieces = [
    '一、',
    '（一）',
    '1.',
    '第一阶段：',
    '工作重点',
    '职责分工',
    '工作举措',
    '工作安排',
    '。',
    '，',
    '《',
    '》',
    '〔2024〕9号',
    '（责任单位：',
    '）',
    '医保部门负责',
    '5月底前',
    '\n',
    '附件1',
    '序号 药品名称',
    '1 甲',
    '各县（市、区）医疗保障局：',
    '2024年5月17日',
    '福 建 省',
    '关于',
    '通知',
    '方案',
    ' ',
    '等重点领域',
    '骨科、',
  ]
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 })), { maxLength: 120 }), (parts) => {
      const result = parsePlan(parts.join(''))
      if (!result.ok) return
      for (const { start, end } of Object.values(result.value.evidence)) expect(start < end && end <= result.value.text.length).toBe(true)
    }),
    { numRuns: 300 },
  )
})
