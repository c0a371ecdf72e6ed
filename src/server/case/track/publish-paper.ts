import 'server-only'
import { publishPaperInput } from '#domain/case/tracks/inputs'
import { publicationOver } from '#domain/case/tracks/publication'
import type { CaseServiceMethod } from '#domain/case/tracks/stages'
import { beijingMidnight, type CivilDate } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { startClocks, stopClocks } from '../../clock/turn-clocks'
import { type Context, command } from '../../command'
import { attachFiles } from '../../file/attach'
import { must } from '../../refused'
import { clockSides, clockSubject, findCaseToRecord, recordInCase } from '../take-step'
import { actAt, latestOf } from './take-procedure-step'

const runningOf = ({ tx }: Context, caseId: string) =>
  tx.statutoryClock.findFirst({ where: { subjectType: 'case', subjectId: caseId, ruleId: 'CK15', stoppedAt: null } })

/**
 * Records that a paper of the case was published, for its party cannot be found (公告送达): its thirty days run from that day (CK15), and after
 * them it is served. Refuses `notFound`, `wrongState`, `alreadyExists` while one runs, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`.
 * Commits together: the clock, what shows the publication, the audit entry.
 */
export const publishPaper = command(
  'case.publishPaper',
  publishPaperInput,
  async (context, { caseId, version, publishedOn, place, receiptFileIds }) => {
    const file = await findCaseToRecord(context, 'publishPaper', caseId)
    if (await runningOf(context, caseId)) must(refuse('alreadyExists'))
    const at = actAt(context, publishedOn, latestOf([file.filedAt, file.procedure?.stageMovedAt]))
    await recordInCase(context, 'publishPaper', file, version, { publishedOn: [null, publishedOn], place: [null, place] })
    await startClocks(context, clockSubject(file), ['CK15'], { ...clockSides(file), at })
    await attachFiles(context, { type: 'case', id: caseId }, file, 'service', receiptFileIds)
  },
)

type Served = { method: CaseServiceMethod; servedOn: CivilDate }

/** A service by publication ends the thirty days that it waited for. Refuses as `publicationOver` does. */
export async function endPublication(context: Context, file: Parameters<typeof clockSubject>[0], served: Served): Promise<void> {
  const running = served.method === 'publication' ? await runningOf(context, file.id) : null
  must(publicationOver(served, running))
  if (running) await stopClocks(context, clockSubject(file), ['CK15'], { at: beijingMidnight(served.servedOn) })
}
