import 'server-only'
import type { Refusal, RefusalCode } from '#domain/kernel/result'

const statuses: Partial<Record<RefusalCode, number>> = {
  notSignedIn: 401,
  foreignOrigin: 403,
  dueFirst: 403,
  notFound: 404,
  changedMeanwhile: 409,
  requestKeyReused: 409,
  wrongState: 409,
  uploadOffset: 409,
  tooManyCalls: 429,
  storageFull: 507,
}

/** A refusal as JSON: the code and what fills its sentence. The page has the sentence. */
export const refusalResponse = (refusal: Refusal): Response =>
  Response.json({ refusal }, { status: statuses[refusal.code] ?? 400, headers: noStore })

const noStore = { 'Cache-Control': 'no-store' }

/** The way out: to the sign-in page, with nothing left on the machine of what was typed into forms. */
export const signedOut = (): Response =>
  new Response(null, { status: 303, headers: { ...noStore, Location: '/login', 'Clear-Site-Data': '"storage"' } })

/** What a download says of itself: named in UTF-8 as RFC 8187 has it, never sniffed, never run. */
export const downloadHeaders = ({ mediaType, displayName }: { mediaType: string; displayName: string }) => ({
  ...noStore,
  'Content-Type': mediaType,
  'Content-Disposition': named('attachment', 'download', displayName),
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "sandbox; default-src 'none'",
})

/** A download of what was just made. */
export const attachment = (file: { bytes: Uint8Array<ArrayBuffer>; mediaType: string; displayName: string }): Response =>
  new Response(file.bytes, { headers: { ...downloadHeaders(file), 'Content-Length': String(file.bytes.byteLength) } })

const named = (disposition: 'attachment' | 'inline', plain: string, displayName: string) =>
  `${disposition}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(displayName).replaceAll("'", '%27')}`

/** What the browser's own viewer needs to show pages, in a window of their own: no script, no frame, no form, and nothing from anywhere else. */
const viewerPolicy = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; img-src 'self' data:"
const closed = "script-src 'none'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'"

/** Pages that came from outside, shown in place: always as a PDF, whatever else is in them, and as nothing else. */
export const foreignPagesHeaders = ({ displayName }: { mediaType: string; displayName: string }) => ({
  ...noStore,
  'Content-Type': 'application/pdf',
  'Content-Disposition': named('inline', 'pages.pdf', displayName),
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': `${viewerPolicy}; ${closed}`,
})

/** Pages that we have set ourselves, shown in place: they hold no script, and nothing but their reader may run beside them. */
export function pagesInPlace(paper: { bytes: Uint8Array; name: string }): Response {
  return new Response(new Uint8Array(paper.bytes), {
    headers: {
      ...noStore,
      'Content-Type': 'application/pdf',
      'Content-Length': String(paper.bytes.byteLength),
      'Content-Disposition': named('inline', 'paper.pdf', paper.name),
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': viewerPolicy,
    },
  })
}
