import { z } from 'zod'
import { id, ids, oneOrMore, version } from '../kernel/form-fields'
import type { Step } from '../kernel/workflow'
import { house } from '../law/law'
import type { QualityFinding } from './data-quality'

export const screeningRunStates = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const
export type ScreeningRunState = (typeof screeningRunStates)[number]

/** A model that ran without a column that it makes something of, and what its result lacks for that. */
export type LimitedModel = { id: string; column: string; meaning: string }

export type RunReport = {
  quality: readonly QualityFinding[]
  limited: readonly LimitedModel[]
  seconds: number
  peakMemoryMB: number
  failure?: { code: string; detail: string }
}

const steps = {
  cancel: {
    from: ['waiting', 'running'],
    to: 'cancelled',
    by: [{ role: 'handler', as: 'ownAgency' }],
    basis: house('Whoever began a run may stop it; what it found so far is not kept.'),
  },
} satisfies Record<string, Step<{ state: ScreeningRunState }, 'ownAgency'>>
export const runSteps: Record<'cancel', Step<{ state: ScreeningRunState }, 'ownAgency'>> = steps

const codes = oneOrMore.pipe(z.array(z.string().regex(/^[A-Z]\w{1,19}$/)).max(200))

/** A version by its id, or a built-in model as it was built by its code. */
const versions = z
  .union([z.string(), z.array(z.string())])
  .default('')
  .transform((given) => (typeof given === 'string' ? given.split(',') : given).filter(Boolean))
  .pipe(z.array(z.union([id, z.string().regex(/^[A-Z]\w{1,19}$/)])).max(200))

/** No models named: all that are in use. With versions named it is a trial, of them and of the models named. */
export const startRunInput = z.strictObject({
  loadIds: ids(60).refine((chosen) => chosen.length > 0, '请至少选一批数据。'),
  codes,
  versions,
})
export const cancelRunInput = z.strictObject({ runId: id, version })
