// A line between the browser and the platform that is slow, and that can be cut in the middle of a request.

import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'
import type { Page } from '@playwright/test'

type Way = { hostname: string; port: number; host: string }

/** A line to `upstream` that listens here. */
export async function weakLine(upstream: Way, bytesPerSecond: number) {
  const sockets = new Set<Socket>()
  let down = false
  let passed = 0
  let total = 0
  let until = Number.POSITIVE_INFINITY
  let cuts = 0
  let back = 0
  let backUntil = Number.POSITIVE_INFINITY
  const cut = () => {
    down = true
    cuts += 1
    for (const socket of sockets) socket.destroy()
  }
  const server = createServer((socket) => {
    if (down) return socket.destroy()
    const onward = connect(upstream.port, upstream.hostname)
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
      total += chunk.length
      if (down) return
      if (passed >= until) return cut()
      onward.write(asFor(upstream.host, chunk))
      socket.pause()
      setTimeout(() => socket.resume(), (chunk.length / bytesPerSecond) * 1_000)
    })
    onward.on('data', (chunk) => {
      back += chunk.length
      if (!down && back >= backUntil) return cut()
      if (!socket.write(chunk)) {
        onward.pause()
        socket.once('drain', () => onward.resume())
      }
    })
    onward.on('end', () => socket.end())
  })
  const asFor = (host: string, chunk: Buffer) => {
    const named = Buffer.from(`Host: 127.0.0.1:${port}`)
    const at = chunk.indexOf(named)
    return at < 0 ? chunk : Buffer.concat([chunk.subarray(0, at), Buffer.from(`Host: ${host}`), chunk.subarray(at + named.length)])
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port
  return {
    port,
    cut,
    cuts: () => cuts,
    /** Up again: for good, or until so many bytes have gone over it, or come back over it. */
    mend: (cutAfter = Number.POSITIVE_INFINITY, cutAfterBack = Number.POSITIVE_INFINITY) => {
      until = cutAfter
      backUntil = cutAfterBack
      back = 0
      passed = 0
      down = false
    },
    /** How many bytes have gone over it since it was last mended. */
    passed: () => passed,
    /** How many bytes have gone over it in all. */
    total: () => total,
    close: () => server.close(),
  }
}

/** Sends what a page asks of `path` and of what lies below it over a line of its own. */
export async function overWeakLine(page: Page, path: string, bytesPerSecond: number) {
  const { hostname, port, host } = new URL(process.env.BASE_URL ?? 'http://127.0.0.1:3000')
  const line = await weakLine({ hostname, port: Number(port), host }, bytesPerSecond)
  await page.route(
    ({ pathname }) => pathname === path || pathname.startsWith(`${path}/`),
    (route) => {
      const { pathname, search } = new URL(route.request().url())
      return route.continue({ url: `http://127.0.0.1:${line.port}${pathname}${search}` })
    },
  )
  return line
}
