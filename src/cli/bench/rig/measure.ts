import type { LoadAnswer, LoadOrder } from './load'
import { lastLineOf } from './processes'
import { type Measured, median } from './result'

export type Target = { case: string; target: string } & Pick<LoadOrder, 'url' | 'paths' | 'headers' | 'holds'>
export type Effort = { clients: number; seconds: number; rounds: number }

const warmSeconds = 1

async function slot(target: Target, { clients, seconds }: Effort): Promise<LoadAnswer> {
  const { url, paths, headers, holds } = target
  const order: LoadOrder = { url, ...(paths && { paths }), headers, holds, clients, seconds, warmSeconds }
  return JSON.parse(await lastLineOf('src/cli/bench/rig/load.ts', [JSON.stringify(order)])) as LoadAnswer // written by load.ts
}

/**
 * Loads the targets in turn, round after round, each round beginning with another one: what drifts on the machine drifts for
 * all. A figure is the median of its rounds. `settle` waits before each for what the one before has left behind.
 */
export async function takeTurns(
  targets: readonly Target[],
  effort: Effort,
  heard: (line: string) => void,
  settle = async () => {},
): Promise<Measured[]> {
  const answers = targets.map((): LoadAnswer[] => [])
  for (let round = 0; round < effort.rounds; round++) {
    for (let turn = 0; turn < targets.length; turn++) {
      const index = (turn + round) % targets.length
      const target = targets[index]
      if (!target) continue
      await settle()
      const answer = await slot(target, effort)
      answers[index]?.push(answer)
      if (answer.errors > 0) heard(`${target.case} ${target.target}: ${answer.firstError}`)
    }
  }
  return targets.map((target, index) => {
    const rounds = answers[index] ?? []
    const middle = (figure: (answer: LoadAnswer) => number) => median(rounds.map(figure))
    return {
      case: target.case,
      target: target.target,
      p50Ms: middle(({ p50Ms }) => p50Ms),
      p95Ms: middle(({ p95Ms }) => p95Ms),
      perSecond: middle(({ requests, seconds }) => requests / seconds),
      bytes: middle(({ bytes }) => bytes),
      errors: rounds.reduce((sum, { errors }) => sum + errors, 0),
    }
  })
}
