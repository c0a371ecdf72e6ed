import { ok, type Result, refuse } from '../kernel/result'
import { bareText as bare } from '../person/named-in'

/** Who reported, as far as they said. */
export type Reporter = { name: string; contact: string; idNumber: string }

/** Parts of a contact that tell who it is by themselves: a number, an address of mail. */
const parts = (contact: string) =>
  contact
    .split(/[\s,，;；、]+/)
    .map(bare)
    .filter((part) => part.length >= 6)

/**
 * No text of a report names who made it: not the name, not the contact, not the number of the identity. What is refused is not said again.
 * Refuses `namesReporter`.
 */
export function withoutReporter(texts: readonly string[], reporter: Reporter | null): Result<void> {
  if (reporter === null) return ok(undefined)
  const { name, contact, idNumber } = reporter
  const secrets = [bare(name), bare(idNumber), bare(contact), ...parts(contact)].filter((secret) => secret.length > 1)
  return texts.some((text) => secrets.some((secret) => bare(text).includes(secret))) ? refuse('namesReporter') : ok(undefined)
}
