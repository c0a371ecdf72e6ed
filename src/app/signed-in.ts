import { type Result, refuse } from '#domain/kernel/result'
import type { Command } from '#server/command'
import { currentActor } from '#server/session'

/**
 * Gives a command for whoever is signed in. Where the session is over it is a refusal and no way elsewhere: the page is full of what the
 * person has typed, who signs in beside it and sends it again. Refuses `notSignedIn`.
 */
export async function signedIn<Value>(command: Command<Value>, raw: unknown): Promise<Result<Value>> {
  const actor = await currentActor()
  return actor ? command(actor, raw) : refuse('notSignedIn')
}
