// A thread beside the reader that ends the process once it holds more memory than a file may take. The reader itself cannot look: while it
// reads, none of its timers runs; and what it holds outside of the heap, no limit of the heap counts.
import { workerData } from 'node:worker_threads'

const { megabytes }: { megabytes: number } = workerData
setInterval(() => {
  if (process.memoryUsage.rss() > megabytes * 1024 * 1024) process.kill(process.pid, 'SIGABRT')
}, 20)
