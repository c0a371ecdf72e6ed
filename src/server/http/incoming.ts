import 'server-only'
import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isOurOrigin } from './origin'

/** Tells the pages which address was asked for. Set here, whatever the sender wrote. */
export const pathHeader = 'x-qingyuan-path'

type Incoming = Pick<IncomingMessage, 'headers' | 'method' | 'url'> & { socket: { remoteAddress?: string } }
type Answer = Pick<ServerResponse, 'setHeader'>

/** Headers by which a sender could pass for another, or past a check. A reverse proxy that overwrites them may be trusted with the first three. */
const forwarded = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port', 'forwarded', 'x-real-ip'] as const

const development = process.env.NODE_ENV === 'development'

const pagePolicy = (nonce: string) =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    // Components set measures through style attributes and elements; style cannot act.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "worker-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')

/** Answers to machines and downloads show nothing and run nothing. */
const machinePolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox"

/** A script minds its own policy where it runs as a worker: it may load the rest of its program, and reach nothing. */
const scriptPolicy = "default-src 'none'; script-src 'self'"

/** Answers what was posted from elsewhere. */
const foreignOriginPath = '/api/foreign-origin'

const withoutBody = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Settles what a request claims before anything reads it, and gives its answer a content policy with a nonce of its own.
 *
 * Next reads the nonce from the request's own policy header and sets it on every script, so no proxy file is needed. What
 * is posted to a page from anywhere but our pages is led to an answer that says so: Next runs a server action that comes
 * without `Origin`, and believes a forwarded host.
 */
export function settleIncoming(request: Incoming, response: Answer): void {
  const { headers } = request
  for (const name of Object.keys(headers)) if (name.startsWith('x-middleware-') || name.startsWith('x-qingyuan-')) delete headers[name]
  if (process.env.QINGYUAN_BEHIND_PROXY !== '1') {
    for (const name of forwarded) delete headers[name]
    headers['x-forwarded-for'] = request.socket.remoteAddress ?? ''
  }

  // A null character means nothing in an address, and no database takes it.
  const path = (request.url ?? '/').replace(/%00/g, '')
  request.url = path
  if (path.startsWith('/_next/')) {
    if (!development) response.setHeader('Content-Security-Policy', scriptPolicy)
    return
  }
  if (process.env.NEXTAUTH_URL?.startsWith('https://'))
    response.setHeader('Strict-Transport-Security', 'max-age=31536000; includeSubDomains')
  headers[pathHeader] = path
  if (path.startsWith('/api/')) {
    response.setHeader('Content-Security-Policy', machinePolicy)
    return
  }
  if (!withoutBody.has(request.method ?? '') && !isOurOrigin(headers.origin)) {
    request.url = foreignOriginPath
    return
  }
  const policy = pagePolicy(randomBytes(16).toString('base64'))
  headers['content-security-policy'] = policy
  response.setHeader('Content-Security-Policy', policy)
}

/** Where a request comes from, for throttling: the nearest hop that we believe. */
export const sourceOf = (forwardedFor: string | null | undefined): string => forwardedFor?.split(',').at(-1)?.trim() || 'unknown'
