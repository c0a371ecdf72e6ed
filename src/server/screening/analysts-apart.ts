import 'server-only'
import { type Result, refuse } from '#domain/kernel/result'
import { EngineEnded, screenApart } from './apart'
import type { Asked, AskOrder } from './ask-over-store'
import { gate } from './gate'
import type { TrialOrder, Tried } from './try-over-store'
import { withWorkFolder } from './work-folder'

/** Trials and questions have a place of their own: a slow one keeps other analysts waiting, and nobody who opens a hit. */
const oneAtOnce = gate(1)

const busy = new Set<string>()

/** One trial or question for each person: whoever asks again while one is under way would keep the others waiting. Refuses `engineAsked`. */
export async function oneForEach<T>(userId: string, act: () => Promise<Result<T>>): Promise<Result<T>> {
  if (busy.has(userId)) return refuse('engineAsked')
  busy.add(userId)
  try {
    return await act()
  } finally {
    busy.delete(userId)
  }
}

/** An engine of its own in a folder of its own, ended after so long. The time begins when its turn has come. */
const inTurn = <T>(withinMs: number, act: (work: string, ended: AbortSignal) => Promise<T>): Promise<T> =>
  oneAtOnce(() => withWorkFolder((work) => act(work, AbortSignal.timeout(withinMs))))

const trialWithinMs = 90_000

/** A model over one delivery, while its author waits. Rejects with `EngineEnded` where the engine itself had to be ended. */
export const trialApart = (order: Omit<TrialOrder, 'work'>): Promise<Tried> =>
  inTurn(trialWithinMs, (work, ended) => screenApart('trial', { ...order, work }, { signal: ended }))

const answerWithinMs = 120_000

/** A question of an analyst, while that person waits. One whose engine had to be ended has taken too long, or too much. */
export const askApart = (order: Omit<AskOrder, 'work'>): Promise<Asked> =>
  inTurn(answerWithinMs, async (work, ended) => {
    try {
      return await screenApart('ask', { ...order, work }, { signal: ended })
    } catch (error) {
      if (!(error instanceof EngineEnded)) throw error
      return { ok: false, fault: ended.aborted ? 'timeout' : 'memory', word: '' }
    }
  })
