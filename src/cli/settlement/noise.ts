import { department, diagnosis, item } from './catalogue'
import type { Register } from './institutions'
import { addVisits, flags, sources } from './visits'

/** What looks wrong and is not: brought in through the emergency room on the day of admission, drugs fetched on the day of discharge. */
export const noise = (): string[] => [
  addVisits({
    source: sources.noise,
    from: `(SELECT p.*, s.v % 1000 AS slot, s.beg AS admitted, s.inst AS place FROM visit s JOIN person p USING (psn)
            WHERE s.med = '21' AND p.model IS NULL AND s.v // 100000000000 = ${sources.stay} AND rnd(s.v, 'brought') < 0.04)`,
    slot: 'slot',
    inst: 'place',
    med: '13',
    beg: 'admitted - INTERVAL 3 HOUR',
    fin: 'admitted - INTERVAL 2 HOUR',
    dept: department('emergency'),
    diag: diagnosis('trauma'),
  }),
  addVisits({
    source: sources.noise,
    from: `(SELECT p.*, 500 + s.v % 1000 AS slot, s.fin AS left_at FROM visit s JOIN person p USING (psn)
            WHERE s.med = '21' AND p.model IS NULL AND s.v // 100000000000 = ${sources.stay} AND rnd(s.v, 'fetched') < 0.04)`,
    slot: 'slot',
    inst: 'pharmacy',
    med: '41',
    beg: `left_at - INTERVAL 50 MINUTE`,
    fin: `left_at - INTERVAL 40 MINUTE`,
    dept: department('pharmacy'),
    diag: 'NULL',
    pay: '0',
  }),
  `INSERT INTO line SELECT v, 1, CASE WHEN med = '13' THEN ${item('clinic')} ELSE ${item('omeprazole')} END, beg + INTERVAL 5 MINUTE, 1, NULL, ${flags.none}
   FROM visit WHERE v // 100000000000 = ${sources.noise}`,
  `INSERT INTO line SELECT v, 2, ${item('cbc')}, beg + INTERVAL 9 MINUTE, 1, NULL, ${flags.none}
   FROM visit WHERE v // 100000000000 = ${sources.noise} AND med = '13'`,
]

/** Two institutions in which the interface is tried out; whatever is charged there is nobody's. */
export const testing = ({ of }: Register): string[] =>
  [of.testHospital, of.testPharmacy].flatMap(({ from }, index) => [
    addVisits({
      source: sources.noise,
      from: `(SELECT * FROM person WHERE model IS NULL AND psn % 400 = ${3 + index} AND psn < 40000)`,
      slot: `${900 + index}`,
      inst: `${from}`,
      med: index === 0 ? '11' : '41',
      beg: 'at_minute(psn % 500, 700)',
      fin: 'at_minute(psn % 500, 720)',
      dept: index === 0 ? department('general') : department('pharmacy'),
      diag: index === 0 ? diagnosis('checkup') : 'NULL',
    }),
    `INSERT INTO line SELECT v, k, ([${item('wombUs')}, ${item('prostateUs')}, ${item('digestKid')}])[k], beg + INTERVAL 5 MINUTE, 1, NULL, ${flags.none}
     FROM visit, range(1, 4) AS t(k) WHERE inst = ${from}`,
  ])
