import { runScreening as run } from '#server/screening/run-screening'
import type { Handler } from './handler'

/** Models are run over settlement data. */
export const runScreening: Handler<'runScreening'> = ({ runId }) => run(runId)
