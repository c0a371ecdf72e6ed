import type { Model } from '../model'
import { rows } from '../rows'

/** M03: a bed that is paid for and a patient whom nobody treats. */
export const hangingBed: Model = {
  id: 'M03',
  version: '1.0.0',
  title: '挂床住院',
  grade: 'medium',
  confidence: 'V2',
  basis: '《医疗保障基金使用监督管理条例》第三十八条第（一）项',
  parameters: {
    idle_share: { value: 0.4, meaning: '没有诊疗、护理、用药的天数占比超过多少', confidence: 'M' },
    fewest_days: { value: 3, meaning: '至少住院几天', confidence: 'M' },
    bed_share: { value: 0.8, meaning: '床位费天数占住院天数至少多少', confidence: 'M' },
  },
  needs: [
    'mdtrt.mdtrt_id',
    'mdtrt.psn_no',
    'mdtrt.med_type',
    'mdtrt.begntime',
    'mdtrt.endtime',
    'fee.mdtrt_id',
    'fee.fee_ocur_time',
    'fee.med_chrgitm_type',
  ],
  reads: ['mdtrt', 'fee', 'setl'],
  parts: [
    {
      shardKey: 'psn_no',
      sql: `
WITH stay AS (
  SELECT mdtrt_id, psn_no, max(fixmedins_code) AS fixmedins_code, min(begn_day) AS begn_day, max(end_day) AS end_day FROM mdtrt
  WHERE med_type = '21' AND end_day - begn_day >= {fewest_days} GROUP BY mdtrt_id, psn_no),
used AS (
  SELECT s.mdtrt_id AS mdtrt_id, s.psn_no AS psn_no, max(s.fixmedins_code) AS fixmedins_code, max(s.end_day - s.begn_day) AS days,
    count(DISTINCT CASE WHEN f.chrgitm_type IN ('03', '04', '05', '06', '08', '09', '10', '11') AND f.fee_day < s.end_day THEN f.fee_day END) AS treated,
    sum(CASE WHEN f.chrgitm_type = '07' THEN coalesce(f.cnt, 1) ELSE 0 END) AS nursed,
    sum(CASE WHEN f.chrgitm_type = '01' THEN coalesce(f.cnt, 1) ELSE 0 END) AS bed,
    sum(CASE WHEN f.item_name LIKE '%家庭病床%' OR f.item_name LIKE '%安宁%' THEN 1 ELSE 0 END) AS at_home
  FROM stay s JOIN fee f ON f.mdtrt_id = s.mdtrt_id AND f.psn_no = s.psn_no
  WHERE f.fee_day >= s.begn_day AND f.fee_day <= s.end_day GROUP BY s.mdtrt_id, s.psn_no),
idle AS (
  SELECT mdtrt_id, psn_no, fixmedins_code, days, ({real(days)} - greatest({real(treated)}, {real(nursed)})) / days AS share FROM used
  WHERE bed >= {bed_share} * days AND at_home = 0),
money AS (SELECT mdtrt_id, psn_no, sum(medfee_fen) AS fee_fen, sum(fund_fen) AS fund_fen FROM setl GROUP BY mdtrt_id, psn_no)
SELECT 'medium' AS grade, 'stay' AS subject_type, i.mdtrt_id AS subject_id, i.fixmedins_code AS institution, '' AS period,
  coalesce(m.fee_fen, 0) AS involved_fen, {whole(coalesce(m.fee_fen, 0) * i.share)} AS irregular_fen, {whole(coalesce(m.fund_fen, 0) * i.share)} AS fund_loss_fen,
  '{"mdtrt":[' || {json(i.mdtrt_id)} || '],"days":' || {number(i.days)} || ',"idlePercent":' || {number({whole(100 * i.share)})} || '}' AS evidence
FROM idle i LEFT JOIN money m ON m.mdtrt_id = i.mdtrt_id AND m.psn_no = i.psn_no WHERE i.share > {idle_share}`,
    },
  ],
  falseAlarms: [
    { cause: '家庭病床、安宁疗护', exclusion: '有此类收费的不计' },
    { cause: '费用合并记账（一行记多天护理）', exclusion: '护理费按数量折算天数；没有按天收床位费的不判断' },
    { cause: '经批准的短假', exclusion: null },
  ],
  example: {
    rows: {
      mdtrt: rows(`mdtrt_id psn_no fixmedins_code med_type begntime endtime
        03A1 03P1 03H1 21 2025-03-01T09:00 2025-03-06T10:00
        03A2 03P2 03H1 21 2025-03-01T09:00 2025-03-06T10:00`),
      setl: rows(`setl_id mdtrt_id psn_no med_type fixmedins_code setl_time medfee_sumamt fund_pay_sumamt inscp_scp_amt
        03S1 03A1 03P1 21 03H1 2025-03-06T10:30 1000.00 800.00 1000.00`),
      fee: rows(`feedetl_sn mdtrt_id setl_id psn_no fixmedins_code fee_ocur_time med_list_codg medins_list_name med_chrgitm_type cnt pric det_item_fee_sumamt inscp_scp_amt
        03F1 03A1 03S1 03P1 03H1 2025-03-01T10:00 C03A 血常规 04 1 20.00 20.00 20.00
        03F2 03A1 03S1 03P1 03H1 2025-03-02T10:00 C03A 血常规 04 1 20.00 20.00 20.00
        03F3 03A1 03S1 03P1 03H1 2025-03-06T09:00 C03B 床位费 01 5 30.00 150.00 150.00
        03F4 03A2 03S2 03P2 03H1 2025-03-01T10:00 C03A 血常规 04 1 20.00 20.00 20.00
        03F5 03A2 03S2 03P2 03H1 2025-03-06T09:00 C03B 床位费 01 5 30.00 150.00 150.00
        03F6 03A2 03S2 03P2 03H1 2025-03-06T09:00 C03C Ⅱ级护理 07 5 10.00 50.00 50.00`),
    },
    hits: [
      {
        grade: 'medium',
        subject_type: 'stay',
        subject_id: '03A1',
        institution: '03H1',
        period: '',
        involved: 100000,
        irregular: 60000,
        loss: 48000,
      },
    ],
    nearMisses: ['03A2：五天护理记在一行'],
  },
}

/** M29: charged before the stay began or after it ended. */
export const outsideStay: Model = {
  id: 'M29',
  version: '1.0.0',
  title: '费用时间不合逻辑',
  grade: 'high',
  confidence: 'V2',
  basis: '《医疗保障基金使用监督管理条例》第四十条第（三）项',
  parameters: { hours: { value: 24, meaning: '按小时计的项目一天最多多少小时', confidence: 'M' } },
  needs: ['mdtrt.mdtrt_id', 'mdtrt.psn_no', 'mdtrt.med_type', 'mdtrt.begntime', 'mdtrt.endtime', 'fee.mdtrt_id', 'fee.fee_ocur_time'],
  reads: ['mdtrt', 'fee', 'item_rule'],
  parts: [
    {
      shardKey: 'psn_no',
      sql: `
WITH stay AS (
  SELECT mdtrt_id, psn_no, min(begn_day) AS begn_day, max(end_day) AS end_day FROM mdtrt
  WHERE med_type LIKE '2%' AND begn_day IS NOT NULL AND end_day IS NOT NULL AND end_day >= begn_day GROUP BY mdtrt_id, psn_no),
hourly AS (SELECT DISTINCT med_list_codg FROM item_rule WHERE unit = '小时'),
clocked AS (
  SELECT f.psn_no AS psn_no, f.mdtrt_id AS mdtrt_id, f.med_list_codg AS code, f.fee_day AS fee_day FROM fee f JOIN hourly h ON h.med_list_codg = f.med_list_codg
  WHERE f.mdtrt_id IS NOT NULL GROUP BY f.psn_no, f.mdtrt_id, f.med_list_codg, f.fee_day HAVING sum(f.cnt) > {hours}),
line AS (
  SELECT f.mdtrt_id AS mdtrt_id, f.psn_no AS psn_no, f.fixmedins_code AS fixmedins_code, f.feedetl_sn AS sn, f.amt_fen AS amt_fen, f.fund_fen AS fund_fen
  FROM fee f JOIN stay s ON s.mdtrt_id = f.mdtrt_id AND s.psn_no = f.psn_no
  WHERE (f.fee_day < s.begn_day OR f.fee_day > s.end_day) AND coalesce(f.takehome, '0') <> '1'
  UNION ALL
  SELECT f.mdtrt_id, f.psn_no, f.fixmedins_code, f.feedetl_sn, f.amt_fen, f.fund_fen
  FROM fee f JOIN clocked c ON c.psn_no = f.psn_no AND c.mdtrt_id = f.mdtrt_id AND c.code = f.med_list_codg AND c.fee_day = f.fee_day),
one AS (SELECT mdtrt_id, psn_no, sn, max(fixmedins_code) AS fixmedins_code, max(coalesce(amt_fen, 0)) AS amt_fen, max(coalesce(fund_fen, 0)) AS fund_fen FROM line GROUP BY mdtrt_id, psn_no, sn)
SELECT 'high' AS grade, 'stay' AS subject_type, mdtrt_id AS subject_id, max(fixmedins_code) AS institution, '' AS period,
  sum(amt_fen) AS involved_fen, sum(amt_fen) AS irregular_fen, sum(fund_fen) AS fund_loss_fen, '{"fee":' || {keys(sn)} || '}' AS evidence
FROM one GROUP BY mdtrt_id, psn_no`,
    },
  ],
  falseAlarms: [
    { cause: '出院带药', exclusion: '出院带药标志为 1 的不计' },
    { cause: '入院、出院当天', exclusion: '按天比较，当天的费用不计' },
    { cause: '预收记账、补记', exclusion: null },
  ],
  example: {
    rows: {
      mdtrt: rows(`mdtrt_id psn_no fixmedins_code med_type begntime endtime
        29A1 29P1 29H1 21 2025-03-03T14:00 2025-03-06T10:00
        29A2 29P2 29H1 21 2025-03-03T14:00 2025-03-06T10:00`),
      fee: rows(`feedetl_sn mdtrt_id setl_id psn_no fixmedins_code fee_ocur_time med_list_codg medins_list_name cnt pric det_item_fee_sumamt inscp_scp_amt dscg_tkdrug_flag
        29F1 29A1 29S1 29P1 29H1 2025-03-02T10:00 C29 血常规 1 20.00 20.00 20.00 0
        29F2 29A1 29S1 29P1 29H1 2025-03-08T10:00 C29 血常规 1 20.00 20.00 20.00 0
        29F3 29A2 29S2 29P2 29H1 2025-03-03T08:00 C29 血常规 1 20.00 20.00 20.00 0
        29F4 29A2 29S2 29P2 29H1 2025-03-06T18:00 C29 血常规 1 20.00 20.00 20.00 0
        29F5 29A2 29S2 29P2 29H1 2025-03-07T18:00 X29 出院带药 1 20.00 20.00 20.00 1
        29F6 29A2 29S2 29P2 29H1 2025-03-04T18:00 C29H 心电监护 24 2.00 48.00 48.00 0
        29F7 29A3 29S3 29P3 29H1 2025-03-04T18:00 C29H 心电监护 30 2.00 60.00 60.00 0`),
      item_rule: rows(`rule_id rule_type med_list_codg begndate unit
        R29 unit C29H 2024-01-01 小时`),
    },
    hits: [
      {
        grade: 'high',
        subject_type: 'stay',
        subject_id: '29A1',
        institution: '29H1',
        period: '',
        involved: 4000,
        irregular: 4000,
        loss: 0,
      },
      {
        grade: 'high',
        subject_type: 'stay',
        subject_id: '29A3',
        institution: '29H1',
        period: '',
        involved: 6000,
        irregular: 6000,
        loss: 0,
      },
    ],
    nearMisses: ['29A2：入院、出院当天的费用，出院带药，正好 24 小时'],
  },
}
