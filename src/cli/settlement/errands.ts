import { priceList } from '#messages/zh/demo-settlement-items'
import type { Department } from '#messages/zh/demo-settlement-names'
import { department, diagnosis, items } from './catalogue'
import { days } from './people'
import { flags, numberOf, sources } from './visits'

/** Why people walk in: who, how often among their visits, for what, and what may be charged (each once in a visit). */
const reasons: readonly { who: string; share: number; key: string; dept: Department; charged: readonly string[] }[] = [
  {
    who: 'years < 14',
    share: 0.8,
    key: 'coldDx',
    dept: 'paeds',
    charged: ['clinic', 'cbc', 'kidsCough', 'digestKid', 'crp', 'amoxicillin'],
  },
  { who: 'years < 14', share: 1, key: 'checkup', dept: 'paeds', charged: ['clinic', 'scale', 'cbc', 'urine', 'glucose', 'calciumD'] },
  {
    who: 'male = 0 AND years > 18',
    share: 0.15,
    key: 'myoma',
    dept: 'gyn',
    charged: ['clinic', 'wombUs', 'smear', 'gynSupp', 'cbc', 'urine'],
  },
  {
    who: 'male = 1 AND years > 50',
    share: 0.15,
    key: 'prostate',
    dept: 'surgery',
    charged: ['clinic', 'prostateUs', 'psa', 'prostCap', 'urine', 'kidney'],
  },
  {
    who: 'true',
    share: 0.45,
    key: 'coldDx',
    dept: 'resp',
    charged: ['clinic', 'cbc', 'crp', 'amoxicillin', 'ibuprofen', 'loratadine', 'xray'],
  },
  {
    who: 'true',
    share: 0.65,
    key: 'gastritis',
    dept: 'general',
    charged: ['clinic', 'omeprazole', 'montmor', 'abdUs', 'liver', 'gastro', 'cbc'],
  },
  {
    who: 'true',
    share: 0.85,
    key: 'backPain',
    dept: 'rehab',
    charged: ['clinic', 'plaster', 'acupuncture', 'cupping', 'xray', 'moxa', 'ibuprofen'],
  },
  { who: 'true', share: 0.93, key: 'trauma', dept: 'emergency', charged: ['clinic', 'dressing', 'inject', 'xray', 'dexa', 'cefurox'] },
  { who: 'true', share: 1, key: 'checkup', dept: 'general', charged: ['clinic', 'glucose', 'lipid', 'urine', 'ecg', 'abdUs', 'kidney'] },
]
const shelves = [
  'coldRelief',
  'banlangen',
  'ibuprofen',
  'loratadine',
  'lianhua',
  'montmor',
  'eyeDrop',
  'calciumD',
  'omeprazole',
  'amoxicillin',
  'liuwei',
  'plaster',
]

/** Only these are handed out twice over; whatever is done is done once. */
const drugs = items(...priceList.filter(({ charge }) => charge === '09' || charge === '11').map(({ key }) => key))

const drawn = `CASE ${reasons.map(({ who, share }, index) => `WHEN ${who} AND rnd(psn * 100 + slot, 'why') < ${share} THEN ${index + 1}`).join(' ')} END`
const perReason = (of: (reason: (typeof reasons)[number]) => number | string) => `([${reasons.map(of).join(', ')}])[reason]`

const outside = `NOT EXISTS (FROM visit s WHERE s.psn = w.psn AND s.med = '21' AND on_day(w.d) BETWEEN s.beg::DATE - 1 AND s.fin::DATE + 1)`

/**
 * Walk-ins and purchases that could happen. As many of them as the lines asked for leave room do happen: whoever is drawn early comes.
 * Winters bring more of them, Sundays fewer. A family buys for someone in a ward, from its own account.
 */
const possible = (): string[] => [
  `CREATE TABLE errand AS
   SELECT w.*, rnd(psn * 100 + slot, 'order') AS turn,
     CASE WHEN shop THEN 1 + floor(rnd(psn * 100 + slot, 'lines') * 4)::INTEGER ELSE 2 + floor(rnd(psn * 100 + slot, 'lines') * 5)::INTEGER END AS lines,
     rnd(psn * 100 + slot, 'takenback') < 0.006 AS back
   FROM (
     SELECT psn, slot, shop, d + (isodow(on_day(d)) = 7 AND rnd(psn * 100 + slot, 'sunday') < 0.5)::INTEGER AS d, reason, model, death, place
     FROM (SELECT * REPLACE (years + d / 365.25 AS years) FROM (SELECT p.*, j::INTEGER AS slot, j >= 16 AS shop,
             CASE WHEN j < 16 THEN j * 34 + among(0, 20, rnd(psn * 100 + j, 'day')) ELSE (j - 16) * 68 + among(0, 50, rnd(psn * 100 + j, 'day')) END::INTEGER AS d,
             CASE WHEN j >= 16 THEN pharmacy WHEN rnd(psn * 100 + j, 'place') < 0.6 THEN clinic ELSE hospital END AS place
           FROM person p, range(24) AS t(j))) AS s,
       LATERAL (SELECT ${drawn} AS reason)
   ) w
   WHERE d BETWEEN 0 AND ${days - 3} AND (model IS NULL OR d < 240)
     AND d < coalesce(death, 9999)
     AND rnd(psn * 100 + slot, 'season') < CASE WHEN month(on_day(d)) IN (12, 1, 2) THEN 1 WHEN month(on_day(d)) IN (7, 8) THEN 0.8 ELSE 0.88 END
     AND (${outside} OR (shop AND rnd(psn * 100 + slot, 'family') < 0.5))`,
]

/** Those who come, in the order of the day at their counter: nobody is served twice a minute, and never at a steady beat. */
const come = (room: number): string[] => [
  `CREATE TABLE bucket AS SELECT b, sum(n) OVER (ORDER BY b) AS upto FROM (
     SELECT floor(turn * 4096)::INTEGER AS b, sum(CASE WHEN back THEN 2 * lines ELSE lines + (rnd(${numberOf(sources.clinic, 'slot')}, 'undone') < 0.01)::INTEGER END) AS n FROM errand GROUP BY 1)`,
  `INSERT INTO visit
   WITH served AS (
     SELECT *, row_number() OVER (PARTITION BY place, d ORDER BY turn) AS nth, count(*) OVER (PARTITION BY place, d) AS crowd
     FROM errand WHERE floor(turn * 4096)::INTEGER IN (SELECT b FROM bucket WHERE upto <= ${Math.round(room)})
   ), timed AS (
     SELECT *, NOT shop AND reason = 8 AND rnd(psn * 100 + slot, 'night') < 0.4 AS night,
       at_minute(d, 485 + floor(600 * (nth - 0.5 + (rnd(psn * 100 + slot, 'beat') - 0.5) * 0.7) / crowd)) AS counter
     FROM served
   )
   SELECT ${numberOf(sources.clinic, 'slot')}, psn, place,
     CASE WHEN shop THEN '41' WHEN reason = 8 THEN '13' ELSE '11' END,
     CASE WHEN night THEN at_minute(d, 1330) ELSE counter END AS beg, beg + INTERVAL 20 MINUTE,
     CASE WHEN night THEN at_minute(d, 1332 + floor(rnd(psn * 100 + slot, 'late') * 100)) ELSE counter + INTERVAL 21 MINUTE END,
     CASE WHEN shop THEN ${department('pharmacy')} ELSE ${perReason(({ dept }) => department(dept))} END,
     CASE WHEN shop THEN NULL ELSE ${perReason(({ key }) => diagnosis(key))} END,
     NULL, shop::INTEGER, CASE WHEN night THEN 5 ELSE 1 + nth % 3 END, false, back, lines, NULL, false
   FROM timed`,
  `INSERT INTO line
   SELECT v, k, list[1 + (start + k) % len(list)] AS what, beg + to_minutes(1 + k::BIGINT * 2),
     1 + (start % 3 = 0 AND list_contains(${drugs}, what))::INTEGER, NULL,
     CASE WHEN k = lines - 1 AND NOT back AND rnd(v, 'undone') < 0.01 THEN ${flags.back} ELSE ${flags.none} END
   FROM (
     SELECT v, beg, lines, back, floor(rnd(v, 'start') * 60)::INTEGER AS start, unnest(range(lines))::INTEGER AS k,
       CASE WHEN visit.med = '41' THEN ${items(...shelves)} ELSE
         ([${reasons.map(({ charged }) => items(...charged)).join(', ')}])[reason] END AS list
     FROM visit JOIN (SELECT ${numberOf(sources.clinic, 'slot')} AS v, reason FROM errand) USING (v)
   )`,
  'DROP TABLE errand',
  'DROP TABLE bucket',
]

export const errands = { possible, come }
