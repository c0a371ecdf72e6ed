import Nzh from 'nzh'
import type { CivilDate } from '#domain/kernel/civil-date'
import { type AmountFen, formatYuan } from '#domain/kernel/money'

/** `2026-12-05` → `2026年12月5日`: no leading noughts, as official papers write it. */
export function chineseDate(day: CivilDate): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** `2024-01-01`…`2024-06-30` → `2024年1月1日至2024年6月30日`; one day alone is written once. */
export const chinesePeriod = (from: CivilDate, to: CivilDate): string =>
  from === to ? chineseDate(from) : `${chineseDate(from)}至${chineseDate(to)}`

/** 1 → 一, 12 → 十二. */
export const chineseNumeral = (value: number): string => Nzh.cn.encodeS(value)

/** `71200000n` → `人民币柒拾壹万贰仟元整` (大写金额). Refuses negative amounts: no paper writes one in words. */
export function amountInWords(amountFen: AmountFen): string {
  if (amountFen < 0n) throw new RangeError('an amount in words cannot be negative')
  const yuan = `${amountFen / 100n}.${(amountFen % 100n).toString().padStart(2, '0')}`
  return Nzh.cn.toMoney(yuan, { forceZheng: true })
}

/** `712,000.00元（人民币柒拾壹万贰仟元整）`. */
export const amountTwice = (amountFen: AmountFen): string => `${formatYuan(amountFen)}元（${amountInWords(amountFen)}）`

/** A case as a sentence names it by its cause, which may call itself one already. */
export const ofCase = (cause: string): string => (cause.endsWith('案') ? cause : `${cause}一案`)

/** `暂停……6个月`; to be shut out of a trade reads in years, as its law has it: `五年内禁止从事……`. */
export function suspensionInWords({ restrictsTrade }: { restrictsTrade?: true }, of: string, months: number): string {
  if (!restrictsTrade) return `暂停${of}${months}个月`
  return `${months % 12 === 0 ? `${chineseNumeral(months / 12)}年` : `${months}个月`}内禁止从事${of}`
}

/** 一、…… with the number of the section. */
export const numbered = (index: number, title: string): string => `${chineseNumeral(index + 1)}、${title}`

/** What a late fine grows by (处罚法 第七十二条第一款第一项), in the same words on each paper. */
export const surchargeRate = '每日按罚款数额的百分之三'
