import 'server-only'
import { randomUUID } from 'node:crypto'
import { type Reporter, withoutReporter } from '#domain/whistle/reporter'
import { decryptField, encryptField } from '#platform/field-cipher'
import { whereParentOf } from '../access'
import type { Context } from '../command'
import { must } from '../refused'

const table = 'whistle_identity'
const at = (id: string, column: 'name_cipher' | 'contact_cipher' | 'code_cipher') => ({ table, column, id })

/** Seals who made a report, where they said anything of themselves. */
export async function sealReporter({ tx }: Context, reportId: string, { name, contact, idNumber }: Reporter): Promise<void> {
  if (name === '' && contact === '' && idNumber === '') return
  const id = randomUUID()
  await tx.whistleIdentity.create({
    data: {
      ...{ id, reportId, nameCipher: encryptField(at(id, 'name_cipher'), name) },
      ...{ contactCipher: encryptField(at(id, 'contact_cipher'), contact), codeCipher: encryptField(at(id, 'code_cipher'), idNumber) },
    },
  })
}

/** Who made a report, to its keeper; `null` to everybody else, and where nothing is known. */
export async function reporterOf({ tx, actor }: Context, reportId: string): Promise<Reporter | null> {
  const row = await tx.whistleIdentity.findFirst({ where: { reportId, report: whereParentOf(actor, 'whistleIdentity') } })
  if (!row) return null
  return {
    name: decryptField(at(row.id, 'name_cipher'), row.nameCipher),
    contact: decryptField(at(row.id, 'contact_cipher'), row.contactCipher),
    idNumber: decryptField(at(row.id, 'code_cipher'), row.codeCipher),
  }
}

/** Nothing that is written on a report names who made it. Refuses `namesReporter`. */
export async function mustNameNobody(context: Context, reportId: string, texts: readonly string[]): Promise<void> {
  must(withoutReporter(texts, await reporterOf(context, reportId)))
}
