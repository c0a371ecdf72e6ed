import 'server-only'
import { randomUUID } from 'node:crypto'
import { dueAt } from '#domain/clock/clock'
import { lastDayOf } from '#domain/clock/moved'
import { clockRules } from '#domain/clock/rules'
import type { Actor } from '#domain/kernel/access'
import { toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { registerReportInput } from '#domain/whistle/inputs'
import { withoutReporter } from '#domain/whistle/reporter'
import { actAt } from '../case/track/take-procedure-step'
import { command } from '../command'
import { institutionsOf } from '../lead/insert-leads'
import { nextInternalNumber } from '../numbering'
import { must } from '../refused'
import { sealReporter } from './reporter'
import { recordReport } from './take-report-step'

/** The secrecy of a report, which whoever takes it in must be cleared for. */
const secrecy = 2
const ofBureau = ({ agencyId, agencyKind, department, clearance }: Actor): boolean =>
  agencyId !== null && department === 'MI' && agencyKind === 'bureau' && clearance >= secrecy

/** Who takes reports in: those who work on cases of an insurance bureau, and are cleared for them. */
export const takesReports = (actor: Actor): boolean => ofBureau(actor) && actor.roles.includes('handler')

/** Who has a place for reports at all: those who take them in, and the head of the bureau. */
export const seesReports = (actor: Actor): boolean => takesReports(actor) || (ofBureau(actor) && actor.roles.includes('approver'))

/**
 * Takes a report in (举报受理登记): what was told stands open to its keeper and the head, who told it is sealed. Whoever registers it keeps it.
 * Refuses `notFound` (a person who takes no reports, or keeps away from the institution), `namesReporter`, `dateInFuture`.
 */
export const registerReport = command('whistle.register', registerReportInput, async (context, input) => {
  const { tx, actor, now, calendar } = context
  if (!takesReports(actor) || actor.agencyId === null) return must(refuse('notFound'))
  const { reporterName, reporterContact, reporterIdNumber, ...told } = input
  const reporter = { name: reporterName, contact: reporterContact, idNumber: reporterIdNumber }
  must(withoutReporter([told.about, told.statement, told.evidence, told.keepSecret, told.alias], reporter))
  const receivedAt = actAt(context, told.receivedOn, null)
  const named = { institutionCode: null, institutionName: told.about }
  const institutionId = (await institutionsOf(context, [named]))(named)?.id ?? null
  if (institutionId && actor.recusedIds.includes(institutionId)) must(refuse('notFound'))
  const id = randomUUID()
  const number = await nextInternalNumber(context, 'JB', actor.regionNo)
  const acceptBy = lastDayOf(dueAt(clockRules.CK92, receivedAt, calendar))
  await tx.whistleReport.create({
    data: {
      ...{ ...told, id, number, secrecy, institutionId, receivedOn: toDateColumn(told.receivedOn), acceptBy: toDateColumn(acceptBy) },
      ...{ agencyId: actor.agencyId, agencyName: actor.agencyName, department: 'MI', regionNo: actor.regionNo },
      ...{ keeperId: actor.userId, keeperName: actor.name, registeredByName: actor.name, registeredAt: now },
    },
  })
  await sealReporter(context, id, reporter)
  await recordReport(context, id, 'register', { number: [null, number] })
  return { id }
})
