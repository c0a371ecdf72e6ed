import 'server-only'
import { createReadStream } from 'node:fs'
import { mkdir, open, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { dataPath } from './data-path'

/** A file of lines in the data folder that is only ever appended to. */
export const journalPath = (name: string): string => dataPath(name)

const tailBytes = 16 * 1024 * 1024

/** The last whole line, and where what follows it begins: a line that was cut off while being written. */
async function lastLine(path: string): Promise<{ line: string | null; end: number }> {
  const size = (await stat(path).catch(() => null))?.size ?? 0
  if (size === 0) return { line: null, end: 0 }
  const file = await open(path, 'r')
  try {
    const start = Math.max(0, size - tailBytes)
    const buffer = Buffer.alloc(size - start)
    await file.read(buffer, 0, buffer.length, start)
    const lastBreak = buffer.lastIndexOf(10)
    if (lastBreak < 0) return { line: null, end: 0 }
    const from = buffer.lastIndexOf(10, lastBreak - 1) + 1
    return { line: buffer.subarray(from, lastBreak).toString('utf8'), end: start + lastBreak + 1 }
  } finally {
    await file.close()
  }
}

/** Appends the line that `next` makes of the last one, synced to disk before it returns. The caller sees to it that nobody else appends. */
export async function appendLine(name: string, next: (last: string | null) => string): Promise<void> {
  const path = journalPath(name)
  await mkdir(dirname(path), { recursive: true })
  const { line, end } = await lastLine(path)
  const file = await open(path, 'a', 0o600)
  try {
    await file.truncate(end)
    await file.appendFile(`${next(line)}\n`, 'utf8')
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Every whole line, in order; none when there is no such file. */
export async function* readLines(name: string): AsyncGenerator<string> {
  const path = journalPath(name)
  if ((await stat(path).catch(() => null)) === null) return
  for await (const line of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line !== '') yield line
  }
}
