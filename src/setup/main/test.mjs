// All tests, on a database, a build and a port of their own: nothing that runs in this checkout is touched.
// `npm test -- unit|integration|e2e|arch [pattern]` runs a part.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { root, whenParentGoes } from '../node-pin.mjs'

const state = join(root, '.test-state/run')
process.env.DATA_DIR = join(state, 'data')
process.env.NEXT_DIST_DIR ||= '.next-test'
delete process.env.DATABASE_URL
process.env.QINGYUAN_WORLD = 'demo'

const { generateClient } = await import('../generate.mjs')
const { explain, say, seconds } = await import('../progress.mjs')
const { stopTools } = await import('../run.mjs')
const { keepFailure, lastLine, layers, lint, sayFailures, suite, sum, types } = await import('../verify.mjs')
const { driftCheck, browserTests, testDatabase } = await import('../verify-served.mjs')

const parts = ['unit', 'integration', 'e2e', 'arch']
const [part, pattern] = process.argv.slice(2)
if (part && !parts.includes(part)) {
  say(`没有“${part}”这部分测试，可选：${parts.join('、')}。用法：npm test 或 npm test -- unit [文件名的一部分]`)
  process.exit(2)
}
const wants = (name) => !part || part === name

const toStop = []
async function stopAll() {
  stopTools()
  for (const stop of toStop.splice(0).reverse()) await stop().catch(explain)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stopAll().then(() => process.exit(1)))
whenParentGoes(() => stopAll().then(() => process.exit(1)))

async function withDatabase(counts) {
  rmSync(state, { recursive: true, force: true })
  const server = await testDatabase(join(state, 'postgres'), toStop)
  if (!part) counts.push(await driftCheck(server))
  if (wants('integration')) counts.push(await suite('集成测试', 'integration', { pattern, env: { TEST_DATABASE_SERVER: server } }))
  if (wants('e2e')) counts.push(...(await browserTests(server, { pattern, toStop })))
}

const begun = Date.now()
const counts = []
try {
  await generateClient()
  // Types take one processor for as long as the rest of these take the other.
  const typed = part ? [] : [types()]
  if (!part) counts.push(await lint())
  if (wants('arch')) counts.push(await layers(), await suite('架构', 'architecture', { pattern: part ? pattern : undefined }))
  if (wants('unit')) counts.push(await suite('单元测试', 'unit', { pattern }))
  counts.push(...(await Promise.all(typed)))
  if (part === 'integration')
    counts.push(await suite('集成测试', 'integration', { pattern })) // on the kept cluster: faster
  else if (wants('e2e')) await withDatabase(counts)
} catch (error) {
  explain(error)
  keepFailure('测试', String(error))
  counts.push({ passed: 0, failed: 1, skipped: 0 })
} finally {
  await stopAll()
}
const total = sum(counts)
sayFailures()
say(`测试共用 ${seconds(begun)}`)
console.log(lastLine(total))
process.exit(total.failed === 0 ? 0 : 1)
