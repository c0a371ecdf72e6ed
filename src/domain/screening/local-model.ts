import { z } from 'zod'
import { civilDate, id, reason, text, version } from '../kernel/form-fields'
import type { Step } from '../kernel/workflow'
import { house } from '../law/law'
import type { ProposedVersion } from './model-version'

/** Views and columns by the names that the platform documents; whether a view has the column is asked where they stand. */
const name = z.string().regex(/^[a-z_0-9]{1,40}$/)

export const comparisons = ['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'in', 'notIn', 'startsWith', 'empty', 'filled'] as const
export type Comparison = (typeof comparisons)[number]
export const measureKinds = ['count', 'sum', 'distinct', 'max', 'average'] as const
export type MeasureKind = (typeof measureKinds)[number]
export const limitKinds = ['gt', 'ge', 'lt', 'le'] as const
export type LimitKind = (typeof limitKinds)[number]
export const grains = ['whole', 'day', 'month', 'stay'] as const
export type Grain = (typeof grains)[number]
export const localGrades = ['high', 'medium', 'low'] as const
export const localSubjects = ['person', 'institution', 'stay', 'settlement', 'trace_code', 'item', 'staff'] as const
export const sumsOfHits = ['all', 'none'] as const

const figure = z
  .string()
  .transform((typed) => typed.normalize('NFKC').replace(/[,\s]/g, ''))
  .pipe(z.string().regex(/^\d{1,10}(\.\d{1,2})?$/, '请填写不小于 0 的数，最多两位小数，如 300 或 1.5。'))

const named = name.or(z.literal(''))

/** A row of the form whose column is empty says nothing. */
const filter = z.strictObject({ column: named, is: z.enum(comparisons), value: text(400) })
const measure = z.strictObject({
  of: z.enum(measureKinds).or(z.literal('')),
  column: named,
  is: z.enum(limitKinds).or(z.literal('')),
  limit: z.literal('').or(figure),
})

const lines = (given: unknown) =>
  typeof given === 'string'
    ? given
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '')
    : given

/** A model of a bureau's own, as it was filled in. What each word means is in the documentation of the views. */
export const localDefinition = z.strictObject({
  title: text(40).min(2, '请填写模型名称，至少两个字。'),
  purpose: text(500).min(5, '请写明要发现什么问题，至少五个字。'),
  /** The clause as cited; empty: nobody knows one yet. */
  clause: text(200),
  grade: z.enum(localGrades),
  view: name,
  subject: z.enum(localSubjects),
  /** Whether each institution is looked at by itself. */
  perInstitution: z.boolean(),
  grain: z.enum(grains),
  filters: z.array(filter).max(8),
  groups: z.array(named).max(2),
  measures: z.array(measure).max(4),
  evidence: z.array(named).max(4),
  /** Whether the money of the rows counts as doubtful, or nothing can be said of it. */
  sums: z.enum(sumsOfHits),
  falseAlarms: z.preprocess(lines, z.array(text(200)).min(1, '请至少写一种可能的误报，一行一种。').max(12)),
})
export type LocalDefinition = z.infer<typeof localDefinition>

/** What a trial showed, kept with the draft: figures alone, of nobody. */
export type LocalTrial = {
  loadId: string
  folder: string
  months: readonly string[]
  hits: number
  involvedFen: string
  institutions: number
  seconds: number
  triedAt: string
  triedByName: string
}
/** A definition as it lies in the register. */
/** `authorIds`: everybody who filled it in; none of them is its second person. */
export type KeptDefinition = { form: LocalDefinition; trial: LocalTrial | null; authorIds: readonly string[] }

const period = { beginsOn: civilDate, endsOn: z.union([z.literal(''), civilDate]).default('') }

/** `code` empty: a new model; else another version of it. `seen`: as for other versions. */
export const draftModelInput = z.strictObject({
  ...period,
  code: z.union([z.literal(''), text(20).regex(/^L\w{1,19}$/)]),
  seen: z.coerce.number().int().min(0).max(1_000_000),
  reason,
  form: localDefinition,
})
export const redraftModelInput = z.strictObject({ ...period, versionId: id, version, reason, form: localDefinition })
export const tryModelInput = z.strictObject({ versionId: id, version, loadId: z.uuid('请选择一批在用的数据。') })
export const submitModelInput = z.strictObject({ versionId: id, version })

/** A question in SQL to one delivery. The text is kept in the trail, without the numbers that may be somebody's. */
export const askDataInput = z.strictObject({ loadId: z.uuid('请选择一批在用的数据。'), sql: text(4000).min(6, '请填写查询语句。') })
/** What became of a question: how many rows were answered, or why there are none. */
export const answerDataInput = z.strictObject({ loadId: id, asked: id, rows: z.number().int().min(0).nullable(), stopped: text(40) })

const own = [{ role: 'handler', as: 'ownAgency' }] as const
const steps = {
  change: { from: ['draft'], to: 'draft', by: own, basis: house('What nobody has been asked to look at may still be put right.') },
  try: { from: ['draft'], to: 'draft', by: own, basis: house('Whoever looks a model over sees what it finds, not only what it says.') },
  submit: { from: ['draft'], to: 'review', by: own, basis: house('A second person looks a model over before anybody is screened by it.') },
} satisfies Record<string, Step<ProposedVersion, 'ownAgency'>>
export type DraftStep = keyof typeof steps
export const draftSteps: Record<DraftStep, Step<ProposedVersion, 'ownAgency'>> = steps
