import { z } from 'zod'
import type { Actor } from '../kernel/access'
import { id, reason, version } from '../kernel/form-fields'
import { ok, type Result, refuse } from '../kernel/result'
import type { Step } from '../kernel/workflow'
import { house } from '../law/law'
import type { FolderFailure, QualityCode, QualityFinding } from './data-quality'

export const settlementLoadStates = ['waiting', 'loading', 'toAccept', 'loaded', 'refused', 'cancelled'] as const
export type SettlementLoadState = (typeof settlementLoadStates)[number]

/** What is compared with what the deliverer states. */
export const controlFigures = ['settlementRows', 'settlementFen', 'fundFen', 'feeRows', 'feeFen'] as const
export type ControlFigure = (typeof controlFigures)[number]
/** Whole numbers as text: rows, or money in fen. */
export type ControlSums = Partial<Record<ControlFigure, string>>
export type ControlDifference = { figure: ControlFigure; stated: string; found: string }

/** Why a load came to nothing. */
export type LoadFailure = {
  code: FolderFailure['code'] | 'memory' | 'linkInside' | 'noSettlements' | 'monthTwice' | 'fault'
  detail: string
}

export type LoadReport = {
  rows: Readonly<Record<string, number>>
  sums: ControlSums
  months: readonly string[]
  quality: readonly QualityFinding[]
  /** What was looked for; of other things the report says nothing. */
  checked: readonly QualityCode[]
  seconds: number
  peakMemoryMB: number
  /** Where the stated sums come from; `null`: nobody stated any. */
  statedBy: 'file' | 'officer' | null
  differences: readonly ControlDifference[]
}

/** The figures that are stated and not met. */
export const differencesOf = (stated: ControlSums, found: ControlSums): ControlDifference[] =>
  controlFigures.flatMap((figure) => {
    const [one, other] = [stated[figure], found[figure] ?? '0']
    return one === undefined || BigInt(one) === BigInt(other) ? [] : [{ figure, stated: one, found: other }]
  })

/** How long the stored rows of a load stay once another has taken its place and no run points to it. */
export const storesKept = {
  days: 30,
  basis: house('Rows of whole cities are not kept for nobody; a month leaves time to see that the new delivery is right.'),
} as const

/** As much of a load as its rules look at. */
export type Load = { state: SettlementLoadState; requestedById: string; differing: boolean }
type LoadRule = Step<Load, 'ownAgency'>
const officer = [{ role: 'handler', as: 'ownAgency' }] as const

/** Who differs from the stated sums does not wave that through alone. */
const steps = {
  accept: {
    from: ['toAccept'],
    to: 'loaded',
    by: [
      { role: 'handler', as: 'ownAgency' },
      { role: 'reviewer', as: 'ownAgency' },
      { role: 'approver', as: 'ownAgency' },
    ],
    basis: house('Data whose sums are not those of their deliverer are used only when a person says why.'),
  },
  cancel: {
    from: ['waiting', 'loading', 'toAccept'],
    to: 'cancelled',
    by: officer,
    basis: house('A delivery begun by mistake need not be read to its end.'),
  },
} satisfies Record<string, LoadRule>
export type LoadStep = keyof typeof steps
export const loadSteps: Record<LoadStep, LoadRule> = steps

/** Where sums differ, the second look is another person's. */
export const maySayWhy = (load: Load, userId: string): Result<void> =>
  load.differing && load.requestedById === userId ? refuse('samePerson') : ok(undefined)

/** Who takes settlement data in and screens it: handlers of the insurance bureaus of provinces and cities, cleared for what names people. */
export const screens = (actor: Pick<Actor, 'department' | 'agencyKind' | 'agencyId' | 'roles' | 'regionNo' | 'clearance'>): boolean =>
  seesScreening(actor) && actor.roles.includes('handler')

/** Who sees it, to review and to approve. */
export const seesScreening = ({
  department,
  agencyKind,
  agencyId,
  roles,
  regionNo,
  clearance,
}: Pick<Actor, 'department' | 'agencyKind' | 'agencyId' | 'roles' | 'regionNo' | 'clearance'>): boolean =>
  department === 'MI' &&
  agencyKind === 'bureau' &&
  agencyId !== null &&
  regionNo % 100 === 0 &&
  clearance >= 2 &&
  roles.some((role) => role === 'handler' || role === 'reviewer' || role === 'approver' || role === 'supervisor')

/** The name of a folder, and nothing that leads out of the place where folders are delivered. */
export const folderName = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^[^\\/\p{Cc}]+$/u)
  .refine((name) => !name.startsWith('.'))

const rows = z
  .union([
    z.literal(''),
    z
      .string()
      .trim()
      .regex(/^\d{1,12}$/, '请填写整数行数，如 120000。'),
  ])
  .default('')
/** The sum of a whole delivery in yuan, as fen in digits: more than any single amount may be. `null` for what is none. */
export function sumInFen(typed: string): string | null {
  const [, whole, cents = ''] = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(typed.normalize('NFKC').replace(/[,\s]/g, '')) ?? []
  return whole === undefined ? null : (BigInt(whole) * 100n + BigInt(cents.padEnd(2, '0'))).toString()
}
const money = z
  .string()
  .default('')
  .transform((typed, context) => {
    const fen = typed.trim() === '' ? '' : sumInFen(typed)
    if (fen !== null) return fen
    context.addIssue({ code: 'custom', message: '请填写合计金额（单位：元，最多两位小数），不核对的留空。' })
    return z.NEVER
  })

/** The stated sums are optional, one by one. */
export const loadSettlementInput = z.strictObject({
  folder: folderName,
  settlementRows: rows,
  settlement: money,
  fund: money,
  feeRows: rows,
  fee: money,
})
export const cancelLoadInput = z.strictObject({ loadId: id, version })
export const acceptLoadInput = z.strictObject({ loadId: id, version, reason })
