import 'server-only'
import { redirect } from 'next/navigation'
import type { Actor } from '#domain/kernel/access'

/** The signed-in person in the post they act in; `null` for nobody. */
export async function currentActor(): Promise<Actor | null> {
  return null
}

/** The same, or the sign-in page. */
export async function requireActor(): Promise<Actor> {
  return (await currentActor()) ?? redirect('/login')
}
