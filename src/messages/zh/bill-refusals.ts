import type { Refusal, RefusalCode } from '#domain/kernel/result'

type Detail = NonNullable<Refusal['detail']>

const named = (detail: Detail, key: string, fallback: string) => String(detail[key] ?? fallback)

/** What stands in the way of bills that are asked about, or of their answers. */
export const billRefusals = {
  billsPending: (detail) => `还有 ${named(detail, 'count', '')} 张票据没有填写查验结果，请逐张或批量填写后再反馈。`,
  billsUnknown: (detail) => `以下票据不在本次查验清单中：${named(detail, 'bills', '')}。请核对票据代码和号码后重新粘贴。`,
  billSheetWrong: (detail) =>
    `查验表有 ${named(detail, 'count', '')} 处要改，全部没有录入：${named(detail, 'problems', '')}请改好后重新上传。`,
  billListWrong: (detail) => `票据清单没有读完整，全部没有登记：${named(detail, 'problems', '')}请改好后重新上传。`,
  billSheetEmpty: () => '查验表里没有新填的查验结果。请填好“查验结果”一列后重新上传。',
} satisfies Partial<Record<RefusalCode, (detail: Detail) => string>>
