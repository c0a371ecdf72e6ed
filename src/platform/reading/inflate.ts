import { crc32, createInflateRaw, inflateRawSync, constants as zlib } from 'node:zlib'

const PIECE_BYTES = 1 << 18

/** What a packed entry inflates to, piece by piece. */
export function inflated(packed: Uint8Array): AsyncIterable<Uint8Array> {
  const inflate = createInflateRaw({ chunkSize: PIECE_BYTES })
  inflate.end(packed)
  return inflate
}

/** zlib reports damaged or cut-off data by codes of its own, such as Z_DATA_ERROR. */
export const isDamage = (error: unknown): boolean => error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')

export const checksum = (piece: Uint8Array, before: number): number => crc32(piece, before)

/** How a packed entry begins; nothing where that cannot be said. */
export function firstBytes(packed: Uint8Array): Uint8Array {
  try {
    return inflateRawSync(packed.subarray(0, 256), { finishFlush: zlib.Z_SYNC_FLUSH, maxOutputLength: 1 << 18 })
  } catch {
    return new Uint8Array()
  }
}
