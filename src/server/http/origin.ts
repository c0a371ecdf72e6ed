import 'server-only'

/**
 * True when a changing request comes from a page of ours: its `Origin` must be there and be the configured address. Never compared
 * with Host or X-Forwarded-Host, which the sender chooses.
 */
export function fromOurPages(request: Request): boolean {
  const origin = request.headers.get('origin')
  const allowed = [process.env.NEXTAUTH_URL, ...(process.env.QINGYUAN_ORIGINS ?? '').split(',')].filter((url): url is string =>
    Boolean(url),
  )
  return origin !== null && allowed.some((url) => URL.canParse(url) && new URL(url).origin === origin)
}
