import 'server-only'
import { dueAt } from '#domain/clock/clock'
import { lastDayOf } from '#domain/clock/moved'
import { clockRules } from '#domain/clock/rules'
import { beijingDay, type CivilDate, toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { acceptReportInput, decideReportInput, declineReportInput, replyReportInput } from '#domain/whistle/inputs'
import { type WhistleOutcome, whistleReportSteps } from '#domain/whistle/steps'
import { whereReadable } from '../access'
import { actAt, latestOf } from '../case/track/take-procedure-step'
import { type Context, command } from '../command'
import { leadOfReport } from '../lead/lead-of-hand-back'
import { must } from '../refused'
import { mustNameNobody } from './reporter'
import { findReport, type ReportRow, recordReport, takeReportStep } from './take-report-step'

/**
 * Takes a report up (受理): a lead of it is opened, which says what is suspected and nothing of who said so.
 * Refuses `notFound` (also a campaign out of sight or not running), `wrongState`, `namesReporter`, `changedMeanwhile`.
 */
export const acceptReport = command('whistle.acceptReport', acceptReportInput, async (context, { reportId, version, ...asked }) => {
  const { tx, actor, now } = context
  const row = await findReport(context, whistleReportSteps.accept.by, reportId)
  await mustNameNobody(context, row.id, [asked.behaviour, asked.reason])
  const running = { AND: [{ id: asked.campaignId, state: 'launched' as const }, whereReadable(actor, 'campaign')] }
  const campaign = (await tx.campaign.findFirst({ where: running, select: { id: true } })) ?? must(refuse('notFound'))
  const told = { campaignId: campaign.id, institutionName: row.about, behaviour: asked.behaviour, note: '' }
  const lead = await leadOfReport(context, told)
  const taken = { acceptedOn: toDateColumn(beijingDay(now)), acceptReason: asked.reason, leadId: lead.id }
  await takeReportStep(context, 'accept', { row, version }, taken)
  return { leadId: lead.id }
})

/** Does not take a report up, with the reason (不予受理). Refuses `notFound`, `wrongState`, `namesReporter`, `changedMeanwhile`. */
export const declineReport = command('whistle.declineReport', declineReportInput, async (context, { reportId, version, reason }) => {
  const row = await findReport(context, whistleReportSteps.decline.by, reportId)
  await mustNameNobody(context, row.id, [reason])
  const taken = { acceptedOn: toDateColumn(beijingDay(context.now)), acceptReason: reason }
  await takeReportStep(context, 'decline', { row, version }, taken)
})

/** What was decided on a report: from then on, whoever named themselves is to be told within the time (CK02). */
function decided(context: Context, row: Pick<ReportRow, 'isNamed'>, outcome: WhistleOutcome, decidedOn: CivilDate, at: Date) {
  const replyBy = row.isNamed ? toDateColumn(lastDayOf(dueAt(clockRules.CK02, at, context.calendar))) : null
  return { outcome, decidedOn: toDateColumn(decidedOn), replyBy }
}

/**
 * Keeps whether a case was filed, where that was decided apart from a case of this agency. Refuses `notFound`, `wrongState`, `namesReporter`,
 * `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`.
 */
export const decideReport = command(
  'whistle.decideReport',
  decideReportInput,
  async (context, { reportId, version, outcome, decidedOn, reason }) => {
    const row = await findReport(context, whistleReportSteps.decide.by, reportId)
    await mustNameNobody(context, row.id, [reason])
    const at = actAt(context, decidedOn, row.acceptedOn)
    await takeReportStep(context, 'decide', { row, version }, { ...decided(context, row, outcome, decidedOn, at), decisionReason: reason })
  },
)

/**
 * A case was filed on a lead, or not: the reports that it came from are decided with it. Only the head of the agency that keeps them reaches
 * them; to anybody else there are none.
 */
export async function decideReportsOf(
  context: Context,
  { leadId, number }: { leadId: string | null; number: string },
  outcome: WhistleOutcome,
): Promise<void> {
  if (leadId === null) return
  const { tx, actor, now } = context
  const rows = await tx.whistleReport.findMany({ where: { AND: [{ leadId, stage: 'accepted' }, whereReadable(actor, 'whistleReport')] } })
  for (const row of rows) {
    const set = { ...decided(context, row, outcome, beijingDay(now), now), caseNumber: number, stage: 'decided' as const }
    await tx.whistleReport.update({ where: { id: row.id }, data: { ...set, version: { increment: 1 } } })
    await recordReport(context, row.id, 'decideReport', { stage: [row.stage, 'decided'] })
  }
}

/**
 * Keeps that whoever named themselves was told (答复), and how: their time (CK02) ends. Refuses `notFound`, `wrongState`, `reporterAnonymous`,
 * `namesReporter`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`.
 */
export const replyReport = command(
  'whistle.replyReport',
  replyReportInput,
  async (context, { reportId, version, repliedOn, replyWay, reply }) => {
    const row = await findReport(context, whistleReportSteps.reply.by, reportId)
    await mustNameNobody(context, row.id, [reply])
    actAt(context, repliedOn, latestOf([row.acceptedOn, row.decidedOn]))
    await takeReportStep(context, 'reply', { row, version }, { repliedOn: toDateColumn(repliedOn), replyWay, reply })
  },
)
