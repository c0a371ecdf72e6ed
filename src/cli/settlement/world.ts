/**
 * A settlement folder of an invented county: people with lives, institutions of several kinds, honest noise and planted cases.
 *
 * Everything is drawn in sets: a number is a hash of seed, subject and purpose, so that the same seed gives the same world whatever the
 * order of the work. Visits and lines are narrow tables of numbers; words come in when the tables are written. Nothing here reads a
 * model's SQL: a case is what the catalogue of models and the contract say that it is.
 *
 * Not planted, because the contract has no column that would show it: M11 (indications, results of tests), M21 (what the picture archive
 * holds), M31 (injury at work, third parties).
 */
import type { DuckDb } from '#platform/columnar/duckdb'
import { accountTables, personWords, wordMacros } from './accounts'
import { careTable } from './care'
import { catalogueTables } from './catalogue'
import { dialysis, refills } from './chronic'
import { errands } from './errands'
import { institutionTable, registerFor } from './institutions'
import { noise, testing } from './noise'
import { macros, peopleTables } from './people'
import { stock, traces } from './pharmacies'
import { rehabilitation } from './rehabilitation'
import { actorTable, type Stage } from './scenes'
import { chargeScenes } from './scenes-charges'
import { conflictScenes } from './scenes-conflict'
import { crowdScenes } from './scenes-crowds'
import { drugScenes } from './scenes-drugs'
import { gradeScenes } from './scenes-grades'
import { honestScenes } from './scenes-honest'
import { limitScenes } from './scenes-limits'
import { stayScenes } from './scenes-stays'
import { visitTables } from './visits'
import { stays, wardLines } from './wards'

const scenes = [
  ...conflictScenes,
  ...limitScenes,
  ...chargeScenes,
  ...drugScenes,
  ...gradeScenes,
  ...stayScenes,
  ...crowdScenes,
  ...honestScenes,
]

/** A person has so many fee lines, about, in eighteen months. */
const linesPerPerson = 100

const sidelines: readonly string[] = [
  'CREATE TABLE pack (v BIGINT, seq INTEGER, code VARCHAR, split BOOLEAN)',
  'CREATE TABLE seen (v BIGINT, gender_seen INTEGER)',
]

/** The rows of fees that there are already: each taken back is two. */
const feeLines = `SELECT coalesce(sum(1 + (l.flag = 2 OR t.back)::INTEGER), 0)::BIGINT AS n FROM line l JOIN visit t USING (v) WHERE t.pay <> 3`

export async function makeWorld(db: DuckDb, rows: number, seed: number, progress: (step: string) => void): Promise<void> {
  const register = registerFor(rows, seed)
  const stage: Stage = { register, rows }
  const population = Math.round(rows / linesPerPerson)
  const casts = scenes.flatMap((scene) => scene.casts)
  const steps: readonly (readonly [string, readonly string[]])[] = [
    [
      'institutions',
      [...macros(seed), ...wordMacros, ...personWords(population), ...catalogueTables(), careTable(), institutionTable(register)],
    ],
    ['people', [actorTable(casts, population, rows), ...peopleTables(register, population), ...visitTables, ...sidelines]],
    ['stays', [...stays(), ...rehabilitation(register, rows)]],
    ['chronic', [...refills(), ...dialysis(register), ...noise()]],
    ['cases', scenes.flatMap((scene) => scene.play(stage))],
    ['lines', [...wardLines(), ...testing(register)]],
  ]
  for (const [step, statements] of steps) {
    progress(step)
    for (const statement of statements) await db.run(statement)
  }
  progress('errands')
  const [counted] = await db.rows(feeLines)
  for (const statement of [...errands.possible(), ...errands.come(rows - Number(counted?.n ?? 0))]) await db.run(statement)
  progress('accounts')
  for (const statement of [...accountTables, ...traces(), ...stock()]) await db.run(statement)
}
