import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate as endOfTurn } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { inOnePacket } from './one-packet'

const servers: ReturnType<typeof createServer>[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

async function answerOf(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer((request, response) => {
    inOnePacket(response)
    answer(request, response)
  }).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  return (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)).text()
}

describe('an answer', () => {
  it('keeps its head until what follows in the same turn is written, and goes with it', async () => {
    const waiting: number[] = []
    const text = await answerOf((_, response) => {
      response.flushHeaders()
      waiting.push(response.socket?.writableLength ?? 0)
      queueMicrotask(() => {
        response.end('body') // lets go of whatever waits
        waiting.push(response.socket?.writableLength ?? 0)
      })
    })
    expect(text).toBe('body')
    expect(waiting[0]).toBeGreaterThan(0)
    expect(waiting[1]).toBe(0)
  })

  it('lets its head go with the turn when nothing follows yet', async () => {
    const waiting: number[] = []
    await answerOf(async (_, response) => {
      response.flushHeaders()
      await endOfTurn()
      await endOfTurn()
      waiting.push(response.socket?.writableLength ?? -1)
      response.end()
    })
    expect(waiting).toEqual([0])
  })
})
