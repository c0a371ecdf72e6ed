import type { Model } from '../model'
import { rows } from '../rows'
import { inForce, lineAndRule } from './in-force'

/** M15: above the price, or more units than a day has. */
export const overPrice: Model = {
  id: 'M15',
  version: '1.0.0',
  title: '超标准收费、超计价单位',
  grade: 'high',
  confidence: 'V2',
  basis: '《医疗保障基金使用监督管理条例》第三十八条第（三）项',
  parameters: { newborn_years: { value: 1, meaning: '不满这个岁数的按新生儿加收，不比价', confidence: 'M' } },
  needs: [...lineAndRule, 'item_rule.price_cap|item_rule.unit_cap', 'fee.pric|fee.cnt'],
  reads: ['fee', 'item_rule', 'person'],
  parts: [
    {
      shardKey: 'psn_no',
      sql: `
WITH cap AS (SELECT DISTINCT med_list_codg, hosp_lv, price_cap_e4, prefix, begn_day, end_day FROM item_rule WHERE rule_type = 'price' AND price_cap_e4 IS NOT NULL),
least AS (SELECT med_list_codg, min(price_cap_e4) AS cap_e4 FROM cap GROUP BY med_list_codg),
dear AS (
  SELECT f.psn_no AS psn_no, f.mdtrt_id AS mdtrt_id, f.fixmedins_code AS fixmedins_code, f.feedetl_sn AS sn, max(coalesce(f.amt_fen, 0)) AS amt_fen, max(coalesce(f.fund_fen, 0)) AS fund_fen,
    min(1.0 * (f.pric_e4 - r.price_cap_e4) / f.pric_e4) AS share
  FROM fee f JOIN least ON least.med_list_codg = f.med_list_codg JOIN cap r ON r.med_list_codg = f.med_list_codg AND (r.hosp_lv = '' OR r.hosp_lv = f.hosp_lv) LEFT JOIN person p ON p.psn_no = f.psn_no
  WHERE f.pric_e4 > least.cap_e4 AND f.pric_e4 > 0 AND ${inForce} AND f.mdtrt_id IS NOT NULL AND coalesce(f.med_type, '') <> '13'
    AND (p.brdy IS NULL OR {idiv(f.fee_date - p.brdy, 10000)} >= {newborn_years})
  GROUP BY f.psn_no, f.mdtrt_id, f.fixmedins_code, f.feedetl_sn HAVING min(f.pric_e4 - r.price_cap_e4) > 0),
unit AS (SELECT DISTINCT med_list_codg, unit_cap, prefix, begn_day, end_day FROM item_rule WHERE rule_type = 'unit' AND unit_cap > 0),
day AS (
  SELECT f.psn_no AS psn_no, f.mdtrt_id AS mdtrt_id, f.fixmedins_code AS fixmedins_code, f.med_list_codg AS code, f.fee_day AS fee_day, f.feedetl_sn AS sn,
    max(f.cnt) AS cnt, max(coalesce(f.amt_fen, 0)) AS amt_fen, max(coalesce(f.fund_fen, 0)) AS fund_fen, max(r.unit_cap) AS unit_cap
  FROM fee f JOIN unit r ON r.med_list_codg = f.med_list_codg WHERE ${inForce} AND f.mdtrt_id IS NOT NULL AND f.cnt > 0
  GROUP BY f.psn_no, f.mdtrt_id, f.fixmedins_code, f.med_list_codg, f.fee_day, f.feedetl_sn),
many AS (
  SELECT psn_no, mdtrt_id, fixmedins_code, sn, amt_fen, fund_fen, unit_cap, sum(cnt) OVER (PARTITION BY psn_no, mdtrt_id, code, fee_day) AS total FROM day),
line AS (
  SELECT psn_no, mdtrt_id, fixmedins_code, sn, amt_fen, fund_fen, share FROM dear
  UNION ALL SELECT psn_no, mdtrt_id, fixmedins_code, sn, amt_fen, fund_fen, (total - unit_cap) / total FROM many WHERE total > unit_cap),
one AS (
  SELECT psn_no, mdtrt_id, fixmedins_code, sn, max(amt_fen) AS amt_fen, max(fund_fen) AS fund_fen, max({real(share)}) AS share
  FROM line GROUP BY psn_no, mdtrt_id, fixmedins_code, sn)
SELECT 'high' AS grade, 'stay' AS subject_type, mdtrt_id AS subject_id, max(fixmedins_code) AS institution, '' AS period,
  sum(amt_fen) AS involved_fen, {whole(sum(amt_fen * share))} AS irregular_fen, {whole(sum(fund_fen * share))} AS fund_loss_fen,
  '{"fee":' || {keys(sn)} || '}' AS evidence
FROM one GROUP BY mdtrt_id, psn_no`,
    },
  ],
  falseAlarms: [
    { cause: '新生儿、急诊加收', exclusion: '不满 1 岁、医疗类别 13 的不比价' },
    { cause: '同一项目在省、市有不同限价', exclusion: '超过全部适用限价才计' },
    { cause: '机构等级不明、独立定价机构', exclusion: '限价写明等级而机构等级不明的不计' },
  ],
  example: {
    rows: {
      institution: rows(`fixmedins_code fixmedins_name fixmedins_type hosp_lv admdvs
        15H1 清河镇卫生院 1 一级 370811
        15H3 鱼湖市第一医院 1 三级 370811`),
      person: rows(`psn_no gend brdy
        15P1 1 1970-05-01
        15P2 1 2025-02-01`),
      fee: rows(`feedetl_sn mdtrt_id setl_id psn_no fixmedins_code fee_ocur_time med_list_codg medins_list_name cnt pric det_item_fee_sumamt inscp_scp_amt
        15F1 15A1 15S1 15P1 15H1 2025-03-01T09:00 C15A 清创 2 50.00 100.00 100.00
        15F2 15A2 15S2 15P1 15H3 2025-03-01T09:00 C15A 清创 2 50.00 100.00 100.00
        15F3 15A3 15S3 15P2 15H1 2025-03-01T09:00 C15A 清创 2 50.00 100.00 100.00
        15F4 15A4 15S4 15P1 15H1 2025-03-01T09:00 C15A 清创 1 40.00 40.00 40.00
        15F5 15A5 15S5 15P1 15H1 2025-03-01T09:00 C15B 心电监测 20 3.00 60.00 60.00
        15F6 15A5 15S5 15P1 15H1 2025-03-01T20:00 C15B 心电监测 10 3.00 30.00 30.00
        15F7 15A6 15S6 15P1 15H1 2025-03-01T09:00 C15B 心电监测 24 3.00 72.00 72.00`),
      item_rule: rows(`rule_id rule_type med_list_codg admdvs begndate hosp_lv price_cap unit unit_cap
        R15A price C15A 370000 2024-01-01 一级 40.00 - -
        R15B price C15A 370000 2024-01-01 三级 60.00 - -
        R15C price C15A 420000 2024-01-01 一级 10.00 - -
        R15D unit C15B 370800 2024-01-01 - - 小时 24`),
    },
    hits: [
      {
        grade: 'high',
        subject_type: 'stay',
        subject_id: '15A1',
        institution: '15H1',
        period: '',
        involved: 10000,
        irregular: 2000,
        loss: 0,
      },
      {
        grade: 'high',
        subject_type: 'stay',
        subject_id: '15A5',
        institution: '15H1',
        period: '',
        involved: 9000,
        irregular: 1800,
        loss: 0,
      },
    ],
    nearMisses: ['15A2：三级医院限价内', '15A3：新生儿', '15A4：等于限价；外省限价不适用', '15A6：正好 24 小时'],
  },
}

/** M16: a set charged as its parts. */
export const unbundling: Model = {
  id: 'M16',
  version: '1.0.0',
  title: '分解项目收费',
  grade: 'medium',
  confidence: 'V2',
  basis: '《医疗保障基金使用监督管理条例》第三十八条第（三）项',
  parameters: { fewest_parts: { value: 2, meaning: '成套项目至少有几个组件', confidence: 'M' } },
  needs: [...lineAndRule, 'item_rule.bundle_codg', 'item_rule.bundle_price', 'fee.det_item_fee_sumamt'],
  reads: ['fee', 'item_rule'],
  parts: [
    {
      shardKey: 'psn_no',
      sql: `
WITH part AS (
  SELECT DISTINCT bundle_codg, med_list_codg, bundle_fen, prefix, begn_day, end_day FROM item_rule
  WHERE rule_type = 'bundle' AND bundle_codg IS NOT NULL AND bundle_fen > 0),
bundle AS (SELECT bundle_codg, prefix, count(DISTINCT med_list_codg) AS parts, max(bundle_fen) AS bundle_fen FROM part GROUP BY bundle_codg, prefix),
line AS (
  SELECT f.psn_no AS psn_no, f.mdtrt_id AS mdtrt_id, r.bundle_codg AS bundle_codg, r.prefix AS prefix, f.med_list_codg AS code, max(f.fixmedins_code) AS fixmedins_code,
    sum(coalesce(f.cnt, 1)) AS cnt, sum(coalesce(f.amt_fen, 0)) AS amt_fen, sum(coalesce(f.fund_fen, 0)) AS fund_fen, min(f.feedetl_sn) AS sn
  FROM fee f JOIN part r ON r.med_list_codg = f.med_list_codg WHERE ${inForce} AND f.mdtrt_id IS NOT NULL
  GROUP BY f.psn_no, f.mdtrt_id, r.bundle_codg, r.prefix, f.med_list_codg),
taken_apart AS (
  SELECT l.psn_no AS psn_no, l.mdtrt_id AS mdtrt_id, l.bundle_codg AS bundle_codg, max(l.fixmedins_code) AS fixmedins_code, sum(l.amt_fen) AS amt_fen, sum(l.fund_fen) AS fund_fen,
    1.0 * max(b.bundle_fen) * greatest(min(l.cnt), 1) AS fair_fen, {keys(l.sn)} AS lines
  FROM line l JOIN bundle b ON b.bundle_codg = l.bundle_codg AND b.prefix = l.prefix
  GROUP BY l.psn_no, l.mdtrt_id, l.bundle_codg, l.prefix
  HAVING count(*) = max(b.parts) AND count(*) >= {fewest_parts} AND sum(l.amt_fen) > 1.0 * max(b.bundle_fen) * greatest(min(l.cnt), 1)),
dearest AS (
  SELECT psn_no, mdtrt_id, bundle_codg, fixmedins_code, amt_fen, fund_fen, fair_fen, lines,
    row_number() OVER (PARTITION BY psn_no, mdtrt_id ORDER BY amt_fen - fair_fen DESC, bundle_codg) AS place FROM taken_apart)
SELECT 'medium' AS grade, 'stay' AS subject_type, mdtrt_id AS subject_id, fixmedins_code AS institution, '' AS period,
  amt_fen AS involved_fen, {whole(amt_fen - fair_fen)} AS irregular_fen, {whole(fund_fen * (amt_fen - fair_fen) / amt_fen)} AS fund_loss_fen,
  '{"fee":' || lines || ',"bundle":' || {json(bundle_codg)} || '}' AS evidence
FROM dearest WHERE place = 1`,
    },
  ],
  falseAlarms: [
    { cause: '只做了部分组件', exclusion: '同次就诊出现全部组件且合计高于成套价才计' },
    { cause: '确需单独更换组件', exclusion: null },
  ],
  example: {
    rows: {
      fee: rows(`feedetl_sn mdtrt_id setl_id psn_no fixmedins_code fee_ocur_time med_list_codg medins_list_name cnt pric det_item_fee_sumamt inscp_scp_amt
        16F1 16A1 16S1 16P1 16H1 2025-03-01T09:00 C16A 谷丙转氨酶 1 20.00 20.00 20.00
        16F2 16A1 16S1 16P1 16H1 2025-03-01T09:00 C16B 谷草转氨酶 1 20.00 20.00 20.00
        16F3 16A1 16S1 16P1 16H1 2025-03-01T09:00 C16C 总胆红素 1 20.00 20.00 20.00
        16F4 16A2 16S2 16P1 16H1 2025-03-02T09:00 C16A 谷丙转氨酶 1 20.00 20.00 20.00
        16F5 16A2 16S2 16P1 16H1 2025-03-02T09:00 C16B 谷草转氨酶 1 20.00 20.00 20.00
        16F6 16A3 16S3 16P2 16H1 2025-03-02T09:00 C16A 谷丙转氨酶 1 12.00 12.00 12.00
        16F7 16A3 16S3 16P2 16H1 2025-03-02T09:00 C16B 谷草转氨酶 1 12.00 12.00 12.00
        16F8 16A3 16S3 16P2 16H1 2025-03-02T09:00 C16C 总胆红素 1 12.00 12.00 12.00`),
      item_rule: rows(`rule_id rule_type med_list_codg begndate bundle_codg bundle_price
        R16A bundle C16A 2024-01-01 B16 40.00
        R16B bundle C16B 2024-01-01 B16 40.00
        R16C bundle C16C 2024-01-01 B16 40.00`),
    },
    hits: [
      {
        grade: 'medium',
        subject_type: 'stay',
        subject_id: '16A1',
        institution: '16H1',
        period: '',
        involved: 6000,
        irregular: 2000,
        loss: 0,
      },
    ],
    nearMisses: ['16A2：缺一个组件', '16A3：合计不高于成套价'],
  },
}
