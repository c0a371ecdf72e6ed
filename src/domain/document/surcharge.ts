import type { CivilDate } from '../kernel/civil-date'

const day = 86_400_000

/** 加处罚款 (处罚法 第七十二条): 3% of the fine for each day after the last day to pay, never more than the fine. */
export function surchargeOf(fineFen: bigint, dueOn: CivilDate, countedOn: CivilDate): bigint {
  const days = Math.max(0, Math.round((Date.parse(countedOn) - Date.parse(dueOn)) / day))
  const counted = (fineFen * 3n * BigInt(days)) / 100n
  return counted < fineFen ? counted : fineFen
}
