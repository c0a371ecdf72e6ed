import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { normaliseIdNumber } from '#domain/kernel/identity-number'
import { blindIndex, decryptField, encryptField } from '#platform/field-cipher'
import { currentTime } from '../clock/now'

/** A working day. What is found by it later is asked for anew. */
const goodForMs = 8 * 60 * 60 * 1_000

const placeOf = ({ userId }: Actor) => ({ table: 'lead', column: 'person_asked', id: userId })

/**
 * What the queue is asked for one person: by an identity or document number a value that only whoever asked can use, for a while, and that is
 * another each time: links, histories and logs do not tell whether two are about the same person. Else the name in full. `null` for what can
 * be neither.
 */
export function personAsked(actor: Actor, who: string, now = currentTime()): { person: string } | { name: string } | null {
  const number = normaliseIdNumber(who)
  if (/^[0-9A-Z]{8,20}$/.test(number) && /\d{6}/.test(number)) {
    const index = blindIndex({ table: 'lead', column: 'id_number' }, number)
    return { person: encryptField(placeOf(actor), `${now.getTime() + goodForMs}|${index}`) }
  }
  const name = who.replace(/\p{Cc}/gu, '').trim()
  return [...name].length >= 2 && !/\d/.test(name) ? { name } : null
}

/** The blind index of the person asked for; `null` where somebody else asked, or too long ago. */
export function personOf(actor: Actor, asked: string): string | null {
  const [until, index] = opened(actor, asked).split('|')
  return index !== undefined && Number(until) > currentTime().getTime() ? index : null
}

function opened(actor: Actor, asked: string): string {
  try {
    return decryptField(placeOf(actor), asked)
  } catch {
    return '' // sealed for another, changed, or of before values were sealed
  }
}
