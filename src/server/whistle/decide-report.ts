import 'server-only'
import { dueAt } from '#domain/clock/clock'
import { lastDayOf } from '#domain/clock/moved'
import { clockRules } from '#domain/clock/rules'
import { beijingDay, type CivilDate, fromDateColumn, toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { acceptReportInput, decideReportInput, declineReportInput, replyReportInput } from '#domain/whistle/inputs'
import { mayBeDecided, type WhistleOutcome, whistleReportSteps } from '#domain/whistle/steps'
import { whereReadable } from '../access'
import { actAt, latestOf } from '../case/track/take-procedure-step'
import { type Context, command } from '../command'
import { leadOfReport } from '../lead/lead-of-hand-back'
import { must } from '../refused'
import { mustNameNobody } from './reporter'
import { findReport, type ReportRow, recordReport, reportOf, takeReportStep } from './take-report-step'

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
  const told = {
    campaignId: campaign.id,
    institutionName: row.about,
    behaviour: asked.behaviour,
    note: '',
    foundOn: fromDateColumn(row.receivedOn),
  }
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

/**
 * What was decided on a report: from then on, whoever named themselves is to be told within the time (CK02). Who was told before that nothing was
 * filed is told anew; what they were told stays kept.
 */
function decided(context: Context, row: ReportRow, outcome: WhistleOutcome, decidedOn: CivilDate, at: Date) {
  const replyBy = row.isNamed ? toDateColumn(lastDayOf(dueAt(clockRules.CK02, at, context.calendar))) : null
  const told = row.repliedOn === null ? '' : `${fromDateColumn(row.repliedOn)}　${row.reply}`
  const anew = { repliedOn: null, replyWay: null, reply: '', earlierReply: told || row.earlierReply }
  return { outcome, decidedOn: toDateColumn(decidedOn), replyBy, decisionReason: '', ...anew }
}

/**
 * Keeps whether a case was filed, where that was decided apart from a case of this agency; a filing names the case. What was not filed may be
 * filed later, and nothing else follows it. Refuses `notFound`, `wrongState`, `namesReporter`,
 * `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`.
 */
export const decideReport = command(
  'whistle.decideReport',
  decideReportInput,
  async (context, { reportId, version, outcome, decidedOn, caseNumber, reason }) => {
    const row = await findReport(context, whistleReportSteps.decide.by, reportId)
    await mustNameNobody(context, row.id, [reason, caseNumber])
    const at = actAt(context, decidedOn, latestOf([row.acceptedOn, row.decidedOn]))
    if (!mayBeDecided(reportOf(row), outcome)) must(refuse('wrongState', { state: row.stage }))
    const set = { ...decided(context, row, outcome, decidedOn, at), decisionReason: reason, caseNumber }
    await takeReportStep(context, 'decide', { row, version }, set)
  },
)

/**
 * A case was filed on a lead, or not: the reports that it came from are decided with it, also those that an earlier case was refused on. Only the head of the agency that keeps them reaches
 * them; to anybody else there are none.
 */
export async function decideReportsOf(
  context: Context,
  { leadId, number }: { leadId: string | null; number: string },
  outcome: WhistleOutcome,
): Promise<void> {
  if (leadId === null) return
  const { tx, actor, now } = context
  await tx.$queryRaw`SELECT FROM whistle_report WHERE lead_id = ${leadId}::uuid ORDER BY id FOR UPDATE` // the keeper may decide it at the same moment
  const rows = await tx.whistleReport.findMany({ where: { AND: [{ leadId }, whereReadable(actor, 'whistleReport')] } })
  for (const row of rows) {
    if (!mayBeDecided(reportOf(row), outcome)) continue
    const set = { ...decided(context, row, outcome, beijingDay(now), now), caseNumber: number, stage: 'decided' as const }
    const moved = await tx.whistleReport.updateMany({
      where: { id: row.id, version: row.version },
      data: { ...set, version: { increment: 1 } },
    })
    if (moved.count === 0) continue
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
