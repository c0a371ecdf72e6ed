import 'server-only'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { returnPath } from '#domain/identity/return-path'
import type { Actor } from '#domain/kernel/access'
import { clockTime } from '#platform/time'
import { pathHeader } from './http/incoming'
import { sessionCookie, sessionIdOf } from './identity/session-cookie'
import { readSession, type Session } from './identity/sessions'

/** The session of the request being answered, read once per request; `null` when there is none that lives. */
export const currentSession = cache(async (): Promise<Session | null> => {
  const sessionId = await sessionIdOf((await cookies()).get(sessionCookie().name)?.value)
  return sessionId ? readSession(sessionId, clockTime()) : null
})

/** The signed-in person in the post they act in; `null` for nobody, and while a password change or a second factor is due. */
export async function currentActor(): Promise<Actor | null> {
  const session = await currentSession()
  return session && session.due === null ? session.actor : null
}

/** The session, or the sign-in page. For the account page alone: everything else asks for `requireActor`. */
export async function requireSession(): Promise<Session> {
  return (await currentSession()) ?? redirect(`/login?callbackUrl=${encodeURIComponent(await askedPath())}`)
}

/** The signed-in person, or the sign-in page, or the account page when something is due first. */
export async function requireActor(): Promise<Actor> {
  const session = await requireSession()
  return session.due === null ? session.actor : redirect(`/account?due=${session.due}`)
}

const askedPath = async (): Promise<string> => returnPath((await headers()).get(pathHeader))
