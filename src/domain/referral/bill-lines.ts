import { z } from 'zod'
import { isCivilDate } from '../kernel/civil-date'
import { parseYuan } from '../kernel/money'
import { columnBreak } from './exhibits'
import { type BillResult, billResults } from './kinds'

/** One e-bill (医疗收费电子票据) as pasted: 票据代码、票据号码、开票单位、开票日期、金额（元）. */
export type Bill = { billCode: string; billNumber: string; issuerName: string; issuedOn: string; amountFen: bigint }

/** No more than this in one letter. */
export const billLimit = 2000

const halfWidth = (typed: string) => typed.replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0)).trim()

/** `2026-3-5`, `2026/03/05`, `2026年3月5日`, `20260305` → `2026-03-05`; `null` for what is no day. */
export function dayAsTyped(typed: string): string | null {
  const match = /^(\d{4})\D?(\d{1,2})\D?(\d{1,2})\D?$/.exec(halfWidth(typed))
  if (!match) return null
  const day = `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}`
  return isCivilDate(day) ? day : null
}

type Line = { place: number; cells: string[] }

/** The lines of a pasted block with their numbers as a person counts them; empty ones aside, cells in half width. */
const linesOf = (typed: string): Line[] =>
  typed
    .split(/\r?\n/)
    .map((line, index) => ({ place: index + 1, cells: line.split(columnBreak).map(halfWidth) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))

const isHeading = ({ cells }: Line) => /代码/.test(cells[0] ?? '')

type ReadBill = { bill: Bill } | { wrong: string }

/** The bill that a line is, or what is wrong with it. */
export function billOf({ place, cells }: Line): ReadBill {
  const [billCode = '', billNumber = '', issuerName = '', day = '', amount = ''] = cells
  const issuedOn = dayAsTyped(day)
  const amountFen = parseYuan(amount.replace(/[,，￥¥]/g, ''))
  if (!/^[0-9A-Za-z]{4,20}$/.test(billCode)) return { wrong: `第${place}行：票据代码应为4至20位数字或字母` }
  if (!/^[0-9A-Za-z]{4,20}$/.test(billNumber)) return { wrong: `第${place}行：票据号码应为4至20位数字或字母` }
  if (issuerName.length < 2 || issuerName.length > 120) return { wrong: `第${place}行：请填写开票单位` }
  if (issuedOn === null) return { wrong: `第${place}行：开票日期“${day}”读不出来，请写成 2026-03-05` }
  if (amountFen === null) return { wrong: `第${place}行：金额“${amount}”读不出来，请填元，最多两位小数` }
  return { bill: { billCode, billNumber, issuerName, issuedOn, amountFen } }
}

/** No more reasons than a person reads. */
const shownReasons = 8

type Issues = { addIssue(issue: { code: 'custom'; message: string }): void }

/** The first of what is wrong, and how much more there is. */
export const complaintOf = (wrong: readonly string[]): string =>
  `${wrong.slice(0, shownReasons).join('；')}${wrong.length > shownReasons ? `；另有${wrong.length - shownReasons}处` : ''}。`

function complain(context: Issues, wrong: readonly string[]): never {
  context.addIssue({ code: 'custom', message: complaintOf(wrong) })
  return z.NEVER
}

/** The bills of a list, and all that is wrong with it. The same bill twice is wrong. */
export function wholeBills(read: readonly ReadBill[]): { bills: Bill[]; wrong: string[] } {
  const wrong = read.flatMap((line) => ('wrong' in line ? [line.wrong] : []))
  const bills = read.flatMap((line) => ('bill' in line ? [line.bill] : []))
  const seen = new Set<string>()
  for (const { billCode, billNumber } of bills) {
    const key = `${billCode} ${billNumber}`
    if (seen.has(key)) wrong.push(`票据 ${key} 重复`)
    seen.add(key)
  }
  if (bills.length === 0 && wrong.length === 0) wrong.push('没有读到票据')
  if (bills.length > billLimit) wrong.push(`一次最多${billLimit}张，现有${bills.length}张，请分批`)
  return { bills, wrong }
}

/** The bills of a pasted block. All or nothing: a letter with half of its bills helps nobody. */
export function billLines(typed: string, context: Issues): Bill[] {
  const lines = linesOf(typed).filter((line) => !isHeading(line))
  const { bills, wrong } = wholeBills(lines.map(billOf))
  return wrong.length > 0 ? complain(context, wrong) : bills
}

/** How people write what became of a bill. */
const resultWords: Readonly<Record<string, Exclude<BillResult, 'pending'>>> = {
  真票: 'genuine',
  一致: 'genuine',
  真: 'genuine',
  伪造: 'counterfeit',
  假票: 'counterfeit',
  假: 'counterfeit',
  信息不一致: 'mismatch',
  不一致: 'mismatch',
  不符: 'mismatch',
  查无此票: 'notFound',
  查无: 'notFound',
}
/** How a result is written in a cell, of the ways in which people write it. */
export const resultInCell = { genuine: '真票', counterfeit: '伪造', mismatch: '信息不一致', notFound: '查无此票' } as const
export const offeredResults: readonly string[] = Object.values(resultInCell)
const isResult = (word: string): word is BillResult => (billResults as readonly string[]).includes(word)

/** What a word says became of a bill; `null` for a word that says nothing of it. */
export const resultOf = (word: string): BillAnswer['result'] | null =>
  resultWords[word] ?? (isResult(word) && word !== 'pending' ? word : null)

export type BillAnswer = { billCode: string; billNumber: string; result: Exclude<BillResult, 'pending'>; note: string }

/** 票据代码、票据号码、结果、说明, one a line, as finance pastes it back. All or nothing. */
export function billResultLines(typed: string, context: Issues): BillAnswer[] {
  const wrong: string[] = []
  const answers = linesOf(typed)
    .filter((line) => !isHeading(line))
    .flatMap(({ place, cells }): BillAnswer[] => {
      const [billCode = '', billNumber = '', word = '', note = ''] = cells
      const result = resultOf(word)
      if (billCode && billNumber && result) return [{ billCode, billNumber, result, note: note.slice(0, 500) }]
      wrong.push(`第${place}行：应为票据代码、票据号码、结果（真票、伪造、信息不一致、查无此票）`)
      return []
    })
  if (answers.length === 0 && wrong.length === 0) wrong.push('没有读到结果')
  return wrong.length > 0 ? complain(context, wrong) : answers
}
