import 'server-only'
import { byOperator } from '#domain/case/grants'
import { byOperatorsHead } from '#domain/case/tracks/agreement'
import { countedStages, lastDayOfEffect, mayBeScored, mayEnd, scoringStepNames, scoringSteps } from '#domain/case/tracks/scoring'
import { isScoreEntry, scoreTable } from '#domain/case/tracks/scoring-table'
import type { Actor } from '#domain/kernel/access'
import { takeStep } from '#domain/kernel/workflow'
import { may } from '../../access'
import { maskPerson } from './person'
import { revealScoredBy } from './reveal-scored'
import { dayOf, isSanctioned, type ScoringRow, scoringOf, scoringRuns } from './scoring-of'

type File = Parameters<typeof scoringOf>[0] & { scorings: readonly ScoringRow[] }

/** Who is scored and how it stands with each, masked, with what this person may do in it. `null` where nobody asked for it. */
export function viewScorings(actor: Actor, file: File, now: Date) {
  const track = file.tracks.find(({ kind, state }) => kind === 'scoring' && state !== 'notStarted')
  if (!track) return null
  const runs = scoringRuns(file)
  return {
    runs,
    proposal:
      runs && may(actor, byOperator, 'case', file)
        ? mayBeScored({ trackRuns: runs, sanctioned: isSanctioned(file), state: 'proposed' })
        : null,
    conclusion: runs && may(actor, byOperatorsHead, 'case', file) ? mayEnd(file.scorings.map(({ stage }) => stage)) : null,
    mayReveal: may(actor, revealScoredBy, 'case', file),
    persons: file.scorings.map((row) => viewOne(actor, file, row, now)),
  }
}

function viewOne(actor: Actor, file: File, row: ScoringRow, now: Date) {
  const scoring = scoringOf(file, row, now)
  const { nameCipher: _name, codeCipher: _code, codeIndex: _index, workerIds: _workers, decidedById: _decider, entry, ...shown } = row
  const { noticedOn, sayBy, statedOn, decidedOn, servedOn, objectBy, objectedOn, restoredOn } = row
  return {
    ...shown,
    person: maskPerson(row),
    behaviour: isScoreEntry(entry) ? scoreTable[entry].behaviour : entry,
    counts: countedStages.some((stage) => stage === row.stage),
    endsOn: lastDayOfEffect(scoring),
    ...{ noticedOn: dayOf(noticedOn), sayBy: dayOf(sayBy), statedOn: dayOf(statedOn), decidedOn: dayOf(decidedOn) },
    ...{ servedOn: dayOf(servedOn), objectBy: dayOf(objectBy), objectedOn: dayOf(objectedOn), restoredOn: dayOf(restoredOn) },
    steps: scoringStepNames
      .filter((name) => may(actor, scoringSteps[name].by, 'case', file) && (name !== 'restore' || row.months !== null))
      .map((name) => ({ name, basis: scoringSteps[name].basis, taken: takeStep(scoringSteps[name], scoring, actor) }))
      .filter(({ taken }) => taken.ok || taken.refusal.code !== 'wrongState')
      .map(({ name, basis, taken }) => ({ name, basis, shut: taken.ok ? null : taken.refusal })),
  }
}
