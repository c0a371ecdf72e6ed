import { ok, type Result } from '../../kernel/result'
import { type PaperNeed, paperIssued } from './papers'
import type { Procedure } from './procedure'

/** A step that the law has done by a paper is not taken before that is issued. */
export const byPaper = (need: PaperNeed, also?: (procedure: Procedure) => Result<void>) => ({
  needs: need,
  requires: (procedure: Procedure): Result<void> => {
    const held = also?.(procedure) ?? ok(undefined)
    return held.ok ? paperIssued(need, procedure) : held
  },
})
