import { createHash } from 'node:crypto'
import type { Random } from './random'

const grouped = (hex: string) => `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`

/** A version 7 id as of an instant: rows made later sort later, as they do in a living system. */
export function idAt(random: Random, atMs: number): string {
  const time = Math.floor(atMs).toString(16).padStart(12, '0')
  const digit = () => random.whole(0, 15).toString(16)
  const digits = (count: number) => Array.from({ length: count }, digit).join('')
  return grouped(`${time}7${digits(3)}${'89ab'.charAt(random.whole(0, 3))}${digits(15)}`)
}

/** The same id for the same name in every database (version 8). */
export function idOf(name: string): string {
  const hex = createHash('sha256').update(`qingyuan:${name}`).digest('hex')
  return grouped(`${hex.slice(0, 12)}8${hex.slice(13, 16)}${'89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4)}${hex.slice(17, 32)}`)
}
