import 'server-only'
import type { Actor } from '#domain/kernel/access'

/** The signed-in person in the post they act in, or the sign-in page. */
export async function requireActor(): Promise<Actor> {
  throw new Error('no session yet')
}
