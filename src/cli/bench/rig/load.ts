// One slot of load, in a process of its own so that neither the bench nor the served side pays for it by more than the processor.
// Called with one JSON argument; answers with one JSON line.
import { Agent, get } from 'node:http'

export type LoadOrder = {
  url: string
  /** Paths that are put behind the address in turn, where one page alone would be asked from memory. */
  paths?: readonly string[]
  headers: Record<string, string>
  /** What a right answer holds: an answer without it is an error, however fast. */
  holds: string
  clients: number
  seconds: number
  /** Before the clock runs. */
  warmSeconds: number
}
export type LoadAnswer = {
  requests: number
  errors: number
  seconds: number
  p50Ms: number
  p95Ms: number
  bytes: number
  firstError: string
}

const order = JSON.parse(process.argv[2] ?? '{}') as LoadOrder // written by measure.ts
const agent = new Agent({ keepAlive: true, maxSockets: order.clients })
const wanted = Buffer.from(order.holds)
const urls = order.paths?.map((path) => order.url + path) ?? [order.url]
let asked = 0

/** One request; how it went wrong, or the length of the right answer. */
const ask = () =>
  new Promise<number | string>((resolve) => {
    const request = get(urls[asked++ % urls.length] ?? order.url, { agent, headers: order.headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', (error) => resolve(error.message))
      response.on('end', () => {
        const body = Buffer.concat(chunks)
        if (response.statusCode !== 200) resolve(`status ${response.statusCode}`)
        else resolve(body.includes(wanted) ? body.length : `no ${order.holds} in ${body.length} bytes`)
      })
    })
    request.setTimeout(30_000, () => request.destroy(new Error('no answer in 30 s')))
    request.on('error', (error) => resolve(error.message))
  })

const took: number[] = []
const wrong: string[] = []
let bytes = 0

async function client(until: number, counts: boolean) {
  while (performance.now() < until) {
    const begun = performance.now()
    const answer = await ask()
    if (typeof answer === 'string') wrong.push(answer)
    else if (counts) {
      took.push(performance.now() - begun)
      bytes = answer
    }
  }
}

async function slot(seconds: number, counts: boolean): Promise<number> {
  const begun = performance.now()
  await Promise.all(Array.from({ length: order.clients }, () => client(begun + seconds * 1000, counts)))
  return (performance.now() - begun) / 1000
}

await slot(order.warmSeconds, false)
const seconds = await slot(order.seconds, true)
took.sort((one, other) => one - other)
const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0
const answer: LoadAnswer = {
  requests: took.length,
  errors: wrong.length,
  seconds,
  p50Ms: at(0.5),
  p95Ms: at(0.95),
  bytes,
  firstError: wrong[0] ?? '',
}
agent.destroy()
console.log(JSON.stringify(answer))
