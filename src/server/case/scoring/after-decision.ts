import 'server-only'
import { byOperatorsHead } from '#domain/case/tracks/agreement'
import {
  concludeScoringInput,
  objectScoringInput,
  restoreScoringInput,
  revokeScoringInput,
  upholdScoringInput,
} from '#domain/case/tracks/inputs-of-scoring'
import { mayBeRestored, mayEnd, withoutScored } from '#domain/case/tracks/scoring'
import { toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { command } from '../../command'
import { notify } from '../../notification/notify'
import { must } from '../../refused'
import { moveOn, recordInTrail } from '../take-step'
import { actAt } from '../track/take-procedure-step'
import { voidScoringDecision } from './papers'
import { openPerson } from './person'
import { scoringRuns } from './scoring-of'
import { findScoredCase, findScoring, takeScoringStep } from './take-scoring-step'
import { tellObjected } from './tell-objected'

/** Keeps that the person asks for it to be looked at again (申诉). Refuses `notFound`, `wrongState`, `objectionLate`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`. */
export const objectScoring = command(
  'case.objectScoring',
  objectScoringInput,
  async (context, { caseId, scoringId, version, objectedOn, objection, proofFileIds }) => {
    const seen = await findScoring(context, 'object', { caseId, scoringId, on: objectedOn })
    const at = actAt(context, objectedOn, seen.row.servedOn)
    const set = { objectedOn: toDateColumn(objectedOn), objection }
    await takeScoringStep(context, 'object', seen, version, { at, set, change: { objectedOn: [null, objectedOn] }, proofFileIds })
    await tellObjected(context, seen)
  },
)

/** Somebody who neither worked on it nor decided leaves it as it is. Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`. */
export const upholdScoring = command('case.upholdScoring', upholdScoringInput, async (context, { caseId, scoringId, version, reason }) => {
  const seen = await findScoring(context, 'uphold', { caseId, scoringId })
  const set = { answer: reason, answeredByName: context.actor.name, answeredAt: context.now }
  await takeScoringStep(context, 'uphold', seen, version, { set, change: { reason: [null, reason] } })
})

/** Takes a decision back: its points count no more and its time ends; the paper of one that nobody was served is void with its number. Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`. */
export const revokeScoring = command('case.revokeScoring', revokeScoringInput, async (context, { caseId, scoringId, version, reason }) => {
  const seen = await findScoring(context, 'revoke', { caseId, scoringId })
  await takeScoringStep(context, 'revoke', seen, version, { set: { endReason: reason }, change: { reason: [null, reason] } })
  if (seen.row.stage === 'decided') await voidScoringDecision(context, seen, reason)
})

/** Gives the qualification back, with the last day or by a repair. Refuses `notFound`, `wrongState`, `samePerson`, `effectRuns`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`. */
export const restoreScoring = command(
  'case.restoreScoring',
  restoreScoringInput,
  async (context, { caseId, scoringId, version, restoredOn, ground, reason }) => {
    const seen = await findScoring(context, 'restore', { caseId, scoringId, on: restoredOn })
    must(mayBeRestored(seen.scoring, ground === 'repaired'))
    const at = actAt(context, restoredOn, seen.row.servedOn)
    const set = { restoredOn: toDateColumn(restoredOn), restoreGround: ground, endReason: reason }
    const change = { restoredOn: [null, restoredOn], restoreGround: [null, ground], reason: [null, reason] } as const
    await takeScoringStep(context, 'restore', seen, version, { at, set, change })
  },
)

/** Ends the track, and tells the officers. Refuses `notFound`, `wrongState`, `scoringOpen`, `namesScored`, `changedMeanwhile`. */
export const concludeScoring = command('case.concludeScoring', concludeScoringInput, async (context, { caseId, version, outcome }) => {
  const { tx, now, actor } = context
  const file = await findScoredCase(context, byOperatorsHead, caseId)
  if (!scoringRuns(file)) must(refuse('wrongState', { state: 'concluded' }))
  must(mayEnd(file.scorings.map(({ stage }) => stage)))
  for (const row of file.scorings) must(withoutScored([outcome], openPerson(row)))
  await moveOn(context, file, version, {})
  await tx.caseTrack.update({
    where: { caseId_kind: { caseId, kind: 'scoring' } },
    data: { state: 'concluded', outcome, concludedAt: now, version: { increment: 1 } },
  })
  await recordInTrail(context, caseId, 'concludeScoring', { scoring: ['running', 'concluded'], outcome: [null, outcome] })
  for (const userId of new Set([file.officerAId, file.officerBId]))
    await notify(
      context,
      { userId },
      {
        kind: 'scoringEnded',
        detail: { from: actor.agencyName, number: file.number },
        link: `/cases/${caseId}?tab=procedure`,
        dedupeKey: `case.scoringEnded:${caseId}:${version}:${userId}`,
      },
    )
})
