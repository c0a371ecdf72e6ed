import { createReadStream, existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { atLeast, type Ratio } from '../rig/result'

/** What a model found of what was planted, and what it found besides. */
export type ModelQuality = {
  model: string
  planted: number
  found: number
  hits: number
  precision: number
  recall: number
  /** What the hits that nobody planted have to show for themselves, the most frequent first. */
  falseAlarms: readonly { cause: string; count: number }[]
  /** Planted and not found, the first of them. */
  missed: readonly string[]
}

type Row = Readonly<Record<string, string>>

/** A record may go on over line ends only inside quotes; neither file has such cells. */
function cellsOf(line: string): string[] {
  const cells: string[] = []
  for (const [, quoted, plain] of line.matchAll(/(?:"((?:[^"]|"")*)"|([^",]*))(?:,|$)/g)) {
    if (quoted === undefined && plain === undefined) break
    cells.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'))
  }
  return cells
}

async function* rowsOf(file: string): AsyncGenerator<Row> {
  let names: string[] | undefined
  for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) {
    if (line === '') continue
    const cells = cellsOf(line.replace(/^\uFEFF/, ''))
    if (names) yield Object.fromEntries(names.map((name, at) => [name, cells[at] ?? '']))
    else names = cells
  }
}

const cell = (row: Row, name: string) => row[name] ?? ''
const subjectOf = (row: Row) => `${cell(row, 'subject_type')}\u0000${cell(row, 'subject_id')}`

/** A period is compared where the list names one: a person who is planted without a day is found on any. */
class Planted {
  readonly #bySubject = new Map<string, { period: string; found: boolean }[]>()

  add(row: Row): void {
    const known = this.#bySubject.get(subjectOf(row)) ?? []
    known.push({ period: cell(row, 'period'), found: false })
    this.#bySubject.set(subjectOf(row), known)
  }

  finds(row: Row): boolean {
    const meant = (this.#bySubject.get(subjectOf(row)) ?? []).filter(({ period }) => period === '' || period === cell(row, 'period'))
    for (const one of meant) one.found = true
    return meant.length > 0
  }

  get all(): { subject: string; found: boolean }[] {
    return [...this.#bySubject].flatMap(([key, cases]) =>
      cases.map(({ period, found }) => ({ subject: [key.split('\u0000')[1], period].filter(Boolean).join(' '), found })),
    )
  }
}

/** Fields of the evidence that say why, unlike the keys of rows. */
const telling = ['contradictions', 'items', 'pairs', 'bundle', 'diagnosis']

function causeOf(row: Row, alsoPlantedFor: readonly string[]): string {
  if (alsoPlantedFor.length > 0) return `planted for ${alsoPlantedFor.join(' ')}`
  const evidence = readEvidence(cell(row, 'evidence'))
  const marks = Object.entries(evidence).flatMap(([name, value]) => (value === 1 || value === 2 ? [name] : []))
  const words = telling.flatMap((name) => [evidence[name]].flat().filter((word): word is string => typeof word === 'string'))
  return [...words.slice(0, 3), ...marks].join('+') || 'nothing told'
}

function readEvidence(text: string): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'object' && read !== null ? { ...read } : {}
  } catch {
    return {}
  }
}

/** What the folder itself says of subjects that look like cases and are honest: `honest.csv` beside its truth, if there is one. */
async function honestCauses(file: string): Promise<Map<string, string>> {
  const causes = new Map<string, string>()
  if (!existsSync(file)) return causes
  for await (const row of rowsOf(file)) causes.set(`${cell(row, 'model_id')}\u0000${subjectOf(row)}`, cell(row, 'cause'))
  return causes
}

/** Holds `hits.csv` of a run against the `truth.csv` of the folder that it read. Models of which nothing is planted are left out. */
export async function qualityOf(hitsFile: string, truthFile: string): Promise<ModelQuality[]> {
  const planted = new Map<string, Planted>()
  const modelsOf = new Map<string, Set<string>>()
  for await (const row of rowsOf(truthFile)) {
    const model = cell(row, 'model_id')
    const known = planted.get(model) ?? new Planted()
    planted.set(model, known)
    known.add(row)
    modelsOf.set(subjectOf(row), (modelsOf.get(subjectOf(row)) ?? new Set()).add(model))
  }
  const honest = await honestCauses(join(dirname(truthFile), 'honest.csv'))
  const counts = new Map([...planted.keys()].map((model) => [model, { hits: 0, right: 0, causes: new Map<string, number>() }]))
  for await (const row of rowsOf(hitsFile)) {
    const model = cell(row, 'model_id')
    const count = counts.get(model)
    if (!count) continue
    count.hits += 1
    if (planted.get(model)?.finds(row)) count.right += 1
    else {
      const others = [...(modelsOf.get(subjectOf(row)) ?? [])].filter((other) => other !== model).sort()
      const cause = honest.get(`${model}\u0000${subjectOf(row)}`) ?? causeOf(row, others)
      count.causes.set(cause, (count.causes.get(cause) ?? 0) + 1)
    }
  }
  return [...counts]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([model, count]) => {
      const all = planted.get(model)?.all ?? []
      const missed = all.filter(({ found }) => !found).map(({ subject }) => subject)
      const found = all.length - missed.length
      return {
        ...{ model, planted: all.length, found, hits: count.hits, recall: found / all.length },
        precision: count.hits === 0 ? 1 : count.right / count.hits,
        falseAlarms: [...count.causes].sort((one, other) => other[1] - one[1]).map(([cause, times]) => ({ cause, count: times })),
        missed: missed.slice(0, 5),
      }
    })
}

/** What each model is held to, of what was planted for it. */
const qualityGoal = 0.95

/** The least precision and the least recall of all models of which anything is planted, each named with its model. */
export function qualityRatios(models: readonly ModelQuality[]): Ratio[] {
  const planted = models.filter((one) => one.planted > 0)
  return (['precision', 'recall'] as const).flatMap((figure) => {
    const [least] = [...planted].sort((one, other) => one[figure] - other[figure])
    return least
      ? [atLeast(`${figure}, least of ${planted.length} models with planted cases: ${least.model}`, least[figure], qualityGoal)]
      : []
  })
}

/** The table that the bench prints: a line a model, below those that have any their false alarms by cause and what they missed. */
export function qualityTable(models: readonly ModelQuality[], goal = qualityGoal): string {
  const lines = ['model  planted  found  hits   precision  recall  holds']
  for (const { model, planted, found, hits, precision, recall, falseAlarms, missed } of models) {
    const holds = precision >= goal && recall >= goal ? 'yes' : 'NO'
    const figures = [String(planted).padStart(7), String(found).padStart(5), String(hits).padStart(5)]
    lines.push(`${model}    ${figures.join('  ')}  ${precision.toFixed(3).padStart(9)}  ${recall.toFixed(3).padStart(6)}  ${holds}`)
    for (const { cause, count } of falseAlarms.slice(0, 5)) lines.push(`         false alarms ${count}: ${cause}`)
    if (missed.length > 0) lines.push(`         missed ${planted - found}: ${missed.join(', ')}`)
  }
  return lines.join('\n')
}
