import 'server-only'
import { takeCaseRecord } from '#domain/case/steps'
import { publishPaperInput } from '#domain/case/tracks/inputs'
import { paperIssued } from '#domain/case/tracks/papers'
import { type Procedure, unserved } from '#domain/case/tracks/procedure'
import { type ProcedureStep, procedureSteps } from '#domain/case/tracks/procedure-steps'
import { paperWaiting, publicationFor, publicationOver, unpublished } from '#domain/case/tracks/publication'
import type { CaseServiceMethod, ServedPaper, StepPaper } from '#domain/case/tracks/stages'
import { lapsingRules } from '#domain/clock/rules'
import { beijingMidnight, type CivilDate } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { startClocks, stopClocks } from '../../clock/turn-clocks'
import { type Context, command } from '../../command'
import { attachFiles } from '../../file/attach'
import { must } from '../../refused'
import { clockSides, clockSubject, recordInCase } from '../take-step'
import type { Acts } from './procedure-of'
import { actAt, afterPapers, findProcedureFor, latestOf, type SeenProcedure } from './take-procedure-step'

const serving: Record<StepPaper, ProcedureStep> = { priorNotice: 'serveNotice', decision: 'serveDecision', demand: 'demand' }

/** When a paper was given: what was published before it is of an earlier one. */
function givenAt({ procedure, notices }: Pick<File, 'procedure' | 'notices'>, paper: ServedPaper): Date | null {
  if (paper === 'priorNotice') return notices.find(({ withdrawnAt }) => withdrawnAt === null)?.noticedAt ?? null
  return (paper === 'decision' ? procedure?.decidedAt : procedure?.stageMovedAt) ?? null
}

type Party = { id: string; seq: number; name: string }
type File = Pick<Acts, 'notices' | 'clocks'> & { procedure: Acts['procedure'] | null; parties: readonly Party[] }

/** The paper that waits to be served and whom it is not published for; `null` where there is none. A demand is no party's alone. */
export function toPublish(file: File, procedure: Pick<Procedure, 'facts' | 'services' | 'state'>) {
  const paper = paperWaiting(procedure.state)
  if (paper === null) return null
  const waiting = paper === 'demand' ? [] : unserved({ ...procedure, parties: file.parties }, paper)
  return { paper, parties: unpublished(file.clocks, givenAt(file, paper), waiting) }
}

/**
 * Records that a paper of the case was published, for a party that cannot be found (公告送达): its thirty days run from that day (CK15), and after
 * them it is served on this party. Refuses `notFound`, `wrongState`, `alreadyExists` where it is published for all of them, `paperMissing`,
 * `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`.
 * Commits together: a clock of each party, what shows the publication, the audit entry.
 */
export const publishPaper = command('case.publishPaper', publishPaperInput, async (context, input) => {
  const { caseId, version, publishedOn, place, receiptFileIds, partyIds } = input
  const seen = await findProcedureFor(context, 'serveNotice', caseId)
  const { file, procedure } = seen
  must(takeCaseRecord('publishPaper', file))
  const { paper, parties } = toPublish(file, procedure) ?? must(refuse('wrongState', { state: procedure.state }))
  const named = parties.filter((party) => partyIds.length === 0 || (party !== null && partyIds.includes(party.id)))
  if (named.length < Math.max(1, partyIds.length)) must(refuse('alreadyExists'))
  const { needs } = procedureSteps[serving[paper]]
  if (needs) must(paperIssued(needs, procedure))
  const at = actAt(context, publishedOn, afterPapers(seen, serving[paper], latestOf([file.filedAt, file.procedure.stageMovedAt])))
  await recordInCase(context, 'publishPaper', file, version, {
    ...{ publishedOn: [null, publishedOn], place: [null, place] },
    ...(named.some((party) => party !== null) ? { party: [null, named.flatMap((party) => party?.seq ?? []).join('、')] } : {}),
  })
  for (const party of named) {
    const sides = { ...clockSides(file), at, ...(party ? { objectId: party.id } : {}) }
    await startClocks(context, clockSubject(file), ['CK15'], sides)
  }
  await attachFiles(context, { type: 'case', id: caseId }, file, 'service', receiptFileIds)
})

type Served = { method: CaseServiceMethod; servedOn: CivilDate }

/**
 * A paper that is served waits for its publication no longer, whichever way it was served. On the last party it ends those of all. Refuses as
 * `publicationOver` does.
 */
export async function endPublication(
  context: Context,
  { file, procedure }: SeenProcedure,
  paper: ServedPaper,
  partyId: string | null,
  served: Served,
): Promise<void> {
  must(publicationOver(served, publicationFor(file.clocks, givenAt(file, paper), partyId)))
  const others = paper === 'demand' ? [] : unserved(procedure, paper).filter(({ id }) => id !== partyId)
  const ofOne = others.length > 0 && partyId ? { objectId: partyId } : {}
  await stopClocks(context, clockSubject(file), ['CK15'], { at: beijingMidnight(served.servedOn), lapses: lapsingRules, ...ofOne })
}
