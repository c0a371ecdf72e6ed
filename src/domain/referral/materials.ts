import { ok, type Result, refuse } from '../kernel/result'
import type { ReferralKind } from './kinds'

export const materialKinds = [
  'transferLetter',
  'investigationReport',
  'itemList',
  'examinationReport',
  'penaltyDecision',
  'evidence',
  'other',
] as const
export type MaterialKind = (typeof materialKinds)[number]

/** What goes along at least. To the police by 第六条; an `examinationReport` only where there is one. */
const required: Readonly<Record<ReferralKind, readonly MaterialKind[]>> = {
  police: ['transferLetter', 'investigationReport', 'itemList'],
  health: ['transferLetter'],
  billVerification: ['transferLetter'],
  discipline: ['transferLetter'],
  other: ['transferLetter'],
  handBack: ['transferLetter'],
}

type Material = { kind: MaterialKind; fileId: string | null }

export const missingMaterials = (kind: ReferralKind, materials: readonly Material[]): readonly MaterialKind[] =>
  required[kind].filter((wanted) => !materials.some((material) => material.kind === wanted && material.fileId !== null))

/** How far the list of materials is complete, as the inbox shows it. */
export function materialCompleteness(kind: ReferralKind, materials: readonly Material[]): { held: number; wanted: number } {
  const missing = missingMaterials(kind, materials).length
  const held = materials.filter((material) => material.fileId !== null).length
  return { held, wanted: held + missing }
}

/** Refuses `documentsMissing`, naming each missing kind. A material without its file counts as missing. */
export function documentsComplete({ kind, materials }: { kind: ReferralKind; materials: readonly Material[] }): Result<void> {
  const missing = missingMaterials(kind, materials)
  return missing.length === 0 ? ok(undefined) : refuse('documentsMissing', { missing })
}
