import { claim, clusterDir, dataDir, running, secrets } from './data-dir.mjs'
import { prepareDatabase } from './database.mjs'
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
 * `new`: one that nobody serves; where there is none, it is made.
 */
export async function openDatabase(made) {
  await generateClient()
  const given = process.env.DATABASE_URL
  const state = running()
  if (made === 'new' && !given && state)
    throw new Stopped(`清源正在使用数据目录 ${dataDir}（进程号 ${state.pid}）。请先停止它，再恢复备份。`)
  const found = given || (await addressOfRunning())
  const env = (url) => ({ ...secrets(), DATABASE_URL: url, DATA_DIR: dataDir, QINGYUAN_DB_ROLE: 'qingyuan_worker' })
  if (found && made === 'new') await prepareDatabase(found, secrets())
  if (found) return { env: env(found), close: async () => undefined }

  if (!hasCluster(clusterDir) && made !== 'new')
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
  } catch (error) {
    await close()
    throw error
  }
  return { env: env(url), close }
}
