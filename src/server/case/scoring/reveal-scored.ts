import 'server-only'
import { byHead, byOfficer, byOperator } from '#domain/case/grants'
import { byOperatorsHead } from '#domain/case/tracks/agreement'
import { revealScoredInput } from '#domain/case/tracks/inputs-of-scoring'
import { withoutScored } from '#domain/case/tracks/scoring'
import { refuse } from '#domain/kernel/result'
import { whereMay } from '../../access'
import { command } from '../../command'
import { noteUnmasking } from '../../lead/reveal-identity'
import { must } from '../../refused'
import { recordInTrail } from '../take-step'
import { openPerson } from './person'

/** Who may see plainly who is scored: those who work on the case and those who decide in it. */
export const revealScoredBy = [...byOperator, ...byOperatorsHead, ...byOfficer, ...byHead] as const

/**
 * Opens who is scored (查看明文), as an identity number of a lead is opened and within the same limit. Refuses `notFound`, `namesScored`, `tooMany`.
 * Commits together: the opening, with its reason, and the audit entry; the name is in neither.
 */
export const revealScored = command(
  'case.revealScored',
  revealScoredInput,
  async (context, { scoringId, reason, note }) => {
    const { tx, actor } = context
    const row = await tx.caseScoring.findFirst({ where: { id: scoringId, case: whereMay(actor, revealScoredBy, 'case') } })
    if (!row) return must(refuse('notFound'))
    const person = openPerson(row)
    must(withoutScored([note], person))
    const why = note ? `${reason} ${note}` : reason
    await noteUnmasking(context, { subjectType: 'case', subjectId: row.caseId, field: 'scored', reason: why })
    await recordInTrail(context, row.caseId, 'revealScored', { scored: [row.seq, row.seq], reason: [null, why] })
    return person
  },
  'secret',
)
