import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Does something of the server in a process that is the worker: its login, its role, the same folders. */
export async function asTheWorker(path: string, name: string, ...given: readonly unknown[]): Promise<void> {
  const words = given.map((one) => JSON.stringify(one)).join(', ')
  const text = `const made = await import(${JSON.stringify(path)}); await made[${JSON.stringify(name)}](${words}); process.exit(0)`
  await promisify(execFile)(process.execPath, ['--import', './src/setup/resolve-hook.mjs', '--input-type=module', '--eval', text], {
    env: { ...process.env, DATABASE_URL: process.env.TEST_WORKER_URL, QINGYUAN_DB_ROLE: 'qingyuan_worker' },
  })
}
