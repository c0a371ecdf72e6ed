import { z } from 'zod'
import { civilDate, id, several, text, version, yuan } from '../kernel/form-fields'
import { refundLedgers } from './ledger'

const positiveYuan = yuan.refine((amountFen) => amountFen > 0n, '金额应大于 0。')
const because = text(500).min(2, '请写明理由。')

/** `<finding>:<ledger>`, as lists name a debt. */
const debtId = z.string().regex(new RegExp(`^[0-9a-f-]{36}:(${refundLedgers.join('|')})$`))

/** The debts that a person chose: these, or all that a filter lists, of which so many were told. */
const chosen = {
  id: several(debtId).default([]),
  allMatching: z.literal('1').optional(),
  filter: text(2000).default(''),
  expected: z.coerce.number().int().min(0).max(1_000_000).optional(),
}
export const demandRefundsInput = z.strictObject({ ...chosen, dueOn: civilDate })
export const remindRefundsInput = z.strictObject(chosen)
export type ChosenDebts = z.output<typeof remindRefundsInput>
export const withdrawDemandInput = z.strictObject({ demandId: id, version, reason: because })
/** An empty `older` takes the split back: the period says it again. */
export const splitFindingInput = z.strictObject({ findingId: id, version, older: z.union([z.literal('').transform(() => null), yuan]) })

/** `account`: one whose lists were taken in before; empty for the first list of a `newAccount`. */
export const importBankListInput = z
  .strictObject({ fileId: z.uuid('请选择银行来账明细文件。'), account: text(60).default(''), newAccount: text(60).default('') })
  .refine(({ account, newAccount }) => account !== '' || newAccount.length >= 4, {
    path: ['newAccount'],
    message: '请填写收款账户，可只写后几位，如“基金专户 尾号 1234”。',
  })
/** `refundId` and `amount` run in pairs: how much of the row stands for which refund. An empty amount is none. */
export const matchRowInput = z
  .strictObject({
    bankRowId: id,
    version,
    manner: z.enum(['proposal', 'hand']).default('hand'),
    refundId: several(id),
    amount: several(z.union([z.literal('').transform(() => null), positiveYuan])),
  })
  .transform(({ refundId, amount, ...rest }) => ({
    ...rest,
    parts: refundId.flatMap((one, place) => {
      const amountFen = amount[place] ?? null
      return amountFen === null ? [] : [{ refundId: one, amountFen }]
    }),
  }))
export const matchExactInput = z.strictObject({ expected: z.coerce.number().int().min(1).max(1_000_000) })
export const unmatchInput = z.strictObject({ matchId: id, reason: because })
