/** Every reason an uploaded file cannot be read. `src/messages/zh/reading.ts` has a sentence for each. */
export const readingCodes = [
  'E-FILE-01', // the content is of a kind that is not accepted here
  'E-FILE-02', // empty
  'E-FILE-03', // truncated or damaged
  'E-FILE-04', // inflates beyond the limit
  'E-FILE-05', // too many entries, or an archive within the archive
  'E-FILE-06', // an entry's path leads outside
  'E-FILE-07', // known malicious content
  'E-FILE-08', // macros, external links, data connections, embedded objects
  'E-FILE-09', // protected by a password
  'E-FILE-10', // an older format that must be saved again
  'E-FILE-11', // larger than an upload may be
  'E-FILE-12', // the inner structure is not that of the format
  'E-FILE-13', // takes longer to read, or more memory, than a file may
  'E-FILE-14', // the reader fell over the file
  'E-FILE-15', // too many files wait to be read
  'E-ENC-01', // broken bytes
  'E-IMP-01', // too many columns
  'E-IMP-02', // too many rows
  'E-IMP-03', // a line too long
  'E-PDF-01', // pages without a text layer
  'E-PDF-02', // too many pages
  'E-DOC-01', // more text than an official document holds
] as const
export type ReadingCode = (typeof readingCodes)[number]

/** Why a file could not be read; `detail` fills the sentence. */
export type ReadingFailure = { code: ReadingCode; detail: Readonly<Record<string, string | number>> }

export type Reading<T> = { ok: true; value: T } | { ok: false; failure: ReadingFailure }

export const read = <T>(value: T): Reading<T> => ({ ok: true, value })
export const unreadable = (code: ReadingCode, detail: ReadingFailure['detail'] = {}): { ok: false; failure: ReadingFailure } => ({
  ok: false,
  failure: { code, detail },
})

/** What an upload may cost us. Bytes, unless the name says otherwise. */
export const readingLimits = {
  fileBytes: 200 * 1024 * 1024,
  inflatedBytes: 200 * 1024 * 1024,
  inflatedMegabytes: 200,
  archiveEntries: 2_000,
  /** Judged only past `ratioFromBytes`: small parts of honest workbooks compress very well. */
  ratio: 300,
  ratioFromBytes: 20 * 1024 * 1024,
  columns: 200,
  rows: 200_000,
  lineCharacters: 1_000_000,
  cellCharacters: 100_000,
  seconds: 120,
} as const
