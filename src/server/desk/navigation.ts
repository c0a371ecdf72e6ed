import 'server-only'
import type { Department } from '#domain/department/department'
import type { Actor } from '#domain/kernel/access'

export type Place =
  | 'desk'
  | 'campaigns'
  | 'leads'
  | 'selfInspections'
  | 'filings'
  | 'statements'
  | 'beforeBilling'
  | 'cases'
  | 'referrals'
  | 'inbox'
  | 'letters'
  | 'documents'
  | 'summaries'
  | 'users'
  | 'grants'
  | 'audit'
  | 'parameters'

/** Those that write letters to be answered, or are written to. An insurance bureau comes to them from its referrals. */
const lettersOf: readonly Department[] = ['MI', 'HC', 'PS', 'PR', 'CT']
export const readsLetters = (actor: Actor): boolean =>
  actor.agencyKind === 'bureau' && actor.department !== null && lettersOf.includes(actor.department)

/** Where this person has something to do, most frequent first; at most seven. What would be empty is not offered. */
export function placesOf(actor: Actor): Place[] {
  if (actor.roles.includes('auditAdmin')) return ['audit']
  if (actor.roles.includes('securityAdmin')) return ['users', 'grants']
  if (actor.roles.includes('systemAdmin')) return ['grants', 'parameters']
  if (actor.institutionId) return ['desk', 'filings', 'statements', 'beforeBilling']
  if (actor.department === 'MI') return ['desk', 'campaigns', 'leads', 'selfInspections', 'cases', 'referrals', 'summaries']
  return readsLetters(actor) ? ['desk', 'inbox', 'letters', 'campaigns'] : ['desk', 'inbox', 'campaigns']
}

/** Whether a place is this person's at all: a page that is not answers like one that does not exist. */
export const goesTo = (actor: Actor, place: Place): boolean => placesOf(actor).includes(place)

/** The list of clocks is of whoever works at an agency; it opens from the desk. */
export const seesClocks = (actor: Actor): boolean => actor.agencyId !== null && goesTo(actor, 'desk')

export const hrefOf: Record<Place, string> = {
  desk: '/desk',
  campaigns: '/campaigns',
  leads: '/leads?open=1',
  selfInspections: '/self-inspections',
  filings: '/self-inspections',
  statements: '/statements',
  beforeBilling: '/before-billing',
  cases: '/cases',
  referrals: '/referrals',
  inbox: '/referrals',
  letters: '/letters',
  documents: '/documents',
  summaries: '/summaries',
  users: '/settings/users',
  grants: '/settings/grants',
  audit: '/settings/audit',
  parameters: '/settings/parameters',
}
