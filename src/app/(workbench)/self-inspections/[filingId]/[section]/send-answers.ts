import { newRequestKey } from '#components/use-command'
import type { Refusal } from '#domain/kernel/result'
import type { AnswerKind } from '#domain/self-inspection/answers'
import { answer as saveAnswer } from '../../actions'

export type SentAnswer = { filingId: string; itemId: string; answer: AnswerKind; reason: string; version: number }
type Outcome = { version: number } | Refusal
type Waiting = { sent: SentAnswer; renew: () => void; resolve: (outcome: Outcome) => void; reject: (error: unknown) => void }

/** Long enough for all items of a page to speak up when the line is back, too short to be noticed by a person. */
const gatherMs = 30

const waiting = new Map<string, Waiting[]>()

/**
 * Sends an answer. What is sent for one filing in the same moment, as after the line was down, goes together, and `renew` then asks for the
 * page of now. Rejects when no answer came.
 */
export function sendAnswer(sent: SentAnswer, renew: () => void): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const gathered = waiting.get(sent.filingId) ?? []
    if (gathered.push({ sent, renew, resolve, reject }) > 1) return
    waiting.set(sent.filingId, gathered)
    setTimeout(() => {
      waiting.delete(sent.filingId)
      if (gathered.length === 1) void alone(gathered[0])
      else void together(sent.filingId, gathered)
    }, gatherMs)
  })
}

async function alone(one: Waiting | undefined): Promise<void> {
  try {
    if (one) one.resolve(await saveAnswer(one.sent))
  } catch (error) {
    one?.reject(error)
  }
}

/** All in one act. Where one of them stands in the way, each is sent by itself, so that the others are saved and this one says why. */
async function together(filingId: string, gathered: readonly Waiting[]): Promise<void> {
  try {
    const outcome = await post(filingId, gathered)
    if ('versions' in outcome) {
      for (const { sent, resolve } of gathered) resolve({ version: outcome.versions[sent.itemId] ?? sent.version + 1 })
      gathered[0]?.renew()
    } else if (outcome.code === 'notSignedIn') for (const { resolve } of gathered) resolve(outcome)
    else for (const one of gathered) await alone(one)
  } catch (error) {
    for (const { reject } of gathered) reject(error)
  }
}

async function post(filingId: string, gathered: readonly Waiting[]): Promise<{ versions: Record<string, number> } | Refusal> {
  const answers = gathered.map(({ sent: { itemId, answer, reason, version } }) => ({ itemId, answer, reason, version }))
  const response = await fetch(`/api/filings/${filingId}/answers`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ requestKey: newRequestKey(), answers }),
  })
  const told = (await response.json()) as { versions: Record<string, number> } | { refusal: Refusal } // our own route's answer
  return 'refusal' in told ? told.refusal : told
}
