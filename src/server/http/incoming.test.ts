import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pathHeader, settleIncoming, sourceOf } from './incoming'

const before = { ...process.env }
beforeEach(() => {
  process.env.NEXTAUTH_URL = 'https://qingyuan.example.gov.cn'
  delete process.env.QINGYUAN_BEHIND_PROXY
})
afterEach(() => {
  process.env = { ...before }
})

function settle(method: string, url: string, headers: Record<string, string> = {}) {
  const request = { method, url, headers: { ...headers } as Record<string, string | undefined>, socket: { remoteAddress: '10.1.1.9' } }
  const answer: Record<string, unknown> = {}
  const response = {
    setHeader(name: string, value: unknown) {
      answer[name.toLowerCase()] = value
      return response as never
    },
  }
  settleIncoming(request, response)
  return { ...request, policy: String(answer['content-security-policy'] ?? ''), answer }
}

describe('what a request claims', () => {
  it('is not believed about where it comes from, nor past which checks it went', () => {
    const { headers } = settle('GET', '/leads?x=1', {
      'x-forwarded-for': '1.2.3.4',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      forwarded: 'for=1.2.3.4',
      'x-middleware-subrequest': 'middleware',
      [pathHeader]: '/evil',
      accept: 'text/html',
    })
    expect(headers).toEqual({
      accept: 'text/html',
      'x-forwarded-for': '10.1.1.9',
      [pathHeader]: '/leads?x=1',
      'content-security-policy': expect.any(String),
    })
  })

  it('is believed of the nearest hop when a proxy stands before us', () => {
    process.env.QINGYUAN_BEHIND_PROXY = '1'
    const { headers } = settle('GET', '/leads', { 'x-forwarded-for': '6.6.6.6, 10.2.2.2' })
    expect(sourceOf(headers['x-forwarded-for'])).toBe('10.2.2.2')
    expect(sourceOf('')).toBe('unknown')
  })
})

describe('an address', () => {
  it('carries no null character on to what reads it', () => {
    const { url, headers } = settle('GET', '/search?q=%00%E6%B8%85%00')
    expect(url).toBe('/search?q=%E6%B8%85')
    expect(headers[pathHeader]).toBe('/search?q=%E6%B8%85')
  })
})

describe('a post to a page', () => {
  it.each([
    undefined,
    'null',
    'https://evil.example',
    'http://qingyuan.example.gov.cn',
    'https://qingyuan.example.gov.cn.evil.example',
    'https://sub.qingyuan.example.gov.cn',
    'https://qingyuan.example.gov.cn:8443',
    '',
  ])('from %s is led away from every action', (origin) => {
    const sent = {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      'next-action': 'a',
      ...(origin === undefined ? {} : { origin }),
    }
    expect(settle('POST', '/leads', sent).url).toBe('/api/foreign-origin')
  })

  it('from our own page, or one named besides, goes through', () => {
    expect(settle('POST', '/leads', { origin: 'https://qingyuan.example.gov.cn' }).url).toBe('/leads')
    process.env.QINGYUAN_ORIGINS = 'https://intranet.example, https://other.example/'
    expect(settle('POST', '/leads', { origin: 'https://other.example' }).url).toBe('/leads')
  })

  it('goes through under every name of this machine when it is served to itself', () => {
    process.env.NEXTAUTH_URL = 'http://127.0.0.1:3000'
    expect(settle('POST', '/login', { origin: 'http://localhost:3000' }).url).toBe('/login')
    expect(settle('POST', '/login', { origin: 'http://localhost:3001' }).url).toBe('/api/foreign-origin')
  })

  it('is left to the route where it goes to a machine’s address, which checks for itself', () => {
    expect(settle('POST', '/api/auth/callback/credentials').url).toBe('/api/auth/callback/credentials')
  })
})

describe('the content policy', () => {
  it('carries a nonce of its own each time, the same for Next and for the browser', () => {
    const one = settle('GET', '/desk')
    const other = settle('GET', '/desk')
    expect(one.policy).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/=]{24}' 'strict-dynamic';/)
    expect(one.policy).toBe(one.headers['content-security-policy'])
    expect(one.policy).not.toBe(other.policy)
    expect(one.policy.match(/script-src[^;]*/)?.[0]).not.toMatch(/unsafe/)
  })

  it('lets nothing run in what machines are answered, and lets a script that runs as a worker reach nothing but more of itself', () => {
    expect(settle('GET', '/api/v1/leads').policy).toBe(
      "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox",
    )
    expect(settle('GET', '/_next/static/chunks/a.js').policy).toBe("default-src 'none'; script-src 'self'")
  })
})

it('binds browsers to TLS where we are served over it, and only there', () => {
  expect(settle('GET', '/desk').answer['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
  process.env.NEXTAUTH_URL = 'http://127.0.0.1:3000'
  expect(settle('GET', '/desk').answer['strict-transport-security']).toBeUndefined()
})
