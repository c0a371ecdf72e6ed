import { z } from 'zod'
import { civilDate, id, reason, text, version } from '../kernel/form-fields'
import type { Step } from '../kernel/workflow'
import { house } from '../law/law'

/** What a bureau may say of a model for its own subtree: other values for its parameters, that it rests, or a model of its own. */
export const screeningVersionKinds = ['parameters', 'retirement', 'definition'] as const
export type ScreeningVersionKind = (typeof screeningVersionKinds)[number]

export const screeningVersionStates = ['draft', 'review', 'inUse', 'refused', 'withdrawn'] as const
export type ScreeningVersionState = (typeof screeningVersionStates)[number]

export type ProposedVersion = { state: ScreeningVersionState; proposedById: string; authorIds?: readonly string[] }
type VersionRule = Step<ProposedVersion, 'ownAgency' | 'supervised'>

/** Who looks a version over: an approver of the bureau that proposes it, or of one above it. */
const second = [{ role: 'approver', as: 'supervised' }] as const
const secondPerson = house('What a model finds sends people into hospitals: somebody beside its author has looked at what it looks for.')

const steps = {
  approve: { from: ['review'], to: 'inUse', by: second, notBy: ['proposedById', 'authorIds'], basis: secondPerson },
  refuse: { from: ['review'], to: 'refused', by: second, notBy: ['proposedById', 'authorIds'], basis: secondPerson },
  withdraw: {
    from: ['draft', 'review'],
    to: 'withdrawn',
    by: [{ role: 'handler', as: 'ownAgency' }],
    basis: house('A proposal that was a mistake must not wait to be approved by another.'),
  },
} satisfies Record<string, VersionRule>

export type VersionStep = keyof typeof steps
export const versionSteps: Record<VersionStep, VersionRule> = steps
export const versionStepNames = Object.keys(steps) as VersionStep[] // the keys of the table are its steps

/** Who proposes: the handlers of an insurance bureau, for its own subtree. */
export const proposesVersions = [{ role: 'handler', as: 'ownAgency' }] as const

/** A value of a parameter as typed: at most four decimals, and no more than a sum of fen may be. */
const value = z
  .string()
  .transform((typed) => typed.normalize('NFKC').replace(/[,\s]/g, ''))
  .pipe(z.string().regex(/^\d{1,12}(\.\d{1,4})?$/, '请填写不小于 0 的数，最多四位小数，如 1.5。'))
  .transform(Number)

const proposed = { code: text(20).min(2), reason, beginsOn: civilDate, endsOn: z.union([z.literal(''), civilDate]).default('') }

/** `seen`: the newest revision of the model for this bureau that the person was shown, 0 for none. */
const seen = z.coerce.number().int().min(0).max(1_000_000)
export const proposeParametersInput = z.strictObject({ ...proposed, seen, parameters: z.record(z.string().regex(/^\w{1,40}$/), value) })
export const proposeRetirementInput = z.strictObject({ ...proposed, seen })

export const decideVersionInput = z.strictObject({ versionId: id, version })
export const refuseVersionInput = z.strictObject({ versionId: id, version, reason })

/** What tells versions in force apart; the tables of the platform have it by these names. */
export type VersionInForce = {
  code: string
  revision: number
  kind: ScreeningVersionKind
  regionNo: number
  rangeLo: number
  rangeHi: number
  beginsOn: string
  endsOn: string | null
}

const holdsOn = ({ beginsOn, endsOn }: VersionInForce, on: string) => beginsOn <= on && (endsOn === null || on <= endsOn)

/**
 * Of the approved versions of one model, the one that holds in a place on a day: the nearest bureau's before a higher one's; of one
 * bureau's, that which began last. `null`: the model as it was built.
 */
export function versionInForce<Row extends VersionInForce>(rows: readonly Row[], on: string): Row | null {
  const standing = rows.filter((row) => holdsOn(row, on))
  standing.sort(
    (one, other) =>
      one.rangeHi - one.rangeLo - (other.rangeHi - other.rangeLo) ||
      (one.beginsOn < other.beginsOn ? 1 : one.beginsOn > other.beginsOn ? -1 : other.revision - one.revision),
  )
  return standing[0] ?? null
}

/** The day on which a model that is not used today comes into use by what is approved already. */
export const comesIntoUseOn = (rows: readonly VersionInForce[], on: string): string | null =>
  rows
    .map(({ beginsOn }) => beginsOn)
    .filter((day) => day > on)
    .sort()
    .find((day) => (versionInForce(rows, day)?.kind ?? 'retirement') !== 'retirement') ?? null

/** What a version is called on leads and in reports: the version it is built on, the region whose it is, and its number there. */
export const versionName = (builtOn: string, row: Pick<VersionInForce, 'regionNo' | 'revision'> | null): string =>
  row ? `${builtOn}+${row.regionNo}.${row.revision}` : builtOn
