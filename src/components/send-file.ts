import { partBytes } from '#domain/file/parts'
import type { Refusal } from '#domain/kernel/result'
import { sha256 } from './sha256'
import { newRequestKey } from './use-command'

/** What our own routes answer; `null` where no answer came, or none of ours. */
export type Reply = { refusal: Refusal } | { id?: string; offset?: number } | null

/** One request over the line. `sent` is told how many bytes of its body have gone out. */
export type Line = (method: 'POST' | 'PATCH', path: string, body: XMLHttpRequestBodyInit, sent?: (bytes: number) => void) => Promise<Reply>

/** Why it does not go on at once: the line is down or the platform busy, or nobody is signed in any more. */
export type Pause = { why: 'noLine' | 'signedOut'; percent: number; seconds: number }

export type Watch = {
  /** `from`: how much of it was there already, from an earlier try. */
  progress(now: { percent: number; reading: boolean; from: number }): void
  /** Waits; `false` when the person gives up. */
  pause(pause: Pause): Promise<boolean>
  /** All of it is there, and it is now finished under this id, which may happen without our hearing of it. */
  finishing(uploadId: string): void
  /** The person gives up in between, too. */
  givenUp: AbortSignal
}

export type Sent = { id: string } | { refusal: Refusal } | 'givenUp' | 'unreadable'

type Attempt = Sent | { why: Pause['why'] }
/**
 * `taken`: how much the platform has said that it has. `from`: the same, when it was first asked. `place`: of the upload that has all its
 * parts, and may have been finished without our having heard of it. `key`: the same for every try of a file that goes in one request.
 */
type State = { taken: number; from: number | null; tries: number; sha256: string; place: string | null; key: string }

const longestPause = 60
const pauseAfter = (tries: number) => Math.min(longestPause, 2 ** tries)

/**
 * Sends a file until the platform has all of it, however often the line breaks: a short one in one request, a longer one part by part, each
 * time from where the platform says that it stands.
 */
export async function sendFile(file: File, overLine: Line, watch: Watch): Promise<Sent> {
  const state: State = { taken: 0, from: null, tries: 0, sha256: '', place: null, key: newRequestKey() }
  const line: Line = async (...request) => (watch.givenUp.aborted ? null : overLine(...request))
  const percentOf = (bytes: number) => Math.floor((bytes / file.size) * 100)
  const show = (bytes: number, reading = false) => watch.progress({ percent: percentOf(bytes), reading, from: percentOf(state.from ?? 0) })
  try {
    if (file.size > partBytes) state.sha256 = await digestOf(file, watch.givenUp, (bytes) => show(bytes, true))
    for (;;) {
      const outcome = file.size > partBytes ? await inParts(file, line, state, { ...watch, show }) : await inOne(file, line, state, show)
      if (typeof outcome === 'string' || !('why' in outcome)) return outcome
      if (watch.givenUp.aborted) return 'givenUp'
      show(state.taken)
      if (!(await watch.pause({ ...outcome, percent: percentOf(state.taken), seconds: pauseAfter(state.tries++) }))) return 'givenUp'
    }
  } catch (error) {
    if (error instanceof DOMException) return 'unreadable' // moved, changed or locked since it was chosen
    throw error
  }
}

/** In pieces, so that the page goes on answering. */
async function digestOf(file: Blob, givenUp: AbortSignal, read: (bytes: number) => void): Promise<string> {
  const digest = sha256()
  for (let at = 0; at < file.size && !givenUp.aborted; at += partBytes) {
    digest.add(new Uint8Array(await file.slice(at, at + partBytes).arrayBuffer()))
    read(at)
  }
  return digest.hex()
}

const noLine = { why: 'noLine' } as const
const refused = (refusal: Refusal): Attempt => (refusal.code === 'notSignedIn' ? { why: 'signedOut' } : { refusal })

/** With its size, so that a body cut short on the way is noticed, and its key, so that it is kept once however often it arrives. */
async function inOne(file: File, line: Line, { key }: State, show: (bytes: number) => void): Promise<Attempt> {
  const form = new FormData()
  form.set('size', String(file.size))
  form.set('requestKey', key)
  form.set('file', new File([await file.arrayBuffer()], file.name))
  const reply = await line('POST', '/api/files', form, (bytes) => show(Math.min(bytes, file.size)))
  if (reply && 'refusal' in reply) return refused(reply.refusal)
  return reply?.id ? { id: reply.id } : noLine
}

async function inParts(
  file: File,
  line: Line,
  state: State,
  { show, finishing }: Pick<Watch, 'finishing'> & { show(bytes: number): void },
): Promise<Attempt> {
  const again = state.place && (await finish(line, state.place))
  if (again) return again
  state.place = null
  const said = JSON.stringify({ name: file.name, sizeBytes: file.size, sha256: state.sha256 })
  const begun = await line('POST', '/api/uploads', said)
  if (begun && 'refusal' in begun) return refused(begun.refusal)
  if (!begun?.id || begun.offset === undefined) return noLine
  state.from ??= begun.offset
  state.taken = begun.offset
  const place = placeOf(begun.id)
  for (let offset = begun.offset; offset < file.size; ) {
    show(offset)
    const part = await file.slice(offset, offset + partBytes).arrayBuffer()
    const taken = await line('PATCH', `${place}?offset=${offset}`, part, (bytes) => show(Math.min(offset + bytes, file.size)))
    if (taken && 'refusal' in taken) return elsewhere(taken.refusal)
    if (taken?.offset === undefined) return noLine
    offset = state.taken = taken.offset
    state.tries = 0
  }
  show(file.size)
  finishing(begun.id)
  const kept = await finish(line, place)
  if (kept) state.place = place
  return kept ?? noLine
}

const placeOf = (uploadId: string) => `/api/uploads/${uploadId}`

/** What became of an upload that was being finished when the page was lost: the file's id, or `null` where it is still to be sent. */
export async function finishUnheard(uploadId: string, line: Line): Promise<string | null> {
  const kept = await finish(line, placeOf(uploadId))
  return typeof kept === 'object' && kept !== null && 'id' in kept ? kept.id : null
}

/** Asked again, it is answered as the first time. `null`: there is nothing to finish there. */
async function finish(line: Line, place: string): Promise<Attempt | null> {
  const kept = await line('POST', place, '{}')
  if (kept && 'refusal' in kept) return startsOver.includes(kept.refusal.code) ? null : refused(kept.refusal)
  return kept?.id ? { id: kept.id } : noLine
}

/** The platform stands elsewhere than we thought, or knows of nothing any more: it says so when the upload is begun again. */
const startsOver: readonly Refusal['code'][] = ['uploadOffset', 'notFound']
/** A part that a proxy has cut short is sent again, too. */
const sentAgain: readonly Refusal['code'][] = [...startsOver, 'unreadableFile']
const elsewhere = (refusal: Refusal): Attempt => (sentAgain.includes(refusal.code) ? noLine : refused(refusal))
