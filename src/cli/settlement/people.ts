import { menNames, surnames, village, womenNames } from '#messages/zh/demo-settlement-names'
import { textList } from './catalogue'
import { homeCounty, otherCounties, type Register } from './institutions'

export const firstDay = '2025-01-01'
export const days = 546

/** Pseudo-random numbers drawn from what they are for: the same seed gives the same world, whatever the order of the work. */
export const macros = (seed: number): string[] => [
  `CREATE MACRO rnd(id, salt) AS ((hash(id::BIGINT, salt::VARCHAR, ${seed}) % 1000003)::DOUBLE / 1000003.0)`,
  `CREATE MACRO among(lo, n, r) AS (lo + floor(r * n)::INTEGER)`,
  `CREATE MACRO case_day(model, k) AS (300 + floor(rnd(k, model) * 170)::INTEGER)`,
  `CREATE MACRO on_day(d) AS (DATE '${firstDay}' + (d)::INTEGER)`,
  `CREATE MACRO at_minute(d, m) AS ((DATE '${firstDay}' + (d)::INTEGER)::TIMESTAMP + to_seconds(((m) * 60)::BIGINT))`,
]

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** Turns a date of birth, a sex and a running number of both into an identity number of the invented county. */
const identityNumber = `
  CREATE MACRO identity_number(first17) AS first17 || substr('10X98765432',
    ((${weights.map((weight, index) => `${weight} * substr(first17, ${index + 1}, 1)::INTEGER`).join(' + ')}) % 11) + 1, 1)`

/**
 * People 1 to `population` live their lives; those above them are the actors of planted cases, cast with sex, age and home, and live
 * quietly in the months before. Among them are twins: of one house, one sex and one day of birth.
 */
export function peopleTables({ of }: Register, population: number): string[] {
  const counties = textList([...otherCounties])
  return [
    identityNumber,
    `CREATE TABLE cast_person AS
     SELECT psn::INTEGER AS psn, NULL::VARCHAR AS model, NULL::INTEGER AS k, NULL::INTEGER AS role,
       (rnd(twin, 'sex') < 0.49)::INTEGER AS male,
       CASE WHEN rnd(twin, 'band') < 0.13 THEN 365 + rnd(twin, 'age') * 365 * 13
            WHEN rnd(twin, 'band') < 0.66 THEN 365 * 16 + rnd(twin, 'age') * 365 * 42
            ELSE 365 * 58 + rnd(twin, 'age') * 365 * 32 END AS age_days,
       psn // 3 AS household, NULL::VARCHAR AS county
     FROM (SELECT psn, psn - (psn % 300 = 1)::INTEGER AS twin FROM range(1, ${population + 1}) AS t(psn))
     UNION ALL SELECT psn, model, k, role, male, age_days, household, county FROM actor`,
    `CREATE TABLE person AS
     WITH born AS (
       SELECT *, (DATE '${firstDay}' - age_days::INTEGER)::DATE AS birth FROM cast_person
     ), numbered AS (
       SELECT *, row_number() OVER (PARTITION BY birth, male ORDER BY psn) AS nth FROM born
     )
     SELECT psn, model, k, role, male, birth, (age_days / 365.25)::DOUBLE AS years, household,
       identity_number('${homeCounty}' || strftime(birth, '%Y%m%d') || lpad((2 * (nth - 1) + male)::VARCHAR, 3, '0')) AS certno,
       '37089900' || lpad(psn::VARCHAR, 8, '0') AS psn_no,
       (${textList(surnames)})[among(1, ${surnames.length}, rnd(household, 'surname'))] ||
         CASE WHEN male = 1 THEN (${textList(menNames)})[among(1, ${menNames.length}, rnd(psn, 'given'))]
              ELSE (${textList(womenNames)})[among(1, ${womenNames.length}, rnd(psn, 'given'))] END AS name,
       '139' || lpad((CASE WHEN rnd(psn, 'phone') < 0.3 THEN household * 3 ELSE psn END)::VARCHAR, 8, '0') AS tel,
       CASE WHEN model IS NULL AND rnd(household, 'elders') < 0.01
            THEN '${village.elders}' || (1 + (household % ${Math.max(2, Math.round(population / 4000))}))::VARCHAR || '${village.number}'
            ELSE '${village.street}' || household::VARCHAR || '${village.number}' END AS addr,
       CASE WHEN rnd(psn, 'fund') < 0.3 THEN '310' ELSE '390' END AS insutype,
       coalesce(county, CASE WHEN rnd(household, 'county') < 0.9 THEN '${homeCounty}'
            ELSE (${counties})[among(1, ${otherCounties.length}, rnd(household, 'other'))] END) AS county,
       rnd(psn, 'assisted') < 0.05 AS assisted,
       (model IS NULL AND psn % 150 = 7) AS two_numbers,
       CASE WHEN model IN ('M24', 'M24n') THEN case_day(model, k) WHEN model IS NULL AND age_days > 365 * 50 AND rnd(psn, 'death') < 0.02 THEN among(60, ${days - 80}, rnd(psn, 'deathday')) END AS death,
       CASE WHEN model IS NOT NULL OR age_days < 365 * 40 OR rnd(psn, 'ill') >= 0.5 THEN 'well'
            WHEN rnd(psn, 'ill') < 0.004 THEN 'dialysis' WHEN rnd(psn, 'ill') < 0.009 THEN 'tumour'
            WHEN rnd(psn, 'ill') < 0.25 THEN 'pressure' WHEN rnd(psn, 'ill') < 0.38 THEN 'sugar'
            WHEN rnd(psn, 'ill') < 0.46 THEN 'lipid' ELSE 'thyroid' END AS illness,
       CASE WHEN rnd(household, 'home') < 0.25 THEN among(${of.city.from}, ${of.city.count}, rnd(household, 'hospital'))
            WHEN rnd(household, 'home') < 0.78 THEN among(${of.county.from}, ${of.county.count - 1}, pow(rnd(household, 'hospital'), 1.5))
            ELSE among(${of.township.from}, ${of.township.count}, rnd(household, 'hospital')) END AS hospital,
       among(${of.clinic.from}, ${of.clinic.count}, rnd(household, 'clinic')) AS clinic,
       among(${of.pharmacy.from}, ${of.pharmacy.count}, rnd(household, 'pharmacy')) AS pharmacy
     FROM numbered`,
  ]
}
