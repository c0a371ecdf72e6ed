import { z } from 'zod'
import type { Actor, Role } from '../kernel/access'
import { text } from '../kernel/form-fields'

/**
 * Opening a case of another place by a reason (凭事由查阅): a person of an insurance bureau who has the exact number of a case in the same
 * line of bureaus reads it for a day, and whoever handles it is told. The database finds the case; this says who may ask, and how.
 */
export const openingRoles = ['handler', 'reviewer', 'approver', 'supervisor'] as const satisfies readonly Role[]

/** What is more secret than this opens to no reason: covert inquiries, what informers brought, and what discipline does. */
export const openableSecrecy = 2
/** Found or not, a number that was asked for counts: numbers are not to be guessed. */
export const openingsPerDay = 5

export const openCaseInput = z.strictObject({ number: text(60).min(4), reason: text(500).min(10) })

/** Whether this person may ask at all. */
export const mayAskToOpen = (actor: Actor): boolean =>
  actor.department === 'MI' && actor.agencyKind === 'bureau' && openingRoles.some((role) => actor.roles.includes(role))
