import { type CivilDate, isCivilDate } from '../kernel/civil-date'
import { parseYuan } from '../kernel/money'

/** The figures of a finding as they stand in the form. */
export const figureNames = ['periodFrom', 'periodTo', 'peopleCount', 'billed', 'irregular', 'fundLoss'] as const
export type FigureName = (typeof figureNames)[number]
export type FigureTexts = Readonly<Record<FigureName, string>>

export type FigureFault =
  | 'notAnAmount'
  | 'notANumber'
  | 'irregularAboveBilled'
  | 'lossAboveIrregular'
  | 'beforeLookBack'
  | 'inFuture'
  | 'backwards'
export type FigureFaults = Readonly<Partial<Record<FigureName, FigureFault>>>

const bare = (typed: string) => typed.normalize('NFKC').replace(/[,\s]/g, '')

/**
 * What can be said against the figures while they are typed, field by field, in the order of the form. What is empty is not wrong yet.
 * The same rules refuse the finding when it is saved (`findingStands`).
 */
export function figureFaults(texts: FigureTexts, { lookBackFrom, today }: { lookBackFrom: CivilDate; today: CivilDate }): FigureFaults {
  const amount = (name: 'billed' | 'irregular' | 'fundLoss') => (bare(texts[name]) === '' ? undefined : parseYuan(bare(texts[name])))
  const [billed, irregular, fundLoss] = [amount('billed'), amount('irregular'), amount('fundLoss')]
  const above = (one: bigint | null | undefined, other: bigint | null | undefined) => one != null && other != null && one > other
  const faults: [FigureName, FigureFault | false][] = [
    ['periodFrom', isCivilDate(texts.periodFrom) && dayFault(texts.periodFrom, lookBackFrom, today)],
    ['periodTo', isCivilDate(texts.periodTo) && endFault(texts.periodTo, texts.periodFrom, today)],
    ['peopleCount', bare(texts.peopleCount) !== '' && !/^\d{1,7}$/.test(bare(texts.peopleCount)) && 'notANumber'],
    ['billed', billed === null && 'notAnAmount'],
    ['irregular', irregular === null ? 'notAnAmount' : above(irregular, billed) && 'irregularAboveBilled'],
    ['fundLoss', fundLoss === null ? 'notAnAmount' : (above(fundLoss, irregular) || above(fundLoss, billed)) && 'lossAboveIrregular'],
  ]
  return Object.fromEntries(faults.filter(([, fault]) => fault !== false))
}

const dayFault = (day: CivilDate, lookBackFrom: CivilDate, today: CivilDate) =>
  day < lookBackFrom ? 'beforeLookBack' : day > today && 'inFuture'

const endFault = (to: CivilDate, from: string, today: CivilDate) =>
  to > today ? 'inFuture' : isCivilDate(from) && to < from && 'backwards'
