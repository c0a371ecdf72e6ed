import type { Model } from '../model'
import { rows } from '../rows'

/** M02: one stay made into two. */
export const splitAdmission: Model = {
  id: 'M02',
  version: '1.0.0',
  title: '分解住院',
  grade: 'medium',
  confidence: 'V2',
  basis: '《医疗保障基金使用监督管理条例》第三十八条第（一）项',
  parameters: {
    gap_days: { value: 3, meaning: '两次住院之间最多相隔的天数（可放宽到 15 天）', confidence: 'M' },
    near_days: { value: 1, meaning: '相隔不超过这个天数的，等级为高', confidence: 'M' },
    far_days: { value: 7, meaning: '相隔超过这个天数的，等级为低', confidence: 'M' },
  },
  needs: [
    'mdtrt.mdtrt_id',
    'mdtrt.psn_no',
    'mdtrt.fixmedins_code',
    'mdtrt.med_type',
    'mdtrt.begntime',
    'mdtrt.endtime',
    'dise.mdtrt_id',
    'dise.diag_code',
    'dise.maindiag_flag',
  ],
  reads: ['mdtrt', 'dise', 'setl'],
  parts: [
    {
      shardKey: 'psn_no',
      sql: `
WITH main AS (
  SELECT mdtrt_id, psn_no, min(diag_code) AS code FROM dise WHERE maindiag_flag = '1' AND diag_code IS NOT NULL GROUP BY mdtrt_id, psn_no),
stay AS (
  SELECT m.mdtrt_id AS mdtrt_id, m.psn_no AS psn_no, m.fixmedins_code AS fixmedins_code, m.begn_s AS begn_s, m.begn_day AS begn_day,
    m.end_s AS end_s, m.end_day AS end_day, main.code AS code
  FROM mdtrt m JOIN main ON main.mdtrt_id = m.mdtrt_id AND main.psn_no = m.psn_no WHERE m.med_type LIKE '2%' AND m.begn_s IS NOT NULL AND m.end_s IS NOT NULL),
again AS (
  SELECT b.mdtrt_id AS mdtrt_id, b.psn_no AS psn_no, b.fixmedins_code AS fixmedins_code, b.begn_day AS begn_day, max(a.mdtrt_id) AS earlier, min(b.begn_day - a.end_day) AS gap
  FROM stay a JOIN stay b ON a.psn_no = b.psn_no AND a.fixmedins_code = b.fixmedins_code
  WHERE a.mdtrt_id <> b.mdtrt_id AND b.begn_s >= a.end_s AND b.begn_day - a.end_day <= {gap_days}
    AND substring(a.code, 1, 4) = substring(b.code, 1, 4)
    AND NOT (b.code LIKE 'Z51%' OR b.code LIKE 'Z49%' OR b.code LIKE 'O%' OR b.code LIKE 'F%')
    AND NOT ({month(a.end_day)} LIKE '%-12' AND {month(b.begn_day)} LIKE '%-01' AND {day(a.end_day)} LIKE '%-31' AND {day(b.begn_day)} LIKE '%-01')
  GROUP BY b.mdtrt_id, b.psn_no, b.fixmedins_code, b.begn_day),
money AS (
  SELECT mdtrt_id, psn_no, sum(medfee_fen) AS fee_fen, sum(fund_fen) AS fund_fen FROM setl WHERE med_type LIKE '2%' GROUP BY mdtrt_id, psn_no)
SELECT CASE WHEN gap <= {near_days} THEN 'high' WHEN gap <= {far_days} THEN 'medium' ELSE 'low' END AS grade,
  'stay' AS subject_type, again.mdtrt_id AS subject_id, again.fixmedins_code AS institution, '' AS period,
  coalesce(money.fee_fen, 0) AS involved_fen, coalesce(money.fee_fen, 0) AS irregular_fen, coalesce(money.fund_fen, 0) AS fund_loss_fen,
  '{"mdtrt":[' || {json(again.earlier)} || ',' || {json(again.mdtrt_id)} || '],"gapDays":' || {number(again.gap)} || '}' AS evidence
FROM again LEFT JOIN money ON money.mdtrt_id = again.mdtrt_id AND money.psn_no = again.psn_no`,
    },
  ],
  falseAlarms: [
    { cause: '放化疗、透析、产科、精神科的计划内再入院', exclusion: '后一次主要诊断为 Z51、Z49、O、F 开头的不计' },
    { cause: '跨年结账', exclusion: '12 月 31 日出院、1 月 1 日入院的不计' },
    { cause: '病情反复的急性再入院、转科结账', exclusion: null },
  ],
  example: {
    rows: {
      mdtrt: rows(`mdtrt_id psn_no fixmedins_code med_type begntime endtime
        02A1 02P1 02H1 21 2025-03-01T09:00 2025-03-08T10:00
        02A2 02P1 02H1 21 2025-03-09T08:00 2025-03-15T10:00
        02A3 02P1 02H1 21 2025-03-18T15:00 2025-03-25T10:00
        02B1 02P2 02H1 21 2025-03-01T09:00 2025-03-08T10:00
        02B2 02P2 02H1 21 2025-03-12T08:00 2025-03-15T10:00
        02C1 02P3 02H1 21 2025-03-01T09:00 2025-03-08T10:00
        02C2 02P3 02H1 21 2025-03-09T08:00 2025-03-15T10:00
        02D1 02P4 02H1 21 2025-03-01T09:00 2025-03-08T10:00
        02D2 02P4 02H1 21 2025-03-09T08:00 2025-03-15T10:00`),
      dise: rows(`mdtrt_id psn_no diag_code maindiag_flag
        02A1 02P1 I10.x00 1
        02A2 02P1 I10.x02 1
        02A3 02P1 I10.x00 1
        02A3 02P1 E11.900 0
        02B1 02P2 I10.x00 1
        02B2 02P2 I10.x00 1
        02C1 02P3 I10.x00 1
        02C2 02P3 J18.900 1
        02D1 02P4 Z51.100 1
        02D2 02P4 Z51.100 1`),
      setl: rows(`setl_id mdtrt_id psn_no med_type fixmedins_code setl_time medfee_sumamt fund_pay_sumamt inscp_scp_amt hifp_pay
        02SA2 02A2 02P1 21 02H1 2025-03-15T10:30 4000.00 3000.00 3800.00 3000.00
        02SA3 02A3 02P1 21 02H1 2025-03-25T10:30 5000.00 3500.00 4800.00 3500.00`),
    },
    hits: [
      {
        grade: 'high',
        subject_type: 'stay',
        subject_id: '02A2',
        institution: '02H1',
        period: '',
        involved: 400000,
        irregular: 400000,
        loss: 300000,
      },
      {
        grade: 'medium',
        subject_type: 'stay',
        subject_id: '02A3',
        institution: '02H1',
        period: '',
        involved: 500000,
        irregular: 500000,
        loss: 350000,
      },
    ],
    nearMisses: ['02B2：相隔 4 天', '02C2：主要诊断不同', '02D2：化疗，计划内再入院'],
  },
}

/** M04: settled elsewhere while lying in a bed. */
export const overlap: Model = {
  id: 'M04',
  version: '1.0.0',
  title: '住院期间另有结算',
  grade: 'high',
  confidence: 'V2',
  basis: '《医疗保障基金使用监督管理条例》第三十八条第（一）项、第四十条第（一）项、第四十一条',
  parameters: {
    grace_days: { value: 1, meaning: '入院后、出院前各放宽的天数', confidence: 'M' },
  },
  needs: [
    'mdtrt.mdtrt_id',
    'mdtrt.psn_no',
    'mdtrt.med_type',
    'mdtrt.begntime',
    'mdtrt.endtime',
    'setl.setl_id',
    'setl.mdtrt_id',
    'setl.psn_no',
    'setl.med_type',
    'setl.setl_time',
    'setl.hifp_pay',
  ],
  reads: ['mdtrt', 'setl'],
  parts: [
    {
      shardKey: 'psn_no',
      sql: `
WITH stay AS (
  SELECT mdtrt_id, psn_no, fixmedins_code, begn_s, end_s FROM mdtrt
  WHERE med_type LIKE '2%' AND end_s - begn_s > 2 * 86400 * {grace_days}),
other AS (
  SELECT setl_id, mdtrt_id, psn_no, fixmedins_code, med_type, setl_s, admdvs, medfee_fen, fund_fen FROM setl
  WHERE hifp_fen > 0 AND med_type <> '14' AND setl_s IS NOT NULL),
met AS (
  SELECT o.psn_no AS psn_no, o.setl_id AS setl_id, max(i.mdtrt_id) AS stay_id, max(i.fixmedins_code) AS stay_at, max(o.fixmedins_code) AS fixmedins_code,
    max(o.medfee_fen) AS fee_fen, max(o.fund_fen) AS fund_fen, max(CASE WHEN o.med_type = '41' THEN 0 ELSE 1 END) AS grave
  FROM other o JOIN stay i ON i.psn_no = o.psn_no
  WHERE (o.mdtrt_id IS NULL OR o.mdtrt_id <> i.mdtrt_id)
    AND o.setl_s > i.begn_s + 86400 * {grace_days} AND o.setl_s < i.end_s - 86400 * {grace_days}
  GROUP BY o.psn_no, o.setl_id)
SELECT CASE WHEN max(grave) = 1 THEN 'high' ELSE 'medium' END AS grade, 'person' AS subject_type, psn_no AS subject_id,
  min(fixmedins_code) AS institution, '' AS period,
  coalesce(sum(fee_fen), 0) AS involved_fen, coalesce(sum(fee_fen), 0) AS irregular_fen, coalesce(sum(fund_fen), 0) AS fund_loss_fen,
  '{"setl":' || {keys(setl_id)} || ',"mdtrt":' || {keys(stay_id)} || '}' AS evidence
FROM met GROUP BY psn_no`,
    },
  ],
  falseAlarms: [
    { cause: '慢特病续方（医疗类别 14）', exclusion: '不计' },
    { cause: '家庭共济和本人的个人账户支付', exclusion: '只看统筹基金支付（hifp_pay 大于 0）的结算' },
    { cause: '入院、出院当天的结算', exclusion: '入院后、出院前各放宽 1 天' },
    { cause: '家属持身份证明代购、转院后未及时办理出院、系统补录', exclusion: null },
  ],
  example: {
    rows: {
      mdtrt: rows(`mdtrt_id psn_no fixmedins_code med_type begntime endtime
        04A1 04P1 04H1 21 2025-03-01T09:00 2025-03-10T10:00
        04B1 04P2 04H1 21 2025-03-01T09:00 2025-03-10T10:00
        04C1 04P3 04H1 21 2025-03-01T09:00 2025-03-10T10:00`),
      setl: rows(`setl_id mdtrt_id psn_no med_type fixmedins_code setl_time medfee_sumamt fund_pay_sumamt hifp_pay acct_pay refd_setl_flag
        04S1 04A2 04P1 11 04H2 2025-03-05T09:00 200.00 120.00 120.00 0 0
        04S2 04B2 04P2 41 04D1 2025-03-05T09:00 80.00 40.00 40.00 0 0
        04S3 04C2 04P3 14 04H2 2025-03-05T09:00 80.00 40.00 40.00 0 0
        04S4 04C3 04P3 41 04D1 2025-03-05T09:00 80.00 0 0 80.00 0
        04S5 04C4 04P3 11 04H2 2025-03-02T08:00 80.00 40.00 40.00 0 0
        04S6 04C5 04P3 11 04H2 2025-03-09T18:00 80.00 40.00 40.00 0 0
        04S7 04C6 04P3 11 04H2 2025-03-05T10:00 90.00 50.00 50.00 0 0
        04S8 04C6 04P3 11 04H2 2025-03-05T11:00 -90.00 -50.00 -50.00 0 1`),
    },
    hits: [
      {
        grade: 'high',
        subject_type: 'person',
        subject_id: '04P1',
        institution: '04H2',
        period: '',
        involved: 20000,
        irregular: 20000,
        loss: 12000,
      },
      {
        grade: 'medium',
        subject_type: 'person',
        subject_id: '04P2',
        institution: '04D1',
        period: '',
        involved: 8000,
        irregular: 8000,
        loss: 4000,
      },
    ],
    nearMisses: ['04P3：慢特病续方、个人账户支付、入院次日之内、出院前一天之内、已退费的结算都不计'],
  },
}
