import 'server-only'
import type { RowContext, Tx } from '#platform/db'

/**
 * A person with their own account in hand and no post chosen yet: reaches the rows of their account, sessions, posts and tokens, and
 * nothing else. For what comes between proving who one is and acting in a post.
 */
export const asOneself = (userId: string): RowContext => ({
  userId,
  postId: null,
  agencyId: null,
  agencyKind: null,
  institutionId: null,
  department: null,
  regionNo: 0,
  regionLo: null,
  regionHi: null,
  clearance: 0,
  roles: [],
  pastCommitment: false,
})

/** What a person is proved by. */
export type AccountToProve = {
  id: string
  login: string
  name: string
  passwordHash: string
  passwordChangedAt: Date
  initialPasswordUntil: Date | null
  totpSecretCipher: string | null
  totpPendingCipher: string | null
  totpConfirmedAt: Date | null
  disabledAt: Date | null
}

/** The account of a login, with what proves its person. For a sign-in; in a transaction of somebody's, it is their own or none. */
export async function accountToProve(tx: Pick<Tx, '$queryRaw'>, login: string): Promise<AccountToProve | null> {
  const [account] = await tx.$queryRaw<AccountToProve[]>`
    SELECT id::text, login, name, password_hash AS "passwordHash", password_changed_at AS "passwordChangedAt",
      initial_password_until AS "initialPasswordUntil", totp_secret_cipher AS "totpSecretCipher", totp_pending_cipher AS "totpPendingCipher",
      totp_confirmed_at AS "totpConfirmedAt", disabled_at AS "disabledAt"
    FROM account_to_prove(${login})`
  return account ?? null
}

/** The same of whoever the transaction acts for. */
export async function ownAccountToProve(tx: Tx, userId: string): Promise<AccountToProve> {
  const { login } = await tx.userAccount.findUniqueOrThrow({ where: { id: userId }, select: { login: true } })
  const account = await accountToProve(tx, login)
  if (!account) throw new Error('an account is not its own')
  return account
}

export type SecondFactorState = 'on' | 'begun' | 'off'

/** Whether an account has a second factor: one's own, or one that is administered. */
export async function secondFactorOf(tx: Tx, userId: string): Promise<SecondFactorState> {
  const [row] = await tx.$queryRaw<{ state: SecondFactorState | null }[]>`SELECT second_factor_of(${userId}::uuid) AS state`
  return row?.state ?? 'off'
}
