import 'server-only'
import type { CaseBundleKind } from '#domain/case/bundles'
import type { Actor } from '#domain/kernel/access'
import type { Result } from '#domain/kernel/result'

/** What is put together, by whom, and of which case. */
export type BundleTask = { id: string; kind: CaseBundleKind; caseId: string; revision: number; askedAt: Date; actor: Actor }
/** How far it has come. Throws `WorkStopped` where nobody wants it any more. */
export type NoteProgress = (done: number, total: number) => Promise<void>
/** What was made: kept bytes, or bytes that lie as parts under the bundle's id. */
export type Made = {
  content: { kept: { sha256: string; sizeBytes: number } } | { parts: { sha256: string; sizeBytes: number } }
  name: string
  mediaType: string
  pages: number | null
  contents: readonly Contained[]
}
export type Contained = { title: string; from: number | null; to: number | null; sha256: string | null; note: string }
export type Maker = (task: BundleTask, note: NoteProgress) => Promise<Result<Made>>
