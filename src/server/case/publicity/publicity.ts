import 'server-only'
import { byOfficer } from '#domain/case/grants'
import {
  approvePublicationInput,
  draftPublicationInput,
  publishDecisionInput,
  reasonedPublicationInput,
  reportPublicationInput,
  withdrawPublicationInput,
} from '#domain/case/tracks/inputs-of-publicity'
import { livePublications, withoutPersons } from '#domain/case/tracks/publicity'
import { toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { stopClocks } from '../../clock/turn-clocks'
import { command } from '../../command'
import { must } from '../../refused'
import { clockSubject, moveOn, recordInTrail } from '../take-step'
import { actAt } from '../track/take-procedure-step'
import { writePublicationApproval } from './papers'
import { findPublicCase, findText, penaltyStands, personsOf, takePublicationStep } from './take-publication-step'
import { askApprovers, tellWhoPublishes } from './tell-of-text'

/**
 * Drafts the text by which a decision is made public. Refuses `notFound`, `notPublishable`, `namesPerson`, `holdsPersonalNumber`,
 * `alreadyExists`, `changedMeanwhile`.
 */
export const draftPublication = command('case.draftPublication', draftPublicationInput, async (context, { caseId, version, text }) => {
  const { tx, actor, now } = context
  const file = await findPublicCase(context, byOfficer, caseId)
  if (!penaltyStands(file)) must(refuse('notPublishable'))
  must(withoutPersons(text, personsOf(file)))
  if (file.publications.some(({ stage }) => livePublications.some((live) => live === stage))) must(refuse('alreadyExists'))
  const seq = file.publications.length + 1
  await moveOn(context, file, version, {})
  const by = { draftedById: actor.userId, draftedByName: actor.name, draftedAt: now }
  await tx.casePublication.create({ data: { caseId, seq, text, ...by } })
  await recordInTrail(context, caseId, 'draftPublication', { publication: [null, seq], text: [null, text] })
  await askApprovers(context, file, seq)
})

/** Another person approves it, and the form of it is written (公开审批表). Refuses `notFound`, `wrongState`, `samePerson`, `notPublishable`, `namesPerson`, `changedMeanwhile`. */
export const approvePublication = command(
  'case.approvePublication',
  approvePublicationInput,
  async (context, { version, opinion, ...asked }) => {
    const { actor, now } = context
    const seen = await findText(context, 'approve', asked)
    const set = { approvedById: actor.userId, approvedByName: actor.name, approvedAt: now }
    await takePublicationStep(context, 'approve', seen, version, { set, change: { opinion: [null, opinion] } })
    await writePublicationApproval(context, seen, opinion)
    await tellWhoPublishes(context, seen, true)
  },
)

/** Says that the decision is not made public, and why. Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`. */
export const withholdPublication = command(
  'case.withholdPublication',
  reasonedPublicationInput,
  async (context, { version, reason, ...asked }) => {
    const { actor, now } = context
    const seen = await findText(context, 'withhold', asked)
    const set = { reason, approvedById: actor.userId, approvedByName: actor.name, approvedAt: now }
    await takePublicationStep(context, 'withhold', seen, version, { set, change: { reason: [null, reason] } })
    await tellWhoPublishes(context, seen, false)
  },
)

/** Takes a text back that is not out. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const dropPublication = command('case.dropPublication', reasonedPublicationInput, async (context, { version, reason, ...asked }) => {
  const seen = await findText(context, 'drop', asked)
  await takePublicationStep(context, 'drop', seen, version, { set: { reason }, change: { reason: [null, reason] } })
})

/** Keeps that it is out, and where. Refuses `notFound`, `wrongState`, `notPublishable`, `namesPerson`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`. */
export const publishDecision = command(
  'case.publishPublication',
  publishDecisionInput,
  async (context, { version, publishedOn, place, ...asked }) => {
    const seen = await findText(context, 'publish', asked)
    const at = actAt(context, publishedOn, seen.row.approvedAt)
    const set = { publishedOn: toDateColumn(publishedOn), place }
    await takePublicationStep(context, 'publish', seen, version, {
      at,
      set,
      change: { publishedOn: [null, publishedOn], place: [null, place] },
    })
  },
)

/** Keeps that it was taken off. Refuses `notFound`, `wrongState`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`. */
export const withdrawPublication = command(
  'case.withdrawPublication',
  withdrawPublicationInput,
  async (context, { version, withdrawnOn, reason, ...asked }) => {
    const seen = await findText(context, 'withdraw', asked)
    const at = actAt(context, withdrawnOn, seen.row.publishedOn)
    const set = { withdrawnOn: toDateColumn(withdrawnOn), reason }
    await takePublicationStep(context, 'withdraw', seen, version, {
      at,
      set,
      change: { withdrawnOn: [null, withdrawnOn], reason: [null, reason] },
    })
  },
)

/** Keeps that a published decision was reported to the platform of credit information. Refuses `notFound`, `wrongState`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`. */
export const reportPublication = command(
  'case.reportPublication',
  reportPublicationInput,
  async (context, { version, reportedOn, ...asked }) => {
    const { file, row } = await findText(context, 'publish', asked)
    if (row.stage !== 'published' || row.reportedOn !== null) must(refuse('wrongState', { state: row.stage }))
    const at = actAt(context, reportedOn, row.publishedOn)
    await moveOn(context, file, version, {})
    await context.tx.casePublication.update({ where: { id: row.id }, data: { reportedOn: toDateColumn(reportedOn) } })
    await stopClocks(context, clockSubject(file), ['CK67'], { at })
    await recordInTrail(context, file.id, 'reportPublication', { publication: [row.seq, row.seq], reportedOn: [null, reportedOn] })
  },
)
