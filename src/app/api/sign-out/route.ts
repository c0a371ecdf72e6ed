import { cookies } from 'next/headers'
import { fromOurPages } from '#server/http/origin'
import { refusalResponse, signedOut } from '#server/http/responses'
import { sessionCookie } from '#server/identity/session-cookie'
import { signOut } from '#server/identity/sign-in'
import { currentSession } from '#server/session'

/** Signs out. A route, because a server action cannot tell the browser to clear what this site left on the machine. */
export async function POST(request: Request): Promise<Response> {
  if (!fromOurPages(request)) return refusalResponse({ code: 'foreignOrigin' })
  const session = await currentSession()
  if (session) await signOut(session.id)
  const { name, options } = sessionCookie()
  ;(await cookies()).set(name, '', { ...options, maxAge: 0 })
  return signedOut()
}
