import type { Role } from '../kernel/access'
import { ok, type Result, refuse } from '../kernel/result'
import { isAdmin } from './session-policy'

export const grantStates = ['proposed', 'confirmed', 'refused', 'withdrawn'] as const
export type GrantState = (typeof grantStates)[number]

/** Who proposes that a person be given a post, and who may be the second to confirm it. */
export const grantProposer = 'securityAdmin' as const satisfies Role
export const grantDeciders = ['securityAdmin', 'systemAdmin'] as const satisfies readonly Role[]

/** The secrecy levels a post may reach: public, internal, personal, under investigation. */
export const clearances = [0, 1, 2, 3] as const

/**
 * Whether these roles go together in one post, and in this place. An administrator is that and nothing else; an
 * institution's people file, and nobody else does. Refuses `rolesApart`, `roleNotOfPlace`.
 */
export function rolesFit(roles: readonly Role[], place: 'agency' | 'institution'): Result<void> {
  if (isAdmin(roles) && roles.length > 1) return refuse('rolesApart')
  const files = roles.includes('complianceOfficer')
  return files === (place === 'institution') && (!files || roles.length === 1) ? ok(undefined) : refuse('roleNotOfPlace')
}

type Held = { roles: readonly Role[]; validFrom: Date; validUntil: Date | null }

const overlap = (one: Held, other: Held) =>
  (other.validUntil === null || one.validFrom < other.validUntil) && (one.validUntil === null || other.validFrom < one.validUntil)

const sameRoles = (one: readonly Role[], other: readonly Role[]) =>
  one.every((role) => other.includes(role)) && other.every((role) => one.includes(role))

/** Nobody is an administrator and something else at the same time, in whichever posts (三员分立). Refuses `rolesApart`. */
export function apartFrom(held: readonly Held[], wanted: Held): Result<void> {
  const clash = held.some(
    (post) => overlap(post, wanted) && (isAdmin(post.roles) || isAdmin(wanted.roles)) && !sameRoles(post.roles, wanted.roles),
  )
  return clash ? refuse('rolesApart') : ok(undefined)
}

/** The secrecy level that a post reaches: an administrator reaches no business row, an institution only its own. */
export const clearanceOf = (roles: readonly Role[], asked: number): number =>
  isAdmin(roles) ? 0 : roles.includes('complianceOfficer') ? Math.min(asked, 2) : asked
