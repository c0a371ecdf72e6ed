import 'server-only'
import { factTotals } from '#domain/case/facts'
import { limitedNote } from '#domain/case/limitation'
import { stopsBusiness } from '#domain/case/provisions'
import { decideNothingInput, decideOnSiteInput, discussInput, plainStepInput, serveInput } from '#domain/case/tracks/inputs'
import { takesSomething } from '#domain/case/tracks/procedure'
import { beijingDay, toDateColumn } from '#domain/kernel/civil-date'
import { type Context, command } from '../../command'
import { owePenaltyCopy } from '../../referral/copy-penalty'
import { notFinedByCourt } from '../court-fines'
import { handOver, handOverLimited } from '../hand-over'
import { keepService, lastServed, onlyParty } from './defence'
import { imposeStoppages } from './impose-stoppages'
import { actAt, afterPapers, findProcedureFor, latestOf, type SeenProcedure, takeProcedureStep } from './take-procedure-step'

/** Records a discussion by those who answer for the office (集体讨论), held when the defence was over and nothing was eased after it. Refuses `notFound`, `wrongState`, `samePerson`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`. */
export const discuss = command('case.discuss', discussInput, async (context, { caseId, version, heldOn, ...said }) => {
  const { tx, actor, now } = context
  const seen = await findProcedureFor(context, 'discuss', caseId)
  const { defenceEndedAt, noticeServedOn } = seen.file.procedure
  // What was eased since is what they discuss.
  const at = actAt(context, heldOn, latestOf([defenceEndedAt ?? noticeServedOn, ...seen.file.facts.map(({ disposedAt }) => disposedAt)]))
  await takeProcedureStep(context, 'discuss', seen, version, {
    at,
    change: { heldOn: [null, heldOn], conclusion: [null, said.conclusion] },
  })
  await tx.caseDiscussion.create({
    data: {
      ...{ caseId, ...said, seq: (await tx.caseDiscussion.count({ where: { caseId } })) + 1, heldOn: toDateColumn(heldOn) },
      ...{ recordedById: actor.userId, recordedByName: actor.name, recordedAt: now },
    },
  })
})

/**
 * Decides a case as its facts propose (作出处理决定), never above what the party was told: the 90 days end.
 *
 * Refuses `notFound`, `wrongState`, `samePerson`, `dispositionMissing`, `defenceRuns`, `noticeMissing`, `aboveNotice`, `discussionMissing`, `alreadyFinedByCourt`,
 * `changedMeanwhile`.
 * Commits together: stage `decided`, CK03 stopped and CK14 started, with a fine the ten days to copy it to the police (CK39), what is demanded back and what is fined posted, the case handed to the
 * operating agency where it has something to carry out (and that agency told), the audit entry.
 */
export const decide = command('case.decide', plainStepInput, async (context, { caseId, version }) => {
  await judge(context, 'decide', await findProcedureFor(context, 'decide', caseId), version)
})

/**
 * Decides a small matter on the spot (简易程序): by a warning, or a fine within each party's limit.
 * Refuses `notFound`, `wrongState`, `dispositionMissing`, `summaryWithLoss`, `summaryUnfit`, `warningMissing`, `changedMeanwhile`.
 */
export const decideOnSite = command('case.decideOnSite', decideOnSiteInput, async (context, { caseId, version, warned }) => {
  const { file, procedure } = await findProcedureFor(context, 'decideOnSite', caseId)
  await judge(context, 'decideOnSite', { file, procedure: { ...procedure, warned } }, version)
})

async function judge(context: Context, step: 'decide' | 'decideOnSite', seen: SeenProcedure, version: number): Promise<void> {
  const { now } = context
  const { file, procedure } = seen
  const { refundFen, fineFen } = factTotals(file.facts)
  const fined = file.facts.filter((fact) => fact.fineFen > 0n)
  await notFinedByCourt(
    context.tx,
    file,
    fined.map(({ partyId }) => partyId),
  )
  const byAgreement = file.facts.some(({ limitedFen }) => limitedFen > 0n)
  const stops = file.facts.some(stopsBusiness)
  const toCarryOut =
    refundFen > 0n || byAgreement || stops || file.tracks.some(({ kind, state }) => kind === 'agreement' && state !== 'notStarted')
  const handing = toCarryOut ? await handOver(context, file) : null
  const limited = await handOverLimited(context, file)
  const outcome = procedure.warned || takesSomething(file) ? 'penalty' : 'noPenalty'
  await takeProcedureStep(context, step, seen, version, {
    // Only a penalty is made public.
    without: outcome === 'penalty' ? [] : ['CK24', 'CK67'],
    set: {
      outcome,
      warned: procedure.warned,
      ...{ decidedAt: now, decidedRefundFen: refundFen, decidedFineFen: fineFen },
      ...(step === 'decideOnSite' ? { kind: 'summary' } : {}),
    },
    setCase: { decidedAt: now, ...handing?.set },
    change: {
      demanded: [null, refundFen],
      fined: [null, fineFen],
      ...(procedure.warned ? { warned: [null, 'on'] } : {}),
      ...handing?.change,
      ...limited,
    },
  })
  await postDecided(context, seen, { refundFen, fineFen })
  if (fineFen > 0n) await owePenaltyCopy(context, file.id)
}

/** What is demanded back and what is fined stands in the accounts from the decision on. */
async function postDecided(
  { tx, actor, now }: Context,
  { file }: SeenProcedure,
  { refundFen, fineFen }: { refundFen: bigint; fineFen: bigint },
) {
  const posting = {
    caseId: file.id,
    campaignId: file.campaignId,
    occurredOn: toDateColumn(beijingDay(now)),
    agencyId: file.agencyId,
    recordedById: actor.userId,
    recordedAt: now,
  }
  await tx.caseMoney.createMany({
    data: [
      ...(refundFen > 0n ? [{ ...posting, kind: 'demanded' as const, amountFen: refundFen }] : []),
      ...(fineFen > 0n ? [{ ...posting, kind: 'fined' as const, amountFen: fineFen }] : []),
    ],
  })
}

/**
 * Ends a case in which nothing is taken from the party: no penalty, nothing proved, or another authority's (不予处罚、违法事实不能成立、移送).
 * Nobody need be told first. Refuses `notFound`, `wrongState`, `samePerson`, `noticeMissing` where something is taken, `changedMeanwhile`.
 */
export const decideNothing = command('case.decideNothing', decideNothingInput, async (context, { caseId, version, outcome, reason }) => {
  const { now } = context
  const seen = await findProcedureFor(context, 'decideNothing', caseId)
  // What is too old for a penalty comes back all the same; what was not proved does not.
  const byAgreement = outcome === 'noPenalty' && limitedNote(seen.file.facts) !== null
  const handing = byAgreement ? await handOver(context, seen.file) : null
  const limited = byAgreement ? await handOverLimited(context, seen.file) : {}
  await takeProcedureStep(context, 'decideNothing', seen, version, {
    set: { outcome, outcomeReason: reason, decidedAt: now, decidedRefundFen: 0n, decidedFineFen: 0n },
    setCase: { decidedAt: now, ...handing?.set },
    change: { outcome: [null, outcome], reason: [null, reason], ...handing?.change, ...limited },
    without: outcome === 'noPenalty' ? [] : ['CK14'],
  })
})

/** Puts a decision made on the spot on the office's record (备案). Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`. */
export const fileOnSite = command('case.fileOnSite', plainStepInput, async (context, { caseId, version }) => {
  await takeProcedureStep(context, 'fileOnSite', await findProcedureFor(context, 'fileOnSite', caseId), version)
})

/**
 * Records that the decision was served (送达决定书): from that day the party pays (CK16), and may ask for reconsideration (CK20) or sue (CK21).
 *
 * What it stops stands still from then on, for the operating agency to carry out. Of several parties it is the last. Refuses `notFound`,
 * `wrongState`, `partiesUnserved`, `paperMissing`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`.
 */
export const serveDecision = command('case.serveDecision', serveInput, async (context, { caseId, version, ...served }) => {
  const seen = await findProcedureFor(context, 'serveDecision', caseId)
  const { decidedAt, decidedFineFen } = seen.file.procedure
  const last = lastServed(seen, 'decision', served)
  actAt(context, served.servedOn, afterPapers(seen, 'serveDecision', decidedAt))
  await takeProcedureStep(context, 'serveDecision', seen, version, {
    at: actAt(context, last, decidedAt),
    set: { servedOn: toDateColumn(last) },
    without: decidedFineFen ? [] : ['CK16'],
    change: { servedOn: [null, served.servedOn], method: [null, served.method], receiver: [null, served.receiver] },
  })
  const partyId = onlyParty(seen, 'decision')
  await keepService(context, seen, 'decision', served, partyId)
  await imposeStoppages(context, seen.file, partyId, served.servedOn)
})
