import 'server-only'
import { withdrawPublishedInput } from '#domain/case/tracks/inputs'
import { toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { stopClocks } from '../../clock/turn-clocks'
import { command } from '../../command'
import { must } from '../../refused'
import { clockSubject, findCaseToRecord, recordInCase } from '../take-step'
import { actAt } from './take-procedure-step'

/**
 * Records that what was published of a decision that was changed or revoked was taken off (撤回公开的处罚信息), or that nothing of it was published:
 * the three working days end. It is not taken off before it was published. Refuses `notFound`, `wrongState` where they do not run, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`.
 */
export const withdrawPublished = command(
  'case.withdrawPublished',
  withdrawPublishedInput,
  async (context, { caseId, version, withdrawnOn, note }) => {
    const file = await findCaseToRecord(context, 'withdrawPublished', caseId)
    const runs = { subjectType: 'case', subjectId: caseId, ruleId: 'CK23', stoppedAt: null } as const
    const clock = await context.tx.statutoryClock.findFirst({ where: runs, orderBy: { startedAt: 'desc' } })
    if (!clock) return must(refuse('wrongState', { state: file.state }))
    const last = await context.tx.casePublication.aggregate({ where: { caseId, stage: 'published' }, _max: { publishedOn: true } })
    const published = last._max.publishedOn
    const at = actAt(context, withdrawnOn, published && published > clock.startedAt ? published : clock.startedAt)
    await recordInCase(context, 'withdrawPublished', file, version, { withdrawnOn: [null, withdrawnOn], note: [null, note] })
    await context.tx.casePublication.updateMany({
      where: { caseId, stage: 'published' },
      data: { stage: 'withdrawn', withdrawnOn: toDateColumn(withdrawnOn), reason: note },
    })
    await stopClocks(context, clockSubject(file), ['CK23'], { at })
  },
)
