import 'server-only'
import { startFilingInput } from '#domain/self-inspection/inputs'
import { command } from '../command'
import { holdFilingFor, takeFilingStep } from './take-step'

/** Begins a filing. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const startFiling = command('filing.start', startFilingInput, async (context, { filingId, version }) => {
  const filing = await holdFilingFor(context, 'start', filingId)
  await takeFilingStep(context, 'start', filing, version)
})

/** Takes up a filing again that was returned for correction (补正). Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const reopenFiling = command('filing.reopen', startFilingInput, async (context, { filingId, version }) => {
  const filing = await holdFilingFor(context, 'reopen', filingId)
  await takeFilingStep(context, 'reopen', filing, version)
})
