import { readdirSync, readFileSync } from 'node:fs'

const everyMs = 50

/** Resident kilobytes of a process; 0 for one that has just ended. */
function residentKb(id: string): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}

function childrenOf(id: string): string[] {
  try {
    return readdirSync(`/proc/${id}/task`).flatMap((task) =>
      readFileSync(`/proc/${id}/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
    )
  } catch {
    return []
  }
}

/** Watches this process and those it starts to read files: the most that each kind took, and that all took together, in megabytes. */
export function watchMemory(): { stop: () => { ownMb: number; readerMb: number; togetherMb: number } } {
  const most = { own: 0, reader: 0, together: 0 }
  const timer = setInterval(() => {
    const [own, readers] = [residentKb('self'), childrenOf(String(process.pid)).map(residentKb)]
    most.own = Math.max(most.own, own)
    most.reader = Math.max(most.reader, ...readers)
    most.together = Math.max(most.together, own + readers.reduce((sum, one) => sum + one, 0))
  }, everyMs)
  return {
    stop: () => {
      clearInterval(timer)
      const mb = (kb: number) => Math.round(kb / 1024)
      return { ownMb: mb(most.own), readerMb: mb(most.reader), togetherMb: mb(most.together) }
    },
  }
}
