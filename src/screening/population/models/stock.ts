import type { Model } from '../model'
import { rows } from '../rows'
import { inForce } from './in-force'

/** M17: more billed than there was to give. */
export const stockGap: Model = {
  id: 'M17',
  version: '1.1.0',
  title: '进销存不符（疑似串换）',
  grade: 'high',
  confidence: 'V2',
  basis: '《医疗保障基金使用监督管理条例》第三十八条第（四）项、第四十条第（三）项',
  parameters: {
    share: { value: 0.05, meaning: '差额占结算数量的比例', confidence: 'M' },
    units: { value: 2, meaning: '差额的数量', confidence: 'M' },
  },
  needs: [
    'inv.infno',
    'inv.fixmedins_code',
    'inv.med_list_codg',
    'inv.invdate',
    'inv.inv_cnt',
    'fee.fixmedins_code',
    'fee.med_list_codg',
    'fee.fee_ocur_time',
    'fee.cnt',
  ],
  reads: ['inv', 'fee'],
  parts: [
    {
      shardKey: 'fixmedins_code',
      sql: `
WITH taking AS (
  SELECT fixmedins_code, med_list_codg AS code, inv_day, sum(cnt) AS stock FROM inv
  WHERE infno = '3501' AND inv_day IS NOT NULL AND cnt IS NOT NULL GROUP BY fixmedins_code, med_list_codg, inv_day),
pair AS (
  SELECT fixmedins_code, code, inv_day AS to_day, stock AS close_cnt,
    lag(inv_day) OVER (PARTITION BY fixmedins_code, code ORDER BY inv_day) AS from_day, lag(stock) OVER (PARTITION BY fixmedins_code, code ORDER BY inv_day) AS open_cnt FROM taking),
span AS (SELECT fixmedins_code, code, from_day, to_day, open_cnt, close_cnt FROM pair WHERE from_day IS NOT NULL),
moved AS (
  SELECT s.fixmedins_code AS fixmedins_code, s.code AS code, s.to_day AS to_day,
    sum(CASE WHEN i.infno = '3503' THEN i.cnt WHEN i.inv_chg_type = '101' THEN abs(i.cnt) WHEN i.inv_chg_type = '104' THEN -abs(i.cnt) ELSE 0 END) AS moved_in
  FROM span s JOIN inv i ON i.fixmedins_code = s.fixmedins_code AND i.med_list_codg = s.code
  WHERE i.infno IN ('3502', '3503') AND i.inv_day > s.from_day AND i.inv_day <= s.to_day GROUP BY s.fixmedins_code, s.code, s.to_day),
sold AS (
  SELECT f.fixmedins_code AS fixmedins_code, f.med_list_codg AS code, f.fee_day AS fee_day, sum(coalesce(f.cnt, 0)) AS cnt, sum(coalesce(f.amt_fen, 0)) AS amt_fen, sum(coalesce(f.fund_fen, 0)) AS fund_fen
  FROM fee f JOIN (SELECT DISTINCT fixmedins_code, code FROM span) k ON k.fixmedins_code = f.fixmedins_code AND k.code = f.med_list_codg
  GROUP BY f.fixmedins_code, f.med_list_codg, f.fee_day),
billed AS (
  SELECT s.fixmedins_code AS fixmedins_code, s.code AS code, s.to_day AS to_day, max(s.from_day) AS from_day, max(s.open_cnt) AS open_cnt, max(s.close_cnt) AS close_cnt,
    sum(b.cnt) AS cnt, sum(b.amt_fen) AS amt_fen, sum(b.fund_fen) AS fund_fen
  FROM span s JOIN sold b ON b.fixmedins_code = s.fixmedins_code AND b.code = s.code
  WHERE b.fee_day > s.from_day AND b.fee_day <= s.to_day GROUP BY s.fixmedins_code, s.code, s.to_day),
gap AS (
  SELECT b.fixmedins_code AS fixmedins_code, b.code AS code, b.from_day AS from_day, b.to_day AS to_day, b.cnt AS cnt, b.amt_fen AS amt_fen, b.fund_fen AS fund_fen,
    b.cnt - (b.open_cnt + coalesce(m.moved_in, 0) - b.close_cnt) AS missing
  FROM billed b LEFT JOIN moved m ON m.fixmedins_code = b.fixmedins_code AND m.code = b.code AND m.to_day = b.to_day)
SELECT 'high' AS grade, 'institution' AS subject_type, fixmedins_code AS subject_id, fixmedins_code AS institution, {month(to_day)} AS period,
  sum(amt_fen) AS involved_fen, {whole(sum(amt_fen * (CASE WHEN missing < cnt THEN missing / cnt ELSE 1 END)))} AS irregular_fen,
  {whole(sum(fund_fen * (CASE WHEN missing < cnt THEN missing / cnt ELSE 1 END)))} AS fund_loss_fen,
  '{"items":' || {keys(code)} || ',"takingDays":' || {keys({day(to_day)})} || ',"since":"' || {day(min(from_day) + 1)} || '","until":"' || {day(max(to_day))} || '","units":' || {number({whole(sum(missing))})} || '}' AS evidence
FROM gap WHERE missing > greatest(1.0 * {units}, {share} * cnt)
GROUP BY fixmedins_code, {month(to_day)}`,
    },
  ],
  falseAlarms: [
    { cause: '报损、调入、购进', exclusion: '按两次盘点之间的购进、调入、报损推算可用数量' },
    { cause: '退费', exclusion: '净额计算' },
    { cause: '单位换算、代煎损耗、上月暂估入库、赠药', exclusion: null },
  ],
  example: {
    rows: {
      inv: rows(`infno fixmedins_code med_list_codg invdate inv_cnt inv_chg_type inv_chg_time cnt
        3501 17H1 X17 2025-01-31 10 - - -
        3503 17H1 X17 - - - 2025-02-03T10:00 20
        3502 17H1 X17 - - 101 2025-02-05T10:00 5
        3502 17H1 X17 - - 104 2025-02-06T10:00 1
        3501 17H1 X17 2025-02-28 4 - - -
        3503 17H1 X17 - - - 2025-02-08T10:00 4
        3503 17H1 X17 - - - 2025-02-09T10:00 -4
        3501 17H2 X17 2025-02-01 10 - - -
        3503 17H2 X17 - - - 2025-02-03T10:00 30
        3501 17H2 X17 2025-03-01 5 - - -`),
      fee: rows(`feedetl_sn mdtrt_id setl_id psn_no fixmedins_code fee_ocur_time med_list_codg medins_list_name cnt pric det_item_fee_sumamt inscp_scp_amt
        17F1 17A1 17S1 17P1 17H1 2025-02-10T09:00 X17 氯吡格雷 25 10.00 250.00 250.00
        17F2 17A2 17S2 17P1 17H1 2025-02-20T09:00 X17 氯吡格雷 15 10.00 150.00 150.00
        17F3 17A3 17S3 17P2 17H2 2025-02-01T09:00 X17 氯吡格雷 37 10.00 370.00 370.00
        17F4 17A3 17S3 17P2 17H2 2025-03-01T09:00 X17 氯吡格雷 50 10.00 500.00 500.00`),
    },
    hits: [
      {
        grade: 'high',
        subject_type: 'institution',
        subject_id: '17H1',
        institution: '17H1',
        period: '2025-02',
        involved: 40000,
        irregular: 10000,
        loss: 0,
      },
    ],
    nearMisses: ['17H2：差 2 个单位，未超过；3 月 1 日盘点后的销售不属于 2 月'],
  },
}

/** M18: more sessions than a month has, or fewer dialysers than sessions. */
export const dialysis: Model = {
  id: 'M18',
  version: '1.1.0',
  title: '透析次数与耗材不符',
  grade: 'high',
  confidence: 'V2',
  basis: '《医疗保障基金使用监督管理条例》第四十条第（三）项、第三十八条第（二）项',
  parameters: {
    sessions: { value: 14, meaning: '一人一月最多几次', confidence: 'M' },
    share: { value: 0.98, meaning: '透析器与次数之比至少多少', confidence: 'M' },
    fewest: { value: 2, meaning: '至少差几个透析器', confidence: 'M' },
  },
  needs: ['fee.psn_no', 'fee.fixmedins_code', 'fee.med_list_codg', 'fee.fee_ocur_time', 'item_rule.rule_type', 'item_rule.med_list_codg'],
  reads: ['fee', 'item_rule'],
  parts: [
    {
      shardKey: 'psn_no',
      sql: `
WITH line AS (
  SELECT DISTINCT f.psn_no AS psn_no, f.fixmedins_code AS fixmedins_code, f.fee_month AS fee_month, f.mdtrt_id AS mdtrt_id, f.feedetl_sn AS sn, coalesce(f.cnt, 1) AS cnt, coalesce(f.amt_fen, 0) AS amt_fen, coalesce(f.fund_fen, 0) AS fund_fen
  FROM fee f JOIN (SELECT DISTINCT med_list_codg, prefix, begn_day, end_day FROM item_rule WHERE rule_type = 'dialysis_session') r ON r.med_list_codg = f.med_list_codg
  WHERE f.psn_no IS NOT NULL AND f.fee_month IS NOT NULL AND ${inForce})
SELECT 'high' AS grade, 'person' AS subject_type, psn_no AS subject_id, max(fixmedins_code) AS institution, fee_month AS period, sum(amt_fen) AS involved_fen,
  {whole(sum(amt_fen) * (sum(cnt) - {sessions}) / sum(cnt))} AS irregular_fen, {whole(sum(fund_fen) * (sum(cnt) - {sessions}) / sum(cnt))} AS fund_loss_fen,
  '{"fee":' || {keys(sn)} || ',"sessions":' || {number({whole(sum(cnt))})} || '}' AS evidence
FROM line GROUP BY psn_no, fee_month HAVING sum(cnt) > {sessions}`,
    },
    {
      shardKey: 'fixmedins_code',
      sql: `
WITH used AS (
  SELECT f.fixmedins_code AS fixmedins_code, f.fee_month AS fee_month, f.feedetl_sn AS sn, max(f.med_list_codg) AS code, max(CASE WHEN r.rule_type = 'dialyzer' THEN 1 ELSE 0 END) AS dialyser,
    max(coalesce(f.cnt, 1)) AS cnt, max(coalesce(f.amt_fen, 0)) AS amt_fen, max(coalesce(f.fund_fen, 0)) AS fund_fen
  FROM fee f JOIN (SELECT DISTINCT med_list_codg, rule_type, prefix, begn_day, end_day FROM item_rule WHERE rule_type IN ('dialysis_session', 'dialyzer')) r ON r.med_list_codg = f.med_list_codg
  WHERE f.fixmedins_code IS NOT NULL AND f.fee_month IS NOT NULL AND ${inForce} GROUP BY f.fixmedins_code, f.fee_month, f.mdtrt_id, f.feedetl_sn),
month AS (
  SELECT fixmedins_code, fee_month, sum(CASE WHEN dialyser = 0 THEN cnt ELSE 0 END) AS sessions, sum(CASE WHEN dialyser = 1 THEN cnt ELSE 0 END) AS dialysers,
    sum(CASE WHEN dialyser = 0 THEN amt_fen ELSE 0 END) AS amt_fen, sum(CASE WHEN dialyser = 0 THEN fund_fen ELSE 0 END) AS fund_fen,
    {keys(code)} AS codes
  FROM used GROUP BY fixmedins_code, fee_month)
SELECT 'high' AS grade, 'institution' AS subject_type, fixmedins_code AS subject_id, fixmedins_code AS institution, fee_month AS period, amt_fen AS involved_fen,
  {whole(amt_fen * (sessions - dialysers) / sessions)} AS irregular_fen, {whole(fund_fen * (sessions - dialysers) / sessions)} AS fund_loss_fen,
  '{"items":' || codes || ',"sessions":' || {number({whole(sessions)})} || ',"dialysers":' || {number({whole(dialysers)})} || '}' AS evidence
FROM month WHERE sessions > 0 AND dialysers < {share} * sessions AND sessions - dialysers >= {fewest}`,
    },
  ],
  falseAlarms: [
    { cause: '备机、个别急诊加透', exclusion: '透析器少于次数的 98% 且至少差 2 个才计' },
    { cause: '连续性肾脏替代治疗（CRRT）、透析器复用', exclusion: null },
  ],
  example: {
    rows: {
      fee: rows(`feedetl_sn mdtrt_id setl_id psn_no fixmedins_code fee_ocur_time med_list_codg medins_list_name cnt pric det_item_fee_sumamt inscp_scp_amt
        18F1 18A1 18S1 18P1 18H1 2025-03-31T09:00 C18 血液透析 15 400.00 6000.00 6000.00
        18F2 18A1 18S1 18P1 18H1 2025-03-31T09:00 X18 透析器 15 100.00 1500.00 1500.00
        18F3 18A2 18S2 18P2 18H2 2025-03-31T09:00 C18 血液透析 14 400.00 5600.00 5600.00
        18F4 18A2 18S2 18P2 18H2 2025-03-31T09:00 X18 透析器 10 100.00 1000.00 1000.00
        18F5 18A3 18S3 18P2 18H3 2025-04-30T09:00 C18 血液透析 10 400.00 4000.00 4000.00
        18F6 18A3 18S3 18P2 18H3 2025-04-30T09:00 X18 透析器 9 100.00 900.00 900.00`),
      item_rule: rows(`rule_id rule_type med_list_codg begndate
        R18A dialysis_session C18 2024-01-01
        R18B dialyzer X18 2024-01-01`),
    },
    hits: [
      {
        grade: 'high',
        subject_type: 'institution',
        subject_id: '18H2',
        institution: '18H2',
        period: '2025-03',
        involved: 560000,
        irregular: 160000,
        loss: 0,
      },
      {
        grade: 'high',
        subject_type: 'person',
        subject_id: '18P1',
        institution: '18H1',
        period: '2025-03',
        involved: 600000,
        irregular: 40000,
        loss: 0,
      },
    ],
    nearMisses: ['18P2：14 次，未超过', '18H3：只差 1 个'],
  },
}
