import 'server-only'
import type { Refusal } from '#domain/kernel/result'
import { keptPieces } from '#platform/files'
import { logFault } from '../log'
import { downloadHeaders } from './responses'

type KeptFile = { bytes: Uint8Array<ArrayBuffer> | null; sha256: string; sizeBytes: number; mediaType: string; displayName: string }

/** From `start` to `end`, that byte too; to the end of the file where it is `null`. */
type Part = { start: number; end: number | null }

/** The one part that a request asks for; `null` where it asks for all, or for what need not be answered: several parts, or its last so many. */
export function askedPart(request: Request): Part | null {
  const asked = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get('range') ?? '')
  if (!asked) return null
  const [start, end] = [Number(asked[1]), asked[2] === '' ? null : Number(asked[2])]
  return Number.isSafeInteger(start) && (end === null || (Number.isSafeInteger(end) && end >= start)) ? { start, end } : null
}

/**
 * A kept file as it goes out, whole or from where an earlier try broke off. Its hash goes ahead of it (RFC 9530), and is what its last piece
 * waits for: what is no longer what was kept never arrives as if it were whole. A download, unless `headersOf` says otherwise.
 */
export function keptFile(request: Request, file: KeptFile, headersOf: typeof downloadHeaders = downloadHeaders): Response {
  const { sha256, sizeBytes } = file
  const tag = `"${sha256}"`
  const headers = {
    ...headersOf(file),
    'Accept-Ranges': 'bytes',
    ETag: tag,
    'Repr-Digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
  }
  const asked = askedPart(request)
  const isOfOther = (request.headers.get('if-range') ?? tag) !== tag
  if (!asked || isOfOther) {
    return new Response(bodyOf(file, 0, sizeBytes), { headers: { ...headers, 'Content-Length': String(sizeBytes) } })
  }
  if (asked.start >= sizeBytes) {
    const outside: Refusal = { code: 'invalidInput', detail: { fields: ['range'] } }
    return Response.json({ refusal: outside }, { status: 416, headers: { 'Content-Range': `bytes */${sizeBytes}` } })
  }
  const end = Math.min(asked.end ?? sizeBytes - 1, sizeBytes - 1)
  const part = { 'Content-Length': String(end + 1 - asked.start), 'Content-Range': `bytes ${asked.start}-${end}/${sizeBytes}` }
  return new Response(bodyOf(file, asked.start, end + 1), { status: 206, headers: { ...headers, ...part } })
}

const bodyOf = ({ bytes, sha256 }: KeptFile, start: number, end: number) => bytes?.subarray(start, end) ?? flowing(sha256, start, end)

/** Read no faster than it is taken. */
function flowing(sha256: string, start: number, end: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  const givenUp = new AbortController()
  const pieces = keptPieces(sha256, { start, end }, givenUp.signal)
  return new ReadableStream(
    {
      pull: async (out) => {
        try {
          const { done, value } = await pieces.next()
          if (done) out.close()
          else out.enqueue(value)
        } catch (error) {
          if (givenUp.signal.aborted) return
          logFault({ where: 'file.download', error })
          throw error
        }
      },
      cancel: async () => {
        givenUp.abort() // before anything is awaited: the next piece may be gigabytes away
        await pieces.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}
