/** Why a table that was read as a grid is not the list that was expected. */
export const tableFailureCodes = [
  'E-IMP-02', // more rows than one import may bring
  'E-IMP-04', // a merged header that is not understood
  'E-IMP-05', // a required column is missing
  'E-IMP-08', // no header, or nothing at all
  'E-IMP-09', // the mapping given by hand names what does not exist
] as const
export type TableFailureCode = (typeof tableFailureCodes)[number]
export type TableFailure = { code: TableFailureCode; detail: Readonly<Record<string, string | number>> }

export type TableReading<T> = { ok: true; value: T } | { ok: false; failure: TableFailure }

export const tableRead = <T>(value: T): TableReading<T> => ({ ok: true, value })
export const notATable = (code: TableFailureCode, detail: TableFailure['detail'] = {}): { ok: false; failure: TableFailure } => ({
  ok: false,
  failure: { code, detail },
})
