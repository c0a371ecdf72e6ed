import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { distDir, keepNeeded } from '../../../src/setup/build.mjs'

it('leaves neither uploaded files nor keys in what is built', async () => {
  const built = mkdtempSync(join(tmpdir(), 'qingyuan-built-'))
  try {
    for (const file of [
      'server.js',
      'package.json',
      'node_modules/pg/index.js',
      `${distDir}/BUILD_ID`,
      '.data/secrets/keys.json',
      '.data/files/00/hash',
      '.git/HEAD',
      'src/app/page.tsx',
    ]) {
      await mkdir(dirname(join(built, file)), { recursive: true })
      await writeFile(join(built, file), '')
    }
    keepNeeded(built)
    expect(readdirSync(built).sort()).toEqual([distDir.split('/')[0], 'node_modules', 'package.json', 'server.js'].sort())
  } finally {
    rmSync(built, { recursive: true, force: true })
  }
})
