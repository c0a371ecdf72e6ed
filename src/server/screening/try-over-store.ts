import { readFile, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { currentTime } from '#platform/time'
import type { Grade, Model, SubjectType } from '#screening/population/model'
import { type KeptRules, withKeptRules } from './kept-rules'
import { runModels } from './run-models'
import { tablesIn } from './run-over-store'
import { openFor } from './screen-folder'
import type { PreparedNote } from './store-folder'

export type TrialOrder = {
  prepared: string
  /** A folder of the trial's own. Whoever orders it makes and removes it: this process may be killed. */
  work: string
  model: Model
  /** Rules about items as a run that started now would have them. */
  itemRules: KeptRules
  memoryBytes: number
  shown: number
}
export type TriedHit = {
  grade: Grade
  subjectType: SubjectType
  subject: string
  institution: string
  period: string
  involvedFen: bigint
  irregularFen: bigint
  evidence: string
}
export type Tried =
  | { ok: true; hits: number; involvedFen: bigint; institutions: number; seconds: number; first: readonly TriedHit[] }
  | { ok: false; reason: string; missing: readonly string[] }

/** Somebody waits for the answer: a model that takes longer, or finds more, is told to be narrowed down. */
const trialLimits = { timeoutMs: 60_000, maxRows: 100_000 }
/** The most that the process of a trial may hold of the machine's memory: what the engine counts, and as much again as its hits take. */
export const trialMemoryBytes = ({ memoryBytes }: TrialOrder): number => memoryBytes + 5e8

/** Runs one model over one stored delivery and keeps nothing of what it finds. */
export async function tryOverStore({ prepared: given, work: own, model, itemRules, memoryBytes, shown }: TrialOrder): Promise<Tried> {
  const [prepared, work] = [await realpath(given), await realpath(own)]
  const note = JSON.parse(await readFile(join(prepared, 'prepared.json'), 'utf8')) as PreparedNote // written by writeNote alone
  const db = await openFor(memoryBytes, work)
  try {
    const rules = join(work, 'rules')
    const ruled = await withKeptRules(db, { tables: tablesIn(prepared), filled: new Set(note.filled) }, itemRules, rules)
    await db.mount(ruled.tables)
    await db.fence([join(prepared, 'tables'), rules])
    const clock = () => currentTime().getTime()
    const { run, skipped } = await runModels(db, [model], {
      filled: ruled.filled,
      limits: trialLimits,
      clock,
      done: () => undefined,
    })
    const [done] = run
    const [why] = skipped
    if (!done) return { ok: false, reason: why?.reason ?? 'statement', missing: why?.missing ?? [] }
    const dearest = [...done.hits].sort((one, other) => Number(other.involved_fen - one.involved_fen))
    return {
      ...{ ok: true, hits: done.hits.length, seconds: done.seconds },
      involvedFen: done.hits.reduce((sum, hit) => sum + hit.involved_fen, 0n),
      institutions: new Set(done.hits.map(({ institution }) => institution).filter((code) => code !== '')).size,
      first: dearest.slice(0, shown).map((hit) => ({
        ...{ grade: hit.grade, subjectType: hit.subject_type, subject: hit.subject_id, institution: hit.institution, period: hit.period },
        ...{ involvedFen: hit.involved_fen, irregularFen: hit.irregular_fen, evidence: hit.evidence },
      })),
    }
  } finally {
    await db.close()
  }
}
