import type { Ask, CheckOutcome, HitPage, Progress } from './fee-check-messages'

type Reply = { id: number; progress?: Progress; done?: unknown; fault?: string }

/** The page's end of the worker. Whoever has it closes it: the charges are gone with that. */
export function feeCheck() {
  const worker = new Worker(new URL('./fee-check.worker.ts', import.meta.url), { type: 'module' })
  const waiting = new Map<number, { done: (value: unknown) => void; failed: (fault: Error) => void; told?: (progress: Progress) => void }>()
  let asked = 0

  const fail = (fault: string) => {
    for (const { failed } of waiting.values()) failed(new Error(fault))
    waiting.clear()
  }
  worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
    const one = waiting.get(data.id)
    if (data.progress) return one?.told?.(data.progress)
    waiting.delete(data.id)
    if (data.fault === undefined) one?.done(data.done)
    else one?.failed(new Error(data.fault))
  })
  worker.addEventListener('error', (event) => fail(event.message))

  const ask = (question: Ask, told?: (progress: Progress) => void) =>
    new Promise<unknown>((done, failed) => {
      asked += 1
      waiting.set(asked, { done, failed, ...(told ? { told } : {}) })
      worker.postMessage({ id: asked, ask: question })
    })
  // The worker answers each question in its own kind (`fee-check.worker.ts`).
  return {
    check: (question: Omit<Extract<Ask, { do: 'check' }>, 'do'>, told: (progress: Progress) => void) =>
      ask({ do: 'check', ...question }, told) as Promise<CheckOutcome>,
    page: (rule: string | null, from: number, size: number) => ask({ do: 'page', rule, from, size }) as Promise<HitPage>,
    table: (heads: readonly string[]) => ask({ do: 'table', heads }) as Promise<Blob>,
    close: () => {
      worker.terminate()
      fail('closed')
    },
  }
}

export type FeeCheck = ReturnType<typeof feeCheck>
