import { createHash, randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { partBytes } from '#domain/file/parts'
import { finishUnheard, type Line, type Pause, type Reply, sendFile } from './send-file'

/** A platform that takes parts as ours does, over a line that fails as often as `breaks` says: what was to be finished was, only its answer is lost. */
function platform({ breaks = [] as readonly number[], held = new Uint8Array(), refuse = null as Reply } = {}) {
  const seen = { bytes: held, requests: [] as string[], digest: '', files: 0 }
  let request = 0
  let finished = false
  const line: Line = async (method, path, body, sent) => {
    seen.requests.push(`${method} ${path}`)
    const broken = breaks.includes(request++)
    if (body instanceof ArrayBuffer) {
      sent?.(body.byteLength / 2)
      if (broken) return null
      const offset = Number(path.split('=')[1])
      if (offset !== seen.bytes.length) return { refusal: { code: 'uploadOffset', detail: { offset: seen.bytes.length } } }
      seen.bytes = Buffer.concat([seen.bytes, new Uint8Array(body)])
      return { offset: seen.bytes.length }
    }
    if (path === '/api/uploads') {
      if (broken) return null
      if (finished) seen.bytes = new Uint8Array() // it knows nothing of it any more
      finished = false
      seen.digest = JSON.parse(String(body)).sha256
      return { id: 'u', offset: seen.bytes.length }
    }
    if (refuse) return broken ? null : refuse
    if (!finished) seen.files += 1
    finished = true
    return broken ? null : { id: 'f' }
  }
  return { line, seen }
}

function watched(goesOn: (pause: Pause, at: number) => boolean = () => true, givenUp = new AbortController().signal) {
  const pauses: Pause[] = []
  const percents: number[] = []
  const froms = new Set<number>()
  const finished: string[] = []
  return {
    pauses,
    percents,
    froms,
    givenUp,
    finishing: (id: string) => finished.push(id),
    finished,
    progress: ({ percent, reading, from }: { percent: number; reading: boolean; from: number }) => {
      if (!reading) percents.push(percent)
      froms.add(from)
    },
    pause: async (pause: Pause) => goesOn(pause, pauses.push(pause)),
  }
}

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

it('goes on from where the platform stands after each break, and never back', async () => {
  const bytes = randomBytes(4 * partBytes + 77)
  const { line, seen } = platform({ breaks: [0, 3, 5, 6, 12] })
  const watch = watched()
  expect(await sendFile(new File([bytes], 'a.pdf'), line, watch)).toEqual({ id: 'f' })
  expect([hash(seen.bytes), seen.digest]).toEqual([hash(bytes), hash(bytes)])
  expect(watch.pauses.map(({ why, seconds }) => [why, seconds])).toEqual([
    ['noLine', 1],
    ['noLine', 1],
    ['noLine', 2],
    ['noLine', 4],
    ['noLine', 1],
  ])
  expect(watch.pauses.map(({ percent }) => percent)).toEqual([...watch.pauses.map(({ percent }) => percent)].sort((a, b) => a - b))
  expect(watch.percents.at(-1)).toBe(100)
})

it('waits longer each time nothing gets through, but never more than a minute, until the person gives up', async () => {
  const { line } = platform({ breaks: Array.from({ length: 99 }, (_, at) => at) })
  const watch = watched((_pause, at) => at < 10)
  expect(await sendFile(new File([randomBytes(partBytes + 1)], 'a.pdf'), line, watch)).toBe('givenUp')
  expect(watch.pauses.map(({ seconds }) => seconds)).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60, 60])
})

it('of a file that the platform has begun sends the rest, and says from where', async () => {
  const bytes = randomBytes(4 * partBytes)
  const { line, seen } = platform({ held: bytes.subarray(0, 3 * partBytes) })
  const watch = watched()
  expect(await sendFile(new File([bytes], 'a.pdf'), line, watch)).toEqual({ id: 'f' })
  expect(seen.requests).toEqual(['POST /api/uploads', `PATCH /api/uploads/u?offset=${3 * partBytes}`, 'POST /api/uploads/u'])
  expect(Math.max(...watch.froms)).toBe(75)
})

it('finishes once what arrived whole, however often the answer is lost', async () => {
  const bytes = randomBytes(2 * partBytes)
  const { line, seen } = platform({ breaks: [3, 4] })
  expect(await sendFile(new File([bytes], 'a.pdf'), line, watched())).toEqual({ id: 'f' })
  expect(seen.requests.slice(3)).toEqual(Array(3).fill('POST /api/uploads/u'))
  expect([seen.files, hash(seen.bytes)]).toEqual([1, hash(bytes)])
})

it('says under which id it is finished before it is, so that whoever comes later asks for its end and not for its bytes', async () => {
  const bytes = randomBytes(2 * partBytes)
  const { line, seen } = platform({ breaks: [3] })
  const watch = watched(() => false)
  expect(await sendFile(new File([bytes], 'a.pdf'), line, watch)).toBe('givenUp')
  expect(watch.finished).toEqual(['u'])
  expect(await finishUnheard('u', line)).toBe('f')
  expect([seen.files, seen.requests.length]).toEqual([1, 5])
  const [unknown, broken] = [platform({ refuse: { refusal: { code: 'uploadOffset' } } }), platform({ breaks: [0] })]
  for (const { line } of [unknown, broken]) expect(await finishUnheard('u', line)).toBeNull()
})

it('begins again where nothing is left to finish', async () => {
  const bytes = randomBytes(2 * partBytes)
  const { line, seen } = platform({ breaks: [3] })
  const forgetful: Line = async (method, path, ...rest) => {
    if (seen.requests.length === 4 && path === '/api/uploads/u') {
      seen.requests.push('forgotten')
      return { refusal: { code: 'notFound' } }
    }
    return line(method, path, ...rest)
  }
  expect(await sendFile(new File([bytes], 'a.pdf'), forgetful, watched())).toEqual({ id: 'f' })
  expect(seen.requests.slice(4, 6)).toEqual(['forgotten', 'POST /api/uploads'])
})

it.each([
  ['while it is read', 0],
  ['between two parts', 2],
])('is given up %s, without another request', async (_when, requests) => {
  const { line, seen } = platform()
  const person = new AbortController()
  const watch = watched(undefined, person.signal)
  const progress = (now: Parameters<typeof watch.progress>[0]) => {
    if (seen.requests.length === requests) person.abort()
    watch.progress(now)
  }
  expect(await sendFile(new File([randomBytes(4 * partBytes)], 'a.pdf'), line, { ...watch, progress })).toBe('givenUp')
  expect([seen.requests.length, seen.files, watch.pauses]).toEqual([requests, 0, []])
})

it('waits for whoever has to sign in again, and takes what speaks against the file for an answer', async () => {
  const bytes = randomBytes(partBytes + 1)
  const signedOut = platform({ refuse: { refusal: { code: 'notSignedIn' } } })
  const watch = watched((_pause, at) => at < 2)
  expect(await sendFile(new File([bytes], 'a.pdf'), signedOut.line, watch)).toBe('givenUp')
  expect(watch.pauses.map(({ why }) => why)).toEqual(['signedOut', 'signedOut'])
  const refusal = { code: 'unreadableFile', detail: { reading: 'E-FILE-01' } } as const
  expect(await sendFile(new File([bytes], 'a.pdf'), platform({ refuse: { refusal } }).line, watched())).toEqual({ refusal })
})

it('sends a short file in one request, again and whole after a break, under the one key of that file', async () => {
  const asked: string[] = []
  const keys: unknown[] = []
  const line: Line = async (method, path, body) => {
    asked.push(`${method} ${path} ${body instanceof FormData ? body.get('size') : ''}`)
    if (body instanceof FormData) keys.push(body.get('requestKey'))
    return asked.length % 2 ? null : { id: 'f' }
  }
  for (const _file of [1, 2]) expect(await sendFile(new File(['说明'], 'a.txt'), line, watched())).toEqual({ id: 'f' })
  expect(asked).toEqual(Array(4).fill('POST /api/files 6'))
  expect([keys[0], keys[2]]).toEqual([keys[1], keys[3]])
  expect(keys[0]).not.toBe(keys[2])
})
