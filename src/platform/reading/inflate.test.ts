import { randomBytes } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import * as onNode from './inflate'
import * as inBrowser from './inflate-in-browser'

const gather = async (pieces: AsyncIterable<Uint8Array>) => {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(Uint8Array.from(piece))
  return Buffer.concat(all)
}

const samples = [Buffer.alloc(0), Buffer.from('费用明细'), Buffer.alloc(3_000_000, 'a'), randomBytes(200_000)]

describe('what a browser inflates', () => {
  it.each(samples.map((bytes) => [bytes.length, bytes] as const))('is what Node inflates: %d bytes', async (_, bytes) => {
    const packed = Uint8Array.from(deflateRawSync(bytes))
    const inflated = await gather(inBrowser.inflated(packed))
    expect(inflated.equals(bytes)).toBe(true)
    expect((await gather(onNode.inflated(packed))).equals(bytes)).toBe(true)
    expect(inBrowser.checksum(inflated, 0)).toBe(onNode.checksum(inflated, 0))
  })

  it('has the same beginning', () => {
    const packed = deflateRawSync(Buffer.from(`PK\u0003\u0004${'x'.repeat(5000)}`))
    expect([...inBrowser.firstBytes(packed).subarray(0, 4)]).toEqual([...onNode.firstBytes(packed).subarray(0, 4)])
  })

  it.each([
    ['cut off', deflateRawSync(randomBytes(50_000)).subarray(0, 20_000)],
    ['no such data', Buffer.alloc(5_000, 0xff)],
  ])('is refused as damaged: %s', async (_, packed) => {
    const [here, there] = await Promise.all(
      [inBrowser, onNode].map((way) =>
        gather(way.inflated(Uint8Array.from(packed))).then(
          () => 'read',
          (error) => (way.isDamage(error) ? 'damaged' : String(error)),
        ),
      ),
    )
    expect([here, there]).toEqual(['damaged', 'damaged'])
  })
})
