import type { Grant } from '../kernel/access'
import { byOfficer, type CaseRelation } from './grants'

/** What is put together of a case as one file: its evidence to hand out, and the parts of its volume (正卷、副卷、密卷). */
export const caseBundleKinds = ['evidencePackage', 'volume', 'innerVolume', 'secretVolume'] as const
export type CaseBundleKind = (typeof caseBundleKinds)[number]
export type VolumeKind = Exclude<CaseBundleKind, 'evidencePackage'>

export const caseBundleStates = ['making', 'made', 'failed', 'cancelled'] as const
export type CaseBundleState = (typeof caseBundleStates)[number]

/** Whoever of the agency handles or decides; the secret part asks besides for the clearance. */
const byCleared = [
  { role: 'handler', as: 'ownAgency' },
  { role: 'approver', as: 'ownAgency' },
] as const

type BundleRule = { name: string; secrecy: number; by: readonly Grant<CaseRelation>[] }

export const caseBundleRules: Readonly<Record<CaseBundleKind, BundleRule>> = {
  evidencePackage: { name: '证据包', secrecy: 2, by: byOfficer },
  volume: { name: '正卷', secrecy: 2, by: byOfficer },
  innerVolume: { name: '副卷', secrecy: 2, by: byOfficer },
  secretVolume: { name: '密卷', secrecy: 3, by: byCleared },
}

/** From its filing on there is something to put together, and for good. */
export const bundledStates = ['filed', 'investigating', 'decided', 'closed'] as const

/** The row of a file says how long it is in 32 bits, and a zip without extensions ends at four gigabytes. */
export const bundleBytesAtMost = 2_000_000_000
