import type { Refusal, RefusalCode } from '#domain/kernel/result'

type Detail = NonNullable<Refusal['detail']>

const dayIn = ({ day }: Detail) => (day === undefined ? '见领取期限' : String(day))

/** Why something of a report, of its reward or of a credit record cannot be done. */
export const whistleRefusals = {
  namesReporter: () => '文字里有举报人的姓名（或者姓氏加女士、先生、某）、联系方式或者证件号码。举报人信息只填在密封栏，请删去后再提交。',
  reporterAnonymous: () => '匿名举报无法告知举报人。',
  aliasMissing: () => '匿名举报人没有代号，无法确认领奖人，不能提出奖励。',
  rewardUnfit: () => '还没有记录立案决定，或者没有立案，不能提出奖励。',
  collectOver: (detail) => `领取期限已于 ${dayIn(detail)} 届满，逾期申领不能发放。请登记为放弃领取。`,
  creditUnfit: () => '这件案件还没有处罚决定或者协议处理，或者当事人不是定点机构，不能提出信用记录。',
  creditRuns: (detail) => `信用记录期限到 ${detail.day === undefined ? '见期限' : String(detail.day)} 届满，届满前只能凭信用修复结束。`,
  collectOpen: (detail) => `领取期限到 ${dayIn(detail)} 届满，届满前不能登记为放弃领取。`,
} satisfies Partial<Record<RefusalCode, (detail: Detail) => string>>
