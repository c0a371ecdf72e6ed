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
] as const
export type QualityCode = (typeof qualityCodes)[number]

export type QualityFinding = { code: QualityCode; table?: string; column?: string; file?: string; count?: number }

/** An institution with this in its name serves tests; nothing of it is looked at. */
export const testInstitutionMark = '测试'

/** An amount of a line or a settlement from here on, in yuan, is a slip of the pen or of a program. */
export const leastImpossibleYuan = 1_000_000_000

/** Why a folder cannot be used at all. */
export type FolderFailure = { code: 'noFolder' | 'noTables' | 'nothingReadable'; folder: string }
