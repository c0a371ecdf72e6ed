import { existsSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { say } from './progress.mjs'

/** Ends the run with a sentence when the disk that holds `path` has less than `gigabytes` free. */
export function enoughSpace(path, gigabytes) {
  let there = path
  while (!existsSync(there)) there = dirname(there)
  const { bavail, bsize } = statfsSync(there)
  const free = (bavail * bsize) / 1024 ** 3
  if (free >= gigabytes) return
  say(`磁盘空间不足：${there} 所在磁盘只剩 ${free.toFixed(1)} GB，至少需要 ${gigabytes} GB。请清理后重试，或用 DATA_DIR 指定其他磁盘。`)
  process.exit(1)
}
