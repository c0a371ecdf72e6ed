import { createHash, randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { partBytes } from '#domain/file/parts'
import { type Line, type Pause, type Reply, sendFile } from './send-file'

/** A platform that takes parts as ours does, over a line that fails as often as `breaks` says. */
function platform({ breaks = [] as readonly number[], held = new Uint8Array(), refuse = null as Reply } = {}) {
  const seen = { bytes: held, requests: [] as string[], digest: '' }
  let request = 0
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
    if (broken) return null
    if (path === '/api/uploads') {
      seen.digest = JSON.parse(String(body)).sha256
      return { id: 'u', offset: seen.bytes.length }
    }
    return refuse ?? { id: 'f' }
  }
  return { line, seen }
}

function watched(goesOn: (pause: Pause, at: number) => boolean = () => true) {
  const pauses: Pause[] = []
  const percents: number[] = []
  const froms = new Set<number>()
  return {
    pauses,
    percents,
    froms,
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

it('waits for whoever has to sign in again, and takes what speaks against the file for an answer', async () => {
  const bytes = randomBytes(partBytes + 1)
  const signedOut = platform({ refuse: { refusal: { code: 'notSignedIn' } } })
  const watch = watched((_pause, at) => at < 2)
  expect(await sendFile(new File([bytes], 'a.pdf'), signedOut.line, watch)).toBe('givenUp')
  expect(watch.pauses.map(({ why }) => why)).toEqual(['signedOut', 'signedOut'])
  const refusal = { code: 'unreadableFile', detail: { reading: 'E-FILE-01' } } as const
  expect(await sendFile(new File([bytes], 'a.pdf'), platform({ refuse: { refusal } }).line, watched())).toEqual({ refusal })
})

it('sends a short file in one request, again and whole after a break', async () => {
  const asked: string[] = []
  const line: Line = async (method, path, body) => {
    asked.push(`${method} ${path} ${body instanceof FormData ? body.get('size') : ''}`)
    return asked.length < 2 ? null : { id: 'f' }
  }
  expect(await sendFile(new File(['说明'], 'a.txt'), line, watched())).toEqual({ id: 'f' })
  expect(asked).toEqual(['POST /api/files 6', 'POST /api/files 6'])
})
