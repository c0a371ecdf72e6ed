import 'server-only'
import { beijingDay } from '#domain/kernel/civil-date'
import type { Context } from './command'

/** The next number of a register in this Beijing year. Taken in the transaction under the register's lock, so no number is skipped or given twice. */
export const nextNumber = (context: Context, prefix: string): Promise<{ year: number; sequence: number }> => lastOf(context, prefix, 1)

/** Takes `count` numbers at once; `sequence` is the last of them. */
async function lastOf({ tx, now }: Context, prefix: string, count: number): Promise<{ year: number; sequence: number }> {
  const year = Number(beijingDay(now).slice(0, 4))
  const rows = await tx.$queryRaw<{ last_number: number }[]>`
    INSERT INTO number_register (id, prefix, year, last_number) VALUES (gen_random_uuid(), ${prefix}, ${year}, ${count})
    ON CONFLICT (prefix, year) DO UPDATE SET last_number = number_register.last_number + ${count}
    RETURNING last_number`
  return { year, sequence: rows[0]?.last_number ?? count }
}

/** `XS-370811-2024-000123`: an internal number of leads (XS), cases (AJ), referrals (YS), filings (ZC), spot checks (CC), campaigns (ZX), batches (PC). */
export async function nextInternalNumber(
  context: Context,
  kind: 'XS' | 'AJ' | 'YS' | 'ZC' | 'CC' | 'ZX' | 'PC' | 'HZ',
  regionNo: number,
): Promise<string> {
  const prefix = `${kind}-${String(regionNo).padStart(6, '0')}`
  const { year, sequence } = await nextNumber(context, prefix)
  return `${prefix}-${year}-${String(sequence).padStart(6, '0')}`
}

/** The same for many at once, in order. */
export async function nextInternalNumbers(context: Context, kind: 'XS' | 'ZC', regionNo: number, count: number): Promise<string[]> {
  const prefix = `${kind}-${String(regionNo).padStart(6, '0')}`
  const { year, sequence } = await lastOf(context, prefix, count)
  return Array.from({ length: count }, (_, index) => `${prefix}-${year}-${String(sequence - count + 1 + index).padStart(6, '0')}`)
}
