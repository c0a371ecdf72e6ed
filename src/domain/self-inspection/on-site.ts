import type { Grant } from '../kernel/access'

/** What two inspectors find of one item on site (抽查复查). */
export const checkedLineResults = ['agrees', 'underDeclared', 'notRemedied'] as const
export type CheckedLineResult = (typeof checkedLineResults)[number]

export const checkDisputeStates = ['open', 'stands', 'changed'] as const
export type CheckDisputeState = (typeof checkDisputeStates)[number]

/** 两人以上: fewer cannot sign, and there are no more than sign. */
export const inspectorsAsked = 2

/** Why an inspector is one no longer. */
export const leavingReasons = ['replaced', 'recused'] as const
export type LeavingReason = (typeof leavingReasons)[number]
export const isLeavingReason = (reason: string): reason is LeavingReason => (leavingReasons as readonly string[]).includes(reason)

type Line = { result: CheckedLineResult; differenceFen: bigint | null }

/** What the lines of an institution say together. Nobody types it. */
export function resultOf(lines: readonly Line[]): { result: 'agrees' | 'discrepancy'; discrepancyFen: bigint | null } {
  if (lines.every(({ result }) => result === 'agrees')) return { result: 'agrees', discrepancyFen: null }
  return { result: 'discrepancy', discrepancyFen: lines.reduce((sum, { differenceFen }) => sum + (differenceFen ?? 0n), 0n) }
}

/** Whether a line says all that its result asks for: under-declared by how much, and anything but agreement in words. */
export function isWhole({ result, differenceFen, note }: Line & { note: string }): boolean {
  if (result === 'agrees') return differenceFen === null
  const amount = result === 'underDeclared' ? differenceFen !== null && differenceFen > 0n : differenceFen === null || differenceFen > 0n
  return amount && note !== ''
}

type CheckRelation = 'owned' | 'drawn' | 'ownInstitution'

/** Inspecting is for people of the agency that drew; which of them, the assignment says. */
export const inspectGrants = [
  { role: 'handler', as: 'drawn' },
  { role: 'reviewer', as: 'drawn' },
] as const satisfies readonly Grant<CheckRelation>[]
export const disputeGrants = [{ role: 'complianceOfficer', as: 'ownInstitution' }] as const satisfies readonly Grant<CheckRelation>[]
/** Decided in the agency that drew, by somebody who inspected nothing there. */
export const decideDisputeGrants = [
  { role: 'reviewer', as: 'drawn' },
  { role: 'approver', as: 'drawn' },
] as const satisfies readonly Grant<CheckRelation>[]
