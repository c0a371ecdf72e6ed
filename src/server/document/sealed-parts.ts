import 'server-only'
import { isBlank } from '#domain/document/blanks'
import { sealedPart } from '#domain/document/paper-fields'
import { hasCreditCodeForm } from '#domain/institution/codes'
import { maskIdentityNumber } from '#domain/person/identity-number'
import { decryptField, encryptField } from '#platform/field-cipher'

type Input = Record<string, unknown>

const sealedBy = 'sealed:'
/** A paper is sealed for its matter, so that what is told to one paper of a case can be said on the next. */
const placeOf = (subjectId: string) => ({ table: 'official_document', column: 'input', id: subjectId })

/** An institution's number is public: its code has the form of one, and letters: its check digits are wrong too often to be asked. */
const isPersonal = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && !isBlank(value) && (/^\d+[\dX]$/i.test(value) || !hasCreditCodeForm(value))

/** What a paper says, as it is kept: nobody reads a person's number in the database. */
export function sealParts(subjectId: string, input: Input): Input {
  const value = input[sealedPart]
  if (!isPersonal(value) || value.startsWith(sealedBy)) return input
  return { ...input, [sealedPart]: sealedBy + encryptField(placeOf(subjectId), value) }
}

/** What was kept, as the paper prints it. Drafts of before hold their numbers open. */
export function openParts(subjectId: string, kept: unknown): Input {
  const input = kept as Input // an object was stored
  const value = input[sealedPart]
  if (typeof value !== 'string' || !value.startsWith(sealedBy)) return input
  return { ...input, [sealedPart]: decryptField(placeOf(subjectId), value.slice(sealedBy.length)) }
}

/** What a page shows of it. */
export function maskParts(input: Input): Input {
  const value = input[sealedPart]
  return isPersonal(value) ? { ...input, [sealedPart]: maskIdentityNumber(value) } : input
}
