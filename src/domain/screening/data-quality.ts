/** What a settlement folder was found to hold that is not as agreed. Each is counted and said; none ends the run. */
export const qualityCodes = [
  'fileUnreadable',
  'fileEmpty',
  'rowsRejected',
  'tableMissing',
  'valueUnusable',
  'exactDuplicate',
  'refundNetted',
  'negativeWithoutOriginal',
  'testInstitution',
  'personMerged',
  'traceCodeInvalid',
  'traceCodeBlank',
  'lineWithoutSettlement',
  'lineWithoutVisit',
  'recordWithoutVisit',
  'timeZoned',
  'timeShifted',
  'timeAtNight',
] as const
export type QualityCode = (typeof qualityCodes)[number]

/** What was looked for from the first. A report that does not say what was looked for is as old, or not much younger: of the rest it proves nothing. */
const lookedForAtFirst: ReadonlySet<QualityCode> = new Set([
  ...(['fileUnreadable', 'fileEmpty', 'rowsRejected', 'tableMissing', 'valueUnusable', 'exactDuplicate', 'refundNetted'] as const),
  ...(['negativeWithoutOriginal', 'testInstitution', 'personMerged', 'traceCodeInvalid'] as const),
])

/** What a report cannot say was not there: it was not looked for when the data were taken in, or nobody noted that it was. */
export function notLookedFor({
  checked,
  quality = [],
}: {
  checked?: readonly QualityCode[]
  quality?: readonly Pick<QualityFinding, 'code'>[]
}) {
  const looked = checked ? new Set(checked) : lookedForAtFirst
  return qualityCodes.filter((code) => !looked.has(code) && !quality.some((finding) => finding.code === code))
}

/** `share`: of all values of the column, from 0 to 1. `examples`: keys of the first rows, masked. */
export type QualityFinding = {
  code: QualityCode
  table?: string
  column?: string
  file?: string
  count?: number
  share?: number
  examples?: readonly string[]
}

/** An institution with this in its name serves tests; nothing of it is looked at. */
export const testInstitutionMark = '测试'

/** An amount of a line or a settlement from here on, in yuan, is a slip of the pen or of a program. */
export const leastImpossibleYuan = 1_000_000_000

/** Why a folder cannot be used at all. */
export type FolderFailure = { code: 'noFolder' | 'noTables' | 'nothingReadable'; folder: string }

/** A key as a report may show it: some systems number rows by whom they are about. */
export const maskedKey = (key: string): string => (key.length <= 4 ? '****' : `${key.slice(0, 2)}****${key.slice(-2)}`)

/**
 * The times of a column by the clock: how many; of those, how many at eight or at sixteen sharp, where midnight comes to lie by a clock eight
 * hours off; and how many between midnight and six, when windows are shut.
 */
export type ClockCounts = { times: number; sharp: number; night: number }

/** So few times say nothing of a clock; so large a share of them does. Practice that nobody has verified. */
export const clockDoubt = { leastTimes: 100, leastShare: 1 / 3, confidence: 'M' } as const

/** What suggests that a column is by the clock of UTC and not by Beijing's. `atWindows`: its times are of windows that shut at night. */
export function clockFindings(
  { times, sharp, night }: ClockCounts,
  atWindows: boolean,
): Pick<QualityFinding, 'code' | 'count' | 'share'>[] {
  const doubtful = (count: number) => times >= clockDoubt.leastTimes && count / times >= clockDoubt.leastShare
  return [
    ...(doubtful(sharp) ? [{ code: 'timeShifted' as const, count: sharp, share: sharp / times }] : []),
    ...(atWindows && doubtful(night) ? [{ code: 'timeAtNight' as const, count: night, share: night / times }] : []),
  ]
}

/** Whether anything was found that speaks of another clock than Beijing's. */
export const speaksOfClock = ({ code }: Pick<QualityFinding, 'code'>): boolean =>
  code === 'timeZoned' || code === 'timeShifted' || code === 'timeAtNight'
