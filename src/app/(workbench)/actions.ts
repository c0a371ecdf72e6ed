'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { switchPost as switchTo } from '#server/identity/own-sessions'
import { sessionCookie } from '#server/identity/session-cookie'
import { signOut as end } from '#server/identity/sign-in'
import { currentSession, requireSession } from '#server/session'

export async function signOut(): Promise<void> {
  const session = await currentSession()
  if (session) await end(session.id)
  ;(await cookies()).delete(sessionCookie().name)
  redirect('/login')
}

/** The desk shows what the other post sees; the page that was open may not exist for it. */
export async function switchPost(form: FormData): Promise<void> {
  const session = await requireSession()
  await switchTo(session.actor, { postId: form.get('postId'), sessionId: session.id })
  redirect('/desk')
}
