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
  'Content-Disposition': `attachment; filename="download"; filename*=UTF-8''${encodeURIComponent(displayName).replaceAll("'", '%27')}`,
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "sandbox; default-src 'none'",
})

/** A download of what was just made. */
export const attachment = (file: { bytes: Uint8Array<ArrayBuffer>; mediaType: string; displayName: string }): Response =>
  new Response(file.bytes, { headers: { ...downloadHeaders(file), 'Content-Length': String(file.bytes.byteLength) } })

/** Pages that we have set ourselves, shown in place: they hold no script, and nothing but their reader may run beside them. */
export function pagesInPlace(paper: { bytes: Uint8Array; name: string }): Response {
  return new Response(new Uint8Array(paper.bytes), {
    headers: {
      ...noStore,
      'Content-Type': 'application/pdf',
      'Content-Length': String(paper.bytes.byteLength),
      'Content-Disposition': `inline; filename="paper.pdf"; filename*=UTF-8''${encodeURIComponent(paper.name).replaceAll("'", '%27')}`,
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; img-src 'self' data:",
    },
  })
}
