'use server'

import { redirect } from 'next/navigation'
import { switchPost as switchTo } from '#server/identity/own-sessions'
import { requireSession } from '#server/session'

/** The desk shows what the other post sees; the page that was open may not exist for it. */
export async function switchPost(form: FormData): Promise<void> {
  const session = await requireSession()
  await switchTo(session.actor, { postId: form.get('postId'), sessionId: session.id })
  redirect('/desk')
}
