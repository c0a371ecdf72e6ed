import { formatWanYuan, formatYuan } from '#domain/kernel/money'
import { unitText } from '#messages/zh/units'

export type MoneyUnit = 'yuan' | 'wanYuan'

/**
 * An amount of 分. In 元 it is exact; in 万元 the exact amount is the title. `amountFen` may be the decimal string that
 * a JSON row carries.
 */
export function Money({
  amountFen,
  unit = 'yuan',
  showUnit = true,
}: {
  amountFen: bigint | string | null
  unit?: MoneyUnit
  showUnit?: boolean
}) {
  if (amountFen === null) return <span className="text-hint">{unitText.none}</span>
  const exact = BigInt(amountFen)
  const inWan = unit === 'wanYuan'
  return (
    <data
      value={exact.toString()}
      title={inWan ? `${formatYuan(exact)} ${unitText.yuan}` : undefined}
      className="whitespace-nowrap tabular-nums"
    >
      {inWan ? formatWanYuan(exact) : formatYuan(exact)}
      {showUnit && <span className="text-ink-2 ms-0.5 text-sm font-normal">{unitText[unit]}</span>}
    </data>
  )
}
