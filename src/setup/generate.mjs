import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fingerprint } from './fingerprint.mjs'
import { root } from './node-pin.mjs'
import { phase } from './progress.mjs'
import { must, runTool } from './run.mjs'

const stampFile = join(root, 'src/platform/prisma/.stamp')

/** Makes the database client from the schema, once per schema. */
export async function generateClient() {
  if (!existsSync(join(root, 'prisma/schema'))) return
  const want = fingerprint('prisma/schema', 'prisma/config.ts', 'package-lock.json')
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === want) return
  await phase('生成数据库客户端', () => must('生成数据库客户端', runTool('prisma', ['generate', '--config', 'prisma/config.ts'])))
  writeFileSync(stampFile, want)
}
