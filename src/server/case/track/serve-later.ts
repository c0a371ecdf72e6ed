import 'server-only'
import { takeCaseRecord } from '#domain/case/steps'
import { serveLaterInput } from '#domain/case/tracks/inputs'
import { latestIssued, servedAsLater } from '#domain/case/tracks/served-later'
import { penaltyKinds } from '#domain/document/kinds-of-penalties'
import { refuse } from '#domain/kernel/result'
import { command } from '../../command'
import { must } from '../../refused'
import { recordInCase } from '../take-step'
import { keepService } from './defence'
import { actAt, findProcedureFor } from './take-procedure-step'

/**
 * Records that a paper was served on a party which no step of the procedure waits for: that a case was ended, a decision taken back, or a
 * surcharge set (终止、撤销、加处罚款). Refuses `notFound`, `wrongState`, `paperMissing`, `alreadyExists`, `dateInFuture`, `dateBeforeAct`,
 * `changedMeanwhile`. Commits together: the service with its receipts, the audit entry.
 */
export const serveLater = command('case.serveLater', serveLaterInput, async (context, { caseId, version, paper, partyId, ...served }) => {
  const seen = await findProcedureFor(context, 'serveNotice', caseId)
  const { file } = seen
  must(takeCaseRecord('serveLater', file))
  const party = file.parties.find(({ id }) => id === partyId) ?? must(refuse('notFound'))
  const kind = servedAsLater[paper]
  const issued = latestIssued(kind, file.documents) ?? must(refuse('paperMissing', { papers: [penaltyKinds[kind].name], kinds: [kind] }))
  const had = file.services.some((one) => one.paper === paper && one.partyId === partyId && one.recordedAt >= issued.generatedAt)
  if (had) must(refuse('alreadyExists'))
  actAt(context, served.servedOn, issued.generatedAt)
  await recordInCase(context, 'serveLater', file, version, {
    ...{ party: [null, party.seq], paper: [null, penaltyKinds[kind].name] },
    ...{ servedOn: [null, served.servedOn], method: [null, served.method], receiver: [null, served.receiver] },
  })
  await keepService(context, seen, paper, served, partyId)
})
