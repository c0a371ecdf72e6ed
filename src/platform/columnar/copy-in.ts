import { createReadStream } from 'node:fs'
import type pg from 'pg'

/** What the driver's connection does for COPY; its types do not tell. */
type CopyConnection = pg.Connection & {
  sendCopyFromChunk(chunk: Buffer): boolean
  endCopyFrom(): void
  sendCopyFail(why: string): void
}

/** A COPY … FROM STDIN whose rows are the bytes of a file, sent as fast as the server takes them. */
class CopyIn implements pg.Submittable {
  readonly #sql: string
  readonly #file: string
  readonly #settled: (error: Error | null) => void
  #error: Error | null = null

  constructor(sql: string, file: string, settled: (error: Error | null) => void) {
    this.#sql = sql
    this.#file = file
    this.#settled = settled
  }

  submit(connection: pg.Connection): void {
    connection.query(this.#sql)
  }

  handleCopyInResponse(connection: CopyConnection): void {
    void this.#send(connection).catch((error: unknown) => connection.sendCopyFail(error instanceof Error ? error.message : String(error)))
  }

  async #send(connection: CopyConnection): Promise<void> {
    for await (const chunk of createReadStream(this.#file, { highWaterMark: 1 << 18 })) {
      if (this.#error) return // the server has had enough; what it says next ends this
      connection.sendCopyFromChunk(chunk)
      if (connection.stream.writableNeedDrain) await drained(connection)
    }
    connection.endCopyFrom()
  }

  handleCommandComplete(): void {}

  handleError(error: Error): void {
    this.#error = error
    this.#settled(error)
  }

  handleReadyForQuery(): void {
    this.#settled(this.#error)
  }
}

/** Until the line takes more, or is no more. */
const drained = ({ stream }: CopyConnection) =>
  new Promise<void>((go) => {
    const on = () => {
      for (const what of ['drain', 'close', 'error']) stream.off(what, on)
      go()
    }
    for (const what of ['drain', 'close', 'error']) stream.on(what, on)
  })

/** Sends a file to the server by COPY. `sql` is a COPY … FROM STDIN. */
export const copyIn = (client: pg.Client, sql: string, file: string): Promise<void> =>
  new Promise((done, reject) => {
    client.query(new CopyIn(sql, file, (error) => (error ? reject(error) : done())))
  })
