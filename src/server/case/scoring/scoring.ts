import 'server-only'
import { randomUUID } from 'node:crypto'
import { byOperator } from '#domain/case/grants'
import {
  dropScoringInput,
  notifyScoringInput,
  proposeScoringInput,
  reviewScoringInput,
  serveScoringInput,
  stateScoringInput,
} from '#domain/case/tracks/inputs-of-scoring'
import { mayBeScored, pointsFit, silenceCounts, withoutScored } from '#domain/case/tracks/scoring'
import { effectEnd } from '#domain/case/tracks/scoring-table'
import { dueAt } from '#domain/clock/clock'
import { lastDayOf } from '#domain/clock/moved'
import { clockRules } from '#domain/clock/rules'
import { toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { command } from '../../command'
import { notifyApprovers } from '../../notification/notify-approvers'
import { must } from '../../refused'
import { moveOn, recordInTrail } from '../take-step'
import { actAt } from '../track/take-procedure-step'
import { writeCopyLetter, writeScoringNotice } from './papers'
import { sealPerson } from './person'
import { isSanctioned, scoringRuns } from './scoring-of'
import { findScoredCase, findScoring, startEffect, takeScoringStep } from './take-scoring-step'

/**
 * Proposes that a person of the institution is scored, with the behaviour, what is answered for and the points.
 * Refuses `notFound`, `wrongState`, `sanctionMissing`, `pointsOutOfBand`, `namesScored`, `alreadyExists`, `changedMeanwhile`.
 */
export const proposeScoring = command(
  'case.proposeScoring',
  proposeScoringInput,
  async (context, { caseId, version, personName, personCode, ...proposed }) => {
    const { tx, actor, now } = context
    const file = await findScoredCase(context, byOperator, caseId)
    must(mayBeScored({ trackRuns: scoringRuns(file), sanctioned: isSanctioned(file), state: 'proposed' }))
    must(pointsFit(proposed.entry, proposed.points))
    must(withoutScored([proposed.ground], { name: personName, code: personCode }))
    const id = randomUUID()
    const person = sealPerson(id, { name: personName, code: personCode })
    const stands = file.scorings.some(
      ({ codeIndex, stage }) => codeIndex === person.codeIndex && stage !== 'dropped' && stage !== 'revoked',
    )
    if (stands) must(refuse('alreadyExists'))
    const seq = file.scorings.length + 1
    await moveOn(context, file, version, {})
    await tx.caseScoring.create({
      data: { id, caseId, seq, ...person, ...proposed, workerIds: [actor.userId], proposedByName: actor.name, proposedAt: now },
    })
    await recordInTrail(context, caseId, 'proposeScoring', {
      ...{ scored: [null, seq], entry: [null, proposed.entry], points: [null, proposed.points], ground: [null, proposed.ground] },
    })
  },
)

/** Tells the person and the institution what is meant (记分告知). Refuses `notFound`, `wrongState`, `sanctionMissing`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`. */
export const notifyScoring = command(
  'case.notifyScoring',
  notifyScoringInput,
  async (context, { caseId, scoringId, version, noticedOn, receiver, proofFileIds }) => {
    const seen = await findScoring(context, 'notify', { caseId, scoringId, on: noticedOn })
    const at = actAt(context, noticedOn, seen.row.proposedAt)
    const sayBy = lastDayOf(dueAt(clockRules.CK90, at, context.calendar))
    const set = { noticedOn: toDateColumn(noticedOn), sayBy: toDateColumn(sayBy), noticeReceiver: receiver }
    await takeScoringStep(context, 'notify', seen, version, { at, set, change: { noticedOn: [null, noticedOn] }, proofFileIds })
    await writeScoringNotice(context, seen, { noticedOn, sayBy })
  },
)

/** Keeps what the person said, or that it let its time pass. Refuses `notFound`, `wrongState`, `statementOpen`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`. */
export const stateScoring = command(
  'case.stateScoring',
  stateScoringInput,
  async (context, { caseId, scoringId, version, said, statedOn, statement, proofFileIds }) => {
    const seen = await findScoring(context, 'state', { caseId, scoringId, on: statedOn })
    const at = actAt(context, statedOn, seen.row.noticedOn)
    if (said === 'silent') must(silenceCounts(seen.scoring))
    const set = { spoke: said === 'spoke', statement, statedOn: toDateColumn(statedOn) }
    await takeScoringStep(context, 'state', seen, version, { at, set, change: { said: [null, said] }, proofFileIds })
  },
)

/** Somebody who did not work on it looks at it, and adds the points that stand elsewhere. Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`. */
export const reviewScoring = command(
  'case.reviewScoring',
  reviewScoringInput,
  async (context, { caseId, scoringId, version, opinion, elsewhere }) => {
    const { actor, now } = context
    const seen = await findScoring(context, 'review', { caseId, scoringId })
    const set = { reviewOpinion: opinion, elsewhere, reviewedByName: actor.name, reviewedAt: now }
    await takeScoringStep(context, 'review', seen, version, { set, change: { opinion: [null, opinion], elsewhere: [null, elsewhere] } })
    if (actor.agencyId)
      await notifyApprovers(context, actor.agencyId, seen.file, {
        kind: 'scoringToDecide',
        detail: { number: seen.file.number },
        link: `/cases/${caseId}?tab=procedure`,
        dedupeKey: `case.reviewScoring:${scoringId}`,
      })
  },
)

/** Takes a proposal back before it is decided. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const dropScoring = command('case.dropScoring', dropScoringInput, async (context, { caseId, scoringId, version, reason }) => {
  const seen = await findScoring(context, 'drop', { caseId, scoringId })
  await takeScoringStep(context, 'drop', seen, version, { set: { endReason: reason }, change: { reason: [null, reason] } })
})

/**
 * Keeps that the person and the institution have the decision: what was decided begins, and the copy for whoever registers the person is
 * written. Refuses `notFound`, `wrongState`, `samePerson`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`.
 */
export const serveScoring = command(
  'case.serveScoring',
  serveScoringInput,
  async (context, { caseId, scoringId, version, servedOn, method, receiver, proofFileIds }) => {
    const seen = await findScoring(context, 'serve', { caseId, scoringId, on: servedOn })
    const at = actAt(context, servedOn, seen.row.decidedOn)
    const objectBy = lastDayOf(dueAt(clockRules.CK91, at, context.calendar))
    const set = { servedOn: toDateColumn(servedOn), objectBy: toDateColumn(objectBy), method, receiver }
    await takeScoringStep(context, 'serve', seen, version, { at, set, change: { servedOn: [null, servedOn] }, proofFileIds })
    const endsOn = effectEnd(seen.row.months, servedOn)
    await startEffect(context, seen, at, endsOn)
    if (endsOn !== null) await writeCopyLetter(context, seen, { servedOn, endsOn })
  },
)
