import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { root } from '../rig/processes'
import type { SideTasks } from './engine-side'

/** An engine in a process of its own, up until it is stopped; it answers one thing at a time. */
export type EngineSide = {
  ask<Task extends keyof SideTasks>(task: Task, ...input: Parameters<SideTasks[Task]>): ReturnType<SideTasks[Task]>
  stop(): Promise<void>
}

type Answer = { answer: unknown } | { fault: string }

function answered(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const gone = (code: number | null, signal: NodeJS.Signals | null) => reject(new Error(`an engine ended: ${code ?? signal}`))
    child.once('exit', gone)
    child.once('message', (message: Answer) => {
      child.off('exit', gone)
      if ('fault' in message) reject(new Error(message.fault))
      else resolve(message.answer)
    })
  })
}

/** Starts an engine's process, with the heap that the product gives to it. It ends with this one. */
export function startEngine(): EngineSide {
  const script = join(root, 'src/cli/bench/screen/engine-side.ts')
  const args = ['--max-old-space-size=1024', '--import', join(root, 'src/setup/resolve-hook.mjs'), script]
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit', 'ipc'], serialization: 'advanced' })
  const gone = once(child, 'exit')
  return {
    ask(task, ...input) {
      const answer = answered(child)
      child.send({ task, input: input[0] })
      return answer as ReturnType<SideTasks[typeof task]> // what the process sends is what the task returned
    },
    stop: async () => {
      child.kill('SIGKILL')
      await gone
    },
  }
}
