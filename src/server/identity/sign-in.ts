import 'server-only'
import { databaseTime } from '#platform/db'
import { clockTime } from '#platform/time'
import { authenticate, type Credentials, type SignIn } from './authenticate'
import { signOut as end } from './sessions'

/** The two doors of the sign-in page, where no command can stand: there is no actor yet, or none any more. */
export const signIn = async (given: Credentials): Promise<SignIn> => authenticate(given, await databaseTime())

export const signOut = (sessionId: string): Promise<void> => end(sessionId, clockTime())
