import { addMonths, type CivilDate } from '../kernel/civil-date'
import { formatYuan } from '../kernel/money'
import { ok, type Result, refuse } from '../kernel/result'
import { type Basis, basis } from '../law/law'
import { moneyTotals, type Posting } from './money'

/** Two years from the act, or from its end where it went on (行政处罚法 第三十六条). The funds come back all the same, under the agreement. */
export const limitationBasis: Basis = basis('administrativePenaltyLaw', '第三十六条')
const limitationMonths = 24

type Act = { actFrom: CivilDate; actTo: CivilDate; foundOn: CivilDate }

/** The first day whose acts were still within the limitation when the act was found. */
export const firstPunishableDay = (foundOn: CivilDate): CivilDate => addMonths(foundOn, -limitationMonths)

/** An act that was over more than two years before anybody found it. */
export const isTooOld = ({ actTo, foundOn }: Omit<Act, 'actFrom'>): boolean => actTo < firstPunishableDay(foundOn)

/**
 * How much of the loss lies beyond the limitation: all of an act that is too old; of one that reaches back over the day, what the officers
 * say was not of one piece with the rest (nothing where it went on without a break); else nothing. Refuses `limitedUnfit` with the day.
 */
export function limitedOf(act: Act & { fundLossFen: bigint }, said: bigint | null): Result<bigint> {
  const { actFrom, fundLossFen } = act
  const day = firstPunishableDay(act.foundOn)
  const most = actFrom < day ? fundLossFen : 0n
  const least = isTooOld(act) ? fundLossFen : 0n
  const limited = said ?? least
  return limited >= least && limited <= most ? ok(limited) : refuse('limitedUnfit', { day, most: formatYuan(most) })
}

/** What of a case the agreement takes back, for no penalty reaches it; as the operating agency reads it. `null` where there is none. */
export function limitedNote(facts: readonly { limitedFen: bigint }[]): string | null {
  const limitedFen = facts.reduce((total, fact) => total + fact.limitedFen, 0n)
  return limitedFen > 0n ? `超过处罚时效的基金损失${formatYuan(limitedFen)}元不再处罚，请依协议追回。` : null
}

type Limited = { facts: readonly { fundLossFen: bigint; limitedFen: bigint }[]; money: readonly Posting[] }

/**
 * What no penalty reaches has come back under the agreement, or nothing of the loss is left: where the agreement was declined, or ended before
 * that was known, nobody asks for it. Refuses `limitedOutstanding` with what is left.
 */
export function limitedCameBack({ facts, money }: Limited): Result<void> {
  const { agreementRecoveredFen, returnedFen } = moneyTotals(money).fund
  const [limited, lost] = [
    facts.reduce((total, { limitedFen }) => total + limitedFen, -agreementRecoveredFen),
    facts.reduce((total, { fundLossFen }) => total + fundLossFen, -returnedFen),
  ]
  const left = limited < lost ? limited : lost
  return left > 0n ? refuse('limitedOutstanding', { left: formatYuan(left) }) : ok(undefined)
}
