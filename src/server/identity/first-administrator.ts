import 'server-only'
import { normaliseLogin } from '#domain/identity/login'
import type { adminRoles } from '#domain/identity/session-policy'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { systemActor } from '#domain/kernel/system-actor'
import { audit } from '#platform/audit'
import { prisma } from '#platform/db'
import { administratorsOf } from './administrators'
import { initialPassword } from './initial-password'

export type AdminRole = (typeof adminRoles)[number]

type Given = { login: string; name: string; role: AdminRole; agencyName: string; title: string; reason: string }

/**
 * Makes an administrator where there is none to make one: the way into an empty installation, and out of one whose
 * administrators are all gone. For the operator of the machine alone. With a reason also where there is one already; the
 * trail keeps it.
 *
 * Returns the password for the first sign-in, this once. Refuses `unitUnknown`, `loginTaken`, `alreadyExists` without a reason.
 */
export async function createAdministrator(
  { login: typed, name, role, agencyName, title, reason }: Given,
  now: Date,
): Promise<Result<{ login: string; password: string; until: Date }>> {
  const login = normaliseLogin(typed)
  const { password, until, columns } = await initialPassword(login, now)
  return prisma.$transaction(async (tx) => {
    const agency = await tx.agency.findUnique({ where: { name: agencyName }, select: { id: true, regionNo: true } })
    if (!agency) return refuse('unitUnknown')
    // Two operators at once: the second waits here and then sees the first's.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('first administrator', 0))`
    if (reason === '' && (await administratorsOf(tx, [role], agency.regionNo, now)).length > 0) return refuse('alreadyExists')
    if ((await tx.userAccount.count({ where: { login } })) > 0) return refuse('loginTaken', { login })

    const account = await tx.userAccount.create({
      data: { login, name, homeAgencyId: agency.id, secondFactorDue: true, createdAt: now, enabledAt: now, ...columns },
      select: { id: true },
    })
    const post = await tx.post.create({
      data: {
        ...{ userId: account.id, agencyId: agency.id, title, roles: [role], clearance: 0, validFrom: now },
        grantReason: reason,
      },
      select: { id: true },
    })
    await audit(tx, {
      at: now,
      actor: { ...systemActor, department: null, regionNo: agency.regionNo },
      action: 'identity.createAdministrator',
      subject: { type: 'account', id: account.id },
      change: { login: [null, login], role: [null, role], post: [null, post.id], agency: [null, agencyName], reason: [null, reason] },
    })
    return ok({ login, password, until })
  })
}
