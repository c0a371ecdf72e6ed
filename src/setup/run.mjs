// Running the project's own tools as child processes.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './node-pin.mjs'
import { Stopped } from './progress.mjs'

const tools = {
  prisma: 'node_modules/prisma/build/index.js',
  next: 'node_modules/next/dist/bin/next',
  tsc: 'node_modules/typescript/bin/tsc',
  biome: 'node_modules/@biomejs/biome/bin/biome',
  depcruise: 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
  vitest: 'node_modules/vitest/vitest.mjs',
  playwright: 'node_modules/@playwright/test/cli.js',
}

const withHook = ['--import', new URL('./resolve-hook.mjs', import.meta.url).href]

/** The tools at work, to be ended with the process that asked for them. */
const atWork = new Set()

export function stopTools() {
  for (const child of atWork) child.kill('SIGTERM')
}

/** What a tool said and how it ended; `loud` passes its output through as it comes. */
function runNode(args, { env = {}, loud = false }) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: loud ? ['ignore', 2, 2] : ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
    })
    atWork.add(child)
    child.once('exit', () => atWork.delete(child))
    let output = ''
    child.stdout?.on('data', (chunk) => (output += chunk))
    child.stderr?.on('data', (chunk) => (output += chunk))
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ ok: code === 0, output, ended: code ?? signal }))
  })
}

/** Runs one of the project's tools. */
export const runTool = (tool, args, options = {}) => runNode([join(root, tools[tool]), ...args], options)

/** Runs a TypeScript file of the project. */
export const runScript = (file, args = [], options = {}) => runNode([...withHook, join(root, file), ...args], options)

/** The output of a step that must succeed. */
export async function must(step, running) {
  const { ok, output, ended } = await running
  if (!ok) throw new Stopped(`${step}失败（${ended}）：\n${output}`)
  return output
}

/** How Node is told to run the project's TypeScript. */
export const typescriptArgs = withHook
