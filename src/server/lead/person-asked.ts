import 'server-only'
import { normaliseIdNumber } from '#domain/kernel/identity-number'
import { blindIndex } from '#platform/field-cipher'

/**
 * What the queue is asked for one person: by an identity or document number its blind index, which tells nothing to whoever reads the
 * address; else the name in full. `null` for what can be neither.
 */
export function personAsked(who: string): { person: string } | { name: string } | null {
  const number = normaliseIdNumber(who)
  if (/^[0-9A-Z]{8,20}$/.test(number) && /\d{6}/.test(number)) return { person: blindIndex({ table: 'lead', column: 'id_number' }, number) }
  const name = who.replace(/\p{Cc}/gu, '').trim()
  return [...name].length >= 2 && !/\d/.test(name) ? { name } : null
}
