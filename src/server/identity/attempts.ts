import 'server-only'
import { mayTry, windowStart } from '#domain/identity/throttle-policy'
import { prisma } from '#platform/db'
import { logAlert } from '../log'

type Attempt = { login: string; source: string }

/**
 * Room for one more answer, taken before the answer is looked at: it counts as wrong until `succeed`, so that a thousand
 * guesses at once find as little room as a thousand in a row. `null` when there is none.
 */
export async function takeAttempt({ login, source }: Attempt, now: Date): Promise<string | null> {
  const taken = await prisma.$transaction(async (tx) => {
    const [counts] = await tx.$queryRaw<{ ofAccount: number; ofSource: number }[]>`
      SELECT of_account AS "ofAccount", of_source AS "ofSource" FROM count_attempts(${login}, ${source}, ${windowStart(now)}::timestamptz)`
    if (!counts || !mayTry(counts)) return null
    const [attempt] = await tx.$queryRaw<{ id: string }[]>`SELECT begin_attempt(${login}, ${source}, ${now}::timestamptz)::text AS id`
    return attempt?.id ?? null
  })
  if (taken === null) logAlert({ what: 'signInThrottled', source })
  return taken
}

export const succeed = (id: string) => prisma.$executeRaw`SELECT succeed_attempt(${id}::uuid)`

/** For an answer that was neither right nor wrong. */
export const forget = (id: string) => prisma.$executeRaw`SELECT forget_attempt(${id}::uuid)`

const queues = new Map<string, Promise<unknown>>()

/** One answer for an account at a time in this process, so that several right answers at once do not crowd each other out. */
export async function inTurn<T>(login: string, work: () => Promise<T>): Promise<T> {
  const before = queues.get(login) ?? Promise.resolve()
  const mine = before.then(work, work)
  const settled = mine.catch(() => undefined)
  queues.set(login, settled)
  try {
    return await mine
  } finally {
    if (queues.get(login) === settled) queues.delete(login)
  }
}
