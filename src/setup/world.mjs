import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { accountsFile, dataDir } from './data-dir.mjs'
import { root } from './node-pin.mjs'
import { phase, Stopped } from './progress.mjs'
import { must, runScript } from './run.mjs'

const loader = 'prisma/seed/load.ts'

/** Left behind by a load that was interrupted, so that the next start takes it up again. */
const unfinished = join(dataDir, 'world.loading')

/**
 * Loads the demonstration world where it is wanted: `QINGYUAN_WORLD=demo`, or an embedded database that was empty.
 * The loader can be repeated; a world once loaded is left alone.
 */
export async function loadWorld({ databaseUrl, embedded, wasEmpty, env = {} }) {
  const asked = process.env.QINGYUAN_WORLD
  if (asked && asked !== 'demo' && asked !== 'none') throw new Stopped(`QINGYUAN_WORLD 只能是 demo 或 none，现在是 ${asked}。`)
  const resumed = existsSync(unfinished)
  const wanted = asked ? asked === 'demo' : embedded && (wasEmpty || resumed)
  const loaded = !wasEmpty && !resumed && existsSync(accountsFile)
  if (!wanted || loaded || !existsSync(join(root, loader))) return

  writeFileSync(unfinished, '')
  await phase('演示数据', () =>
    must('演示数据', runScript(loader, [], { env: { ...env, DATABASE_URL: databaseUrl, DATA_DIR: dataDir, QINGYUAN_DB_ROLE: 'none' } })),
  )
  rmSync(unfinished)
}
