import type { PoolClient, QueryResultRow } from 'pg'

export type { PoolClient, QueryResultRow }

/** What a connection writes to, as Node has it. */
type Line = { cork(): void; uncork(): void }

/**
 * Lets all statements that are asked for in one turn of the process leave in one packet. Each packet wakes the database's process, so that
 * on few cores a statement that follows at once would wait behind the one it belongs to.
 */
export function onePacketATurn(client: PoolClient): void {
  const { connection } = client as unknown as { connection?: { stream?: Line } } // not among pg's types
  const line = connection?.stream
  if (!line) return
  const send = client.query.bind(client) as (...asked: unknown[]) => unknown
  let open = false
  const query = (...asked: unknown[]) => {
    if (!open) {
      open = true
      line.cork()
      process.nextTick(() => {
        open = false
        line.uncork()
      })
    }
    return send(...asked)
  }
  client.query = query as unknown as PoolClient['query']
}
