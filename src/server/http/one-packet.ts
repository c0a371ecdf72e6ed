import 'server-only'
import type { ServerResponse } from 'node:http'

/**
 * Lets the head of an answer wait for what is written in the same turn of the process, so that a short answer leaves in one packet and wakes
 * its receiver once. Next sends the head by itself as soon as it is known.
 */
export function inOnePacket(response: ServerResponse): void {
  const flush = response.flushHeaders.bind(response)
  response.flushHeaders = () => {
    const { socket } = response
    if (!socket) return flush()
    socket.cork()
    flush()
    setImmediate(() => socket.uncork())
  }
}
