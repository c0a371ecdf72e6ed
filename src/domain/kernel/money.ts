/** Money is an integer number of 分, as `bigint`. Nothing in the house holds money in any other form. */
export type AmountFen = bigint

/** `123456n` → `1,234.56`. Exact; no rounding. */
export function formatYuan(amountFen: AmountFen): string {
  const sign = amountFen < 0n ? '-' : ''
  const absolute = amountFen < 0n ? -amountFen : amountFen
  const yuan = (absolute / 100n).toString().replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  return `${sign}${yuan}.${(absolute % 100n).toString().padStart(2, '0')}`
}

/** `123456789n` → `123.46` (万元, two decimals, half away from zero). For overviews; show the exact 元 beside it. */
export function formatWanYuan(amountFen: AmountFen): string {
  const sign = amountFen < 0n ? '-' : ''
  const absolute = amountFen < 0n ? -amountFen : amountFen
  const hundredths = (absolute + 5_000n) / 10_000n
  const whole = (hundredths / 100n).toString().replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  return `${sign}${whole}.${(hundredths % 100n).toString().padStart(2, '0')}`
}

/** The largest amount any form or file may carry: 10 billion 元. */
export const maximumAmountFen = 1_000_000_000_000n

/** `1234.5` → `123450n`. `null` for anything but a plain non-negative decimal with at most two places. */
export function parseYuan(text: string): AmountFen | null {
  const match = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(text.trim())
  if (!match) return null
  const amountFen = BigInt(match[1]!) * 100n + BigInt((match[2] ?? '').padEnd(2, '0'))
  return amountFen <= maximumAmountFen ? amountFen : null
}
