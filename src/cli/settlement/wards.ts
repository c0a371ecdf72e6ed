import { wardDiagnoses } from './care'
import { department, diagnosis, item, operation } from './catalogue'
import { days } from './people'
import { addVisits, flags, sources } from './visits'

/** A person's year is cut into slots; whoever falls ill in one is admitted in its first days, so that stays keep a distance of days. */
const slotDays = 45
const slots = Math.floor(days / slotDays)

function diagnosisBySlot(): string {
  const total = wardDiagnoses.reduce((sum, { share }) => sum + share, 0)
  let passed = 0
  const cases = wardDiagnoses.map(({ key, share, who }) => {
    passed += share
    return `WHEN draw < ${passed / total} AND ${who} THEN ${diagnosis(key)}`
  })
  return `CASE ${cases.join(' ')} WHEN years <= 12 THEN ${diagnosis('bronchKid')} WHEN years > 45 AND draw < 0.7 THEN ${diagnosis('stroke')} ELSE ${diagnosis('bronchitis')} END`
}

const nights = `CASE diag ${wardDiagnoses
  .map(
    ({ key, nights: [least, most] }) => `WHEN ${diagnosis(key)} THEN among(${least}, ${most - least + 1}, rnd(psn * 100 + slot, 'nights'))`,
  )
  .join(' ')} END`
const ward = `CASE diag ${wardDiagnoses.map(({ key, dept }) => `WHEN ${diagnosis(key)} THEN ${department(dept)}`).join(' ')} END`

/** The stays of people's lives: illness by age, at home's hospital; nobody dies within one. */
export const stays = (): string[] => [
  `CREATE TABLE falling_ill AS
   SELECT p.*, slot::INTEGER AS slot, rnd(psn * 100 + slot, 'what') AS draw
   FROM person p, range(${slots}) AS s(slot)
   WHERE model IS NULL AND illness <> 'dialysis' AND illness <> 'tumour' AND rnd(psn * 100 + slot, 'admitted') <
     CASE WHEN years > 60 THEN 0.062 WHEN years > 40 THEN 0.032 WHEN years < 6 THEN 0.03 ELSE 0.013 END
     AND NOT (slot * ${slotDays} >= coalesce(death, 9999) - 45)`,
  addVisits({
    source: sources.stay,
    from: `(SELECT *, ${nights} AS los, slot * ${slotDays} + among(0, 15, rnd(psn * 100 + slot, 'begin')) AS d
            FROM (SELECT *, ${diagnosisBySlot()} AS diag FROM falling_ill))`,
    slot: 'slot',
    inst: 'hospital',
    beg: `at_minute(d, 450 + floor(rnd(psn * 100 + slot, 'hour') * 160))`,
    fin: `at_minute(d + los, 600 + floor(rnd(psn * 100 + slot, 'leave') * 330))`,
    dept: ward,
    diag: 'diag',
    diag2: `CASE illness WHEN 'pressure' THEN ${diagnosis('hypertension')} WHEN 'sugar' THEN ${diagnosis('diabetes')} END`,
    care: true,
    back: `rnd(psn * 100 + slot, 'takenback') < 0.004`,
  }),
  // Chemotherapy comes again by plan, every one to three weeks, some within three days.
  addVisits({
    source: sources.tumour,
    from: `(SELECT p.*, c AS slot, 20 + c * 21 + among(0, 3, rnd(psn * 100 + c, 'cycle')) - (c % 4 = 3)::INTEGER * 13 AS d
            FROM person p, range(18) AS t(c) WHERE illness = 'tumour' AND coalesce(death, 9999) > 420)`,
    slot: 'slot',
    inst: 'hospital',
    beg: `at_minute(d, 500)`,
    fin: `at_minute(d + 4, 640)`,
    dept: department('onco'),
    diag: diagnosis('chemoDx'),
    diag2: `${diagnosis('lungCancer')}`,
    care: true,
  }),
  `DROP TABLE falling_ill`,
]

/** What the ward charges: each stay's care, day by day, within admission and discharge. */
export const wardLines = (): string[] => [
  `INSERT INTO line
   WITH stay AS (SELECT v, beg, fin, diag, date_diff('day', beg::DATE, fin::DATE)::INTEGER AS los FROM visit WHERE care),
   given AS (
     SELECT s.v, s.beg, c.nth, c.item, c.cnt, unnest(range(c.first, least(s.los, coalesce(c.last + 1, s.los)), c.every)) AS d
     FROM stay s JOIN care c USING (diag) WHERE c.chance >= 1 OR rnd(s.v + c.nth * 7919, 'given') < c.chance
   )
   SELECT v, nth * 40 + d, item,
     CASE WHEN d = 0 THEN beg + to_minutes((10 + (v * 13 + nth * 37) % 200)::BIGINT)
          ELSE date_trunc('day', beg) + to_minutes((d * 1440 + 480 + (v * 7 + nth * 41 + d * 17) % 500)::BIGINT) END,
     cnt, NULL, ${flags.none}
   FROM given`,
  // Some take their drugs home after the ward has closed the account.
  `INSERT INTO line SELECT v, 9000, ${item('omeprazole')}, fin + INTERVAL 30 MINUTE, 2, NULL, ${flags.home}
   FROM visit WHERE care AND med = '21' AND rnd(v, 'home') < 0.2`,
  ...operations(),
]

const operationOf = { appendicitis: 'appendixOp', gallstone: 'gallbladderOp', herniaDx: 'herniaOp', myoma: 'wombOp' } as const

function operations(): string[] {
  const pci = `FROM (SELECT *, 1 + (rnd(v, 'vessels') < 0.3 AND v // 100000000000 < 100)::INTEGER AS vessels, (rnd(v, 'wide') < 0.3)::INTEGER AS more FROM visit
     WHERE care AND diag = ${diagnosis('infarct')})`
  const onDay = (day: number) => `(beg::DATE + ${day})::TIMESTAMP + INTERVAL 10 HOUR`
  return [
    ...Object.entries(operationOf).map(
      ([key, op]) => `INSERT INTO oprn SELECT v, ${operation(op)}, beg::DATE + 1, true FROM visit WHERE care AND diag = ${diagnosis(key)}`,
    ),
    `INSERT INTO oprn SELECT v, ${operation('platingOp')}, beg::DATE + 2, true FROM visit WHERE care AND diag = ${diagnosis('fracture')}`,
    `INSERT INTO oprn SELECT v, ${operation('hipOp')}, beg::DATE + 2, true FROM visit WHERE care AND diag = ${diagnosis('hipFracture')}`,
    `INSERT INTO oprn SELECT v, ${operation('pciLad')}, beg::DATE + 1, true ${pci}`,
    `INSERT INTO oprn SELECT v, ${operation('pciRca')}, beg::DATE + 1, false ${pci} WHERE vessels = 2`,
    `INSERT INTO line SELECT v, 8000, ${item('stent')}, ${onDay(1)}, vessels + more, NULL, 0 ${pci}`,
    `INSERT INTO line SELECT v, 8001, ${item('balloon')}, ${onDay(1)}, (vessels + more) * (1 + (rnd(v, 'twice') < 0.3)::INTEGER), NULL, 0 ${pci}`,
  ]
}
