import { department, diagnosis, item } from './catalogue'
import type { Register } from './institutions'
import { addVisits, flags, sources } from './visits'

const training = ['motion', 'occupation', 'balance', 'walking', 'hand', 'speech', 'swallow', 'current']

/**
 * Rehabilitation goes by places: a therapist has three, each taken by one patient after the other, so that nobody works more than the day has.
 * Each patient has four of the trainings a day, and is assessed on the first day and again no sooner than a fortnight later.
 */
export const rehabilitation = ({ of }: Register, rows: number): string[] => {
  const therapists = Math.max(1, Math.round((rows / 1e6 / (of.county.count + of.city.count)) * 6))
  const hospitals = of.city.count + of.county.count - 1
  return [
    `CREATE TABLE place AS
     SELECT h::INTEGER AS inst, t::INTEGER AS therapist, s::INTEGER AS seat, j::INTEGER AS turn, row_number() OVER (ORDER BY j, t, s, h) AS nth
     FROM range(${of.city.from}, ${of.city.from + hospitals}) AS a(h), range(${therapists}) AS b(t), range(3) AS c(s), range(17) AS d(j)
     WHERE rnd(h * 100000 + t * 1000 + s * 100 + j, 'vacant') < ${Math.min(0.5, rows / 2e6)}`,
    addVisits({
      source: sources.rehab,
      from: `(SELECT p.*, place.inst AS place_inst, therapist, turn, seat, 5 + turn * 31 + seat AS d
              FROM (SELECT *, row_number() OVER (ORDER BY rnd(psn, 'rehab'), psn) AS nth FROM person
                    WHERE model IS NULL AND years > 50 AND illness = 'well' AND death IS NULL
                      AND psn NOT IN (SELECT psn FROM visit)) p JOIN place USING (nth))`,
      slot: 'turn',
      inst: 'place_inst',
      beg: 'at_minute(d, 520)',
      fin: `at_minute(d + 15 + among(0, 6, rnd(psn, 'nights')), 640)`,
      dept: department('rehab'),
      diag: diagnosis('hemiplegia'),
      ther: '100 + therapist',
    }),
    `INSERT INTO line
     SELECT v, 100 + nth * 40 + d, CASE WHEN nth < 4 THEN ([${training.map(item).join(', ')}])[1 + (v // 1000 + nth * 2) % 8] ELSE ([${item('bed')}, ${item('nurse2')}, ${item('consult')}])[nth - 3] END,
       date_trunc('day', beg) + to_minutes((d * 1440 + 530 + nth * 55)::BIGINT), 1, NULL, ${flags.none}
     FROM (SELECT v, beg, unnest(range(date_diff('day', beg::DATE, fin::DATE)))::INTEGER AS d FROM visit WHERE v // 100000000000 = ${sources.rehab}), range(7) AS t(nth)`,
    `INSERT INTO line SELECT v, d, ${item('rehabEval')}, date_trunc('day', beg) + to_minutes((d * 1440 + 600)::BIGINT), 1, NULL, ${flags.none}
     FROM visit, (VALUES (0), (15)) AS t(d) WHERE v // 100000000000 = ${sources.rehab} AND date_diff('day', beg::DATE, fin::DATE) > d`,
    'DROP TABLE place',
  ]
}
