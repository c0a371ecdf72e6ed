import 'server-only'
import type { OAuthConfig } from 'next-auth/providers/oauth'
import { z } from 'zod'
import { normaliseLogin } from '#domain/identity/login'
import { prisma } from '#platform/db'
import { enter, type SignIn } from './authenticate'

const profileSchema = z.looseObject({ sub: z.string().min(1).max(200) })
type Profile = z.infer<typeof profileSchema>

/** The bureau's own sign-in (单位统一身份认证), where one is configured. Any OpenID Connect provider serves. */
export function singleSignOn(): OAuthConfig<Profile> | null {
  const { QINGYUAN_OIDC_ISSUER: issuer, QINGYUAN_OIDC_CLIENT_ID: clientId, QINGYUAN_OIDC_CLIENT_SECRET: clientSecret } = process.env
  if (!issuer || !clientId || !clientSecret) return null
  return {
    id: 'oidc',
    name: process.env.QINGYUAN_OIDC_NAME ?? issuer,
    type: 'oauth',
    wellKnown: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    authorization: { params: { scope: process.env.QINGYUAN_OIDC_SCOPE ?? 'openid profile' } },
    checks: ['pkce', 'state', 'nonce'],
    idToken: process.env.QINGYUAN_OIDC_USERINFO !== '1',
    profile: (profile) => ({ id: profile.sub }),
  }
}

/** The claim that holds the login, where accounts are not yet bound to a subject. */
const loginClaim = () => process.env.QINGYUAN_OIDC_LOGIN_CLAIM ?? 'preferred_username'

/** An account's name at the provider: the issuer belongs to it, or a second provider could speak for the first's people. */
const subjectOf = (profile: Profile) => `${process.env.QINGYUAN_OIDC_ISSUER}|${profile.sub}`

/**
 * Signs in whoever the provider vouches for, when an enabled account is bound to that subject, or bears that login and is
 * bound to nobody yet: then it is bound from here on. No account is ever made.
 */
export async function enterBySingleSignOn(raw: unknown, source: string, now: Date): Promise<SignIn> {
  const parsed = profileSchema.safeParse(raw)
  if (!parsed.success) return { ok: false, reason: 'wrong' }
  const oidcSubject = subjectOf(parsed.data)
  const [account] = await prisma.$queryRaw<{ id: string; name: string; disabledAt: Date | null }[]>`
    SELECT id::text, name, disabled_at AS "disabledAt" FROM account_of_subject(${oidcSubject}, ${loginIn(parsed.data)})`
  if (!account || account.disabledAt !== null) return { ok: false, reason: 'wrong' }
  return enter({ userId: account.id, name: account.name, source, secondFactorAt: null, by: 'singleSignOn' }, now)
}

/** The login that the provider names; `null` where it names none. */
function loginIn(profile: Profile): string | null {
  const claimed = profile[loginClaim()]
  return typeof claimed === 'string' && claimed !== '' ? normaliseLogin(claimed) : null
}
