import 'server-only'
import { decideScoringInput } from '#domain/case/tracks/inputs-of-scoring'
import { termOf } from '#domain/case/tracks/scoring'
import { effectOf } from '#domain/case/tracks/scoring-table'
import { beijingDay, toDateColumn } from '#domain/kernel/civil-date'
import { type Context, command } from '../../command'
import { must } from '../../refused'
import { actAt, latestOf } from '../track/take-procedure-step'
import { issueScoringDecision } from './papers'
import type { ScoringRow } from './scoring-of'
import { findScoring, takeScoringStep } from './take-scoring-step'

const yearOf = (day: string) => Number(day.slice(0, 4))

/**
 * Decides on the points with those that the person had in the same natural year, and what they come to. Refuses `notFound`, `wrongState`,
 * `samePerson`, `sanctionMissing`, `scoringTerm`, `scoringTermless`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`.
 * Commits together: the decision, its number and paper, the audit entry.
 */
export const decideScoring = command(
  'case.decideScoring',
  decideScoringInput,
  async (context, { caseId, scoringId, version, decidedOn, months: asked }) => {
    const { actor } = context
    const seen = await findScoring(context, 'decide', { caseId, scoringId, on: decidedOn })
    const { file, row } = seen
    actAt(context, decidedOn, latestOf([row.statedOn, row.reviewedAt]))
    const year = yearOf(decidedOn)
    const earlier = await earlierPoints(context, row, year)
    const effect = effectOf(earlier, row.points)
    const months = must(termOf(effect, asked))
    const number = await issueScoringDecision(context, seen, { decidedOn, year, earlier, effect, months })
    await takeScoringStep(context, 'decide', { ...seen, file }, version, {
      set: {
        ...{ year, earlier, effect, months, number, decidedOn: toDateColumn(decidedOn) },
        ...{ decidedById: actor.userId, decidedByName: actor.name },
      },
      change: {
        scoringNumber: [null, number],
        decidedOn: [null, decidedOn],
        yearPoints: [earlier, earlier + row.points],
        effect: [null, effect],
      },
    })
  },
)

/**
 * What a person had before in a natural year: all that is kept here, also out of the reach of whoever decides, as a bare sum, and what the
 * national register showed when it was looked at in that year. Two decisions on one person stand in line, so that neither misses the other.
 */
async function earlierPoints({ tx }: Context, row: ScoringRow, year: number): Promise<number> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('scoring:' || ${row.codeIndex}, 0))`
  const [had] = await tx.$queryRaw<{ points: number }[]>`SELECT points_of_year(${row.codeIndex}, ${year}::int, ${row.id}::uuid) AS points`
  const seenThen = row.reviewedAt !== null && yearOf(beijingDay(row.reviewedAt)) === year
  return (had?.points ?? 0) + (seenThen ? row.elsewhere : 0)
}
