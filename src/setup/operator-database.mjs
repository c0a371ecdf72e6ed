import { claim, clusterDir, dataDir, running, secrets } from './data-dir.mjs'
import { prepareDatabase } from './database.mjs'
import { connectAs } from './database-logins.mjs'
import { hasCluster, startPostgres } from './embedded-postgres.mjs'
import { generateClient } from './generate.mjs'
import { Stopped } from './progress.mjs'

/** A running server tells its database's address within this time of its own start. */
const patience = 60_000

async function addressOfRunning() {
  const until = Date.now() + patience
  for (;;) {
    const state = running()
    if (!state) return null
    if (state.databaseUrl) return state.databaseUrl
    if (Date.now() > until) throw new Stopped(`数据目录 ${dataDir} 正被占用（进程号 ${state.pid}），但它一直没有准备好数据库。`)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

/**
 * The database of an operator command: the given one, the running server's, or the embedded one started for as long as it takes.
 * The command connects as the pages do (`web`), as the `worker`, or as the database's `owner`. `new`: the owner of one that nobody serves;
 * where there is none, it is made.
 */
export async function openDatabase(as) {
  const made = as === 'new'
  await generateClient()
  const given = process.env.DATABASE_URL
  const state = running()
  if (made && !given && state) throw new Stopped(`清源正在使用数据目录 ${dataDir}（进程号 ${state.pid}）。请先停止它，再恢复备份。`)
  const found = given || (await addressOfRunning())
  const asOwner = (url) => ({ DATABASE_URL: url, QINGYUAN_DB_ROLE: 'qingyuan_worker' })
  const env = async (url) => ({
    ...secrets(),
    DATA_DIR: dataDir,
    ...(as === 'web' || as === 'worker' ? await connectAs(as, url) : asOwner(url)),
  })
  if (found && made) await prepareDatabase(found, secrets())
  if (found) return { env: await env(found), close: async () => undefined }

  if (!hasCluster(clusterDir) && !made)
    throw new Stopped(`数据目录 ${dataDir} 里还没有数据库。请先运行 npm start，或用 DATA_DIR、DATABASE_URL 指明数据在哪里。`)
  const claimed = claim('npm run qingyuan')
  const postgres = await startPostgres({ dataDir: clusterDir }).catch((error) => {
    claimed.release()
    throw error
  })
  const close = async () => {
    await postgres.stop()
    claimed.release()
  }
  const url = postgres.url('qingyuan')
  claimed.tell({ databaseUrl: url })
  try {
    await prepareDatabase(url, secrets())
    return { env: await env(url), close }
  } catch (error) {
    await close()
    throw error
  }
}
