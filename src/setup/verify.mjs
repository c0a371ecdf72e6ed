// The steps that `npm run check` and `npm test` share. Each says what it counted.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
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

const failures = []

/** Keeps what failed for the end of the run: where it is read, the beginning of a long run may be gone. */
export function keepFailure(place, message) {
  failures.push(`${place}\n${stripVTControlCharacters(message).split('\n').slice(0, 14).join('\n')}`)
}

/** Says once more all that failed, last of all. */
export function sayFailures() {
  for (const [at, failure] of failures.entries()) say(`✗ ${at + 1}/${failures.length} ${failure}`)
}

/** Does one step and counts it; whatever is thrown counts as one failure, and the next step still gets its turn. */
export async function step(label, work) {
  const started = Date.now()
  say(`▶ ${label}`)
  let count
  try {
    count = await work()
  } catch (error) {
    say(`${label}：${error.message}`)
    keepFailure(label, error.message)
    count = oneFailed
  }
  say(`${count.failed ? '✗' : '✓'} ${label} ${seconds(started)}（${lastLine(count)}）`)
  return count
}

/** A tool that passes or fails as a whole: it counts as one test, and is silent when it passes. */
export async function toolPasses(tool, args, env) {
  const { ok, output } = await runTool(tool, args, { env })
  if (!ok) {
    process.stderr.write(`${output}\n`)
    keepFailure(tool, output)
  }
  return ok ? onePassed : oneFailed
}

export const types = () => step('类型', () => toolPasses('tsc', ['--noEmit', '-p', '.']))

export const lint = () =>
  step('代码规范', () => toolPasses('biome', ['check', '--config-path=tests/biome.json', '--max-diagnostics=50', '.']))

export const layers = () =>
  step('分层', () =>
    toolPasses('depcruise', ['--config', 'tests/architecture/dependencies.cjs', '--output-type', 'err-long', 'src', 'prisma']),
  )

/** Keeps what failed of a vitest report: tests, and files that did not even load. */
function keepFailuresOf({ testResults }) {
  for (const { name, status, message, assertionResults } of testResults) {
    const failed = assertionResults.filter((test) => test.status === 'failed')
    for (const test of failed) keepFailure(`${relative(root, name)} ${test.fullName}`, test.failureMessages[0] ?? '')
    if (status === 'failed' && failed.length === 0) keepFailure(relative(root, name), message ?? '')
  }
}

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
    const told = JSON.parse(readFileSync(report, 'utf8'))
    keepFailuresOf(told)
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numFailedTestSuites } = told
    // A file that does not even load has no tests to count, and an error outside of any test fails the run alone.
    const unseen = !ok && numFailedTests === 0 ? Math.max(1, numFailedTestSuites) : 0
    return { passed: numPassedTests, failed: numFailedTests + unseen, skipped: numPendingTests + numTodoTests }
  })
