import type { Model } from '../model'
import { rows } from '../rows'
import { inForce, lineAndRule } from './in-force'

/** M13: one service charged under two names. */
export const pairedCharges: Model = {
  id: 'M13',
  version: '1.0.0',
  title: '重复收费（包含、互斥项目）',
  grade: 'high',
  confidence: 'V2',
  basis: '《医疗保障基金使用监督管理条例》第三十八条第（三）项',
  parameters: {},
  needs: [...lineAndRule, 'item_rule.pair_codg'],
  reads: ['fee', 'item_rule'],
  parts: [
    {
      shardKey: 'psn_no',
      sql: `
WITH pair AS (
  SELECT DISTINCT med_list_codg, pair_codg, coalesce(scope, 'same_day') AS scope, prefix, begn_day, end_day
  FROM item_rule WHERE rule_type = 'pair' AND pair_codg IS NOT NULL AND med_list_codg IS NOT NULL),
line AS (
  SELECT mdtrt_id, psn_no, fixmedins_code, admdvs, feedetl_sn, med_list_codg, fee_day, amt_fen, fund_fen FROM fee
  WHERE mdtrt_id IS NOT NULL AND med_list_codg IN (SELECT med_list_codg FROM pair UNION ALL SELECT pair_codg FROM pair)),
met AS (
  SELECT DISTINCT f.mdtrt_id AS mdtrt_id, f.psn_no AS psn_no, f.fixmedins_code AS fixmedins_code, f.feedetl_sn AS main_sn, f.amt_fen AS main_fen,
    b.feedetl_sn AS other_sn, b.amt_fen AS other_fen, b.fund_fen AS other_fund, r.med_list_codg AS main_code, r.pair_codg AS other_code
  FROM line f JOIN pair r ON r.med_list_codg = f.med_list_codg
  JOIN line b ON b.mdtrt_id = f.mdtrt_id AND b.psn_no = f.psn_no AND b.med_list_codg = r.pair_codg
  WHERE ${inForce} AND f.feedetl_sn <> b.feedetl_sn AND (r.scope = 'same_stay' OR f.fee_day = b.fee_day)),
role AS (
  SELECT mdtrt_id, psn_no, fixmedins_code, main_sn AS sn, main_fen AS amt_fen, 0 AS fund_fen, 0 AS surplus, main_code || '+' || other_code AS pair FROM met
  UNION ALL SELECT mdtrt_id, psn_no, fixmedins_code, other_sn, other_fen, other_fund, 1, main_code || '+' || other_code FROM met),
charged AS (
  SELECT mdtrt_id, psn_no, fixmedins_code, sn, max(amt_fen) AS amt_fen, max(fund_fen) AS fund_fen, max(surplus) AS surplus, max(pair) AS pair
  FROM role GROUP BY mdtrt_id, psn_no, fixmedins_code, sn)
SELECT 'high' AS grade, 'stay' AS subject_type, mdtrt_id AS subject_id, max(fixmedins_code) AS institution, '' AS period,
  coalesce(sum(amt_fen), 0) AS involved_fen, coalesce(sum(CASE WHEN surplus = 1 THEN amt_fen ELSE 0 END), 0) AS irregular_fen,
  coalesce(sum(CASE WHEN surplus = 1 THEN fund_fen ELSE 0 END), 0) AS fund_loss_fen,
  '{"fee":' || {keys(sn)} || ',"pairs":' || {keys(pair)} || '}' AS evidence
FROM charged GROUP BY mdtrt_id, psn_no`,
    },
  ],
  falseAlarms: [
    { cause: '不在同一天、不在同一次住院', exclusion: '按规则的范围（同日、同次住院、同台手术、同部位）判断；后两者按同日' },
    { cause: '目录允许另收、规则未生效', exclusion: '规则按地区和生效期适用' },
    { cause: '双侧、不同部位、二次手术', exclusion: null },
  ],
  example: {
    rows: {
      fee: rows(`feedetl_sn mdtrt_id setl_id psn_no fixmedins_code fee_ocur_time med_list_codg medins_list_name cnt pric det_item_fee_sumamt inscp_scp_amt
        13F1 13A1 13S1 13P1 13H1 2025-03-01T09:00 C13A 全身麻醉 1 500.00 500.00 500.00
        13F2 13A1 13S1 13P1 13H1 2025-03-01T11:00 C13B 麻醉中监测 1 80.00 80.00 80.00
        13F3 13A2 13S2 13P1 13H1 2025-03-05T09:00 C13A 全身麻醉 1 500.00 500.00 500.00
        13F4 13A2 13S2 13P1 13H1 2025-03-06T11:00 C13B 麻醉中监测 1 80.00 80.00 80.00
        13F5 13A3 13S3 13P2 13H1 2025-03-05T09:00 C13C 特级护理 1 60.00 60.00 60.00
        13F6 13A3 13S3 13P2 13H1 2025-03-08T11:00 C13D 口腔护理 1 10.00 10.00 10.00`),
      setl: rows(`setl_id mdtrt_id psn_no med_type fixmedins_code setl_time medfee_sumamt fund_pay_sumamt inscp_scp_amt
        13S1 13A1 13P1 21 13H1 2025-03-01T19:30 580.00 290.00 580.00`),
      item_rule: rows(`rule_id rule_type med_list_codg begndate pair_codg scope
        R13A pair C13A 2024-01-01 C13B same_day
        R13B pair C13C 2024-01-01 C13D same_stay`),
    },
    hits: [
      {
        grade: 'high',
        subject_type: 'stay',
        subject_id: '13A1',
        institution: '13H1',
        period: '',
        involved: 58000,
        irregular: 8000,
        loss: 4000,
      },
      {
        grade: 'high',
        subject_type: 'stay',
        subject_id: '13A3',
        institution: '13H1',
        period: '',
        involved: 7000,
        irregular: 1000,
        loss: 0,
      },
    ],
    nearMisses: ['13A2：规则为同日，两项不在同一天'],
  },
}

/** M14: more often than allowed. */
export const overFrequency: Model = {
  id: 'M14',
  version: '1.0.0',
  title: '超频次收费',
  grade: 'medium',
  confidence: 'V2',
  basis: '《医疗保障基金使用监督管理条例》第三十八条第（二）项、第（三）项',
  parameters: {},
  needs: [...lineAndRule, 'item_rule.limit_type'],
  reads: ['fee', 'item_rule'],
  parts: [
    {
      shardKey: 'psn_no',
      sql: `
WITH often AS (
  SELECT DISTINCT med_list_codg, limit_type, coalesce(limit_cnt, 1) AS limit_cnt, coalesce(window_days, limit_cnt, 1) AS window_days, prefix, begn_day, end_day
  FROM item_rule WHERE rule_type = 'frequency' AND limit_type IN ('day', 'stay', 'month', 'window', 'interval')),
line AS (
  SELECT f.psn_no AS psn_no, f.fixmedins_code AS fixmedins_code, f.mdtrt_id AS mdtrt_id, f.med_list_codg AS code, f.feedetl_sn AS sn, f.fee_s AS fee_s,
    f.fee_day AS fee_day, f.fee_month AS fee_month, coalesce(f.cnt, 1) AS cnt, coalesce(f.amt_fen, 0) AS amt_fen, coalesce(f.fund_fen, 0) AS fund_fen,
    r.limit_type AS limit_type, r.limit_cnt AS limit_cnt, r.window_days AS window_days
  FROM fee f JOIN often r ON r.med_list_codg = f.med_list_codg WHERE ${inForce} AND f.mdtrt_id IS NOT NULL AND f.feedetl_sn IS NOT NULL),
so_far AS (
  SELECT a.psn_no AS psn_no, a.fixmedins_code AS fixmedins_code, a.mdtrt_id AS mdtrt_id, a.sn AS sn, a.limit_type AS limit_type, max(a.cnt) AS cnt, max(a.amt_fen) AS amt_fen,
    max(a.fund_fen) AS fund_fen, max(a.limit_cnt) AS limit_cnt, sum(b.cnt) AS total, sum(CASE WHEN b.fee_day < a.fee_day THEN 1 ELSE 0 END) AS earlier
  FROM line a JOIN line b ON b.psn_no = a.psn_no AND b.fixmedins_code = a.fixmedins_code AND b.code = a.code AND b.limit_type = a.limit_type
    AND b.limit_cnt = a.limit_cnt AND b.window_days = a.window_days
  WHERE (b.fee_s < a.fee_s OR (b.fee_s = a.fee_s AND b.sn <= a.sn))
    AND ((a.limit_type = 'day' AND b.fee_day = a.fee_day) OR (a.limit_type = 'stay' AND b.mdtrt_id = a.mdtrt_id)
      OR (a.limit_type = 'month' AND b.fee_month = a.fee_month) OR (a.limit_type IN ('window', 'interval') AND b.fee_day > a.fee_day - a.window_days))
  GROUP BY a.psn_no, a.fixmedins_code, a.mdtrt_id, a.sn, a.limit_type, a.limit_cnt, a.window_days),
over_limit AS (
  SELECT psn_no, fixmedins_code, mdtrt_id, sn, max(amt_fen) AS amt_fen, max(fund_fen) AS fund_fen,
    max(CASE WHEN limit_type = 'interval' OR cnt <= 0 OR total - limit_cnt >= cnt THEN 1.0 ELSE (total - limit_cnt) / cnt END) AS share
  FROM so_far WHERE (limit_type = 'interval' AND earlier > 0) OR (limit_type <> 'interval' AND total > limit_cnt)
  GROUP BY psn_no, fixmedins_code, mdtrt_id, sn)
SELECT 'medium' AS grade, 'stay' AS subject_type, mdtrt_id AS subject_id, max(fixmedins_code) AS institution, '' AS period,
  sum(amt_fen) AS involved_fen, {whole(sum(amt_fen * share))} AS irregular_fen, {whole(sum(fund_fen * share))} AS fund_loss_fen,
  '{"fee":' || {keys(sn)} || '}' AS evidence
FROM over_limit GROUP BY mdtrt_id, psn_no`,
    },
  ],
  falseAlarms: [
    { cause: '外院结果不互认', exclusion: '只在同一机构内计次' },
    { cause: '病情突变、质控复查', exclusion: null },
  ],
  example: {
    rows: {
      fee: rows(`feedetl_sn mdtrt_id setl_id psn_no fixmedins_code fee_ocur_time med_list_codg medins_list_name cnt pric det_item_fee_sumamt inscp_scp_amt
        14F1 14A1 14S1 14P1 14H1 2025-03-01T09:00 C14A 糖化血红蛋白 1 60.00 60.00 60.00
        14F2 14A2 14S2 14P1 14H1 2025-05-01T09:00 C14A 糖化血红蛋白 1 60.00 60.00 60.00
        14F3 14A3 14S3 14P2 14H1 2025-03-01T09:00 C14A 糖化血红蛋白 1 60.00 60.00 60.00
        14F4 14A4 14S4 14P2 14H1 2025-05-30T09:00 C14A 糖化血红蛋白 1 60.00 60.00 60.00
        14F5 14A5 14S5 14P2 14H2 2025-05-30T09:00 C14A 糖化血红蛋白 1 60.00 60.00 60.00
        14F6 14A6 14S6 14P1 14H1 2025-03-01T09:00 C14B 乙肝抗体 1 20.00 20.00 20.00
        14F7 14A6 14S6 14P1 14H1 2025-03-04T09:00 C14B 乙肝抗体 2 20.00 40.00 40.00
        14F8 14A7 14S7 14P1 14H1 2025-03-01T09:00 C14C 吸氧 1 20.00 20.00 20.00
        14F9 14A7 14S7 14P1 14H1 2025-03-01T10:00 C14C 吸氧 1 20.00 20.00 20.00
        14G1 14A7 14S7 14P1 14H1 2025-03-02T10:00 C14C 吸氧 1 20.00 20.00 20.00
        14G2 14A8 14S8 14P3 14H1 2025-03-02T10:00 C14D 胸部CT 1 200.00 200.00 200.00
        14G3 14A9 14S9 14P3 14H1 2025-03-08T10:00 C14D 胸部CT 1 200.00 200.00 200.00
        14G4 14B1 14T1 14P3 14H1 2025-03-15T10:00 C14D 胸部CT 1 200.00 200.00 200.00`),
      item_rule: rows(`rule_id rule_type med_list_codg begndate limit_type limit_cnt window_days
        R14A frequency C14A 2024-01-01 window 1 90
        R14B frequency C14B 2024-01-01 stay 1 -
        R14C frequency C14C 2024-01-01 day 1 -
        R14D frequency C14D 2024-01-01 interval 1 7`),
    },
    hits: [
      {
        grade: 'medium',
        subject_type: 'stay',
        subject_id: '14A2',
        institution: '14H1',
        period: '',
        involved: 6000,
        irregular: 6000,
        loss: 0,
      },
      {
        grade: 'medium',
        subject_type: 'stay',
        subject_id: '14A6',
        institution: '14H1',
        period: '',
        involved: 4000,
        irregular: 4000,
        loss: 0,
      },
      {
        grade: 'medium',
        subject_type: 'stay',
        subject_id: '14A7',
        institution: '14H1',
        period: '',
        involved: 2000,
        irregular: 2000,
        loss: 0,
      },
      {
        grade: 'medium',
        subject_type: 'stay',
        subject_id: '14A9',
        institution: '14H1',
        period: '',
        involved: 20000,
        irregular: 20000,
        loss: 0,
      },
    ],
    nearMisses: ['14A4：相隔满 90 天', '14A5：另一家机构', '14B1：相隔满 7 天'],
  },
}
