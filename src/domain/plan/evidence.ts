import { type Passage, spanOf } from './passage'
import type { Span } from './plan'

/** Collects, for each field path, where its words stand. */
export type Evidence = Record<string, Span>

/** Notes the passage under the path, unless there is none. */
export function note(evidence: Evidence, path: string, passage: Passage | null | undefined) {
  if (passage && passage.text.length > 0) evidence[path] = spanOf(passage)
}
