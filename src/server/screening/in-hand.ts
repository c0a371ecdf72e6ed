import 'server-only'
import { prisma } from '#platform/db'

/** Work of minutes that a row stands for, and the state in which a worker has it in hand. */
const works = {
  settlement_load: { waiting: 'waiting', working: 'loading' },
  screening_run: { waiting: 'waiting', working: 'running' },
  screening_issue: { waiting: 'waiting', working: 'issuing' },
} as const
type Work = keyof typeof works

const leaseSeconds = 60
const tellEveryMs = 3_000

/** Takes work in hand that waits, or that its worker left when it died. The instant is the mark by which it stays in hand; `null`: it is another's, or done. */
export async function takeInHand(work: Work, id: string): Promise<Date | null> {
  const { waiting, working } = works[work]
  const [taken] = await prisma.$queryRawUnsafe<{ mark: Date }[]>(
    `UPDATE ${work} SET state = '${working}', started_at = date_trunc('milliseconds', clock_timestamp()), lease_until = clock_timestamp() + interval '${leaseSeconds} seconds'
     WHERE id = $1::uuid AND (state = '${waiting}' OR (state = '${working}' AND lease_until < clock_timestamp())) RETURNING started_at AS mark`,
    id,
  )
  return taken?.mark ?? null
}

/** Says how far it is, and keeps it in hand. `false`: it was cancelled, or is another's. */
async function keepInHand(work: Work, id: string, mark: Date, progress: string): Promise<boolean> {
  const kept = await prisma.$executeRawUnsafe(
    `UPDATE ${work} SET progress = $3, lease_until = clock_timestamp() + interval '${leaseSeconds} seconds'
     WHERE id = $1::uuid AND state = '${works[work].working}' AND started_at = $2::timestamptz`,
    id,
    mark,
    progress,
  )
  return kept === 1
}

/** Work that nobody has in hand: what was planned and never taken up, and what a dead worker left. */
export async function leftLying(work: Work): Promise<string[]> {
  const { waiting, working } = works[work]
  const rows = await prisma.$queryRawUnsafe<{ id: string }[]>(
    `SELECT id::text FROM ${work} WHERE (state = '${working}' AND lease_until < clock_timestamp())
       OR (state = '${waiting}' AND requested_at < clock_timestamp() - interval '${leaseSeconds} seconds') ORDER BY requested_at LIMIT 20`,
  )
  return rows.map(({ id }) => id)
}

/** The work was cancelled, or taken by another, while it was done. */
export class OutOfHand extends Error {}

/** Does work in hand: what it is at is told every few seconds, and the signal ends it once it is no longer in hand. Then `OutOfHand`. */
export async function whileInHand<T>(
  work: Work,
  id: string,
  mark: Date,
  act: (progress: (what: string) => void, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const ended = new AbortController()
  let at = ''
  const tell = async () => {
    if (!(await keepInHand(work, id, mark, at))) ended.abort()
  }
  const timer = setInterval(() => void tell().catch(() => undefined), tellEveryMs) // a line that is down for a moment costs no work
  try {
    const value = await act((what) => {
      at = what
    }, ended.signal)
    await tell()
    if (ended.signal.aborted) throw new OutOfHand(id)
    return value
  } catch (error) {
    throw ended.signal.aborted ? new OutOfHand(id) : error
  } finally {
    clearInterval(timer)
  }
}
