import 'server-only'
import { createAccountInput } from '#domain/identity/inputs'
import { refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { command } from '../command'
import { must } from '../refused'
import { mustBeFresh } from './fresh-proof'
import { initialPassword } from './initial-password'
import { mustFindUnit } from './units'
import { mustHaveWard } from './ward'

/**
 * Makes an account for a person of a unit in the administrator's ward (新建账户). It has no post, so nobody enters by it
 * before one is granted. The password is returned this once, opens the account for three days, and must be changed.
 *
 * Refuses `notFound`, `proveAgain`, `unitUnknown`, `loginTaken`.
 */
export const createAccount = command(
  'identity.createAccount',
  createAccountInput,
  async (context, { sessionId, login, name, phone, secondFactor: secondFactorDue, ...named }) => {
    const { tx, actor, now } = context
    const ward = await mustHaveWard(context, ['securityAdmin'])
    await mustBeFresh(context, sessionId)
    const unit = await mustFindUnit(tx, ward, named)
    // Also by an account of another ward, which this administrator does not see.
    const [found] = await tx.$queryRaw<{ taken: boolean }[]>`SELECT login_taken(${login}) AS taken`
    if (found?.taken !== false) must(refuse('loginTaken', { login }))

    const { password, until, columns } = await initialPassword(login, now)
    const id = crypto.randomUUID()
    await tx.userAccount.createMany({
      data: {
        ...{ id, login, name, phone, secondFactorDue, ...columns },
        ...{ homeAgencyId: unit.agencyId, homeInstitutionId: unit.institutionId, createdAt: now, enabledAt: now },
      },
    })
    await audit(tx, {
      at: now,
      actor,
      action: 'identity.createAccount',
      subject: { type: 'account', id },
      change: { login: [null, login], name: [null, name], unit: [null, unit.name], secondFactorDue: [null, secondFactorDue] },
    })
    return { userId: id, login, password, until }
  },
  'secret',
)
