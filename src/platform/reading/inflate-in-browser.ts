import { Inflate } from 'fflate'

/** The same as `inflate.ts`, in a browser. */

/** Packed bytes at a time: no more than a thousand times as much comes out before it is counted. */
const STEP_BYTES = 1 << 14

export async function* inflated(packed: Uint8Array): AsyncIterable<Uint8Array> {
  const pieces: Uint8Array[] = []
  const inflate = new Inflate((piece) => {
    pieces.push(piece)
  })
  for (let at = 0; at === 0 || at < packed.length; at += STEP_BYTES) {
    inflate.push(packed.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= packed.length)
    yield* pieces.splice(0)
  }
}

/** fflate numbers what is wrong with the data. */
export const isDamage = (error: unknown): boolean => error instanceof Error && 'code' in error && typeof error.code === 'number'

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

export function checksum(piece: Uint8Array, before: number): number {
  let crc = ~before
  for (const byte of piece) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] ?? 0)
  return ~crc >>> 0
}

export function firstBytes(packed: Uint8Array): Uint8Array {
  const pieces: Uint8Array[] = []
  try {
    new Inflate((piece) => {
      pieces.push(piece)
    }).push(packed.subarray(0, 256))
  } catch {
    // what came out before the damage is what is asked for
  }
  return pieces[0] ?? new Uint8Array()
}
