// Officers at their browsers: each sends a part of its filing, some twice at once. What was acknowledged is kept in a ledger of its own.
import { sealSessionId, sessionCookie } from '#server/identity/session-cookie'
import { httpLines } from '../rig/http-line'
import { bodyOf, connect, type Job, readItems, readJobs, slotOf, workOff } from './jobs'

/** One in so many is sent twice at the same moment, as a double click sends it. */
const twiceEvery = 20

const slot = slotOf()
const client = await connect()
const jobs = await readJobs(client, slot)
const items = await readItems(client)
const { name } = sessionCookie()
const cookies = new Map<string, string>()
for (const { sessionId } of jobs) if (!cookies.has(sessionId)) cookies.set(sessionId, `${name}=${await sealSessionId(sessionId)}`)

const { origin } = new URL(slot.url ?? '')
const lines = httpLines(origin)

/** Sends it once; `null` when it was taken, else what came instead. */
async function send(job: Job, body: string): Promise<string | null> {
  const headers = { 'Content-Type': 'application/json', Origin: origin, Cookie: cookies.get(job.sessionId) ?? '' }
  const answer = await lines.post(`/api/filings/${job.filingId}/answers`, headers, body).catch((error: Error) => error)
  if (answer instanceof Error) return answer.message
  return answer.status === 200 ? null : `${answer.status} ${answer.text.slice(0, 200)}`
}

const ledger: { n: number; key: string; acknowledged: boolean }[] = []
const answer = await workOff(jobs, slot, async (job) => {
  const { requestKey, ...rest } = bodyOf(items[job.chunk] ?? [])
  const body = JSON.stringify({ requestKey, ...rest })
  const times = job.n % twiceEvery === 0 ? 2 : 1
  const outcomes = await Promise.all(Array.from({ length: times }, () => send(job, body)))
  const fault = outcomes.find((outcome) => outcome !== null) ?? null
  ledger.push({ n: job.n, key: requestKey, acknowledged: outcomes.includes(null) })
  return fault
})
lines.close()
await client.query('INSERT INTO bench.ledger SELECT * FROM jsonb_to_recordset($1::jsonb) AS l(n bigint, key uuid, acknowledged boolean)', [
  JSON.stringify(ledger),
])
console.log(JSON.stringify(answer))
process.exit(0)
