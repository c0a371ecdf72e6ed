import 'server-only'
import type { Scoring } from '#domain/case/tracks/scoring'
import { isScoreEntry } from '#domain/case/tracks/scoring-table'
import { beijingDay, type CivilDate, fromDateColumn } from '#domain/kernel/civil-date'
import type { Prisma } from '#platform/prisma/client'

export type ScoringRow = Prisma.CaseScoringGetPayload<object>
type File = {
  procedure: Pick<Prisma.CaseProcedureGetPayload<object>, 'outcome' | 'stage'> | null
  agreement: Pick<Prisma.CaseAgreementGetPayload<object>, 'stage'> | null
  tracks: readonly Pick<Prisma.CaseTrackGetPayload<object>, 'kind' | 'state'>[]
}

export const dayOf = (value: Date | null): CivilDate | null => value && fromDateColumn(value)

const handled: readonly string[] = ['decided', 'served', 'performed', 'closed']
const undone: readonly string[] = ['revoked', 'terminated']

/** Whether the institution itself was punished or handled under its agreement, which must come first. */
export const isSanctioned = ({ procedure, agreement }: Pick<File, 'procedure' | 'agreement'>): boolean =>
  (procedure?.outcome === 'penalty' && !undone.includes(procedure.stage)) || (agreement !== null && handled.includes(agreement.stage))

export const scoringRuns = ({ tracks }: Pick<File, 'tracks'>): boolean =>
  tracks.some(({ kind, state }) => kind === 'scoring' && state === 'running')

/** The row → the scoring as its rules look at it, for an act of this day. */
export function scoringOf(file: File, row: ScoringRow, asOf: Date | CivilDate): Scoring {
  const { entry, sayBy, objectBy, servedOn } = row
  if (!isScoreEntry(entry)) throw new Error(`no entry ${entry} in the table of points`)
  return {
    ...row,
    ...{ entry, state: row.stage, trackRuns: scoringRuns(file), sanctioned: isSanctioned(file) },
    ...{ sayBy: dayOf(sayBy), objectBy: dayOf(objectBy), servedOn: dayOf(servedOn) },
    asOf: asOf instanceof Date ? beijingDay(asOf) : asOf,
  }
}
