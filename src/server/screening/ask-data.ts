import 'server-only'
import { createHash } from 'node:crypto'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { answerDataInput, askDataInput } from '#domain/screening/local-model'
import { maskedSql } from '#domain/screening/masked-sql'
import { runSteps } from '#domain/screening/screening-run'
import { audit } from '#platform/audit'
import { whereMay } from '../access'
import { type Command, type Context, command } from '../command'
import { logFault } from '../log'
import { must } from '../refused'
import { askApart, oneForEach } from './analysts-apart'
import { keepsAway } from './analysts-recusal'
import { screeningMemoryBytes, storeOf } from './apart'
import type { Asked } from './ask-over-store'
import { composesModels } from './local-models'

/** The delivery that this person may ask, as it stands at this moment. Refuses `notFound`, `keepsAway`. */
async function loadOf({ tx, actor }: Pick<Context, 'tx' | 'actor'>, loadId: string): Promise<{ id: string }> {
  if (!composesModels(actor)) return must(refuse('notFound'))
  if (await keepsAway(tx, actor)) must(refuse('keepsAway'))
  const load = await tx.settlementLoad.findFirst({
    where: { AND: [{ id: loadId, state: 'loaded', supersededAt: null }, whereMay(actor, runSteps.cancel.by, 'settlementLoad')] },
    select: { id: true },
  })
  return load ?? must(refuse('notFound'))
}

/** What is asked stands in the trail before an engine has seen it, also where nothing becomes of it. Refuses `notFound`. */
const begin = command(
  'screening.askData',
  askDataInput,
  async (context, { loadId, sql }) => {
    const { tx, actor, now, requestId } = context
    const load = await loadOf(context, loadId)
    await audit(tx, {
      ...{ at: now, actor, action: 'screening.askData', subject: { type: 'settlementLoad', id: load.id }, requestId },
      change: { sql: [null, maskedSql(sql)], sqlSha256: [null, createHash('sha256').update(sql).digest('hex')] },
    })
    return { loadId: load.id, sql, asked: requestId }
  },
  'secret',
)

/** What became of it stands there too, by the same request, before anybody sees an answer. Refuses `notFound`. */
const end = command('screening.answerData', answerDataInput, async (context, { loadId, asked, rows, stopped }) => {
  const { tx, actor, now } = context
  const load = await loadOf(context, loadId)
  await audit(tx, {
    ...{ at: now, actor, action: 'screening.answerData', subject: { type: 'settlementLoad', id: load.id }, requestId: asked },
    change: rows === null ? { stopped: [null, stopped] } : { rows: [null, rows] },
  })
  return null
})

/** The engine's answer. Where there is none through no fault of the question, that is told by name as well. */
const answered = (loadId: string, sql: string): Promise<Asked> =>
  askApart({ prepared: storeOf(loadId), sql, memoryBytes: screeningMemoryBytes() }).catch((error: unknown) => {
    logFault({ where: 'screening.askData', error })
    return { ok: false, fault: 'unreachable', word: '' }
  })

/**
 * A question of an analyst in SQL. What was asked stands in the trail, with what became of it, also where the engine stopped it; the answer
 * is kept nowhere, and given only where the delivery may still be asked. Refuses `notFound`, `engineAsked`.
 */
export const askData: Command<Asked> = (actor, raw, now) =>
  oneForEach(actor.userId, async (): Promise<Result<Asked>> => {
    const begun = await begin(actor, raw, now)
    if (!begun.ok) return begun
    const { loadId, sql, asked } = begun.value
    const answer = await answered(loadId, sql)
    const outcome = answer.ok ? { rows: answer.rows.length, stopped: '' } : { rows: null, stopped: answer.fault }
    const ended = await end(actor, { loadId, asked, ...outcome }, now)
    return ended.ok ? ok(answer) : ended
  })
