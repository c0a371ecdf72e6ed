import type { Refusal, RefusalCode } from '#domain/kernel/result'

type Detail = NonNullable<Refusal['detail']>

const named = (detail: Detail, key: string, fallback: string) => String(detail[key] ?? fallback)

/** Why a person cannot be scored yet, or not so, and why a text cannot go out. */
export const scoringRefusals = {
  notPublishable: () => '没有可以公开的处罚决定，或者决定在拟稿后已被变更、撤销。请按现在的决定重新拟稿。',
  namesPerson: (detail) =>
    `公开文本中有自然人姓名：${([] as readonly string[]).concat(detail.names as readonly string[]).join('、')}。请隐去后再提交。`,
  namesScored: () => '文字中写了被记分人员的姓名或者代码，这些文字会进入留痕。请改写为“该人员”；由本人签收的写“本人”。',
  holdsPersonalNumber: () => '公开文本中有证件号码或者手机号码。请隐去后再提交。',
  sanctionMissing: () => '还没有对机构作出行政处罚或者协议处理，不能对人员记分。请在处罚决定或者协议处理决定作出后再办理。',
  pointsOutOfBand: (detail) => `所选行为的分档为 ${named(detail, 'least', '')} 至 ${named(detail, 'most', '')} 分。请更正分值或者行为。`,
  scoringTerm: (detail) =>
    `这一处理的期限为 ${named(detail, 'least', '')} 至 ${named(detail, 'most', '')} 个月。请按年度累计记分填写月数。`,
  scoringTermless: () => '年度累计没有达到9分，不暂停支付资格。请不要填写月数。',
  statementOpen: (detail) => `陈述、申辩期限到 ${named(detail, 'day', '见法定时限')}，期限届满前不能登记为没有意见。`,
  objectionLate: (detail) => `申诉期限已于 ${named(detail, 'day', '见法定时限')} 届满。`,
  effectRuns: (detail) => `处理期限到 ${named(detail, 'day', '见法定时限')} 届满，届满前只能凭提前修复恢复。`,
  scoringOpen: (detail) => `还有 ${named(detail, 'count', '')} 名人员的记分没有办完。请逐人办结后再办理这一步。`,
} satisfies Partial<Record<RefusalCode, (detail: Detail) => string>>
