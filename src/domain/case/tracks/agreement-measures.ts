import { addDays, addMonths, type CivilDate } from '../../kernel/civil-date'
import { type Basis, basis } from '../../law/law'

/** What an operating agency does under the agreement: it speaks to whoever answers, does not pay, has paid money come back, halts the agreement or ends it. */
export const agreementMeasureKinds = ['interview', 'withhold', 'recover', 'suspend', 'terminate'] as const
export type AgreementMeasureKind = (typeof agreementMeasureKinds)[number]

export type AgreementMeasure = {
  id: string
  kind: AgreementMeasureKind
  amountFen: bigint | null
  /** How long the agreement is halted. */
  days: number | null
  /** For how long the institution is not taken on again. */
  months: number | null
  performedOn: CivilDate | null
}

type Takes = 'nothing' | 'amountFen' | 'days' | 'months'
type Rule = { takes: Takes; clock?: 'CK42' | 'CK44'; basis: Basis }

const rules = basis('implementingRules', '第十三条')
/** What each is measured in. The days and years are what the clocks of the two say; nobody has verified them word by word. */
export const measureRules: Readonly<Record<AgreementMeasureKind, Rule>> = {
  interview: { takes: 'nothing', basis: rules },
  withhold: { takes: 'amountFen', basis: rules },
  recover: { takes: 'amountFen', basis: rules },
  suspend: { takes: 'days', clock: 'CK42', basis: basis('hospitalDesignation', '协议中止条款') },
  terminate: { takes: 'months', clock: 'CK44', basis: basis('hospitalDesignation', '第四十三条') },
}

/** An agreement is halted for no longer than this. */
export const mostSuspendedDays = 180
/** Before it is taken on again: a year, and three where it was fraud. */
export const barMonths = [12, 36] as const

/** The last day of a measure that lasts; of any other there is none. */
export function endOf({ days, months }: Pick<AgreementMeasure, 'days' | 'months'>, since: CivilDate): CivilDate | undefined {
  if (days !== null) return addDays(since, days)
  return months === null ? undefined : addMonths(since, months)
}
