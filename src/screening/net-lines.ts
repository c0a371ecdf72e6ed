import type { FeeLine } from '#domain/screening/fee-line'

/**
 * The charges that stand once what was taken back is left out. A line taken back is a negative line: of the same serial number, or else of
 * the same visit, item and count, the latest such charge before it first. A negative line that takes nothing back is no charge either.
 */
export function netted(lines: readonly FeeLine[]): { standing: FeeLine[]; cancelledOut: number } {
  const inTime = [...lines].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : one.row - other.row))
  const back = inTime.filter(isBack)
  if (back.length === 0) return { standing: inTime, cancelledOut: 0 }

  const bySerial = new Map<string, FeeLine>()
  const byCharge = new Map<string, FeeLine[]>()
  for (const line of inTime.filter((one) => !isBack(one))) {
    if (line.serial !== '') bySerial.set(line.serial, line)
    const key = chargeKey(line)
    byCharge.set(key, [...(byCharge.get(key) ?? []), line])
  }
  const out = new Set<FeeLine>(back)
  for (const line of back) {
    const same = line.serial === '' ? undefined : bySerial.get(line.serial)
    const charges = byCharge.get(chargeKey(line)) ?? []
    const taken = same && !out.has(same) ? same : charges.findLast((one) => !out.has(one) && one.at <= line.at)
    if (taken) out.add(taken)
  }
  return { standing: inTime.filter((line) => !out.has(line)), cancelledOut: out.size }
}

const isBack = ({ count, amountFen }: FeeLine) => count < 0 || amountFen < 0n

const chargeKey = ({ visit, itemCode, name, count }: FeeLine) => [visit, itemCode, name, Math.abs(count)].join('|')
