import 'server-only'

/** Work on an uploaded list of leads, asked for by a person in a post; `version` is the import's, so that what was asked since is not done twice. */
export type ListWork = { importId: string; version: number; userId: string; postId: string }

/** Work on a sheet of answers, asked for by a person in a post. */
export type AnswerWork = { sheetId: string; version: number; userId: string; postId: string }

/** Agreement to what of a sheet may be agreed together. */
export type ReviewWork = { reviewId: string; version: number; userId: string; postId: string }

/** The pages of a paper, to be set and kept in the name of whoever issued it. */
export type SealWork = { documentId: string; userId: string; postId: string }

/** Papers that are drafted or issued together, asked for by a person in a post; `version` as of a review. */
export type PaperBatchWork = { batchId: string; version: number; userId: string; postId: string }

/** Something put together of a case, asked for by a person in a post. */
export type BundleWork = { bundleId: string; userId: string; postId: string }

/**
 * Work that is done again and again by the schedule, whether or not anybody looks at a page, and work that a command asks for: planned
 * through `#platform/outbox`, in the command's transaction. A job carries what names its subject and nothing that could be out of date when
 * it runs. Its handler stands in `src/jobs`.
 */
export type Job =
  | { kind: 'watchClocks' }
  | { kind: 'recomputeClocks' }
  | { kind: 'anchorAudit' }
  | { kind: 'disableDormant' }
  | { kind: 'clearUploads' }
  | { kind: 'checkFiles' }
  | ({ kind: 'readLeadList' } & ListWork)
  | ({ kind: 'importLeadList' } & ListWork)
  | ({ kind: 'readLeadAnswers' } & AnswerWork)
  | ({ kind: 'submitLeadAnswers' } & AnswerWork)
  | ({ kind: 'agreeLeadReview' } & ReviewWork)
  | ({ kind: 'sealPaper' } & SealWork)
  | ({ kind: 'makeCaseBundle' } & BundleWork)
  | ({ kind: 'workOnPapers' } & PaperBatchWork)
  | { kind: 'loadSettlement'; loadId: string }
  | { kind: 'runScreening'; runId: string }
  | { kind: 'issueHits'; issueId: string }
  | { kind: 'resumeScreening' }
  | { kind: 'clearStores' }
  | { kind: 'watchModels' }

/** Kinds that run by themselves: kind → cron, Beijing time. */
export const schedule = {
  watchClocks: '* * * * *',
  recomputeClocks: '11 0 * * *',
  anchorAudit: '* * * * *',
  disableDormant: '*/10 * * * *',
  clearUploads: '17,47 * * * *',
  checkFiles: '7 2 * * *',
  resumeScreening: '* * * * *',
  clearStores: '23 3 * * *',
  watchModels: '41 3 * * *',
} as const satisfies Partial<Record<Job['kind'], string>>
