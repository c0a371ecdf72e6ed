import { runPinned } from './node-pin.mjs'

await runPinned('src/setup/main/bench.mjs')
