// A line between the browser and the platform that is slow, and that can be cut in the middle of a request.

import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'
import type { Page } from '@playwright/test'

/** Sends what a page posts to `path` over a line of its own. */
export async function overWeakLine(page: Page, path: string, bytesPerSecond: number) {
  const upstream = new URL(process.env.BASE_URL ?? 'http://127.0.0.1:3000')
  const sockets = new Set<Socket>()
  let down = false
  let passed = 0
  const server = createServer((socket) => {
    if (down) return socket.destroy()
    const onward = connect(Number(upstream.port), upstream.hostname)
    for (const end of [socket, onward]) {
      sockets.add(end)
      end.on('error', () => undefined)
      end.on('close', () => {
        sockets.delete(end)
        socket.destroy()
        onward.destroy()
      })
    }
    socket.on('data', (chunk) => {
      passed += chunk.length
      onward.write(asFor(upstream.host, chunk))
      socket.pause()
      setTimeout(() => socket.resume(), (chunk.length / bytesPerSecond) * 1_000)
    })
    onward.pipe(socket)
  })
  const asFor = (host: string, chunk: Buffer) => {
    const named = Buffer.from(`Host: 127.0.0.1:${port}`)
    const at = chunk.indexOf(named)
    return at < 0 ? chunk : Buffer.concat([chunk.subarray(0, at), Buffer.from(`Host: ${host}`), chunk.subarray(at + named.length)])
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port
  await page.route(`**${path}`, (route) => route.continue({ url: `http://127.0.0.1:${port}${path}` }))
  return {
    cut: () => {
      down = true
      for (const socket of sockets) socket.destroy()
    },
    mend: () => {
      down = false
      passed = 0
    },
    /** How many bytes have gone over it since it was last mended. */
    passed: () => passed,
    close: () => server.close(),
  }
}
