import type { IncomingMessage, ServerResponse } from 'node:http'

/** Called by Next once, before it answers its first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { subscribe } = await import('node:diagnostics_channel')
  const { settleIncoming } = await import('#server/http/incoming')
  const { inOnePacket } = await import('#server/http/one-packet')
  // Node tells of each request before the server hears of it, so nothing can be asked around it.
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    settleIncoming(request, response)
    inOnePacket(response)
  })
}

type Where = { routePath: string; routeType: string }

/** Called by Next with whatever a page, an action or a route threw. */
export async function onRequestError(error: unknown, _request: unknown, { routePath, routeType }: Where): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { logFault } = await import('#server/log')
  const digest = typeof error === 'object' && error !== null && 'digest' in error ? { requestId: String(error.digest) } : {}
  logFault({ where: `${routeType} ${routePath}`, error, ...digest })
}
