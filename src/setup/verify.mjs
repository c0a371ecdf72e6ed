// The steps that `npm run check` and `npm test` share. Each says what it counted.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './node-pin.mjs'
import { say, seconds } from './progress.mjs'
import { runTool } from './run.mjs'

export const resultsDir = join(root, 'test-results')

export const nothing = { passed: 0, failed: 0, skipped: 0 }
const onePassed = { ...nothing, passed: 1 }
const oneFailed = { ...nothing, failed: 1 }

export const sum = (counts) =>
  counts.reduce(
    (total, count) => ({
      passed: total.passed + count.passed,
      failed: total.failed + count.failed,
      skipped: total.skipped + count.skipped,
    }),
    nothing,
  )

export const lastLine = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`

/** Does one step and counts it; whatever is thrown counts as one failure, and the next step still gets its turn. */
export async function step(label, work) {
  const started = Date.now()
  say(`▶ ${label}`)
  let count
  try {
    count = await work()
  } catch (error) {
    say(`${label}：${error.message}`)
    count = oneFailed
  }
  say(`${count.failed ? '✗' : '✓'} ${label} ${seconds(started)}（${lastLine(count)}）`)
  return count
}

/** A tool that passes or fails as a whole: it counts as one test, and is silent when it passes. */
export async function toolPasses(tool, args, env) {
  const { ok, output } = await runTool(tool, args, { env })
  if (!ok) process.stderr.write(`${output}\n`)
  return ok ? onePassed : oneFailed
}

export const types = () => step('类型', () => toolPasses('tsc', ['--noEmit', '-p', '.']))

export const lint = () =>
  step('代码规范', () => toolPasses('biome', ['check', '--config-path=tests/biome.json', '--max-diagnostics=50', '.']))

export const layers = () =>
  step('分层', () =>
    toolPasses('depcruise', ['--config', 'tests/architecture/dependencies.cjs', '--output-type', 'err-long', 'src', 'prisma']),
  )

/** One project of the test suite, counted from the runner's own report. */
export const suite = (label, project, { pattern, env } = {}) =>
  step(label, async () => {
    mkdirSync(resultsDir, { recursive: true })
    const report = join(resultsDir, `${project}.json`)
    rmSync(report, { force: true })
    const { ok } = await runTool(
      'vitest',
      [
        ...['run', '--config', 'tests/vitest.config.ts', '--project', project, '--passWithNoTests'],
        ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
        ...(pattern ? [pattern] : []),
      ],
      { env, loud: true },
    )
    if (!existsSync(report)) return ok ? nothing : oneFailed
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numFailedTestSuites } = JSON.parse(readFileSync(report, 'utf8'))
    // A file that does not even load has no tests to count, and an error outside of any test fails the run alone.
    const unseen = !ok && numFailedTests === 0 ? Math.max(1, numFailedTestSuites) : 0
    return { passed: numPassedTests, failed: numFailedTests + unseen, skipped: numPendingTests + numTodoTests }
  })
