import 'server-only'
import { figuresOf } from '#documents/reckoning'
import type { Actor } from '#domain/kernel/access'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { type LocalTrial, tryModelInput } from '#domain/screening/local-model'
import { runSteps } from '#domain/screening/screening-run'
import { audit } from '#platform/audit'
import type { Tx } from '#platform/db'
import { whereMay } from '../access'
import { type Before, type Command, preparedCommand } from '../command'
import { logFault } from '../log'
import { query } from '../query'
import { must } from '../refused'
import { oneForEach, trialApart } from './analysts-apart'
import { keepsAway } from './analysts-recusal'
import { EngineEnded, screeningMemoryBytes, storeOf } from './apart'
import { findDraft } from './draft-model'
import { subjectShown } from './insert-hits'
import { itemRulesInUse } from './item-rules-in-use'
import { composesModels, localModelOf } from './local-models'
import type { Tried, TriedHit } from './try-over-store'

const shownHits = 50
type Asked = { versionId: string; version: number; loadId: string }
type Outcome = Extract<Tried, { ok: true }> | { ok: false; reason: string }

const loadFor = (tx: Tx, actor: Actor, loadId: string) =>
  tx.settlementLoad.findFirst({
    where: { AND: [{ id: loadId, state: 'loaded', supersededAt: null }, whereMay(actor, runSteps.cancel.by, 'settlementLoad')] },
    select: { id: true, folder: true, months: true },
  })

/** What the draft finds in a delivery of the agency. Refuses `notFound`, `keepsAway`, `changedMeanwhile`. */
async function tried({ actor }: Before, { versionId, version, loadId }: Asked): Promise<Result<Outcome>> {
  if (!composesModels(actor)) return refuse('notFound')
  if (await query(actor, (tx) => keepsAway(tx, actor))) return refuse('keepsAway')
  const found = await query(actor, async (tx) => ({
    row: await tx.screeningModelVersion.findFirst({
      where: { AND: [{ id: versionId, state: 'draft', version }, whereMay(actor, runSteps.cancel.by, 'screeningModelVersion')] },
    }),
    load: await loadFor(tx, actor, loadId),
  }))
  const model = found.row && localModelOf(found.row)
  if (!found.load) return refuse('notFound')
  if (!model) return refuse('changedMeanwhile')
  try {
    const itemRules = { regionNo: actor.regionNo, rules: await itemRulesInUse(actor) }
    const order = { prepared: storeOf(found.load.id), model, itemRules, memoryBytes: screeningMemoryBytes(), shown: shownHits }
    return ok(await trialApart(order))
  } catch (error) {
    logFault({ where: 'screening.try', error })
    return ok({ ok: false, reason: error instanceof EngineEnded ? 'memory' : 'unreachable' })
  }
}

/** A trial that came to nothing stands in the trail as well, and the draft stays as it is: so it is no refusal yet. */
const tryOut = preparedCommand(
  'screening.tryModel',
  tryModelInput,
  tried,
  async (context, { versionId, version, loadId }, prepared): Promise<Shown | { stopped: string }> => {
    const { tx, actor, now, requestId } = context
    const found = await findDraft(context, 'try', versionId)
    const outcome = must(prepared)
    // Another delivery may have taken its place while the engine was at work.
    if (await keepsAway(tx, actor)) must(refuse('keepsAway'))
    const load = (await loadFor(tx, actor, loadId)) ?? must(refuse('notFound'))
    const entry = {
      ...{ at: now, actor, action: 'screening.tryModel' as const, requestId },
      subject: { type: 'screeningModelVersion', id: found.id },
    }
    const asked = { code: [null, found.code], load: [null, load.id] } as const
    if (!outcome.ok) {
      await audit(tx, { ...entry, change: { ...asked, stopped: [null, outcome.reason] } })
      return { stopped: outcome.reason }
    }
    const { hits, involvedFen, institutions, seconds, first } = outcome
    const trial: LocalTrial = {
      ...{ loadId, folder: load.folder, months: load.months, hits, involvedFen: String(involvedFen), institutions, seconds },
      ...{ triedAt: now.toISOString(), triedByName: actor.name },
    }
    const set = await tx.screeningModelVersion.updateMany({
      where: { id: found.id, version, state: 'draft' },
      data: { definition: { ...found.kept, trial }, version: { increment: 1 } },
    })
    if (set.count === 0) must(refuse('changedMeanwhile'))
    await audit(tx, { ...entry, change: { ...asked, hits: [null, hits] } })
    return { trial, first: first.map(shown) }
  },
  'secret',
)

const shown = ({ evidence, ...hit }: TriedHit) => ({
  ...hit,
  figures: figuresOf(JSON.parse(evidence)), // brought into form by the engine
  subject: subjectShown(hit.subjectType, hit.subject),
})

type Shown = { trial: LocalTrial; first: ReturnType<typeof shown>[] }

/**
 * Tries a draft over one delivery, by the rules about items that are in force. The first hits are answered, masked, and kept nowhere; how
 * many there are is kept with the draft. Refuses `notFound`, `wrongState`, `trialFailed`, `changedMeanwhile`, `engineAsked`.
 */
export const tryModel: Command<Shown> = (actor, raw, now) =>
  oneForEach(actor.userId, async (): Promise<Result<Shown>> => {
    const tried = await tryOut(actor, raw, now)
    if (!tried.ok) return tried
    return 'stopped' in tried.value ? refuse('trialFailed', { reason: tried.value.stopped }) : ok(tried.value)
  })
