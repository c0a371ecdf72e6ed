import { flags } from './visits'

/** Words that a number becomes when it is written. The same number always becomes the same word. */
export const wordMacros: readonly string[] = [
  // One to one, and telling nothing of where the visit comes from.
  `CREATE MACRO visit_word(v) AS lpad(((v * 314159) % 99999999999973)::VARCHAR, 14, '0')`,
  `CREATE MACRO mdtrt_word(v) AS 'M' || visit_word(v)`,
  `CREATE MACRO setl_word(v) AS 'S' || visit_word(v)`,
  `CREATE MACRO back_word(v) AS 'T' || visit_word(v)`,
  `CREATE MACRO line_word(v, seq) AS 'F' || visit_word(v) || lpad(seq::VARCHAR, 4, '0')`,
  `CREATE MACRO doctor_word(inst, dept, n) AS 'D' || lpad(inst::VARCHAR, 4, '0') || lpad(dept::VARCHAR, 2, '0') || lpad(n::VARCHAR, 3, '0')`,
]

/** Some have two numbers: every other visit carries the second. */
export const personWords = (population: number): string[] => [
  `CREATE MACRO person_word(psn, v) AS CASE WHEN psn <= ${population} AND psn % 150 = 7 AND v % 2 = 1 THEN '37089977' ELSE '37089900' END || lpad(psn::VARCHAR, 8, '0')`,
]

const byLevel = (level: string) => `CASE ${level} WHEN 3 THEN 1.0 WHEN 2 THEN 0.9 ELSE 0.8 END`
/** What an institution asks: services by its level, drugs and material within two in a hundred of the list. */
export const askingPrice = (price: string, charge: string, rank: string, inst: string): string =>
  `round(CASE WHEN ${charge} IN ('08', '09', '11') THEN ${price} * (0.98 + (${inst} * 7 % 5) * 0.01) ELSE ${price} * ${byLevel(rank)} END, 2)::DECIMAL(9,2)`

/** Each line with price, amount and the parts that the insured bear. `sign` turns a charge into the row that takes it back. */
export const pricedLines = `
  SELECT l.v, l.seq, l.item, l.happened, l.cnt, l.flag, t.psn, t.inst, t.dept, t.med, t.ther, t.back, t.pay, t.norx, i.code AS item_code, i.name, i.charge, i.grade, i.spec, i.form, i.days,
    coalesce(l.up, a.asked) AS price,
    round(l.cnt * coalesce(l.up, a.asked), 2)::DECIMAL(12,2) AS amount,
    CASE i.grade WHEN 3 THEN amount ELSE 0 END::DECIMAL(12,2) AS own,
    CASE i.grade WHEN 2 THEN round(amount * 0.1, 2) ELSE 0 END::DECIMAL(12,2) AS part
  FROM line l JOIN visit t USING (v) JOIN item i USING (item) JOIN asked a ON a.inst = t.inst AND a.item = l.item
  WHERE t.pay <> 3`

export const accountTables: readonly string[] = [
  `CREATE TABLE asked AS SELECT inst, item, ${askingPrice('price', 'charge', 'rank', 'inst')} AS asked FROM inst, item`,
  `CREATE TABLE total AS
   SELECT v, sum(amount)::DECIMAL(12,2) AS med, sum(amount - own - part)::DECIMAL(12,2) AS scope
   FROM (${pricedLines}) WHERE flag <> ${flags.back} GROUP BY v
   UNION ALL SELECT DISTINCT v, 0, 0 FROM line WHERE flag = ${flags.back} AND v NOT IN (SELECT v FROM line WHERE flag <> ${flags.back})`,
  // Pooled fund above a threshold, serious illness above a second one, relief for those who have nothing; the rest from account and purse.
  `CREATE TABLE account AS
   SELECT *, med - fund - acct AS cash FROM (
     SELECT *, hifp + hifmi + maf AS fund,
       CASE pay WHEN 1 THEN med WHEN 2 THEN 0 ELSE CASE WHEN insutype = '310' THEN round((med - hifp - hifmi - maf) * 0.4, 2) ELSE 0 END END::DECIMAL(12,2) AS acct
     FROM (
       SELECT *, CASE WHEN t_med = '21' AND pay <> 1 THEN greatest(0, round((scope - hifp - 15000) * 0.6, 2)) ELSE 0 END::DECIMAL(12,2) AS hifmi,
         CASE WHEN pay = 2 THEN med - hifp - CASE WHEN t_med = '21' THEN greatest(0, round((scope - hifp - 15000) * 0.6, 2)) ELSE 0 END ELSE 0 END::DECIMAL(12,2) AS maf
       FROM (
         SELECT s.v, s.med, s.scope, t.pay, t.med AS t_med, p.insutype,
           CASE WHEN t.pay = 1 THEN 0 WHEN t.med = '21' THEN round(greatest(0, s.scope - 300) * 0.7, 2)
                WHEN t.med = '14' THEN round(s.scope * 0.75, 2) ELSE round(s.scope * 0.5, 2) END::DECIMAL(12,2) AS hifp
         FROM total s JOIN visit t USING (v) JOIN person p USING (psn)
         WHERE t.pay <> 3))) AS parts`,
]
