import { formatYuan } from '#domain/kernel/money'
import { factText } from '#messages/zh/case-facts'
import type { CaseView } from '#server/case/queries'

export type ViewedFact = CaseView['facts'][number]

/** What may be fined for a fact, in words. */
export function rangeOf({ fineRange }: ViewedFact): string {
  if (fineRange === null) return factText.noFineRange
  if (fineRange.by === 'fixed') return factText.fixedRange(formatYuan(fineRange.minFen), formatYuan(fineRange.maxFen))
  return factText.range(fineRange.minTenths, fineRange.maxTenths, formatYuan(fineRange.ofFen))
}
