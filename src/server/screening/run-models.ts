import type { LimitedModel } from '#domain/screening/screening-run'
import type { ColumnarEngine, ResultRow, StatementLimits } from '#platform/columnar/columnar-engine'
import { ColumnarError, type ColumnarFault } from '#platform/columnar/columnar-engine'
import { renderSql } from '#screening/population/dialect'
import { type Grade, type Hit, type Model, type SubjectType, subjectTypes } from '#screening/population/model'

export type ModelHits = { model: Model; hits: readonly Hit[]; seconds: number; limited: readonly LimitedModel[] }
export type ModelSkipped = {
  model: Pick<Model, 'id' | 'version'>
  reason: 'columnsMissing' | 'beyondData' | ColumnarFault
  missing: readonly string[]
  detail: string
}

const text = (value: unknown) => (value === null || value === undefined ? '' : String(value))
const fen = (value: unknown) => BigInt(text(value).replace(/\..*$/, '') || '0')

/** The evidence as every engine's JSON comes out the same: its own spacing is left behind. */
function inOneForm(value: string): string {
  try {
    return JSON.stringify(JSON.parse(value))
  } catch {
    throw new ColumnarError('statement', `the evidence, or what tells the clue apart, is no JSON: ${value.slice(0, 80)}`)
  }
}

/** A row of a result as a hit, the same whatever engine gave it. */
export function asHit(row: ResultRow): Hit {
  const grade = text(row.grade)
  const type = subjectTypes.find((known) => known === row.subject_type)
  if (!isGrade(grade) || !isSubject(type)) throw new ColumnarError('statement', 'the result has not the columns of a hit')
  return {
    grade,
    subject_type: type,
    subject_id: text(row.subject_id),
    institution: text(row.institution),
    period: text(row.period),
    involved_fen: fen(row.involved_fen),
    irregular_fen: fen(row.irregular_fen),
    fund_loss_fen: fen(row.fund_loss_fen),
    evidence: inOneForm(text(row.evidence)),
    ...(row.clue === undefined ? {} : { clue: inOneForm(text(row.clue)) }),
  }
}

const isGrade = (value: string): value is Grade => value === 'high' || value === 'medium' || value === 'low'
const isSubject = (value: SubjectType | undefined): value is SubjectType => value !== undefined

const orderOf = ({ subject_type, subject_id, institution, period, clue = '' }: Hit) =>
  `${subject_type}\u0000${subject_id}\u0000${institution}\u0000${period}\u0000${clue}`
const inOrder = (hits: Hit[]) => hits.sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1))

const values = (model: Model) => Object.fromEntries(Object.entries(model.parameters).map(([name, { value }]) => [name, value]))

/** The hits of a model on an engine where its tables are mounted, in an order of their own. */
export async function hitsOf(engine: ColumnarEngine, model: Model, limits: StatementLimits): Promise<Hit[]> {
  const found: Hit[] = []
  for (const { sql } of model.parts) {
    const rows = await engine.select(renderSql(sql, engine.name, values(model)), limits)
    for (const row of rows) found.push(asHit(row))
  }
  return inOrder(found)
}

/** What of a model's needs a folder does not have. */
export const missingFor = (model: Model, filled: ReadonlySet<string>): string[] =>
  model.needs.filter((need) => !need.split('|').some((column) => filled.has(column))).flatMap((need) => need.split('|'))

/** What a model cannot tell of this folder, though it runs. */
const limitedBy = ({ id, lessWithout = [] }: Model, filled: ReadonlySet<string>): LimitedModel[] =>
  lessWithout.filter(({ column }) => !filled.has(column)).map((lack) => ({ id, ...lack }))

/** Runs models one after the other. One that cannot run, or is stopped, is named with the reason, and the others go on. */
export async function runModels(
  engine: ColumnarEngine,
  models: readonly Model[],
  {
    filled,
    limits,
    clock,
    done,
  }: { filled: ReadonlySet<string>; limits: StatementLimits; clock: () => number; done: (id: string) => void },
): Promise<{ run: ModelHits[]; skipped: ModelSkipped[] }> {
  const run: ModelHits[] = []
  const skipped: ModelSkipped[] = []
  for (const model of models) {
    const missing = missingFor(model, filled)
    if (missing.length > 0) {
      skipped.push({ model, reason: 'columnsMissing', missing, detail: '' })
      continue
    }
    const started = clock()
    try {
      const hits = await hitsOf(engine, model, limits)
      run.push({ model, hits, seconds: (clock() - started) / 1000, limited: limitedBy(model, filled) })
    } catch (error) {
      const fault = error instanceof ColumnarError ? error.fault : 'statement'
      skipped.push({
        model,
        reason: fault,
        missing: [],
        detail: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error),
      })
    }
    done(model.id)
  }
  return { run, skipped }
}
