// Officers at their browsers: each sends a part of its filing, some twice at once. What was acknowledged is kept in a ledger of its own.
import { Agent, request } from 'node:http'
import { sealSessionId, sessionCookie } from '#server/identity/session-cookie'
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

const agent = new Agent({ keepAlive: true, maxSockets: slot.clients * 2 })
const { origin } = new URL(slot.url ?? '')

/** Sends it once; `null` when it was taken, else what came instead. */
const send = (job: Job, body: string) =>
  new Promise<string | null>((resolve) => {
    const headers = {
      ...{ 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) },
      ...{ Origin: origin, Cookie: cookies.get(job.sessionId) ?? '' },
    }
    const sent = request(`${origin}/api/filings/${job.filingId}/answers`, { method: 'POST', agent, headers }, (response) => {
      let text = ''
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('error', (error) => resolve(error.message))
      response.on('end', () => resolve(response.statusCode === 200 ? null : `${response.statusCode} ${text.slice(0, 200)}`))
    })
    sent.setTimeout(60_000, () => sent.destroy(new Error('no answer in 60 s')))
    sent.on('error', (error) => resolve(error.message))
    sent.end(body)
  })

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
agent.destroy()
await client.query('INSERT INTO bench.ledger SELECT * FROM jsonb_to_recordset($1::jsonb) AS l(n bigint, key uuid, acknowledged boolean)', [
  JSON.stringify(ledger),
])
console.log(JSON.stringify(answer))
process.exit(0)
