import { stockMemo } from '#messages/zh/demo-settlement-names'
import { quoted } from './catalogue'
import { firstDay } from './people'
import { sourceOf } from './scenes'
import { tabletsOfBox } from './scenes-honest'
import { flags } from './visits'

const atCounter = `FROM line l JOIN visit t USING (v) JOIN inst n USING (inst) JOIN item i USING (item) JOIN asked a ON a.inst = t.inst AND a.item = l.item WHERE n.type = '2'`

const byTablet = `t.v // 100000000000 = ${sourceOf('M17h')}`

/**
 * Every pack that goes over a counter shows its code. Some scans come to nothing: blank, padded, zeros, or the article's barcode; opened packs
 * show theirs more than once. What comes back is scanned again with a negative quantity.
 */
export const traces = (): string[] => [
  `CREATE TABLE sold AS
   SELECT l.v, l.seq, t.inst, t.psn, t.back, t.pay, l.flag, l.cnt, l.happened, l.item, i.code AS item_code, i.days, a.asked, n.code AS shop,
     unnest(range(CASE WHEN ${byTablet} THEN 1 ELSE greatest(1, ceil(l.cnt)::INTEGER) END))::INTEGER AS nth ${atCounter}`,
  `CREATE TABLE scanned AS
   SELECT s.*, pack.code AS planted, coalesce(pack.split, pack.code IS NULL AND s.cnt <= 1 AND rnd(s.v + s.seq, 'opened') < 0.02) AS opened, rnd(s.v * 31 + s.seq * 7 + s.nth, 'scan') AS fate
   FROM sold s LEFT JOIN pack ON pack.v = s.v AND pack.seq = s.seq AND s.nth = 0`,
  `CREATE TABLE trace AS
   SELECT 'D' || visit_word(v) AS rtal_docno, 'O' || visit_word(v) AS stoout_no, shop AS fixmedins_code, 'C' || (v % 1000000)::VARCHAR AS fixmedins_bchno,
     CASE WHEN pay <> 3 THEN mdtrt_word(v) END AS mdtrt_id, CASE WHEN pay <> 3 THEN setl_word(v) END AS setl_id, person_word(psn, v) AS psn_no,
     CASE WHEN pay <> 3 THEN line_word(v, seq) END AS feedetl_sn, item_code AS med_list_codg, 'N' || (item * 37 + month(happened))::VARCHAR AS manu_lotnum,
     (happened - INTERVAL 200 DAY)::DATE AS manu_date, (happened + INTERVAL 500 DAY)::DATE AS expy_end, CASE WHEN days IS NULL THEN '0' ELSE '1' END AS rx_flag,
     CASE WHEN opened THEN '1' ELSE '0' END AS trdn_flag,
     CASE WHEN planted IS NOT NULL THEN planted
          WHEN opened THEN '82' || lpad((hash(inst, item, (epoch(happened) // 864000)::BIGINT) % 1000000000000000000)::VARCHAR, 18, '0')
          WHEN fate < 0.004 THEN '' WHEN fate < 0.008 THEN '00000000000000000000' WHEN fate < 0.012 THEN '69' || lpad((item * 7919)::VARCHAR, 11, '0')
          WHEN fate < 0.02 THEN '  81' || lpad((hash(v, seq, nth) % 1000000000000000000)::VARCHAR, 18, '0') || ' '
          ELSE '81' || lpad((hash(v, seq, nth) % 1000000000000000000)::VARCHAR, 18, '0') END AS drug_trac_codg,
     '69' || lpad((item * 7919)::VARCHAR, 11, '0') AS drug_prod_barc, asked AS finl_trns_pric,
     (sign * CASE WHEN cnt < 1 THEN cnt ELSE 1 END)::DECIMAL(9,3) AS sel_retn_cnt, happened + CASE WHEN sign < 0 THEN INTERVAL 1 HOUR ELSE INTERVAL 0 HOUR END AS sel_retn_time,
     CASE WHEN pay = 3 THEN '2' ELSE '1' END AS mdtrt_setl_type
   FROM scanned, (VALUES (1), (-1)) AS s(sign) WHERE sign = 1 OR back OR flag = ${flags.back}`,
  'DROP TABLE sold',
  'DROP TABLE scanned',
]

/**
 * Stock is counted on the last day of each month, the first time before the data begin. What was bought covers what was sold; whatever the
 * planted sales (sources 117 and 217) handed out was never on a shelf.
 */
export const stock = (): string[] => [
  `CREATE TABLE moved AS
   WITH month AS (SELECT m::INTEGER AS m, (DATE '${firstDay}' + to_months(m::INTEGER))::DATE AS begun, last_day(begun) AS closed FROM range(18) AS t(m)),
   kept AS (SELECT DISTINCT t.inst, l.item ${atCounter} AND i.charge IN ('09', '11')),
   sales AS (SELECT t.inst, l.item, date_trunc('month', l.happened)::DATE AS begun, sum(CASE WHEN ${byTablet} THEN l.cnt / ${tabletsOfBox} ELSE l.cnt END) AS cnt ${atCounter}
             AND NOT t.back AND l.flag <> ${flags.back} AND t.pay <> 3 AND t.v // 100000000000 NOT IN (117, 217) GROUP BY ALL),
   cell AS (SELECT inst, item, m, begun, closed, coalesce(cnt, 0) AS cnt,
              20 + (hash(inst, item, m) % 9)::INTEGER AS closing, CASE WHEN m = 0 THEN 25 ELSE 20 + (hash(inst, item, m - 1) % 9)::INTEGER END AS opening,
              CASE WHEN hash(inst, item, m, 'lost') % 12 = 0 THEN 1 ELSE 0 END AS lost, CASE WHEN hash(inst, item, m, 'lent') % 15 = 0 THEN 3 ELSE 0 END AS lent
            FROM kept CROSS JOIN month LEFT JOIN sales USING (inst, item, begun))
   SELECT *, cnt + closing - opening + lost - lent AS need FROM cell`,
  `CREATE TABLE stock AS
   SELECT r.infno, n.code AS fixmedins_code, i.code AS med_list_codg, i.name AS medins_list_name, r.invdate, r.inv_cnt::DECIMAL(12,3) AS inv_cnt, r.inv_chg_type, r.inv_chg_time,
     r.cnt::DECIMAL(12,3) AS cnt, a.asked AS pric, r.memo
   FROM (
     SELECT inst, item, '3501' AS infno, (DATE '${firstDay}' - 1) AS invdate, 25 AS inv_cnt, NULL AS inv_chg_type, NULL::TIMESTAMP AS inv_chg_time, NULL AS cnt, NULL AS memo FROM moved WHERE m = 0
     UNION ALL SELECT inst, item, '3501', closed, closing, NULL, NULL, NULL, NULL FROM moved
     UNION ALL SELECT inst, item, '3503', NULL, NULL, NULL, begun + INTERVAL 33 HOUR, need, NULL FROM moved WHERE need > 0
     UNION ALL SELECT inst, item, '3502', NULL, NULL, '101', begun + INTERVAL 250 HOUR, lent, '${stockMemo.transfer}' FROM moved WHERE lent > 0
     UNION ALL SELECT inst, item, '3502', NULL, NULL, '104', begun + INTERVAL 400 HOUR, lost + greatest(0, -need), ${quoted(stockMemo.loss)} FROM moved WHERE lost + greatest(0, -need) > 0
   ) r JOIN inst n USING (inst) JOIN item i USING (item) JOIN asked a USING (inst, item)`,
  'DROP TABLE moved',
]
