import 'server-only'
import { reckoningText } from '#documents/reckoning'
import { isCivilDate } from '#domain/kernel/civil-date'
import type { ListedLead } from '#domain/lead/list/lead-list'
import type { RiskLevel } from '#domain/lead/steps'
import { subjectsOfRows } from '#domain/screening/row-subjects'
import { decryptField } from '#platform/field-cipher'
import type { Model } from '#screening/population/model'
import type { ModelLead } from '../lead/insert-model-batch'
import type { SealedHit } from './insert-hits'
import type { RowBehind } from './row-cells'
import type { HitBehind } from './rows-behind'

export const openSealed = (hit: { id: string; sealed: string }): SealedHit =>
  JSON.parse(decryptField({ table: 'screening_hit', column: 'sealed', id: hit.id }, hit.sealed)) as SealedHit // sealed by the run alone

/** What the rows of a hit are found by. */
export const behind = ({ subjectType, period }: { subjectType: string; period: string }, { subject, evidence }: SealedHit): HitBehind => ({
  evidence,
  subject,
  period,
  traceCode: subjectType === 'trace_code' ? subject : null,
})

/** A hit with what was sealed of it, and the rows that it rests on. */
export type OpenedHit = {
  id: string
  code: string
  modelVersion: string
  grade: RiskLevel
  subjectType: string
  subjectMasked: string
  institutionId: string | null
  institutionCode: string
  institutionName: string
  period: string
  involvedFen: bigint
  irregularFen: bigint
  fundLossFen: bigint
  opened: SealedHit
  rows: readonly RowBehind[]
}

const listed = (hit: OpenedHit, model: Model): ListedLead => ({
  ...{ sourceSheet: '', sourceRow: 0, leadNumber: null, batch: null, regionName: null, personName: null },
  ...{ institutionCode: hit.institutionId ? hit.institutionCode : null, institutionName: hit.institutionName || null },
  ...(hit.subjectType === 'person'
    ? (hit.opened.document ?? { idType: reckoningText.personNumber, idNumber: hit.opened.subject })
    : { idType: null, idNumber: null }),
  ...{ behaviour: model.title, amountFen: hit.irregularFen < 0n ? '0' : hit.irregularFen.toString() },
  settledOn: isCivilDate(hit.period) ? hit.period : null,
  note: reckoningText.note(hit),
  extra: {},
})

/** The lead that a hit becomes: with its model, clause, reckoning and rows. */
export function asLead(hit: OpenedHit, model: Model): ModelLead {
  const { code: modelCode, modelVersion, grade: risk, opened, rows } = hit
  const reasoning = reckoningText.reasoning(model, hit, opened.evidence)
  return { listed: listed(hit, model), modelCode, modelVersion, risk, clause: model.basis, reasoning, rows, subjects: subjectsOfRows(rows) }
}
