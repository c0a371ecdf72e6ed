import 'server-only'
import { agreementSteps } from '#domain/case/tracks/agreement'
import {
  acceptAgreementInput,
  closeAgreementInput,
  decideAgreementInput,
  declineAgreementInput,
  performAgreementInput,
  proposeAgreementInput,
  sendBackAgreementInput,
  serveAgreementInput,
  stateAgreementInput,
} from '#domain/case/tracks/inputs-of-agreement'
import { toDateColumn } from '#domain/kernel/civil-date'
import { takeStep } from '#domain/kernel/workflow'
import { type Context, command } from '../../command'
import { attachFiles } from '../../file/attach'
import { notify } from '../../notification/notify'
import { must } from '../../refused'
import { actAt, latestOf } from '../track/take-procedure-step'
import { issueAgreementDecision } from './decision-paper'
import { endTrack, findAgreementFor, type SeenAgreement, takeAgreementStep } from './take-agreement-step'

const attach = (context: Context, { file }: SeenAgreement, fileIds: readonly string[]) =>
  attachFiles(context, { type: 'case', id: file.id }, file, 'agreement', fileIds)

/** The operating agency takes on what the bureau asked for. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const acceptAgreement = command('case.acceptAgreement', acceptAgreementInput, async (context, { caseId, version }) =>
  takeAgreementStep(context, 'accept', await findAgreementFor(context, 'accept', caseId), version),
)

/** Its head says that it is no matter of the agreement: the track ends. Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`. */
export const declineAgreement = command('case.declineAgreement', declineAgreementInput, async (context, { caseId, version, reason }) => {
  const seen = await findAgreementFor(context, 'decline', caseId)
  const given = { set: { declineReason: reason }, change: { reason: [null, reason] } as const }
  await takeAgreementStep(context, 'decline', seen, version, given)
  await endTrack(context, seen, reason)
  await tellOfficers(context, seen)
})

/** Keeps what the institution said, or that it let it pass. Refuses `notFound`, `wrongState`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`. */
export const stateAgreement = command(
  'case.stateAgreement',
  stateAgreementInput,
  async (context, { caseId, version, said, statedOn, statement, proofFileIds }) => {
    const seen = await findAgreementFor(context, 'state', caseId)
    actAt(context, statedOn, seen.file.handedToOperatorAt)
    await takeAgreementStep(context, 'state', seen, version, {
      set: { spoke: said === 'spoke', statement, statedOn: toDateColumn(statedOn) },
      change: { statedOn: [null, statedOn], said: [null, said] },
    })
    await attach(context, seen, proofFileIds)
  },
)

/**
 * Puts the planned measures before the head. Refuses `notFound`, `wrongState`, `measureMissing`, `measuresClash`, `barNeedsFraud`,
 * `limitedNotTaken`, `recoverBeyondLoss`, `changedMeanwhile`.
 */
export const proposeAgreement = command('case.proposeAgreement', proposeAgreementInput, async (context, { caseId, version, proposal }) => {
  const { actor, now } = context
  const seen = await findAgreementFor(context, 'propose', caseId)
  const set = { proposal, proposedByName: actor.name, proposedAt: now, sentBackReason: '' }
  await takeAgreementStep(context, 'propose', seen, version, { set, change: { proposal: [null, proposal] } })
  if (actor.agencyId)
    await notify(
      context,
      { agencyId: actor.agencyId },
      {
        kind: 'agreementToDecide',
        detail: { number: seen.file.number },
        link: `/cases/${caseId}?tab=procedure`,
        dedupeKey: `case.proposeAgreement:${caseId}:${version}`,
      },
    )
})

/** The head has it put together again. Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`. */
export const sendBackAgreement = command('case.sendBackAgreement', sendBackAgreementInput, async (context, { caseId, version, reason }) => {
  const seen = await findAgreementFor(context, 'sendBack', caseId)
  await takeAgreementStep(context, 'sendBack', seen, version, { set: { sentBackReason: reason }, change: { reason: [null, reason] } })
})

/**
 * Decides what was proposed. Refuses `notFound`, `wrongState`, `samePerson`, what the measures refuse, `dateInFuture`, `dateBeforeAct`,
 * `changedMeanwhile`. Commits together: the paper of the decision under the agency's next number, the decision with the loss beyond the limitation that it takes, the clock of a halted agreement, the audit entry.
 */
export const decideAgreement = command(
  'case.decideAgreement',
  decideAgreementInput,
  async (context, { caseId, version, decidedOn, opinion }) => {
    const { actor } = context
    const seen = await findAgreementFor(context, 'decide', caseId)
    const at = actAt(context, decidedOn, seen.file.agreement?.statedOn ?? null)
    must(takeStep(agreementSteps.decide, seen.agreement, actor))
    const number = await issueAgreementDecision(context, seen, decidedOn)
    await takeAgreementStep(context, 'decide', seen, version, {
      at,
      set: {
        ...{ number, opinion, decidedOn: toDateColumn(decidedOn), limitedFen: seen.agreement.limitedFen },
        ...{ decidedById: actor.userId, decidedByName: actor.name },
      },
      change: { agreementNumber: [null, number], decidedOn: [null, decidedOn] },
    })
  },
)

/** Keeps that the institution has the decision: an ended agreement counts from then on. Refuses `notFound`, `wrongState`, `samePerson`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`. */
export const serveAgreement = command(
  'case.serveAgreement',
  serveAgreementInput,
  async (context, { caseId, version, servedOn, method, receiver, proofFileIds }) => {
    const seen = await findAgreementFor(context, 'serve', caseId)
    const at = actAt(context, servedOn, seen.file.agreement?.decidedOn ?? null)
    const set = { servedOn: toDateColumn(servedOn), method, receiver }
    await takeAgreementStep(context, 'serve', seen, version, {
      at,
      set,
      change: { servedOn: [null, servedOn], receiver: [null, receiver] },
    })
    await attach(context, seen, proofFileIds)
  },
)

/** Says that all of it was carried out. Refuses `notFound`, `wrongState`, `samePerson`, `measureOpen`, `agreementUnpaid`, `changedMeanwhile`. */
export const performAgreement = command('case.performAgreement', performAgreementInput, async (context, { caseId, version }) => {
  const seen = await findAgreementFor(context, 'perform', caseId)
  await takeAgreementStep(context, 'perform', seen, version, { set: { performedAt: context.now } })
})

/** Reports to the bureau and ends the track. Refuses `notFound`, `wrongState`, `samePerson`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`. */
export const closeAgreement = command(
  'case.closeAgreement',
  closeAgreementInput,
  async (context, { caseId, version, reportedOn, outcome }) => {
    const seen = await findAgreementFor(context, 'close', caseId)
    const { agreement, measures } = seen.file
    actAt(context, reportedOn, latestOf([agreement?.servedOn, ...measures.map(({ performedOn }) => performedOn)]))
    const set = { reportedOn: toDateColumn(reportedOn), outcome }
    await takeAgreementStep(context, 'close', seen, version, { set, change: { reportedOn: [null, reportedOn], outcome: [null, outcome] } })
    await endTrack(context, seen, outcome)
    await tellOfficers(context, seen)
  },
)

async function tellOfficers(context: Context, { file }: SeenAgreement): Promise<void> {
  for (const userId of [file.officerAId, file.officerBId]) {
    await notify(
      context,
      { userId },
      {
        kind: 'agreementEnded',
        detail: { from: context.actor.agencyName, number: file.number },
        link: `/cases/${file.id}?tab=procedure`,
        dedupeKey: `case.agreementEnded:${file.id}:${userId}`,
      },
    )
  }
}
