import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** A folder for invented charges where another system would put them on the server: `make` writes them. */
export function deliveredCharges(name: string) {
  const folder = resolve(process.env.DATA_DIR ?? '.data', 'settlement', '370800', name)
  return {
    name,
    make(rows: number, seed: number): void {
      mkdirSync(join(folder, '..'), { recursive: true })
      const order = ['--rows', String(rows), '--seed', String(seed), '--out', folder]
      execFileSync(process.execPath, ['src/setup/qingyuan.mjs', 'demo', 'settlement', ...order], { stdio: 'ignore' })
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
