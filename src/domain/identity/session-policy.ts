import type { Role } from '../kernel/access'

const MINUTE_MS = 60_000

/** How long one may stay signed in. Administrators sit at the levers, so their sessions end sooner. */
export const sessionPolicy = {
  idleMinutes: 30,
  adminIdleMinutes: 15,
  absoluteHours: 8,
  /** How often the last sign of life is written. Well below the idle limits, or it would end live sessions. */
  touchSeconds: 60,
  source: 'GB/T 22239-2019 8.1.4.1 b',
} as const

export const adminRoles = ['systemAdmin', 'securityAdmin', 'auditAdmin'] as const satisfies readonly Role[]

/** The three administrators run the platform and read no business row (三员分立). */
export const isAdmin = (roles: readonly Role[]): boolean => roles.some((role) => adminRoles.some((admin) => admin === role))

export const idleLimitMs = (roles: readonly Role[]): number =>
  (isAdmin(roles) ? sessionPolicy.adminIdleMinutes : sessionPolicy.idleMinutes) * MINUTE_MS

export const expiryOf = (createdAt: Date): Date => new Date(createdAt.getTime() + sessionPolicy.absoluteHours * 60 * MINUTE_MS)

type Times = { lastSeenAt: Date; expiresAt: Date; revokedAt: Date | null }

export type SessionEnd = 'revoked' | 'expired' | 'idle'

/** Why a session is over; `null` while it lives. */
export function endOf({ lastSeenAt, expiresAt, revokedAt }: Times, roles: readonly Role[], now: Date): SessionEnd | null {
  if (revokedAt !== null) return 'revoked'
  if (now >= expiresAt) return 'expired'
  return now.getTime() - lastSeenAt.getTime() > idleLimitMs(roles) ? 'idle' : null
}

export const dueForTouch = (lastSeenAt: Date, now: Date): boolean =>
  now.getTime() - lastSeenAt.getTime() >= sessionPolicy.touchSeconds * 1000
