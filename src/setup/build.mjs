import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fingerprint } from './fingerprint.mjs'
import { root } from './node-pin.mjs'
import { phase } from './progress.mjs'
import { must, runTool } from './run.mjs'

export const distDir = process.env.NEXT_DIST_DIR || '.next'

/** What the pages are built from. Not tsconfig.json: the build itself rewrites it. */
const ingredients = [
  ...['app', 'components', 'documents', 'domain', 'messages', 'platform', 'screening', 'server', 'proxy.ts', 'instrumentation.ts'].map(
    (part) => `src/${part}`,
  ),
  ...['prisma/schema', 'public', 'next.config.ts', '.postcssrc.json', 'package.json', 'package-lock.json'],
]

const stampFile = join(root, distDir, 'qingyuan.stamp')

/** Whether the built pages are those of the sources as they stand. */
export const pagesAreBuilt = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === fingerprint(...ingredients)

/** What the built copy needs. */
const needed = new Set([distDir.split('/')[0], 'node_modules', 'package.json', 'server.js'])

/**
 * Takes out of the built copy what the bundler brought along without need: it copies whole folders where it cannot tell which
 * file will be read, and the files people handed in and the keys of the installation may stand beside the sources.
 */
export function keepNeeded(standalone) {
  for (const name of readdirSync(standalone)) if (!needed.has(name)) rmSync(join(standalone, name), { recursive: true, force: true })
}

/** Builds the pages, once per state of the sources. */
export async function buildPages() {
  if (pagesAreBuilt()) return
  const want = fingerprint(...ingredients)
  rmSync(stampFile, { force: true })
  await phase('构建页面', () =>
    must('构建页面', runTool('next', ['build'], { env: { NODE_ENV: 'production', DATABASE_URL: 'postgresql://build@127.0.0.1:1/none' } })),
  )
  const standalone = join(root, distDir, 'standalone')
  keepNeeded(standalone)
  cpSync(join(root, distDir, 'static'), join(standalone, distDir, 'static'), { recursive: true })
  if (existsSync(join(root, 'public'))) cpSync(join(root, 'public'), join(standalone, 'public'), { recursive: true })
  mkdirSync(join(root, distDir), { recursive: true })
  writeFileSync(stampFile, want)
}
