import type { Ask } from './fee-check-messages'
import { feeSession } from './fee-session'

/** The worker in which a fee file is read and checked. Its content policy lets it reach nothing (`src/server/http/incoming.ts`). */

type Question = { id: number; ask: Ask }
/** What a dedicated worker has, of which the types of a page know nothing. */
type Own = {
  addEventListener: (type: 'message', heard: (event: MessageEvent<Question>) => void) => void
  postMessage: (message: unknown) => void
}
const own = globalThis as unknown as Own // the library of types is that of a page

const session = feeSession()

async function answer({ id, ask }: Question): Promise<void> {
  try {
    const done =
      ask.do === 'check'
        ? await session.check(ask, (progress) => own.postMessage({ id, progress }))
        : ask.do === 'page'
          ? session.page(ask)
          : session.table(ask)
    own.postMessage({ id, done })
  } catch (error) {
    own.postMessage({ id, fault: String(error) })
  }
}

own.addEventListener('message', ({ data }) => void answer(data))
