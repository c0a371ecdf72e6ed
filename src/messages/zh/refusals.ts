import type { Refusal, RefusalCode } from '#domain/kernel/result'

type Detail = NonNullable<Refusal['detail']>

/** The names in `detail[key]`, joined; the fallback when the refusal does not carry them. */
function named(detail: Detail, key: string, fallback: string): string {
  const value = detail[key]
  if (value === undefined) return fallback
  return typeof value === 'object' ? value.join('、') : String(value)
}

/** One sentence per refusal: what stands in the way, where, and what to do about it. */
export const refusals = {
  invalidInput: () => '填写有误，请按标出的栏目逐项改正后再提交。',
  notFound: () => '没有找到该事项，或者您的当前身份无权办理。请确认身份后从列表重新进入。',
  wrongState: () => '该事项已不在可以办理这一步的环节，请刷新页面查看最新状态。',
  changedMeanwhile: () => '在您办理期间，他人已更新该事项。请对照下面两个版本后再提交，您填写的内容仍然保留。',
  documentsMissing: (detail) => `缺少随案材料：${named(detail, 'missing', '请查看材料清单')}。请补齐后再办理。`,
} satisfies Record<RefusalCode, (detail: Detail) => string>

export const refusalText = ({ code, detail = {} }: Refusal): string => refusals[code](detail)
