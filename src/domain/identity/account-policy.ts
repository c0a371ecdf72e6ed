import { DAY_MS } from '../kernel/civil-date'

const HOUR_MS = 3_600_000

/**
 * What the platform does with accounts by itself. GB/T 22239 asks that surplus and expired accounts go in time and that
 * passwords given out are changed; it names no numbers, so these are the house's own (未核实).
 */
export const accountPolicy = {
  /** An account that nobody uses for so long is disabled. */
  dormantDays: 90,
  /** How long a password that an administrator handed out opens the account. */
  initialPasswordHours: 72,
  /** How long a proof of who one is holds for what needs a fresh one. */
  freshProofMinutes: 5,
  /** Calls of the machine interface a minute, by one token. */
  tokenCallsPerMinute: 120,
  /** The same for checks of single bills, counted apart: a large hospital at its busiest. */
  billChecksPerMinute: 6_000,
  source: 'GB/T 22239-2019 8.1.4.2 c',
  verified: false,
} as const

export const dormantBefore = (now: Date): Date => new Date(now.getTime() - accountPolicy.dormantDays * DAY_MS)

export const initialPasswordUntil = (now: Date): Date => new Date(now.getTime() + accountPolicy.initialPasswordHours * HOUR_MS)

type Proofs = { createdAt: Date; secondFactorAt: Date | null; provedAt: Date | null }

/** Until when what needs a fresh proof may be done in a session: signing in is one, and so is proving it again. */
export function freshUntil({ createdAt, secondFactorAt, provedAt }: Proofs): Date {
  const last = Math.max(createdAt.getTime(), secondFactorAt?.getTime() ?? 0, provedAt?.getTime() ?? 0)
  return new Date(last + accountPolicy.freshProofMinutes * 60_000)
}
