import type { Basis } from '#domain/law/law'
import { basisOf, type ViolationCode } from '../violation-types'

export type ChecklistField = 'orthopaedics' | 'haemodialysis' | 'cardiology' | 'imaging' | 'laboratory' | 'rehabilitation' | 'general'
export type InstitutionKind = 'hospital' | 'healthCentre' | 'clinic' | 'pharmacy'

/** V1 read in a published decision, V2 in a secondary source, M a practitioner's knowledge nobody has verified (未核实). */
export type Confidence = 'V1' | 'V2' | 'M'

export type ChecklistItem = {
  code: string
  field: ChecklistField
  /** The problem, as an institution answers for it. */
  text: string
  /** What to compare with what. */
  check: string
  /** More than one where the aim decides which it is. */
  violations: readonly ViolationCode[]
  basis: readonly Basis[]
  evidence: readonly string[]
  /** Screening models that find candidates. */
  models: readonly string[]
  confidence: Confidence
  appliesTo: readonly InstitutionKind[]
}

/** An item as its file writes it. `evidence` is separated by 、, `models` by spaces. */
export type ItemRow = {
  code: string
  text: string
  check: string
  violations: readonly ViolationCode[]
  evidence: string
  models: string
  confidence: Confidence
  /** Whom it concerns beside hospitals and health centres. */
  appliesTo?: readonly InstitutionKind[]
}

/** The items of one field, each with the articles its violations fall under. */
export const itemsOf = (field: ChecklistField, rows: readonly ItemRow[]): ChecklistItem[] =>
  rows.map(({ appliesTo = [], ...row }) => ({
    ...row,
    field,
    basis: basisOf(row.violations),
    evidence: row.evidence.split('、'),
    models: row.models.split(' '),
    appliesTo: ['hospital', 'healthCentre', ...appliesTo],
  }))
