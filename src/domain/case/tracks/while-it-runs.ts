import { ok, type Result, refuse } from '../../kernel/result'
import type { Procedure } from './procedure'
import { barredByRemedies } from './remedies'
import type { AdminStage } from './stages'

type Rule = { to: AdminStage; stops?: readonly string[]; requires?: (procedure: Procedure) => Result<void> }

const running = ({ suspendedAt }: Procedure): Result<void> => (suspendedAt === null ? ok(undefined) : refuse('procedureSuspended'))

/** A time that stands still is not stopped: until when its days do not count could be entered no more, and it would never have been late. */
const endsNoneOpen = (stops: readonly string[], { clocks }: Procedure): Result<void> =>
  clocks.some(({ ruleId, stoppedAt, pausedAt }) => stops.includes(ruleId) && stoppedAt === null && pausedAt)
    ? refuse('periodOpen')
    : ok(undefined)

/**
 * While a procedure stands still none of its steps is taken, but that which ends it; none that ends a time of which days do not count and nobody
 * has said until when; and none that is barred because the decision is looked at again.
 */
export const whileItRuns = <Name extends string, Step extends Rule>(steps: Readonly<Record<Name, Step>>): Record<Name, Step> =>
  Object.fromEntries(Object.entries<Step>(steps).map(([name, step]) => [name, held(name, step)])) as Record<Name, Step> // the same names

const held = <Step extends Rule>(name: string, step: Step): Step => ({
  ...step,
  requires: (procedure: Procedure) => {
    if (step.to !== 'terminated')
      for (const rule of [running(procedure), endsNoneOpen(step.stops ?? [], procedure)]) if (!rule.ok) return rule
    const open = barredByRemedies[name]?.(procedure) ?? ok(undefined)
    return open.ok ? (step.requires?.(procedure) ?? ok(undefined)) : open
  },
})
