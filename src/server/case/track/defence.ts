import 'server-only'
import { factTotals } from '#domain/case/facts'
import { hearingDemanded } from '#domain/case/legal-review'
import { houseRules, noticedRules } from '#domain/case/place-rules'
import { defenceInput, noticeInput, plainStepInput, reasonedStepInput, serveInput, unsigned, waiveInput } from '#domain/case/tracks/inputs'
import { runsStill, unserved } from '#domain/case/tracks/procedure'
import type { ServedPaper } from '#domain/case/tracks/stages'
import { lapsingRules } from '#domain/clock/rules'
import { type CivilDate, toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { stopClocks } from '../../clock/turn-clocks'
import { type Context, command } from '../../command'
import { attachFiles } from '../../file/attach'
import { must } from '../../refused'
import { clockSubject, unreviewed } from '../take-step'
import { noticedLines } from './procedure-of'
import { endPublication } from './publish-paper'
import { actAt, afterPapers, findProcedureFor, type SeenProcedure, takeProcedureStep } from './take-procedure-step'

/**
 * Approves what the party is told before anything is decided (处罚事先告知): what is intended on each fact, frozen, and whether a hearing
 * can be asked for. A fine from which the law grants a hearing grants it, ticked or not.
 *
 * Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`.
 */
export const giveNotice = command('case.notice', noticeInput, async (context, { caseId, version, hearingRight: ticked }) => {
  const { tx, actor, now } = context
  const seen = await findProcedureFor(context, 'notice', caseId)
  const { facts } = seen.file
  const { refundFen, fineFen } = factTotals(facts)
  const rules = seen.procedure.rules ?? houseRules
  const hearingRight = ticked || hearingDemanded({ ...seen.file, rules })
  await takeProcedureStep(context, 'notice', seen, version, {
    set: { noticedRefundFen: refundFen, noticedFineFen: fineFen },
    change: { noticedRefundFen: [null, refundFen], noticedFineFen: [null, fineFen], hearingRight: [null, hearingRight] },
  })
  await tx.caseNotice.create({
    data: {
      caseId,
      seq: (await tx.caseNotice.count({ where: { caseId } })) + 1,
      refundFen,
      fineFen,
      lines: noticedLines(facts),
      hearingRight,
      rules: noticedRules(rules),
      noticedById: actor.userId,
      noticedByName: actor.name,
      noticedAt: now,
    },
  })
})

export type Served = {
  servedOn: CivilDate
  method: 'direct' | 'left' | 'post' | 'electronic' | 'entrusted' | 'publication'
  receiver: string
  note: string
  receiptFileIds: readonly string[]
}

/** Keeps how a paper of the case was served on a party (送达回证), with what proves it. Refuses `publicationMissing`, `publicationRuns`. */
export async function keepService(
  context: Context,
  seen: SeenProcedure,
  paper: ServedPaper,
  served: Served,
  partyId: string | null = null,
): Promise<void> {
  const { tx, actor, now } = context
  const { file } = seen
  const { servedOn, receiptFileIds, ...how } = served
  await endPublication(context, seen, paper, partyId, served)
  await attachFiles(context, { type: 'case', id: file.id }, file, 'service', receiptFileIds)
  await tx.caseService.create({
    data: {
      ...{ caseId: file.id, partyId, paper, ...how, servedOn: toDateColumn(servedOn), proofFileIds: [...receiptFileIds] },
      ...{ recordedById: actor.userId, recordedByName: actor.name, recordedAt: now },
    },
  })
}

/**
 * Records that the notice was served: the party's time to speak (CK12) and, where it may ask for a hearing, to ask (CK10) runs from that day;
 * of several parties, on the last of them, and from the day on which the last had it.
 *
 * Refuses `notFound`, `wrongState`, `partiesUnserved`, `paperMissing`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`.
 */
export const serveNotice = command('case.serveNotice', serveInput, async (context, { caseId, version, ...served }) => {
  const seen = await findProcedureFor(context, 'serveNotice', caseId)
  const notice = seen.file.notices[0] ?? must(refuse('noticeMissing'))
  const last = lastServed(seen, 'priorNotice', served)
  actAt(context, served.servedOn, afterPapers(seen, 'serveNotice', notice.noticedAt))
  await takeProcedureStep(context, 'serveNotice', seen, version, {
    at: actAt(context, last, notice.noticedAt),
    set: { noticeServedOn: toDateColumn(last) },
    without: notice.hearingRight ? [] : ['CK10'],
    change: { servedOn: [null, served.servedOn], method: [null, served.method], receiver: [null, served.receiver] },
  })
  await keepService(context, seen, 'priorNotice', served, onlyParty(seen, 'priorNotice'))
})

/** The day on which the last of the parties had it. */
export const lastServed = ({ procedure }: SeenProcedure, paper: ServedPaper, { servedOn }: Pick<Served, 'servedOn'>): CivilDate =>
  procedure.services.reduce(
    (latest, service) => (service.paper === paper && service.servedOn > latest ? service.servedOn : latest),
    servedOn,
  )

/** The party that was left to be served; of a case of before, none is known. */
export const onlyParty = ({ procedure }: SeenProcedure, paper: ServedPaper): string | null => unserved(procedure, paper)[0]?.id ?? null

/** The notice that stands, and the instant of what the party did on this day. */
function noticeAnd(context: Context, { file }: SeenProcedure, saidOn: CivilDate) {
  const notice = file.notices[0] ?? must(refuse('noticeMissing'))
  return { notice, at: actAt(context, saidOn, file.procedure.noticeServedOn) }
}

/**
 * Records what the party said (陈述申辩), and what became of it and why: nobody is punished more for speaking. Its days run on, unless it
 * says that it has nothing to add, and signed that.
 *
 * Refuses `notFound`, `wrongState`, `dateInFuture`, `dateBeforeAct`, `invalidInput` where its days would end early without its signature,
 * `changedMeanwhile`.
 */
export const recordDefence = command(
  'case.recordDefence',
  defenceInput,
  async (context, { caseId, version, saidOn, said, adoption, why, nothingToAdd, proofFileIds }) => {
    const seen = await findProcedureFor(context, 'recordDefence', caseId)
    const endsEarly = nothingToAdd && runsStill(seen.procedure, 'CK12') !== undefined
    const { notice, at } = noticeAnd(context, seen, saidOn)
    await takeProcedureStep(context, 'recordDefence', seen, version, {
      at,
      change: {
        ...{ said: [notice.said || null, said], adoption: [notice.adoption, adoption], reason: [null, why] },
        ...(nothingToAdd ? { nothingToAdd: [null, 'on'] } : {}),
      },
    })
    if (endsEarly && proofFileIds.length === 0) must(refuse('invalidInput', { fields: ['proofFileIds'], messages: [unsigned] }))
    if (nothingToAdd) await stopClocks(context, clockSubject(seen.file), ['CK12'], { at, lapses: lapsingRules })
    const whole = notice.said === '' ? said : `${notice.said}\n${said}`
    await context.tx.caseNotice.update({
      where: { id: notice.id },
      data: { saidOn: toDateColumn(saidOn), said: whole, adoption, adoptionWhy: why },
    })
    await attachFiles(context, { type: 'case', id: caseId }, seen.file, 'waiver', proofFileIds)
  },
)

/** Records that the party gives up its time, with what it signed. Refuses as `recordDefence` does, and `notFound` for a file that is none of the actor's. */
export const waiveDefence = command('case.waiveDefence', waiveInput, async (context, { caseId, version, saidOn, said, proofFileIds }) => {
  const seen = await findProcedureFor(context, 'waiveDefence', caseId)
  const { notice, at } = noticeAnd(context, seen, saidOn)
  await takeProcedureStep(context, 'waiveDefence', seen, version, { at, change: { said: [null, said] } })
  const whole = notice.said === '' ? said : `${notice.said}\n${said}`
  await context.tx.caseNotice.update({ where: { id: notice.id }, data: { saidOn: toDateColumn(saidOn), said: whole, waived: true } })
  await attachFiles(context, { type: 'case', id: caseId }, seen.file, 'waiver', proofFileIds)
})

/** The party has spoken, given its time up or let it pass. Refuses `notFound`, `wrongState`, `defenceRuns` with its last day, `changedMeanwhile`. */
export const endDefence = command('case.endDefence', plainStepInput, async (context, { caseId, version }) => {
  const seen = await findProcedureFor(context, 'endDefence', caseId)
  await takeProcedureStep(context, 'endDefence', seen, version, { set: { defenceEndedAt: context.now } })
})

/**
 * Opens the investigation again (补充调查): what the party was told is taken back, and it is told anew.
 *
 * Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`.
 */
export const reopen = command('case.reopen', reasonedStepInput, async (context, { caseId, version, reason }) => {
  const { tx, now } = context
  const seen = await findProcedureFor(context, 'reopen', caseId)
  await takeProcedureStep(context, 'reopen', seen, version, {
    set: { noticedRefundFen: null, noticedFineFen: null, noticeServedOn: null, defenceEndedAt: null },
    setCase: unreviewed,
    change: { reason: [null, reason] },
  })
  const standing = { where: { caseId, withdrawnAt: null }, data: { withdrawnAt: now } }
  await tx.caseNotice.updateMany(standing)
  await tx.caseHearing.updateMany(standing)
  await tx.caseDiscussion.updateMany(standing)
})
