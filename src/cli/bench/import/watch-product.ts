import { readdirSync, readFileSync } from 'node:fs'

const everyMs = 100
const kinds = { worker: /jobs\/worker\.ts/, reader: /reading-process\.ts/ } as const
export type Peaks = { webMb: number; workerMb: number; readerMb: number }

type Process = { pid: number; parent: number; name: string; command: string; rssMb: number }

function processOf(pid: number): Process | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const field = (name: string) => new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(status)?.[1] ?? ''
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    return { pid, parent: Number(field('PPid')), name: field('Name'), command, rssMb: Number(field('VmRSS')) / 1024 }
  } catch {
    return null // it has ended since it was listed
  }
}

/** Watches the processes of the product, the database apart: the most memory that those of each kind took. */
export function watchProduct(root: number): { stop: () => Peaks } {
  const peaks: Peaks = { webMb: 0, workerMb: 0, readerMb: 0 }
  const look = () => {
    const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (processOf(Number(name)) ?? []) : []))
    const below = (pid: number): Process[] =>
      all.filter(({ parent, name }) => parent === pid && name !== 'postgres').flatMap((child) => [child, ...below(child.pid)])
    for (const { command, rssMb } of below(root)) {
      const kind = kinds.worker.test(command) ? 'workerMb' : kinds.reader.test(command) ? 'readerMb' : 'webMb'
      peaks[kind] = Math.max(peaks[kind], rssMb)
    }
  }
  const timer = setInterval(look, everyMs)
  return {
    stop: () => {
      clearInterval(timer)
      return peaks
    },
  }
}
