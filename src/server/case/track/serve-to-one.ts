import 'server-only'
import { serveOneInput } from '#domain/case/tracks/inputs'
import { unserved } from '#domain/case/tracks/procedure'
import type { ServedPaper } from '#domain/case/tracks/stages'
import { refuse } from '#domain/kernel/result'
import { type Context, command } from '../../command'
import { must } from '../../refused'
import { keepService, type Served } from './defence'
import { imposeStoppages } from './impose-stoppages'
import { actAt, afterPapers, findProcedureFor, takeProcedureStep } from './take-procedure-step'

/** Records that the notice was served on one of several parties. Refuses `notFound`, `wrongState`, `paperMissing`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`. */
export const serveNoticeToOne = command('case.serveNoticeToOne', serveOneInput, async (context, input) => {
  await serveToOne(context, 'serveNoticeToOne', 'priorNotice', input)
})

/** The same of the decision. Refuses as `serveNoticeToOne` does. */
export const serveDecisionToOne = command('case.serveDecisionToOne', serveOneInput, async (context, input) => {
  await serveToOne(context, 'serveDecisionToOne', 'decision', input)
})

type OnOne = Served & { caseId: string; version: number; partyId: string }

async function serveToOne(
  context: Context,
  step: 'serveNoticeToOne' | 'serveDecisionToOne',
  paper: ServedPaper,
  { caseId, version, partyId, ...served }: OnOne,
): Promise<void> {
  const seen = await findProcedureFor(context, step, caseId)
  const { file, procedure } = seen
  const party = unserved({ ...procedure, parties: file.parties }, paper).find(({ id }) => id === partyId) ?? must(refuse('notFound'))
  const follows = paper === 'decision' ? file.procedure.decidedAt : (file.notices[0]?.noticedAt ?? null)
  actAt(context, served.servedOn, afterPapers(seen, step, follows))
  const { servedOn, method, receiver } = served
  await takeProcedureStep(context, step, seen, version, {
    change: { party: [null, party.seq], servedOn: [null, servedOn], method: [null, method], receiver: [null, receiver] },
  })
  await keepService(context, seen, paper, served, partyId)
  if (paper === 'decision') await imposeStoppages(context, file, partyId, servedOn)
}
