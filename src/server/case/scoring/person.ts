import 'server-only'
import { maskPersonName } from '#domain/person/person-name'
import { blindIndex, decryptField, encryptField } from '#platform/field-cipher'

const table = 'case_scoring'
const nameAt = (id: string) => ({ table, column: 'name_cipher', id })
const codeAt = (id: string) => ({ table, column: 'code_cipher', id })

type Person = { name: string; code: string }
type Sealed = { id: string; nameCipher: string; codeCipher: string }

/** Who is scored, as the row keeps it: sealed, and found again by the code alone. */
export const sealPerson = (id: string, { name, code }: Person) => ({
  nameCipher: encryptField(nameAt(id), name),
  codeCipher: encryptField(codeAt(id), code),
  codeIndex: blindIndex({ table, column: 'code' }, code),
})

export const openPerson = ({ id, nameCipher, codeCipher }: Sealed): Person => ({
  name: decryptField(nameAt(id), nameCipher),
  code: decryptField(codeAt(id), codeCipher),
})

/** What a page shows of a person. */
export function maskPerson(sealed: Sealed): Person {
  const { name, code } = openPerson(sealed)
  const head = code.length < 10 ? 0 : 2
  return { name: maskPersonName(name), code: `${code.slice(0, head)}${'*'.repeat(code.length - head - 2)}${code.slice(-2)}` }
}
