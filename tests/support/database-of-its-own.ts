// A database server of this file alone, behind a line: it may be stopped at once and come back, and the line may be cut as a transaction ends.
import { rmSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { prepareDatabase } from '../../src/setup/database.mjs'
import { connectAs } from '../../src/setup/database-logins.mjs'
import { startPostgres } from '../../src/setup/embedded-postgres.mjs'

/** A line to whatever server there is now. Its address stays when the server comes back on another port. */
async function line(upstream: { port: number }) {
  let atCommit: (() => void) | null = null
  const server = createServer((near) => {
    const far = connect(upstream.port, '127.0.0.1')
    const ends: Socket[] = [near, far]
    for (const end of ends) {
      end.on('error', () => undefined)
      end.on('close', () => {
        for (const one of ends) one.destroy()
      })
    }
    near.on('data', (chunk) => {
      far.write(chunk)
      if (!atCommit || !chunk.includes('COMMIT')) return
      const cut = atCommit
      atCommit = null
      // The server has it and ends the transaction; who asked never hears so.
      far.removeAllListeners('data').once('data', () => {
        near.destroy()
        cut()
      })
    })
    far.on('data', (chunk) => near.write(chunk))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    port: (server.address() as AddressInfo).port,
    /** Cuts the line of whoever ends a transaction next, after the server was told. Resolves once it is cut. */
    cutAtCommit: () =>
      new Promise<void>((cut) => {
        atCommit = cut
      }),
    close: () => server.close(),
  }
}

/** Starts the server, and has this process use it through the line. Before anything of the application is imported. */
export async function databaseOfItsOwn(name: string) {
  const dataDir = join(process.cwd(), '.test-state', `${name}-${process.pid}`)
  const upstream = await startPostgres({ dataDir })
  const running = { port: upstream.port, server: upstream }
  const between = await line(running)
  const direct = () => running.server.url('its_own')
  await prepareDatabase(direct())
  const logins = join(dataDir, '..', `${name}-${process.pid}.logins.json`)
  const web = new URL((await connectAs('web', direct(), logins)).DATABASE_URL)
  web.port = String(between.port)
  process.env.DATABASE_URL = web.href
  process.env.TEST_OWNER_URL = direct()
  return {
    cutAtCommit: between.cutAtCommit,
    /** As when its machine loses power: nothing is ended in order. Then it is started again. */
    async stopAtOnce() {
      if (running.server.pid) process.kill(running.server.pid, 'SIGQUIT')
      await running.server.stop() // waits until it is gone
      running.server = await startPostgres({ dataDir })
      running.port = running.server.port
      process.env.TEST_OWNER_URL = direct()
    },
    async end() {
      between.close()
      await running.server.stop()
      for (const left of [dataDir, `${dataDir}.secret`, logins]) rmSync(left, { recursive: true, force: true })
    },
  }
}
