'use server'

import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { returnPath } from '#domain/identity/return-path'
import { sourceOf } from '#server/http/incoming'
import { sealSessionId, sessionCookie } from '#server/identity/session-cookie'
import { signIn } from '#server/identity/sign-in'

export type SignInState = { error: string | null; login: string; asksCode: boolean }

const text = (value: FormDataEntryValue | null) => (typeof value === 'string' ? value : '')

export async function submitSignIn(previous: SignInState, form: FormData): Promise<SignInState> {
  const login = text(form.get('login'))
  const source = sourceOf((await headers()).get('x-forwarded-for'))
  const outcome = await signIn({ login, password: text(form.get('password')), code: text(form.get('code')).trim(), source })
  if (!outcome.ok) {
    const asksCode = outcome.reason === 'codeNeeded' || outcome.reason === 'codeWrong' || (previous.asksCode && previous.login === login)
    return { error: outcome.reason, login, asksCode }
  }

  const { name, options } = sessionCookie()
  ;(await cookies()).set(name, await sealSessionId(outcome.sessionId), options)
  redirect(returnPath(text(form.get('callbackUrl'))))
}
