import 'server-only'

/** The names that one machine has for itself. */
const loopback = ['localhost', '127.0.0.1', '[::1]']

function originsOf(address: string): string[] {
  if (!URL.canParse(address)) return []
  const url = new URL(address)
  if (!loopback.includes(url.hostname)) return [url.origin]
  return loopback.map((name) => `${url.protocol}//${name}${url.port ? `:${url.port}` : ''}`)
}

/**
 * True for an `Origin` that is the configured address, or another of `QINGYUAN_ORIGINS`. Never compared with Host or
 * X-Forwarded-Host, which the sender chooses.
 */
export function isOurOrigin(origin: string | null | undefined): boolean {
  if (!origin) return false
  const configured = [process.env.NEXTAUTH_URL ?? '', ...(process.env.QINGYUAN_ORIGINS ?? '').split(',')]
  return configured.flatMap((address) => originsOf(address.trim())).includes(origin)
}

/** True when a changing request comes from a page of ours: its `Origin` must be there and be ours. */
export const fromOurPages = (request: Request): boolean => isOurOrigin(request.headers.get('origin'))
