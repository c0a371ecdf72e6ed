// next-auth served as it is, and a bureau's own identity provider, both on this machine.
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { NextApiRequest, NextApiResponse } from 'next'
import NextAuth from 'next-auth'
import Provider from 'oidc-provider'
import { authOptions } from '#server/identity/auth-options'

const listen = (server: Server) =>
  new Promise<string>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
  )

export type Served = { url: string; close: () => Promise<void> }

const closing = (server: Server) => () =>
  new Promise<void>((resolve) => {
    server.closeAllConnections()
    server.close(() => resolve())
  })

async function bodyOf(request: IncomingMessage): Promise<Record<string, string>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString('utf8')))
}

const cookiesOf = (request: IncomingMessage) =>
  Object.fromEntries(
    (request.headers.cookie ?? '')
      .split('; ')
      .filter(Boolean)
      .map((pair) => [pair.slice(0, pair.indexOf('=')), decodeURIComponent(pair.slice(pair.indexOf('=') + 1))]),
  )

/** Our own sign-in behind `/api/auth`, as `NEXTAUTH_URL` says. */
export async function serveSignIn(): Promise<Served> {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://own')
    const query = { ...Object.fromEntries(url.searchParams), nextauth: url.pathname.split('/').slice(3) }
    const asked = Object.assign(request, { query, body: await bodyOf(request), cookies: cookiesOf(request) })
    const answer = Object.assign(response, {
      status(code: number) {
        response.statusCode = code
        return answer
      },
      json: (body: unknown) => response.setHeader('Content-Type', 'application/json').end(JSON.stringify(body)),
      send: (body: unknown) => response.end(typeof body === 'string' ? body : JSON.stringify(body)),
    })
    // Next's own request and answer, as far as next-auth reads them.
    await NextAuth(asked as unknown as NextApiRequest, answer as unknown as NextApiResponse, authOptions('10.0.0.1'))
  })
  const url = await listen(server)
  process.env.NEXTAUTH_URL = url
  return { url, close: closing(server) }
}

/** A real OpenID provider. Whoever signs in there as X has the subject X and the login that `claims` gives, or X. */
export async function serveProvider(redirectUri: string, claims: Record<string, Record<string, unknown>>): Promise<Served> {
  const server = createServer()
  const url = await listen(server)
  const provider = new Provider(url, {
    clients: [
      {
        client_id: 'qingyuan',
        client_secret: 'a secret that two sides know',
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub'], profile: ['preferred_username', 'name'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['only for a test'] },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, preferred_username: id, ...claims[id] }) }),
  })
  server.on('request', provider.callback())
  return { url, close: closing(server) }
}

/** A browser's cookies and redirects, no more. */
export class Visitor {
  private readonly jar = new Map<string, Map<string, string>>()

  async ask(url: string, init: RequestInit = {}): Promise<Response> {
    const { origin } = new URL(url)
    const own = this.jar.get(origin) ?? new Map<string, string>()
    this.jar.set(origin, own)
    const headers = new Headers(init.headers)
    headers.set('cookie', [...own].map(([name, value]) => `${name}=${value}`).join('; '))
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' })
    for (const cookie of answer.headers.getSetCookie()) {
      const pair = cookie.split(';')[0] ?? ''
      const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
      if (value === '') own.delete(name)
      else own.set(name, value)
    }
    return answer
  }

  post(url: string, form: Record<string, string>): Promise<Response> {
    return this.ask(url, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
  }

  cookie(url: string, name: string): string | undefined {
    return this.jar.get(new URL(url).origin)?.get(name)
  }
}
