import { ok, type Result, refuse } from '../../kernel/result'
import type { Procedure } from './procedure'
import { barredByRemedies } from './remedies'
import type { AdminStage } from './stages'

type Rule = { to: AdminStage; requires?: (procedure: Procedure) => Result<void> }

const running = ({ suspendedAt }: Procedure): Result<void> => (suspendedAt === null ? ok(undefined) : refuse('procedureSuspended'))

/** While a procedure stands still none of its steps is taken, but that which ends it; and none that is barred because the decision is looked at again. */
export const whileItRuns = <Name extends string, Step extends Rule>(steps: Readonly<Record<Name, Step>>): Record<Name, Step> =>
  Object.fromEntries(Object.entries<Step>(steps).map(([name, step]) => [name, held(name, step)])) as Record<Name, Step> // the same names

const held = <Step extends Rule>(name: string, step: Step): Step => ({
  ...step,
  requires: (procedure: Procedure) => {
    const runs = step.to === 'terminated' ? ok(undefined) : running(procedure)
    if (!runs.ok) return runs
    const open = barredByRemedies[name]?.(procedure) ?? ok(undefined)
    return open.ok ? (step.requires?.(procedure) ?? ok(undefined)) : open
  },
})
