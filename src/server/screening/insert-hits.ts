import 'server-only'
import { maskSubject } from '#domain/lead/subjects'
import type { KnownDocument } from '#domain/person/identity-number'
import { maskedKey } from '#domain/screening/data-quality'
import type { Tx } from '#platform/db'
import { blindIndex, encryptField } from '#platform/field-cipher'
import { clueOf } from './clue'
import { documentOf, personIndex } from './person-index'
import type { HitLine } from './run-over-store'

/** What is sealed with a hit. `document`: of the person whom it is about, where the delivery tells one. */
export type SealedHit = { subject: string; evidence: Record<string, unknown>; document?: KnownDocument }

/** Whom a hit is about, as it may be shown: people are masked, at work and insured alike. */
export const subjectShown = (type: string, id: string): string =>
  type === 'person' ? maskedKey(id) : type === 'staff' || type === 'doctor' ? maskSubject('doctorCode', id) : id

/** A person's number is looked for under the index that leads have, so that a clue meets the leads about the same person. */
const indexOf = ({ subject_type, subject_id }: HitLine, document: KnownDocument | null) =>
  subject_type === 'person'
    ? personIndex(document, subject_id)
    : blindIndex({ table: 'screening_hit', column: 'subject' }, `${subject_type}|${subject_id}`)

const fingerprintOf = (line: HitLine) => blindIndex({ table: 'screening_hit', column: 'fingerprint' }, clueOf(line))

type Known = { id: string; code: string; name: string; region_no: number }

/** Hits as rows: their subject and evidence sealed, their institution the one that the register knows by its code. */
export async function hitRows(
  tx: Tx,
  run: { id: string; agencyId: string; regionNo: number },
  lines: readonly HitLine[],
): Promise<object[]> {
  const codes = [...new Set(lines.map(({ institution }) => institution).filter((code) => code !== ''))]
  const known = await tx.$queryRaw<Known[]>`SELECT id::text, code, name, region_no FROM institution WHERE code = ANY(${codes})`
  const byCode = new Map(known.map((one) => [one.code, one]))
  const [made] = await tx.$queryRaw<
    { ids: string[] }[]
  >`SELECT array_agg(uuidv7()::text) AS ids FROM generate_series(1, ${lines.length}::int)`
  return lines.map((line, at) => {
    const id = made?.ids[at] ?? ''
    const institution = byCode.get(line.institution)
    const document = documentOf(line.certno)
    const evidence = JSON.parse(line.evidence) as Record<string, unknown> // brought into form by the engine
    const sealed: SealedHit = { subject: line.subject_id, evidence, ...(document ? { document } : {}) }
    return {
      ...{
        id,
        run_id: run.id,
        agency_id: run.agencyId,
        department: 'MI',
        region_no: run.regionNo,
        code: line.code,
        model_version: line.version,
      },
      ...{ grade: line.grade, subject_type: line.subject_type, subject_index: indexOf(line, document), fingerprint: fingerprintOf(line) },
      subject_masked: subjectShown(line.subject_type, line.subject_id),
      institution_id: institution?.id ?? null,
      institution_code: line.institution,
      institution_name: institution?.name ?? (line.institution_name || line.institution),
      place_no: institution?.region_no ?? run.regionNo,
      ...{ period: line.period, involved_fen: line.involved_fen, irregular_fen: line.irregular_fen, fund_loss_fen: line.fund_loss_fen },
      sealed: encryptField({ table: 'screening_hit', column: 'sealed', id }, JSON.stringify(sealed)),
    }
  })
}

/** Many rows as one value. */
export async function insertHits(tx: Tx, rows: readonly object[]): Promise<void> {
  await tx.$executeRawUnsafe(
    'INSERT INTO screening_hit SELECT * FROM json_populate_recordset(NULL::screening_hit, $1::json)',
    JSON.stringify(rows),
  )
}
