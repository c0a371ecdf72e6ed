import { z } from 'zod'
import { answerKinds } from '../answers'

/** What the pack knew of an answer and of a finding, word for word. `fen` travel as text: JSON has no whole numbers of that size. */
export const packAnswer = z.strictObject({ answer: z.enum(answerKinds), reason: z.string() })
export const packFinding = z.strictObject({
  behaviour: z.string(),
  peopleCount: z.number(),
  periodFrom: z.string(),
  periodTo: z.string(),
  billedFen: z.string(),
  irregularFen: z.string(),
  fundLossFen: z.string(),
  cause: z.string(),
  remedy: z.string(),
  remedyDueOn: z.string().nullable(),
})
export const packRefund = z.strictObject({ amountFen: z.string(), paidOn: z.string(), voucherNumber: z.string() })
export type PackAnswer = z.infer<typeof packAnswer>
export type PackFinding = z.infer<typeof packFinding>
export type PackRefund = z.infer<typeof packRefund>

/** Which pack it is. */
export const packHead = z.strictObject({
  format: z.literal(1),
  packId: z.uuid(),
  filingId: z.uuid(),
  filingNumber: z.string(),
  institutionId: z.uuid(),
  institutionName: z.string(),
  checklistId: z.uuid(),
  checklistName: z.string(),
  checklistVersion: z.number(),
  keyId: z.string(),
  madeAt: z.string(),
})
export type PackHead = z.infer<typeof packHead>

/**
 * One row of a pack. `key` is the id that its finding has or will have. A row with an item's first line carries its answer; one for a
 * further finding does not; a spare one names no item, the person does. `version` 0: there was none.
 */
export const packKey = z.strictObject({
  key: z.uuid(),
  sheet: z.string(),
  itemId: z.uuid().nullable(),
  code: z.string().nullable(),
  answer: z.strictObject({ version: z.number(), base: packAnswer.nullable() }).nullable(),
  finding: z.strictObject({ version: z.number(), base: packFinding.nullable() }),
})
export type PackKey = z.infer<typeof packKey>

export type PackManifest = { head: PackHead; rows: readonly PackKey[] }

/** One line of the hidden sheet for the pack, one for each row; in an alphabet that no spreadsheet program reads anything into. */
export const manifestLines = ({ head, rows }: PackManifest): string[] => [head, ...rows].map((line) => encoded(JSON.stringify(line)))

/** The manifest that lines spell; `null` when they are no pack's. */
export function readManifest(lines: readonly string[]): PackManifest | null {
  const [first, ...others] = lines.map(decoded)
  const head = packHead.safeParse(first)
  const rows = z.array(packKey).safeParse(others)
  return head.success && rows.success ? { head: head.data, rows: rows.data } : null
}

/** What is signed. */
export const signedText = (lines: readonly string[]): string => lines.join('\n')

function encoded(text: string): string {
  const binary = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

function decoded(line: string): unknown {
  try {
    const binary = atob(line.replaceAll('-', '+').replaceAll('_', '/'))
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(binary, (letter) => letter.charCodeAt(0))))
  } catch {
    return null
  }
}
