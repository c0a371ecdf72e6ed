import type { Refusal, RefusalCode } from '#domain/kernel/result'

type Detail = NonNullable<Refusal['detail']>

const named = (detail: Detail, key: string, fallback: string) => String(detail[key] ?? fallback)

/** Why the operating agency cannot yet do the next thing under the agreement. */
export const agreementRefusals = {
  measureMissing: () => '还没有拟定协议处理措施。请先逐项登记措施及协议条款，再提请决定。',
  measuresClash: () => '中止协议与解除协议不能同时采用。请撤回其中一项。',
  barNeedsFraud: () => '再次申请间隔三年仅适用于查实欺诈骗保的情形，本案没有登记骗取金额。请改为一年，或者先由办案人员核对违法事实。',
  limitedNotTaken: (detail) =>
    `超过处罚时效的基金损失 ${named(detail, 'limited', '见违法事实')} 元应当依协议追回，拟追回的金额不足。请补充或者调整“追回”措施。`,
  recoverBeyondLoss: (detail) => `拟追回的金额超过尚未由行政决定追回的基金损失（${named(detail, 'most', '见违法事实')} 元）。请核对金额。`,
  measureOpen: () => '还有措施没有登记执行结果。请逐项登记后再办理这一步。',
  agreementUnpaid: (detail) =>
    `依协议追回的款项还有 ${named(detail, 'outstanding', '部分')} 元没有确认到账。请办案人员登记到账、由另一人确认后再办理这一步。`,
  suspensionRuns: (detail) => `协议中止期限到 ${named(detail, 'day', '见法定时限')} 届满，届满前不能登记恢复。`,
} satisfies Partial<Record<RefusalCode, (detail: Detail) => string>>
