import { execFileSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { root } from './processes'

export type Measured = { case: string; target: string; p50Ms: number; p95Ms: number; perSecond: number; bytes: number; errors: number }

/** A figure and what it is held against: at least or at most `goal`. */
export type Ratio = { name: string; value: number; goal: string; holds: boolean }

export type BenchResult = {
  name: string
  when: string
  commit: string
  cores: number
  rows: Record<string, number>
  engine: Record<string, string>
  results: Measured[]
  ratios: Ratio[]
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  const high = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? 0) + high) / 2
}

/** Three figures that tell something, whatever the size. */
const rounded = (value: number) => Number(value.toPrecision(3))

export const atLeast = (name: string, value: number, goal: number): Ratio => ({
  name,
  value: rounded(value),
  goal: `>= ${goal}`,
  holds: value >= goal,
})

export const atMost = (name: string, value: number, goal: number): Ratio => ({
  name,
  value: rounded(value),
  goal: `<= ${goal}`,
  holds: value <= goal,
})

function commit(): string {
  try {
    const git = (...args: string[]) =>
      execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '-uno') ? '+' : ''}`
  } catch {
    return 'unknown'
  }
}

/** Where and of what a measurement was taken. A commit with a plus has changes on top. */
export const heading = (name: string) => ({ name, when: new Date().toISOString(), commit: commit(), cores: availableParallelism() })

export function tableOf({ results, ratios }: Pick<BenchResult, 'results' | 'ratios'>): string {
  const lines = [['case', 'target', 'p50 ms', 'p95 ms', 'per second', 'kB', 'errors']]
  for (const { case: name, target, p50Ms, p95Ms, perSecond, bytes, errors } of results) {
    lines.push([name, target, p50Ms.toFixed(1), p95Ms.toFixed(1), perSecond.toFixed(0), (bytes / 1024).toFixed(1), String(errors)])
  }
  const goals = [
    ['figure', 'value', 'goal', 'holds'],
    ...ratios.map(({ name, value, goal, holds }) => [name, String(value), goal, holds ? 'yes' : 'NO']),
  ]
  return `${aligned(lines)}\n\n${aligned(goals)}`
}

function aligned(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
