import { type AmountFen, maximumAmountFen } from '../kernel/money'
import type { TableCell } from './grid'
import { toHalfWidth, withoutInvisible } from './text'

export type AmountProblem = 'E-AMT-01' | 'E-AMT-02' | 'E-AMT-03' | 'E-AMT-05' | 'E-AMT-06' | 'E-IMP-06' | 'E-IMP-10'

/** `corrected` is how the amount reads in 元 when the cell had it in another spelling. */
export type AmountReading = { ok: true; amountFen: AmountFen; corrected?: string } | { ok: false; code: AmountProblem }

/** How many places an amount in this unit has before it is 分. */
const unitPlaces = {
  分: 0,
  角: 1,
  元: 2,
  圆: 2,
  百元: 4,
  千元: 5,
  万: 6,
  万元: 6,
  十万元: 7,
  百万元: 8,
  千万元: 9,
  亿: 10,
  亿元: 10,
} as const
export type MoneyUnit = keyof typeof unitPlaces

const unitNames = '十万元|百万元|千万元|百元|千元|万元|亿元|分|角|元|圆|万|亿'
const unitInHeading = new RegExp(`[（(【\\[]\\s*(?:单位)?[:：]?\\s*(?:人民币)?\\s*(${unitNames})\\s*[)）】\\]]|(万元|千元|亿元)\\s*$`)
const unitInTitle = new RegExp(`单位\\s*[:：]\\s*(?:人民币)?\\s*(${unitNames})`)
const written = new RegExp(`^(?:人民币|RMB|CNY)?([￥¥]?)([-−+]?)([￥¥]?)([\\d., ]*)(${unitNames})?整?$`, 'i')
const grouped = /^\d{1,3}(?:([, ])\d{3})(?:\1\d{3})*(?:\.\d*)?$/

const isUnit = (text: string): text is MoneyUnit => text in unitPlaces

/** The unit that a column's heading states. */
export const headingUnit = (heading: string): MoneyUnit | null => unitOf(unitInHeading.exec(toHalfWidth(heading)))
/** The unit that a line above the header states (单位：万元). */
export const titleUnit = (line: string): MoneyUnit | null => unitOf(unitInTitle.exec(toHalfWidth(line)))

function unitOf(match: RegExpExecArray | null): MoneyUnit | null {
  const unit = match?.[1] ?? match?.[2] ?? ''
  return isUnit(unit) ? unit : null
}

/** An amount in a cell of a column in `unit`. Exact: digits are moved, nothing is computed in floating point. */
export function readAmount(cell: TableCell, unit: MoneyUnit): AmountReading {
  if (cell.kind === 'formula') return { ok: false, code: 'E-IMP-06' }
  if (cell.kind === 'error') return { ok: false, code: 'E-IMP-10' }
  if (cell.kind === 'date' || cell.kind === 'bool') return { ok: false, code: 'E-AMT-05' }
  if (/[万亿千]/.test(cell.format ?? '')) return { ok: false, code: 'E-AMT-06' }
  if (/%/.test(cell.format ?? '')) return { ok: false, code: 'E-AMT-05' }
  if (cell.kind === 'number' && /e/i.test(cell.text)) return { ok: false, code: Math.abs(cell.number ?? 0) < 1 ? 'E-AMT-03' : 'E-AMT-02' }
  return readAmountText(cell.text, unit)
}

/** The same for a text. Brackets, capitals (壹佰), exponents and anything else but digits are refused. */
export function readAmountText(text: string, unit: MoneyUnit): AmountReading {
  const shown = toHalfWidth(withoutInvisible(text)).trim()
  const match = written.exec(shown.replace(/^(人民币|RMB|CNY|[￥¥])\s+/i, '$1').replace(/\s+(?=[元万亿千圆])/, ''))
  const [, , sign = '', , digits = '', stated = ''] = match ?? []
  const plain = grouped.test(digits) ? digits.replace(/[, ]/g, '') : digits
  if (!match || !/^(\d+\.?\d*|\.\d+)$/.test(plain)) return { ok: false, code: 'E-AMT-05' }

  const places = unitPlaces[isUnit(stated) ? stated : unit]
  const [whole = '', decimals = ''] = plain.split('.')
  const kept = decimals.replace(/0+$/, '')
  if (sign !== '' && sign !== '+' && /[1-9]/.test(plain)) return { ok: false, code: 'E-AMT-01' }
  if (kept.length > places) return { ok: false, code: 'E-AMT-03' }
  if (whole.replace(/^0+/, '').length > 20) return { ok: false, code: 'E-AMT-02' }

  const amountFen = BigInt(whole + kept.padEnd(places, '0'))
  if (amountFen > maximumAmountFen) return { ok: false, code: 'E-AMT-02' }
  const isPlain = places === unitPlaces[unit] && /^(0|[1-9]\d*)(\.\d{1,6})?$/.test(text) && decimals.length <= Math.max(places, 2)
  return isPlain ? { ok: true, amountFen } : { ok: true, amountFen, corrected: yuanText(amountFen) }
}

/** A signed sum of a column needs the sign that a lead's amount may not have. */
export function readSignedAmount(cell: TableCell, unit: MoneyUnit): AmountFen | null {
  const shown = toHalfWidth(withoutInvisible(cell.kind === 'formula' ? (cell.cached ?? '') : cell.text)).trim()
  const negative = /^[-−]/.test(shown)
  const plain: TableCell = cell.kind === 'formula' ? { text: shown, kind: 'text' } : { ...cell, text: shown.replace(/^[-−]/, '') }
  const reading = readAmount(negative ? { ...plain, text: shown.replace(/^[-−]/, '') } : plain, unit)
  return reading.ok ? (negative ? -reading.amountFen : reading.amountFen) : null
}

/** `123450n` → `1234.50`. */
export const yuanText = (amountFen: AmountFen): string => `${amountFen / 100n}.${(amountFen % 100n).toString().padStart(2, '0')}`
