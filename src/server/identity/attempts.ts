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
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`source:${source}`}, 0)), pg_advisory_xact_lock(hashtextextended(${`login:${login}`}, 0))`
    const since = windowStart(now)
    const lastSuccess = await tx.signInAttempt.findFirst({
      where: { login, succeeded: true, at: { gt: since } },
      orderBy: { at: 'desc' },
      select: { at: true },
    })
    const ofAccount = await tx.signInAttempt.count({
      where: { login, succeeded: false, clearedAt: null, at: { gt: lastSuccess?.at ?? since } },
    })
    const ofSource = await tx.signInAttempt.count({ where: { source, succeeded: false, at: { gt: since } } })
    if (!mayTry({ ofAccount, ofSource })) return null
    const attempt = await tx.signInAttempt.create({ data: { login, source, at: now, succeeded: false }, select: { id: true } })
    return attempt.id
  })
  if (taken === null) logAlert({ what: 'signInThrottled', source })
  return taken
}

export const succeed = (id: string) => prisma.signInAttempt.update({ where: { id }, data: { succeeded: true } })

/** For an answer that was neither right nor wrong. */
export const forget = (id: string) => prisma.signInAttempt.delete({ where: { id } })

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
