import type { Register } from './institutions'
import { addVisits, flags, type Visit } from './visits'

/** Who is cast for a model's cases: so many at a million lines, growing slower than the world. A model's name with `n`: its near misses. */
export type Cast = {
  model: string
  /** Cases at a million fee lines. */
  cases: number
  least?: number
  /** People in one case. */
  people?: number
  male?: 0 | 1
  ages?: readonly [number, number]
  county?: string
  /** All people of a case live together. */
  together?: boolean
}

export type Stage = { register: Register; rows: number }

/** The planted cases of one or a few models: whom they need, and what those do. Statements run after the lives of everybody else. */
export type Scene = { casts: readonly Cast[]; play: (stage: Stage) => readonly string[] }

export const casesAt = ({ cases, least = 6 }: Cast, rows: number): number => Math.max(least, Math.round(cases * (rows / 1e6) ** 0.75))

/** The actors, numbered after the population. */
export function actorTable(casts: readonly Cast[], population: number, rows: number): string {
  let next = population + 1
  const parts = casts.map((cast) => {
    const { model, people = 1, male, ages = [25, 64], county, together = false } = cast
    const first = next
    const many = casesAt(cast, rows) * people
    next += many
    const [youngest, oldest] = ages
    return `SELECT (${first} + i)::INTEGER AS psn, '${model}' AS model, (i // ${people})::INTEGER AS k, (i % ${people})::INTEGER AS role,
      ${male ?? `(rnd(${first} + i, 'sex') < 0.5)::INTEGER`} AS male, 365.25 * (${youngest} + rnd(${first} + i, 'age') * ${oldest - youngest}) AS age_days,
      (${first} + ${together ? `i // ${people} * ${people}` : 'i'})::BIGINT AS household, ${county ? `'${county}'` : 'NULL'}::VARCHAR AS county
      FROM range(${many}) AS t(i)`
  })
  return `CREATE TABLE actor AS ${parts.join(' UNION ALL ')}`
}

/** The actors of a model with the day on which their case begins. */
export const playing = (model: string, where = 'true'): string =>
  `(SELECT *, case_day(model, k) AS d FROM person WHERE model = '${model}' AND (${where}))`

/** Cases have sources of their own: 102 for M02, 202 for its near misses, 52 for what is honest and looks like it. */
export const sourceOf = (model: string): number => Number(model.slice(1, 3)) + (model.endsWith('n') ? 200 : model.endsWith('h') ? 50 : 100)

type SceneVisit = Omit<Visit, 'source' | 'from'> & { where?: string }

export const visitsOf = (model: string, { where = 'true', ...visit }: SceneVisit): string =>
  addVisits({ source: sourceOf(model), from: playing(model, where), ...visit })

/** A visit of twenty minutes on a day after the case's first, at a minute of that day. */
export const shortly = (after: number | string, minute = 560): Pick<Visit, 'beg' | 'fin'> => {
  const at = `at_minute(d + ${after}, ${minute} + floor(rnd(psn, 'minute') * 120))`
  return { beg: at, fin: `${at} + INTERVAL 20 MINUTE` }
}

/** A stay that begins so many days after the case's first and lasts so many nights. */
export const nights = (after: number | string, many: number | string): Pick<Visit, 'beg' | 'fin' | 'care'> => ({
  beg: `at_minute(d + ${after}, 480 + floor(rnd(psn, 'admitted') * 120))`,
  fin: `at_minute(d + ${after} + ${many}, 780 + floor(rnd(psn, 'left') * 180))`,
  care: true,
})

type Charge = {
  item: number | string
  cnt?: number | string
  after?: string
  price?: string
  flag?: keyof typeof flags
  where?: string
  seq?: number | string
}

/** Charges to the visits of a model, so many minutes or days after their begin. */
export const chargesOf = (model: string, slot: number | 'any', charges: readonly Charge[]): string[] =>
  charges.map(
    ({ item, cnt = 1, after = '3 MINUTE', price = 'NULL', flag = 'none', where = 'true', seq }, nth) =>
      `INSERT INTO line SELECT v, ${seq ?? 9100 + nth + (slot === 'any' ? 50 : slot)}, ${item}, beg + INTERVAL ${after}, ${cnt}, ${price}, ${flags[flag]}
       FROM visit JOIN person USING (psn) WHERE v // 100000000000 = ${sourceOf(model)} ${slot === 'any' ? '' : `AND v % 1000 = ${slot}`} AND (${where})`,
  )

/** What happens on each of a stay's days from one on and before another, at the same minute. */
export const dailyOf = (model: string, keys: readonly number[], from: number, before: number, seq = 9300): string =>
  `INSERT INTO line
   SELECT v, ${seq} + nth * 40 + d, ([${keys.join(', ')}])[nth + 1], date_trunc('day', beg) + to_minutes((d * 1440 + 645 + nth * 7)::BIGINT), 1, NULL, ${flags.none}
   FROM (SELECT v, beg, unnest(range(${from}, ${before}))::INTEGER AS d FROM visit JOIN person USING (psn) WHERE v // 100000000000 = ${sourceOf(model)}), range(${keys.length}) AS t(nth)`

/** Many visits of each actor: `times` of them, numbered `slot`. */
export const repeatedly = (model: string, times: number, where = 'true'): string =>
  `(SELECT p.*, t.i::INTEGER AS slot FROM ${playing(model, where)} p, range(${times}) AS t(i))`

type Subject = 'person' | 'institution' | 'stay' | 'settlement' | 'trace_code' | 'staff'

/** What a model should find: one row for each visit of a slot, or each of those that `where` leaves. */
export const truthOf = (
  model: string,
  subject: Subject,
  { slot = 0, where = 'true', word = 'NULL', period = "''" }: { slot?: number; where?: string; word?: string; period?: string } = {},
): string =>
  `INSERT INTO truth SELECT DISTINCT '${model}', '${subject}', psn, v, ${word}, ${period}, inst FROM visit JOIN person USING (psn)
   WHERE v // 100000000000 = ${sourceOf(model)} AND v % 1000 = ${slot} AND (${where})`

/** What the definition of a model takes in although nobody did wrong: listed apart from the cases, with the reason. */
export const honestOf = (
  model: string,
  subject: Subject,
  cause: string,
  { where = 'true', period = "''" }: { where?: string; period?: string } = {},
): string =>
  `INSERT INTO honest SELECT DISTINCT '${model.slice(0, 3)}', '${subject}', psn, v, NULL, ${period}, inst, '${cause}' FROM visit JOIN person USING (psn)
   WHERE v // 100000000000 = ${sourceOf(model)} AND v % 1000 = 0 AND (${where})`
