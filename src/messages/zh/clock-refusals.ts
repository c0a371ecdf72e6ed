import type { Refusal, RefusalCode } from '#domain/kernel/result'

type Detail = NonNullable<Refusal['detail']>

const named = (detail: Detail, key: string, fallback: string) => String(detail[key] ?? fallback)

/** Why the last day of a clock cannot be moved so. */
export const clockRefusals = {
  clockStopped: () => '这项时限已经办结，不能再扣除或者延长。',
  groundUnfit: (detail) => `这项时限的法定规则没有规定可以扣除${named(detail, 'ground', '该事由')}的期间。请核对扣除事由。`,
  exclusionOpen: (detail) => `${named(detail, 'ground', '')}扣除期间还没有登记截止。请先凭截止凭证登记截止日。`,
  clockRanOut: (detail) => `这项时限已于 ${named(detail, 'day', '到期日')} 届满，届满以后不能再扣除或者延长。`,
  lateNeedsHead: (detail) =>
    `这项时限已于 ${named(detail, 'day', '到期日')} 届满。届满以后补登记届满以前的扣除期间，由本机关负责人登记；请将起始凭证报负责人。`,
  periodOpen: () => '本环节的期限还有没有登记截止的扣除期间。请先在“法定时限”中凭截止凭证登记截止日，再办理这一步。',
  publicationMissing: () => '公告送达的，须先登记发布公告，公告期满才视为送达。请先在“程序”中登记公告送达。',
  publicationRuns: (detail) => `公告期还没有届满（至 ${named(detail, 'day', '见法定时限')}），期满次日起才视为送达。请核对送达日期。`,
  noExtension: (detail) =>
    Number(detail.count ?? 0) > 0
      ? `这项时限已经延长 ${named(detail, 'count', '')} 次，法律没有规定可以再延长。`
      : '法律没有规定这项时限可以延长。请在期限内办结。',
  extensionUnfit: (detail) => `本次最多可以延长 ${named(detail, 'most', '')} 日。请改短后再提交。`,
  minutesMissing: () => '本次延长须经集体讨论决定。请上传集体讨论记录。',
} satisfies Partial<Record<RefusalCode, (detail: Detail) => string>>
