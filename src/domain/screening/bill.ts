import { z } from 'zod'
import { isCivilDate } from '../kernel/civil-date'
import { readSignedAmount } from '../table/amount'
import { textProblem, tidyName } from '../table/text'
import type { FeeLine, FeeNeed } from './fee-line'
import { yearsOn } from './moment'

/** Why something is no bill at all. */
export const notABill = {
  tooLong: '一张单据不能超过 1 MB、2,000 行，请拆开后再查。',
  notJson: '内容不是一个 JSON 对象，请按接口说明组织后再发送。',
} as const

/** The most lines that one bill can have: a year in hospital, day by day. */
export const billLinesAtMost = 2_000

const clean = (text: string) => textProblem(text) === null
const unclean = { error: '含有不能保存的字符，请删去后重填。' }
const code = z.string().trim().max(60).refine(clean, unclean)
const words = z.string().max(200).refine(clean, unclean).transform(tidyName)

/** `YYYY-MM-DD`, with ` HH:MM:SS` where it has a time of day. */
const moment = z
  .string()
  .trim()
  .regex(/^\d{4}-\d{2}-\d{2}( ([01]\d|2[0-3]):[0-5]\d:[0-5]\d)?$/, { error: '请按 2026-03-01 或 2026-03-01 08:30:00 填写。' })
  .refine((text) => isCivilDate(text.slice(0, 10)), { error: '没有这一天，请核对日期。' })
/** What systems write for "has not happened". */
const never = /^(1900-01-01|9999-12-31)/
const happened = moment.refine((text) => !never.test(text), { error: '请填写实际发生的日期。' })
const perhaps = moment
  .or(z.literal(''))
  .nullish()
  .transform((text) => (!text || never.test(text) ? null : text))

/** A number, or a text that is one: nothing else becomes a number by accident. */
const number = (from: number, to: number) =>
  z
    .union(
      [
        z.number(),
        z
          .string()
          .trim()
          .max(24)
          .regex(/^-?\d+(\.\d+)?$/)
          .transform(Number),
      ],
      { error: '请填写数字，如 2 或 12.50。' },
    )
    .pipe(z.number().min(from).max(to))
const numberPerhaps = (from: number, to: number) =>
  number(from, to)
    .or(z.literal('').transform(() => null))
    .nullish()
const price = numberPerhaps(0, 100_000_000)

/** 元, as a text or a number; becomes 分. More than two decimals are rounded, as charges are printed with four. */
const yuan = z.union([z.string().trim().max(24), z.number()]).transform((given, context) => {
  const text = typeof given === 'number' || /^-?\d+\.\d{3,}$/.test(given) ? Number(given).toFixed(2) : given
  const amountFen = readSignedAmount({ text, kind: 'text' }, '元')
  if (amountFen === null) context.addIssue({ code: 'custom', message: '请填写金额，单位元，如 120.50。' })
  return amountFen ?? 0n
})

const feeInput = z.strictObject({
  feedetl_sn: code.default(''),
  fee_ocur_time: happened,
  med_list_codg: code.default(''),
  medins_list_name: words.pipe(z.string().min(1)),
  unit: words.default(''),
  cnt: number(-1_000_000, 1_000_000),
  pric: price,
  det_item_fee_sumamt: yuan,
  pric_uplmt_amt: price,
  prd_days: numberPerhaps(0, 3_650),
})

/** One bill, by the national interface's names: an institution's charges of one visit. No name and no identity number of the patient. */
export const billInput = z
  .strictObject({
    fixmedins_code: code.min(1),
    mdtrt_id: code.default(''),
    psn_no: code.default(''),
    gend: z
      .string()
      .max(10)
      .nullish()
      .transform((told) => (told === '1' || told === '2' ? told : null)),
    brdy: perhaps,
    age: numberPerhaps(0, 150),
    med_type: code.default(''),
    begntime: perhaps,
    endtime: perhaps,
    death_dt: perhaps,
    dise: z
      .array(z.strictObject({ diag_name: words }))
      .max(60)
      .default([]),
    fee: z.array(feeInput).min(1).max(billLinesAtMost),
  })
  .superRefine(({ brdy, fee }, context) => {
    const unborn = brdy !== null && fee.some(({ fee_ocur_time }) => fee_ocur_time.slice(0, 10) < brdy.slice(0, 10))
    if (unborn) context.addIssue({ code: 'custom', path: ['brdy'], message: '出生日期晚于费用发生日期，请核对。' })
  })
export type Bill = z.output<typeof billInput>

const sexes = { 1: 'male', 2: 'female' } as const

/** A bill as the models look at charges, and what it tells that they may need. `row` is a line's place in the bill, from 1. */
export function chargesOf(bill: Bill): { lines: FeeLine[]; has: ReadonlySet<FeeNeed> } {
  const visit = bill.mdtrt_id || bill.psn_no || '-'
  const diagnosis = bill.dise
    .map(({ diag_name }) => diag_name)
    .filter((name) => name !== '')
    .join('；')
  const ageOn = (on: string) => (bill.brdy ? yearsOn(bill.brdy.slice(0, 10), on) : bill.age == null ? null : Math.floor(bill.age))
  const lines = bill.fee.map((fee, place): FeeLine => {
    const on = fee.fee_ocur_time.slice(0, 10)
    return {
      ...{ sheet: '', row: place + 1, serial: fee.feedetl_sn, visit, person: bill.psn_no || visit },
      ...{ sex: bill.gend ? sexes[bill.gend] : null, age: ageOn(on), medType: bill.med_type, at: fee.fee_ocur_time, on },
      ...{ admittedAt: bill.begntime, dischargedAt: bill.endtime, diedOn: bill.death_dt?.slice(0, 10) ?? null, diagnosis },
      ...{ itemCode: fee.med_list_codg, name: fee.medins_list_name, unit: fee.unit, count: fee.cnt, amountFen: fee.det_item_fee_sumamt },
      ...{ priceYuan: fee.pric ?? null, priceCapYuan: fee.pric_uplmt_amt ?? null, supplyDays: fee.prd_days ?? null },
    }
  })
  return { lines, has: told(bill, lines) }
}

function told(bill: Bill, lines: readonly FeeLine[]): Set<FeeNeed> {
  const some = (of: (line: FeeLine) => boolean) => lines.some(of)
  const met: Record<FeeNeed, boolean> = {
    sex: Boolean(bill.gend),
    age: some(({ age }) => age !== null),
    medType: bill.med_type !== '',
    stay: Boolean(bill.begntime ?? bill.endtime),
    // A bill of the living has no day of death: that it says none is an answer.
    death: true,
    diagnosis: some(({ diagnosis }) => diagnosis !== ''),
    unit: some(({ unit }) => unit !== ''),
    price: some(({ priceYuan }) => priceYuan !== null),
    priceCap: some(({ priceCapYuan, priceYuan }) => priceCapYuan !== null && priceYuan !== null),
    supplyDays: some(({ supplyDays }) => supplyDays !== null),
  }
  return new Set((Object.keys(met) as FeeNeed[]).filter((need) => met[need])) // the keys are the needs
}
