import { department, diagnosis, item } from './catalogue'
import type { Register } from './institutions'
import { days } from './people'
import { addVisits, flags, numberOf, sources } from './visits'

/** What a chronic illness is treated with: the drug is the person's own for good. */
const drugs: Readonly<Record<string, readonly (readonly string[])[]>> = {
  pressure: [
    ['amlodipine', 'nifedipine', 'valsartan'],
    ['atorva', 'metoprolol', '', ''],
  ],
  sugar: [['metformin'], ['dapagli', 'glargine', '', '']],
  lipid: [['atorva', 'rosuva'], ['']],
  thyroid: [['levothyrox'], ['']],
}
const diagnosisOf = { pressure: 'hypertension', sugar: 'diabetes', lipid: 'hyperlipid', thyroid: 'hypothyroid' } as const

const ownDrug = (place: 0 | 1) =>
  `CASE illness ${Object.entries(drugs)
    .map(([illness, lists]) => {
      const list = lists[place] ?? ['']
      const numbers = list.map((key) => (key === '' ? 'NULL' : item(key)))
      return `WHEN '${illness}' THEN ([${numbers.join(', ')}]::INTEGER[])[among(1, ${list.length}, rnd(psn, 'drug${place}'))]`
    })
    .join(' ')} END`

/** Those who are in a ward at this time, by person. */
const lying = (day: string) =>
  `EXISTS (FROM visit s WHERE s.psn = p.psn AND s.med = '21' AND at_minute(${day}, 720) BETWEEN s.beg::DATE AND s.fin::DATE + 1)`

/**
 * A month's drugs every thirty days, one day sooner or later; before the Spring Festival many take two months' at once and come a month later.
 * During a stay the family often fetches them, which is allowed.
 */
export const refills = (): string[] => [
  `CREATE TABLE refill AS
   SELECT p.*, m::INTEGER AS slot, ${ownDrug(0)} AS first_drug, ${ownDrug(1)} AS second_drug,
     (m = 13 AND rnd(psn, 'festival') < 0.4) AS double
   FROM (SELECT *, among(0, 28, rnd(psn, 'rhythm')) + m::INTEGER * 30 + among(0, 2, rnd(psn * 100 + m, 'late')) AS d
         FROM person, range(18) AS t(m) WHERE illness IN ('pressure', 'sugar', 'lipid', 'thyroid')) p
   WHERE d < least(coalesce(death, 9999), ${days - 2}) AND NOT (m = 14 AND rnd(psn, 'festival') < 0.4)
     AND (rnd(psn * 100 + m, 'family') < 0.5 OR NOT ${lying('d')})`,
  addVisits({
    source: sources.chronic,
    from: 'refill',
    slot: 'slot',
    inst: `CASE WHEN rnd(psn, 'where') < 0.5 THEN clinic WHEN rnd(psn, 'where') < 0.8 OR slot % 2 = 0 THEN hospital ELSE pharmacy END`,
    med: '14',
    beg: `at_minute(d, 485 + floor(rnd(psn * 100 + slot, 'minute') * 520))`,
    fin: `at_minute(d, 485 + floor(rnd(psn * 100 + slot, 'minute') * 520)) + INTERVAL 20 MINUTE`,
    dept: department('general'),
    diag: `CASE illness ${Object.entries(diagnosisOf)
      .map(([illness, key]) => `WHEN '${illness}' THEN ${diagnosis(key)}`)
      .join(' ')} END`,
    opter: `among(1, 4, rnd(psn * 100 + slot, 'terminal'))`,
  }),
  ...[0, 1].map(
    (place) => `INSERT INTO line SELECT v, ${place}, r.${place === 0 ? 'first' : 'second'}_drug, beg + INTERVAL ${6 + place} MINUTE,
       CASE WHEN double THEN 2 ELSE 1 END * round(30.0 / i.days), NULL, ${flags.none}
     FROM (SELECT *, ${numberOf(sources.chronic, 'slot')} AS v FROM refill) r JOIN visit USING (v) JOIN item i ON i.item = r.${place === 0 ? 'first' : 'second'}_drug`,
  ),
  `INSERT INTO line SELECT v, 2, ${item('clinic')}, beg + INTERVAL 2 MINUTE, 1, NULL, ${flags.none}
   FROM visit JOIN inst USING (inst) WHERE med = '14' AND inst.type = '1'`,
  `INSERT INTO line SELECT v, 3, ${item('hba1c')}, beg + INTERVAL 3 MINUTE, 1, NULL, ${flags.none}
   FROM visit JOIN inst USING (inst) WHERE med = '14' AND diag = ${diagnosis('diabetes')} AND inst.type = '1' AND (v % 1000) % 4 = 0`,
  'DROP TABLE refill',
]

/** A session as every centre charges it; what a planted month leaves out is taken away afterwards. */
export const sessionLines = (source: number): string =>
  `INSERT INTO line SELECT v, nth, item, beg + to_minutes(nth::BIGINT * 2 + 1), 1, NULL, ${flags.none}
   FROM visit, (VALUES (0, ${item('dialysis')}), (1, ${item('dialyzer')}), (2, ${item('bloodline')}), (3, ${item('saline')})) AS t(nth, item)
   WHERE v // 100000000000 = ${source}`

/** Three sessions a week: at most fourteen in a month of thirty-one days. */
export const dialysis = ({ of: { county } }: Register): string[] => [
  addVisits({
    source: sources.dialysis,
    from: `(SELECT *, d::INTEGER AS slot FROM person, range(${days}) AS t(d) WHERE illness = 'dialysis' AND d < coalesce(death, 9999) - 3
            AND CASE WHEN rnd(psn, 'turn') < 0.5 THEN isodow(on_day(d)) IN (1, 3, 5) ELSE isodow(on_day(d)) IN (2, 4, 6) END)`,
    slot: 'slot',
    inst: `among(${county.from}, ${county.count - 1}, rnd(psn, 'centre'))`,
    med: '14',
    beg: `at_minute(slot, 390 + among(0, 3, rnd(psn, 'shift')) * 270)`,
    fin: `at_minute(slot, 390 + among(0, 3, rnd(psn, 'shift')) * 270 + 240)`,
    setl: `at_minute(slot, 390 + among(0, 3, rnd(psn, 'shift')) * 270 + 242 + floor(rnd(psn * 1000 + slot, 'pays') * 90))`,
    dept: department('dialysis'),
    diag: diagnosis('uraemia'),
    opter: `among(1, 4, rnd(psn * 1000 + slot, 'terminal'))`,
  }),
  sessionLines(sources.dialysis),
]
