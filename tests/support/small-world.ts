import { spawn } from 'node:child_process'

/** Loads a small world of the demonstration, as set-up does, into the test's own database. `dataDir`: where its papers and accounts go. */
export const loadSmallWorld = (dataDir: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const env = {
      ...process.env,
      DATABASE_URL: process.env.TEST_OWNER_URL,
      DATA_DIR: dataDir,
      QINGYUAN_WORLD_SCALE: '0.05',
      QINGYUAN_DB_ROLE: 'none',
    }
    const child = spawn(process.execPath, ['--import', './src/setup/resolve-hook.mjs', 'prisma/seed/load.ts'], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', (chunk) => {
      said += chunk
    })
    child.once('close', (code) => (code === 0 ? resolve(said) : reject(new Error(said))))
  })
