import 'server-only'
import { refuse } from '#domain/kernel/result'
import { assignKeeperInput, revealReporterInput } from '#domain/whistle/inputs'
import { byHeadOfAgency, byKeeper } from '#domain/whistle/steps'
import { command } from '../command'
import { keepersOf, recusedFrom } from '../identity/colleagues'
import { noteUnmasking } from '../lead/reveal-identity'
import { must } from '../refused'
import { mustNameNobody, reporterOf } from './reporter'
import { findReport, moveReport, recordReport } from './take-report-step'

/**
 * Opens who made a report (查看举报人), to its keeper alone, within the limit of all openings. Refuses `notFound` (also where nothing is known of
 * who it was), `namesReporter`, `tooMany`. Commits together: the opening, with its reason, and the line of the trail; the person is in neither.
 */
export const revealReporter = command(
  'whistle.reveal',
  revealReporterInput,
  async (context, { reportId, reason, note }) => {
    const row = await findReport(context, byKeeper, reportId)
    const reporter = (await reporterOf(context, row.id)) ?? must(refuse('notFound'))
    await mustNameNobody(context, row.id, [note])
    const why = note ? `${reason} ${note}` : reason
    await noteUnmasking(context, { subjectType: 'whistleReport', subjectId: row.id, field: 'reporter', reason: why })
    await recordReport(context, row.id, 'reveal', { reason: [null, why] })
    return reporter
  },
  'secret',
)

/** Gives the duty for a report to another of the agency. Refuses `notFound`, `samePerson` (the head takes none over), `notColleague`, `officerRecused`, `changedMeanwhile`. */
export const assignKeeper = command('whistle.assignKeeper', assignKeeperInput, async (context, { reportId, version, keeperId }) => {
  const { tx, actor, now } = context
  const row = await findReport(context, byHeadOfAgency, reportId)
  if (keeperId === actor.userId) must(refuse('samePerson'))
  const known = await keepersOf(tx, row.agencyId, now, row.secrecy)
  const next = known.find(({ id }) => id === keeperId && id !== row.keeperId) ?? must(refuse('notColleague'))
  const from = [row.institutionId, row.leadId].filter((id) => id !== null)
  for (const id of from) if ((await recusedFrom(tx, id, [next.id])).size > 0) must(refuse('officerRecused'))
  await moveReport(context, row.id, version, { keeperId: next.id, keeperName: next.name })
  await recordReport(context, row.id, 'assignKeeper', { keeper: [row.keeperName, next.name] })
})
