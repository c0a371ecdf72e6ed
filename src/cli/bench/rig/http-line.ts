import { connect, type Socket } from 'node:net'

/** What came back: the status, and the body as it stood on the line. */
export type HttpAnswer = { status: number; text: string }

const patienceMs = 60_000
const headEnd = '\r\n\r\n'

/** Whether all of an answer is there: as many bytes as it announced, or its last chunk. */
function wholeAnswer(held: string): HttpAnswer | null {
  const end = held.indexOf(headEnd)
  if (end < 0) return null
  const head = held.slice(0, end).toLowerCase()
  const body = held.slice(end + headEnd.length)
  const announced = /\r\ncontent-length: (\d+)/.exec(head)?.[1]
  const whole = announced === undefined ? body.endsWith(`0${headEnd}`) : body.length >= Number(announced)
  return whole ? { status: Number(head.slice(9, 12)), text: body } : null
}

/** One connection that is kept, with one request under way at a time. */
class Line {
  private held = ''
  private settle: ((answer: HttpAnswer | Error) => void) | null = null
  private readonly socket: Socket
  broken = false

  constructor(socket: Socket) {
    this.socket = socket
    socket.setNoDelay(true)
    socket.setEncoding('latin1') // a character is a byte
    socket.setTimeout(patienceMs, () => socket.destroy(new Error(`no answer in ${patienceMs} ms`)))
    socket.on('data', (part: string) => {
      this.held += part
      const answer = wholeAnswer(this.held)
      if (answer) this.done(answer)
    })
    socket.on('error', (error) => this.done(error))
    socket.on('close', () => this.done(new Error('the connection was closed')))
  }

  send(request: string): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      if (this.broken) return reject(new Error('the connection was closed'))
      this.settle = (answer) => (answer instanceof Error ? reject(answer) : resolve(answer))
      this.socket.write(request)
    })
  }

  close(): void {
    this.socket.destroy()
  }

  private done(answer: HttpAnswer | Error): void {
    if (answer instanceof Error) this.broken = true
    this.held = ''
    const settle = this.settle
    this.settle = null
    settle?.(answer)
  }
}

/**
 * Sends requests over connections that are kept, as many as are under way at once, and does next to nothing besides: what the sender costs
 * is taken from the cores that answer.
 */
export function httpLines(origin: string) {
  const { hostname, port } = new URL(origin)
  const idle: Line[] = []
  const all = new Set<Line>()
  const open = (): Line => {
    const line = new Line(connect(Number(port), hostname))
    all.add(line)
    return line
  }
  /** One that was closed while it waited is passed over. */
  const waiting = (): Line | undefined => {
    for (let line = idle.pop(); line; line = idle.pop()) if (!line.broken) return line
    return undefined
  }
  return {
    async post(path: string, headers: Readonly<Record<string, string>>, body: string): Promise<HttpAnswer> {
      const line = waiting() ?? open()
      const told = { Host: new URL(origin).host, ...headers, 'Content-Length': String(Buffer.byteLength(body)) }
      const head = Object.entries(told).map(([name, value]) => `${name}: ${value}\r\n`)
      try {
        return await line.send(`POST ${path} HTTP/1.1\r\n${head.join('')}\r\n${body}`)
      } finally {
        if (line.broken) all.delete(line)
        else idle.push(line)
      }
    },
    close: () => {
      for (const line of all) line.close()
    },
  }
}
