import type { Model } from '../model'
import { rows } from '../rows'
import { inForce } from './in-force'

/** M19: more rehabilitation in a day than a day, or a body, can take. */
export const rehabilitation: Model = {
  id: 'M19',
  version: '1.0.0',
  title: '康复同日多项、超时长',
  grade: 'medium',
  confidence: 'V2',
  basis: '《医疗保障基金使用监督管理条例》第三十八条第（二）项、第四十条第（三）项',
  parameters: {
    minutes: { value: 360, meaning: '一人一天标准时长合计超过多少分钟', confidence: 'M' },
    items: { value: 8, meaning: '一人一天达到几个康复项目', confidence: 'M' },
    evaluation_days: { value: 14, meaning: '几天之内不应再次评定', confidence: 'M' },
  },
  needs: ['fee.psn_no', 'fee.med_list_codg', 'fee.fee_ocur_time', 'item_rule.rule_type', 'item_rule.med_list_codg'],
  reads: ['fee', 'item_rule'],
  parts: [
    {
      shardKey: 'psn_no',
      sql: `
WITH line AS (
  SELECT f.psn_no AS psn_no, f.fee_day AS fee_day, f.feedetl_sn AS sn, f.med_list_codg AS code, max(f.fixmedins_code) AS fixmedins_code,
    max(CASE WHEN r.rule_type = 'rehab_eval' THEN 1 ELSE 0 END) AS evaluation, max(coalesce(f.amt_fen, 0)) AS amt_fen, max(coalesce(f.fund_fen, 0)) AS fund_fen,
    max(coalesce(f.cnt, 1) * (CASE WHEN r.rule_type = 'rehab' THEN coalesce(r.std_minutes, 0) ELSE 0 END)) AS minutes
  FROM fee f JOIN item_rule r ON r.med_list_codg = f.med_list_codg
  WHERE r.rule_type IN ('rehab', 'rehab_eval') AND f.psn_no IS NOT NULL AND f.fee_day IS NOT NULL AND ${inForce}
  GROUP BY f.psn_no, f.fee_day, f.mdtrt_id, f.feedetl_sn, f.med_list_codg),
evaluated AS (
  SELECT psn_no, code, fee_day, lag(fee_day) OVER (PARTITION BY psn_no, code ORDER BY fee_day) AS before_day
  FROM (SELECT DISTINCT psn_no, code, fee_day FROM line WHERE evaluation = 1) d),
soon AS (SELECT psn_no, code, fee_day FROM evaluated WHERE fee_day - before_day < {evaluation_days}),
day AS (
  SELECT psn_no, fee_day, sum(minutes) AS minutes, count(DISTINCT CASE WHEN evaluation = 0 THEN code END) AS items FROM line GROUP BY psn_no, fee_day),
flagged AS (
  SELECT l.psn_no AS psn_no, l.fee_day AS fee_day, l.sn AS sn, l.code AS code, l.fixmedins_code AS fixmedins_code, l.amt_fen AS amt_fen, l.fund_fen AS fund_fen, d.minutes AS minutes, d.items AS items,
    CASE WHEN d.minutes > {minutes} THEN (d.minutes - {minutes}) / d.minutes WHEN d.items >= {items} THEN 1.0 * (d.items - {items} + 1) / d.items ELSE 0.0 END AS share,
    CASE WHEN s.fee_day IS NULL THEN 0 ELSE 1 END AS repeated
  FROM line l JOIN day d ON d.psn_no = l.psn_no AND d.fee_day = l.fee_day LEFT JOIN soon s ON s.psn_no = l.psn_no AND s.code = l.code AND s.fee_day = l.fee_day
  WHERE d.minutes > {minutes} OR d.items >= {items} OR s.fee_day IS NOT NULL)
SELECT 'medium' AS grade, 'person' AS subject_type, psn_no AS subject_id, max(fixmedins_code) AS institution, {day(fee_day)} AS period, sum(amt_fen) AS involved_fen,
  {whole(sum(amt_fen * (CASE WHEN repeated = 1 THEN 1.0 ELSE share END)))} AS irregular_fen,
  {whole(sum(fund_fen * (CASE WHEN repeated = 1 THEN 1.0 ELSE share END)))} AS fund_loss_fen,
  '{"fee":' || {keys(sn)} || ',"items":' || {keys(code)} || ',"minutes":' || {number({whole(max(minutes))})} || '}' AS evidence
FROM flagged GROUP BY psn_no, fee_day`,
    },
  ],
  falseAlarms: [
    { cause: '评定项目计入治疗项目数', exclusion: '评定单独看间隔，不计入项目数和时长' },
    { cause: '分时段团体训练、住院集中强化期', exclusion: null },
  ],
  example: {
    rows: {
      fee: rows(`feedetl_sn mdtrt_id setl_id psn_no fixmedins_code fee_ocur_time med_list_codg medins_list_name cnt pric det_item_fee_sumamt inscp_scp_amt orders_dr_code
        19F1 19A1 19S1 19P1 19H1 2025-03-01T09:00 C19A 运动疗法 5 40.00 200.00 200.00 19D1
        19F2 19A1 19S1 19P1 19H1 2025-03-01T10:00 C19B 作业疗法 5 40.00 200.00 200.00 19D2
        19F3 19A2 19S2 19P2 19H1 2025-03-01T09:00 C19A 运动疗法 4 40.00 160.00 160.00 19D1
        19F4 19A2 19S2 19P2 19H1 2025-03-01T10:00 C19B 作业疗法 4 40.00 160.00 160.00 19D2
        19F5 19A3 19S3 19P3 19H1 2025-03-01T10:00 C19E 日常生活能力评定 1 30.00 30.00 30.00 19D3
        19F6 19A3 19S3 19P3 19H1 2025-03-10T10:00 C19E 日常生活能力评定 1 30.00 30.00 30.00 19D3
        19F7 19A3 19S3 19P3 19H1 2025-03-24T10:00 C19E 日常生活能力评定 1 30.00 30.00 30.00 19D3`),
      item_rule: rows(`rule_id rule_type med_list_codg begndate std_minutes
        R19A rehab C19A 2024-01-01 45
        R19B rehab C19B 2024-01-01 45
        R19E rehab_eval C19E 2024-01-01 -`),
    },
    hits: [
      {
        grade: 'medium',
        subject_type: 'person',
        subject_id: '19P1',
        institution: '19H1',
        period: '2025-03-01',
        involved: 40000,
        irregular: 8000,
        loss: 0,
      },
      {
        grade: 'medium',
        subject_type: 'person',
        subject_id: '19P3',
        institution: '19H1',
        period: '2025-03-10',
        involved: 3000,
        irregular: 3000,
        loss: 0,
      },
    ],
    nearMisses: ['19P2：正好 360 分钟', '19P3 在 3 月 24 日：相隔满 14 天'],
  },
}

/**
 * M28: more work in a day than a member of staff can do, wherever it was done. Days that cannot be too long whatever the rules say are put
 * aside first: a list of all lines of every day would not go into the memory.
 */
export const staffCapacity: Model = {
  id: 'M28',
  version: '1.0.1',
  title: '工作量超出工时',
  grade: 'medium',
  confidence: 'V2',
  basis: '《医疗保障基金使用监督管理条例》第四十条第（三）项',
  parameters: {
    minutes: { value: 480, meaning: '一天的工时（分钟）', confidence: 'M' },
    ratio: { value: 1.25, meaning: '超过工时多少倍才计', confidence: 'M' },
    visits: { value: 150, meaning: '一名医师一天最多看多少门诊', confidence: 'M' },
  },
  needs: [
    'fee.med_list_codg',
    'fee.fee_ocur_time',
    'fee.orders_dr_code|fee.bilg_dr_codg',
    'item_rule.med_list_codg',
    'item_rule.std_minutes',
  ],
  reads: ['fee', 'item_rule', 'mdtrt'],
  parts: [
    {
      shardKey: 'staff',
      sql: `
WITH busy AS (
  SELECT f.staff AS staff, f.fee_day AS fee_day
  FROM fee f JOIN (SELECT med_list_codg, max(std_minutes) AS most FROM item_rule WHERE std_minutes > 0 GROUP BY med_list_codg) r ON r.med_list_codg = f.med_list_codg
  WHERE f.staff IS NOT NULL AND f.fee_day IS NOT NULL GROUP BY f.staff, f.fee_day HAVING sum(abs(coalesce(f.cnt, 1)) * r.most) > {minutes} * {ratio}),
line AS (
  SELECT f.staff AS staff, f.fee_day AS fee_day, f.feedetl_sn AS sn, max(f.fixmedins_code) AS fixmedins_code, max(coalesce(f.amt_fen, 0)) AS amt_fen, max(coalesce(f.fund_fen, 0)) AS fund_fen,
    max(coalesce(f.cnt, 1) * r.std_minutes) AS minutes
  FROM fee f JOIN busy b ON b.staff = f.staff AND b.fee_day = f.fee_day JOIN (SELECT DISTINCT med_list_codg, std_minutes, prefix, begn_day, end_day FROM item_rule WHERE std_minutes > 0) r ON r.med_list_codg = f.med_list_codg
  WHERE ${inForce} GROUP BY f.staff, f.fee_day, f.mdtrt_id, f.feedetl_sn)
SELECT 'medium' AS grade, 'staff' AS subject_type, staff AS subject_id, max(fixmedins_code) AS institution, {day(fee_day)} AS period, sum(amt_fen) AS involved_fen,
  {whole(sum(amt_fen) * (sum(minutes) - {minutes}) / sum(minutes))} AS irregular_fen, {whole(sum(fund_fen) * (sum(minutes) - {minutes}) / sum(minutes))} AS fund_loss_fen,
  '{"fee":' || {keys(sn)} || ',"minutes":' || {number({whole(sum(minutes))})} || ',"institutions":' || {keys(fixmedins_code)} || '}' AS evidence
FROM line GROUP BY staff, fee_day HAVING sum(minutes) > {minutes} * {ratio}`,
    },
    {
      shardKey: 'doctor',
      sql: `
WITH busy AS (
  SELECT doctor, begn_day FROM mdtrt WHERE doctor IS NOT NULL AND begn_day IS NOT NULL AND med_type IN ('11', '13', '14')
  GROUP BY doctor, begn_day HAVING count(*) > {visits})
SELECT 'medium' AS grade, 'staff' AS subject_type, m.doctor AS subject_id, max(m.fixmedins_code) AS institution, {day(m.begn_day)} AS period,
  0 AS involved_fen, 0 AS irregular_fen, 0 AS fund_loss_fen,
  '{"mdtrt":' || {keys(m.mdtrt_id)} || ',"visits":' || {number(count(DISTINCT m.mdtrt_id))} || '}' AS evidence
FROM mdtrt m JOIN busy b ON b.doctor = m.doctor AND b.begn_day = m.begn_day WHERE m.med_type IN ('11', '13', '14')
GROUP BY m.doctor, m.begn_day HAVING count(DISTINCT m.mdtrt_id) > {visits}`,
    },
  ],
  falseAlarms: [
    { cause: '在两家机构执业', exclusion: '按人员代码合计，不按机构' },
    { cause: '工号共用（本身即违规）、集中录入', exclusion: null },
  ],
  example: {
    rows: {
      fee: rows(`feedetl_sn mdtrt_id setl_id psn_no fixmedins_code fee_ocur_time med_list_codg medins_list_name cnt pric det_item_fee_sumamt inscp_scp_amt orders_dr_code
        28F1 28A1 28S1 28P1 28H1 2025-03-01T09:00 C28 推拿 4 40.00 160.00 160.00 28D1
        28F2 28A2 28S2 28P2 28H2 2025-03-01T10:00 C28 推拿 4 40.00 160.00 160.00 28D1
        28F3 28A3 28S3 28P3 28H3 2025-03-01T09:00 C28 推拿 4 40.00 160.00 160.00 28D1
        28F4 28A4 28S4 28P4 28H1 2025-03-01T09:00 C28 推拿 10 40.00 400.00 400.00 28D2`),
      item_rule: rows(`rule_id rule_type med_list_codg begndate std_minutes
        R28 unit C28 2024-01-01 60`),
    },
    hits: [
      {
        grade: 'medium',
        subject_type: 'staff',
        subject_id: '28D1',
        institution: '28H3',
        period: '2025-03-01',
        involved: 48000,
        irregular: 16000,
        loss: 0,
      },
    ],
    nearMisses: ['28D2：正好 600 分钟'],
  },
}
