// SHA-256 (FIPS 180-4), a piece at a time. The browser's own is missing where a bureau serves plain http, and takes a file only whole.

const primes = (() => {
  const found: number[] = []
  for (let n = 2; found.length < 64; n++) if (found.every((prime) => n % prime !== 0)) found.push(n)
  return found
})()
const fraction = (root: number) => ((root - Math.floor(root)) * 2 ** 32) | 0
const begins = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)))
const rounds = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)))

const turn = (word: number, by: number) => (word >>> by) | (word << (32 - by))

/** Takes one block of 64 bytes into the state. `words` is only scratch. */
function take(state: Int32Array, words: Int32Array, bytes: Uint8Array, from: number): void {
  for (let t = 0; t < 16; t++) {
    const at = from + 4 * t
    words[t] = ((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
  }
  for (let t = 16; t < 64; t++) {
    const [early, late] = [words[t - 15] ?? 0, words[t - 2] ?? 0]
    const small0 = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)
    const small1 = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10)
    words[t] = (words[t - 16] ?? 0) + small0 + (words[t - 7] ?? 0) + small1
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let t = 0; t < 64; t++) {
    const large1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)
    const first = (h + large1 + ((e & f) ^ (~e & g)) + (rounds[t] ?? 0) + (words[t] ?? 0)) | 0
    const large0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)
    const second = (large0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + first) | 0
    d = c
    c = b
    b = a
    a = (first + second) | 0
  }
  const [s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0] = state
  state.set([s0 + a, s1 + b, s2 + c, s3 + d, s4 + e, s5 + f, s6 + g, s7 + h])
}

/** A digest under way: pieces of any length, then the hash in hexadecimal, once. */
export function sha256() {
  const state = Int32Array.from(begins)
  const words = new Int32Array(64)
  const block = new Uint8Array(64)
  let filled = 0
  let length = 0

  const add = (bytes: Uint8Array) => {
    length += bytes.byteLength
    let at = 0
    if (filled > 0) {
      at = Math.min(64 - filled, bytes.byteLength)
      block.set(bytes.subarray(0, at), filled)
      filled += at
      if (filled < 64) return
      take(state, words, block, 0)
    }
    for (; at + 64 <= bytes.byteLength; at += 64) take(state, words, bytes, at)
    block.set(bytes.subarray(at))
    filled = bytes.byteLength - at
  }

  const hex = () => {
    const bits = length * 8
    const end = new Uint8Array((filled < 56 ? 64 : 128) - filled)
    end[0] = 0x80
    const view = new DataView(end.buffer)
    view.setUint32(end.byteLength - 8, Math.floor(bits / 2 ** 32))
    view.setUint32(end.byteLength - 4, bits >>> 0)
    add(end)
    return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
  }
  return { add, hex }
}
