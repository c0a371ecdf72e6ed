import 'server-only'
import { accountPolicy, dormantBefore } from '#domain/identity/account-policy'
import { systemActor } from '#domain/kernel/system-actor'
import { auditMany } from '#platform/audit'
import { prisma, type Tx } from '#platform/db'
import { notifyAll } from '../notification/notify'
import { administratorsOf } from './administrators'
import { revokeSessions } from './sessions'

/** Few enough to be done in seconds, so that no row is held long and a second worker finds others. */
const accountsPerTurn = 200

/** Stands where a person would write a reason; the page has the sentence. */
const dormantReason = 'dormant'

type Dormant = { id: string; last_used_at: Date; region_no: number | null }

/**
 * Disables accounts that nobody has used for long (长期不登录停用), and tells the security administrators over them. Use is
 * signing in, or a call by one of its tokens; an account that was made or enabled since gets a full term. Runs as the
 * worker's role. Returns how many it disabled.
 *
 * Commits together, for each turn: the accounts, their sessions and tokens, the audit entries, the notices.
 */
export async function disableDormant(now: Date): Promise<number> {
  let disabled = 0
  for (;;) {
    const turn = await disableSome(now)
    disabled += turn
    if (turn < accountsPerTurn) return disabled
  }
}

const findDormant = (tx: Tx, now: Date) => tx.$queryRaw<Dormant[]>`
  WITH dormant AS (
    SELECT account.id, greatest(coalesce(account.last_sign_in_at, account.created_at), account.enabled_at, called.at) AS last_used_at
    FROM user_account account
    LEFT JOIN LATERAL (SELECT max(token.window_from) AS at FROM access_token token WHERE token.user_id = account.id) called ON true
    WHERE account.disabled_at IS NULL
      AND greatest(coalesce(account.last_sign_in_at, account.created_at), account.enabled_at, called.at) < ${dormantBefore(now)}::timestamptz
    ORDER BY account.id LIMIT ${accountsPerTurn} FOR UPDATE OF account SKIP LOCKED
  )
  SELECT dormant.id::text, dormant.last_used_at, home.region_no
  FROM dormant LEFT JOIN account_homes(0, 999999) home ON home.user_id = dormant.id`

function disableSome(now: Date): Promise<number> {
  return prisma.$transaction(
    async (tx) => {
      const found = await findDormant(tx, now)
      if (found.length === 0) return 0
      const ids = found.map(({ id }) => id)
      await tx.userAccount.updateMany({
        where: { id: { in: ids } },
        data: { disabledAt: now, disabledReason: dormantReason, version: { increment: 1 } },
      })
      for (const userId of ids) await revokeSessions(tx, { userId }, 'accountDormant', now)
      await tx.accessToken.updateMany({ where: { userId: { in: ids }, revokedAt: null }, data: { revokedAt: now } })
      await auditMany(
        tx,
        found.map(({ id, last_used_at, region_no }) => ({
          at: now,
          actor: { ...systemActor, department: null, regionNo: region_no ?? 0 },
          action: 'identity.disableDormant',
          subject: { type: 'account', id },
          change: { disabledAt: [null, now.toISOString()], lastUsedAt: [null, last_used_at.toISOString()] },
        })),
      )
      await tell(tx, found, now)
      return found.length
    },
    { timeout: 60_000 },
  )
}

/** Each security administrator is told once a turn how many of the accounts under them went. */
async function tell(tx: Tx, found: readonly Dormant[], now: Date): Promise<void> {
  const counts = new Map<string, number>()
  const byRegion = new Map<number, number>()
  for (const { region_no } of found) byRegion.set(region_no ?? 0, (byRegion.get(region_no ?? 0) ?? 0) + 1)
  for (const [regionNo, gone] of byRegion) {
    for (const id of await administratorsOf(tx, ['securityAdmin'], regionNo, now)) counts.set(id, (counts.get(id) ?? 0) + gone)
  }
  await notifyAll(
    { tx, now },
    [...counts].map(([userId, count]) => ({
      to: { userId },
      notice: {
        kind: 'accountsDormant',
        detail: { count, days: accountPolicy.dormantDays },
        link: '/settings/users?state=disabled',
        dedupeKey: `dormant:${now.toISOString()}:${found[0]?.id}:${userId}`,
      },
    })),
  )
}
