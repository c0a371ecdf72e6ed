import 'server-only'
import { type FoundSubject, isPersonal, type LeadSubjectOrigin, maskSubject, shownValue } from '#domain/lead/subjects'
import { blindIndex, encryptField } from '#platform/field-cipher'
import type { Context } from '../command'
import { newIds } from './insert-leads'

/** A subject as it is kept. Its seal is bound to its id. */
export type SealedSubject = {
  id: string
  kind: FoundSubject['kind']
  masked: string
  key: string
  cipher: string | null
  said_as: string
}

/** By what two of a kind are found to be the same, without opening either. */
export const subjectKey = (kind: FoundSubject['kind'], value: string): string =>
  isPersonal(kind) ? blindIndex({ table: 'lead_subject', column: kind }, value) : value

export const sealedSubject = (id: string, { kind, value, saidAs }: FoundSubject): SealedSubject => ({
  ...{ id, kind, masked: maskSubject(kind, shownValue(kind, value)), key: subjectKey(kind, value), said_as: saidAs },
  cipher: isPersonal(kind) ? encryptField({ table: 'lead_subject', column: 'cipher', id }, value) : null,
})

/** The subjects of each row, sealed, in the order of the rows. */
export async function sealedSubjects(
  { tx }: Pick<Context, 'tx'>,
  rows: readonly { subjects: readonly FoundSubject[] }[],
): Promise<SealedSubject[][]> {
  const count = rows.reduce((sum, { subjects }) => sum + subjects.length, 0)
  if (count === 0) return []
  const ids = await newIds({ tx }, count)
  let used = 0
  return rows.map(({ subjects }) => subjects.map((subject) => sealedSubject(ids[used++] ?? '', subject)))
}

/** Puts subjects to their leads; one that stands already is left as it is. */
export async function keepSubjects(
  { tx }: Pick<Context, 'tx'>,
  origin: LeadSubjectOrigin,
  leads: readonly { leadId: string; subjects: readonly FoundSubject[] }[],
): Promise<void> {
  const sealed = await sealedSubjects({ tx }, leads)
  const rows = leads.flatMap(({ leadId }, at) => (sealed[at] ?? []).map((subject) => ({ ...subject, lead_id: leadId })))
  if (rows.length === 0) return
  await tx.$executeRaw`
    INSERT INTO lead_subject (id, lead_id, kind, masked, key, cipher, origin, said_as)
    SELECT id, lead_id, kind, masked, key, cipher, ${origin}::"LeadSubjectOrigin", said_as
    FROM json_to_recordset(${JSON.stringify(rows)}::json)
      AS row(id uuid, lead_id uuid, kind "LeadSubjectKind", masked text, key text, cipher text, said_as text)
    ON CONFLICT (lead_id, kind, key) DO NOTHING`
}
