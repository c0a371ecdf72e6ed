import 'server-only'
import { spawn } from 'node:child_process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { z } from 'zod'
import { type Result, refuse } from '#domain/kernel/result'
import { keptLength } from '#platform/files'
import { evidenceLimitBytes } from '#platform/reading/evidence'
import { readingLimits } from '#platform/reading/reading'
import { logFault } from '../log'
import type { ReadingTasks } from './reading-tasks'

/**
 * Files are read in processes of their own, so that a list of 200,000 rows keeps nobody else waiting; never more of them at once. A file
 * that is only looked at does not stand behind lists that take minutes, and what is shown in a page stands in nobody's way.
 */
const processesAtOnce = { looking: 2, reading: 2, showing: 1 }
const waitingAtMost = 40
/** A file that is not kept yet waits in memory: so much of all of them, so many of one person, and no longer than a person waits. */
const waitingBytesAtMost = 200 * 1024 * 1024
const waitingOfOneAtMost = 2
const waitingSeconds = 30

/** What a file takes in memory while somebody waits for it, and whose it is. */
type Held = { size: number; by: string | null; seconds: number }
type Waiting = { begin: () => void; held: Held | null }
type Queue = { waiting: Waiting[]; atWork: number; atOnce: number }
const queueOf = (name: keyof typeof processesAtOnce): Queue => ({ waiting: [], atWork: 0, atOnce: processesAtOnce[name] })
const queues = { looking: queueOf('looking'), reading: queueOf('reading'), showing: queueOf('showing') }

function noRoomFor(waiting: readonly Waiting[], held: Held | null): Result<never> | null {
  if (waiting.length >= waitingAtMost) return unreadable('E-FILE-15')
  if (held === null) return null
  const size = waiting.reduce((sum, one) => sum + (one.held?.size ?? 0), held.size)
  if (size > waitingBytesAtMost) return unreadable('E-FILE-15')
  const own = held.by === null ? 0 : waiting.filter((one) => one.held?.by === held.by).length
  return own >= waitingOfOneAtMost ? unreadable('E-FILE-15', { own }) : null
}

/** Waits for a turn; `false` where it does not come in time for a file that is held in memory. */
const turnOf = (queue: Queue, held: Held | null): Promise<boolean> =>
  new Promise((resolve) => {
    const patience = held && setTimeout(() => leave(), held.seconds * 1000)
    const one: Waiting = {
      held,
      begin: () => {
        if (patience) clearTimeout(patience)
        resolve(true)
      },
    }
    const leave = () => {
      queue.waiting.splice(queue.waiting.indexOf(one), 1)
      resolve(false)
    }
    queue.waiting.push(one)
  })

/** What the reading of one file may take. */
type Limits = { seconds: number; megabytes: number }
const usualLimits: Limits = { seconds: readingLimits.seconds, megabytes: 2_048 }

/** The project's sources: given where the pages run from a built copy. Put together here, so that no bundler follows it. */
const source = (path: string) => pathToFileURL([process.env.QINGYUAN_SOURCE ?? '.', 'src', path].join('/'))

async function inTurn<T>(queue: Queue, held: Held | null, work: () => Promise<T>): Promise<T | Result<never>> {
  if (queue.atWork >= queue.atOnce) {
    const full = noRoomFor(queue.waiting, held)
    if (full) return full
    if (!(await turnOf(queue, held))) return unreadable('E-FILE-15', { seconds: held?.seconds ?? 0 })
  } else queue.atWork += 1
  try {
    return await work()
  } finally {
    const next = queue.waiting.shift()
    if (next) next.begin()
    else queue.atWork -= 1
  }
}

const unreadable = (reading: string, detail: Record<string, number> = {}): Result<never> => refuse('unreadableFile', { reading, ...detail })

/** Where the input of a task names the kept file that it reads. */
const keptInput = z.union([z.object({ sha256: z.string() }), z.object({ file: z.object({ sha256: z.string() }) })])

/** Recordings and scans may be kept that are longer than anything that is read: of them nothing comes into memory. */
async function tooLong(input: unknown): Promise<Result<never> | null> {
  const named = keptInput.safeParse(input)
  if (!named.success) return null
  const { sha256 } = 'file' in named.data ? named.data.file : named.data
  if ((await keptLength(sha256)) <= evidenceLimitBytes) return null
  return unreadable('E-FILE-11', { limitMegabytes: evidenceLimitBytes / (1024 * 1024) })
}

type Answer = { answer: unknown } | { fault: string; ofFile: boolean }

/** A file that somebody waits for: its bytes where it is not kept yet, whose it is, and how many seconds it may wait for its turn. */
type Upload = { bytes: Uint8Array | null; by: string | null; waits: number }

/** `bytes`: what the process is given to read, where the file is not kept yet. `take`: takes what is handed over piece by piece. */
type Asked = { task: string; input: unknown; bytes: Uint8Array | null; take: (piece: unknown) => Promise<void> }

/**
 * Whoever gets in by way of a hostile file finds neither the keys of sessions nor a way to the database, and keeps compiled code where
 * only others that read files take it from.
 */
function bareEnvironment(): NodeJS.ProcessEnv {
  const { PATH, NODE_ENV, DATA_DIR, QINGYUAN_SOURCE, QINGYUAN_LOG_LEVEL, QINGYUAN_FONTS } = process.env
  const NODE_COMPILE_CACHE = fileURLToPath(source('../node_modules/.cache/qingyuan-reading'))
  return { PATH, NODE_ENV, DATA_DIR, QINGYUAN_SOURCE, QINGYUAN_LOG_LEVEL, QINGYUAN_FONTS, NODE_COMPILE_CACHE }
}

/** A process and not a thread: native code that goes down there takes nobody with it. */
function inProcess({ task, input, bytes, take }: Asked, { seconds, megabytes }: Limits): Promise<unknown> {
  const args = [
    `--max-old-space-size=${megabytes}`,
    ...['--import', source('setup/resolve-hook.mjs').href],
    fileURLToPath(source('server/file/reading-process.ts')),
  ]
  const stdin = bytes ? 'pipe' : 'ignore'
  const child = spawn(process.execPath, args, {
    env: bareEnvironment(),
    stdio: [stdin, 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
  })
  return new Promise((resolve, reject) => {
    let [answered, begun] = [false, false]
    const answer = (value: unknown) => {
      answered = true
      resolve(value)
    }
    const fall = (error: unknown) => {
      if (answered) return
      logFault({ where: `reading ${task}`, error })
      answer(unreadable('E-FILE-14'))
    }
    const limit = setTimeout(() => answer(unreadable('E-FILE-13', { seconds })), seconds * 1000)
    /** What the system did not let it do is no fault of the file: the person is told that something went wrong here. */
    const fault = (error: unknown) => {
      if (answered) return
      answered = true
      reject(error)
    }
    child.on('message', (given: Answer | { begun: true } | { piece: unknown }) => {
      if ('begun' in given) begun = true
      else if ('piece' in given) take(given.piece).then(() => child.connected && child.send({ taken: true }, () => {}), fault)
      else if ('answer' in given) answer(given.answer)
      else if (given.ofFile) fall(given.fault)
      else fault(new Error(given.fault))
    })
    child.once('error', fault)
    // Not `exit`: that can come before the last message has been read.
    child.once('close', (code, signal) => {
      clearTimeout(limit)
      if (signal === 'SIGABRT') answer(unreadable('E-FILE-13', { megabytes }))
      else if (signal === 'SIGKILL')
        fault(new Error(`the reading process was ended by the system: ${signal}`)) // out of memory, not by us
      else if (code !== null && !begun) fault(new Error(`the reading process did not begin: ${code}`))
      else fall(new Error(`the reading process ended without an answer: ${code ?? signal}`))
    })
    child.stdin?.once('error', () => {}) // it ended before it had read everything: its end says why
    child.send({ task, input, megabytes }, (error) => error && fault(error))
    child.stdin?.end(bytes)
  }).finally(() => child.kill('SIGKILL'))
}

type Taking = { take: Asked['take'] }
const leave = async () => {}

/**
 * Reads a file in a process. Refuses what the task refuses, and `unreadableFile` when a kept file is longer than what is read (E-FILE-11),
 * takes longer or more memory than it may
 * (E-FILE-13), when the reader falls over it (E-FILE-14), and when too many others wait, also of the same person `by`, or its turn does
 * not come while it may wait (E-FILE-15). What the system does not let it do is a fault, and so is what `take` throws: nothing more is
 * read then.
 */
export function readApart<Task extends keyof ReadingTasks>(
  task: Task,
  input: Parameters<ReadingTasks[Task]>[0],
  { bytes = null, by = null, waits = waitingSeconds, take = leave, ...limits }: Partial<Limits> & Partial<Upload> & Partial<Taking> = {},
): ReturnType<ReadingTasks[Task]> {
  const queue = queues[task === 'evidence' ? 'looking' : task === 'preview' ? 'showing' : 'reading']
  const held = bytes || by ? { size: bytes?.byteLength ?? 0, by, seconds: waits } : null
  const inOwn = () => inProcess({ task, input, bytes, take }, { ...usualLimits, ...limits })
  const read = tooLong(input).then((refusal) => refusal ?? inTurn(queue, held, inOwn))
  return read as ReturnType<ReadingTasks[Task]> // what the process sends is what the task returned
}
