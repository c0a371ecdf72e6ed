import type { Model } from '../model'
import { rows } from '../rows'

/** M30: a grave diagnosis that nothing else bears out. */
export const upcoding: Model = {
  id: 'M30',
  version: '1.1.0',
  title: '高编高套（重症肺炎无依据）',
  grade: 'medium',
  confidence: 'V2',
  basis: '《医疗保障基金使用监督管理条例》第四十条第（二）项',
  parameters: {},
  needs: ['dise.mdtrt_id', 'dise.diag_code', 'dise.diag_name', 'fee.mdtrt_id', 'fee.medins_list_name'],
  reads: ['dise', 'fee', 'mdtrt', 'setl'],
  parts: [
    {
      shardKey: 'psn_no',
      sql: `
WITH grave AS (SELECT mdtrt_id, psn_no, min(diag_code) AS code FROM dise WHERE diag_name LIKE '%重症肺炎%' GROUP BY mdtrt_id, psn_no),
borne_out AS (
  SELECT d.mdtrt_id AS mdtrt_id, d.psn_no AS psn_no FROM dise d JOIN grave g ON g.mdtrt_id = d.mdtrt_id AND g.psn_no = d.psn_no
  WHERE d.diag_code LIKE 'J96%' OR d.diag_code LIKE 'J80%' OR d.diag_code LIKE 'R57%' OR d.diag_code LIKE 'A41%' OR d.diag_code LIKE 'R65%'
  UNION ALL
  SELECT f.mdtrt_id, f.psn_no FROM fee f JOIN grave g ON g.mdtrt_id = f.mdtrt_id AND g.psn_no = f.psn_no
  WHERE f.item_name LIKE '%呼吸机%' OR f.item_name LIKE '%气管插管%' OR f.item_name LIKE '%重症监护%' OR f.item_name LIKE '%血管活性%'),
supported AS (SELECT mdtrt_id, psn_no, count(*) AS n FROM borne_out GROUP BY mdtrt_id, psn_no),
billed AS (SELECT DISTINCT f.mdtrt_id AS mdtrt_id, f.psn_no AS psn_no FROM fee f JOIN grave g ON g.mdtrt_id = f.mdtrt_id AND g.psn_no = f.psn_no),
money AS (SELECT mdtrt_id, psn_no, max(fixmedins_code) AS fixmedins_code, sum(coalesce(medfee_fen, 0)) AS fee_fen, sum(coalesce(fund_fen, 0)) AS fund_fen FROM setl GROUP BY mdtrt_id, psn_no)
SELECT 'medium' AS grade, 'stay' AS subject_type, g.mdtrt_id AS subject_id, coalesce(m.fixmedins_code, '') AS institution, '' AS period,
  coalesce(m.fee_fen, 0) AS involved_fen, coalesce(m.fee_fen, 0) AS irregular_fen, coalesce(m.fund_fen, 0) AS fund_loss_fen,
  '{"mdtrt":[' || {json(g.mdtrt_id)} || '],"dise":[' || {json(g.mdtrt_id)} || '],"diagnosis":' || {json(g.code)} || '}' AS evidence
FROM grave g JOIN billed b ON b.mdtrt_id = g.mdtrt_id AND b.psn_no = g.psn_no LEFT JOIN supported s ON s.mdtrt_id = g.mdtrt_id AND s.psn_no = g.psn_no
LEFT JOIN money m ON m.mdtrt_id = g.mdtrt_id AND m.psn_no = g.psn_no WHERE s.mdtrt_id IS NULL AND g.code IS NOT NULL`,
    },
  ],
  falseAlarms: [
    { cause: '有呼吸衰竭、休克、脓毒症诊断或通气、监护收费', exclusion: '任有其一的不计' },
    { cause: '编码质量提升、收治结构变化', exclusion: null },
  ],
  example: {
    rows: {
      dise: rows(`mdtrt_id psn_no diag_code diag_name maindiag_flag
        30A1 30P1 J18.900x 重症肺炎 1
        30A2 30P2 J18.900x 重症肺炎 1
        30A2 30P2 J96.000 呼吸衰竭 0
        30A3 30P3 J18.900x 重症肺炎 1`),
      setl: rows(`setl_id mdtrt_id psn_no med_type fixmedins_code setl_time medfee_sumamt fund_pay_sumamt
        30S1 30A1 30P1 21 30H1 2025-03-09T09:00 9000.00 7000.00`),
      fee: rows(`feedetl_sn mdtrt_id setl_id psn_no fixmedins_code fee_ocur_time med_list_codg medins_list_name cnt det_item_fee_sumamt
        30F1 30A1 30S1 30P1 30H1 2025-03-02T09:00 C30 血常规 1 20.00
        30F2 30A2 30S2 30P2 30H1 2025-03-02T09:00 C30 血常规 1 20.00
        30F3 30A3 30S3 30P3 30H1 2025-03-02T09:00 C31 呼吸机辅助呼吸 1 20.00`),
    },
    hits: [
      {
        grade: 'medium',
        subject_type: 'stay',
        subject_id: '30A1',
        institution: '30H1',
        period: '',
        involved: 900000,
        irregular: 900000,
        loss: 700000,
      },
    ],
    nearMisses: ['30A2：有呼吸衰竭', '30A3：用了呼吸机'],
  },
}

/** M32: two grades of nursing on the same days, or a laminar bed for somebody who does not need it. */
export const nursingGrade: Model = {
  id: 'M32',
  version: '1.0.0',
  title: '护理、床位等级不符',
  grade: 'medium',
  confidence: 'V2',
  basis: '《医疗保障基金使用监督管理条例》第三十八条第（三）项',
  parameters: { days: { value: 2, meaning: '两种护理等级同日计费达到几天', confidence: 'M' } },
  needs: ['fee.mdtrt_id', 'fee.psn_no', 'fee.fee_ocur_time', 'fee.medins_list_name', 'fee.med_list_codg'],
  reads: ['fee', 'dise'],
  parts: [
    {
      shardKey: 'psn_no',
      sql: `
WITH line AS (
  SELECT mdtrt_id, psn_no, fixmedins_code, feedetl_sn AS sn, fee_day, med_list_codg AS code, coalesce(amt_fen, 0) AS amt_fen, coalesce(fund_fen, 0) AS fund_fen,
    CASE WHEN item_name LIKE '%层流%床%' THEN 1 ELSE 0 END AS laminar
  FROM fee WHERE mdtrt_id IS NOT NULL AND (item_name LIKE '%级护理%' OR item_name LIKE '%特级护理%' OR item_name LIKE '%层流%床%')),
doubled AS (SELECT mdtrt_id, psn_no, fee_day FROM line WHERE laminar = 0 GROUP BY mdtrt_id, psn_no, fee_day HAVING count(DISTINCT code) >= 2),
often AS (SELECT mdtrt_id, psn_no, count(*) AS days FROM doubled GROUP BY mdtrt_id, psn_no HAVING count(*) >= {days}),
indicated AS (
  SELECT DISTINCT mdtrt_id, psn_no FROM dise WHERE diag_code LIKE 'C8%' OR diag_code LIKE 'C9%' OR diag_code LIKE 'D46%' OR diag_code LIKE 'D6%' OR diag_code LIKE 'D70%' OR diag_code LIKE 'Z94%'),
odd AS (
  SELECT l.mdtrt_id AS mdtrt_id, l.psn_no AS psn_no, l.fixmedins_code AS fixmedins_code, l.sn AS sn, l.amt_fen AS amt_fen, l.fund_fen AS fund_fen,
    CASE WHEN row_number() OVER (PARTITION BY l.mdtrt_id, l.psn_no, l.fee_day ORDER BY l.amt_fen, l.sn) = 1 THEN 0 ELSE 1 END AS surplus
  FROM line l JOIN doubled d ON d.mdtrt_id = l.mdtrt_id AND d.psn_no = l.psn_no AND d.fee_day = l.fee_day
  JOIN often o ON o.mdtrt_id = l.mdtrt_id AND o.psn_no = l.psn_no WHERE l.laminar = 0
  UNION ALL
  SELECT l.mdtrt_id, l.psn_no, l.fixmedins_code, l.sn, l.amt_fen, l.fund_fen, 1 FROM line l
  LEFT JOIN indicated i ON i.mdtrt_id = l.mdtrt_id AND i.psn_no = l.psn_no WHERE l.laminar = 1 AND i.mdtrt_id IS NULL)
SELECT 'medium' AS grade, 'stay' AS subject_type, mdtrt_id AS subject_id, max(fixmedins_code) AS institution, '' AS period, sum(amt_fen) AS involved_fen,
  sum(surplus * amt_fen) AS irregular_fen, sum(surplus * fund_fen) AS fund_loss_fen, '{"fee":' || {keys(sn)} || '}' AS evidence
FROM odd GROUP BY mdtrt_id, psn_no`,
    },
  ],
  falseAlarms: [
    { cause: '护理等级当日变更', exclusion: '至少两天同日计两种等级才计' },
    { cause: '有移植、粒细胞缺乏、血液病诊断的层流床位', exclusion: '不计' },
  ],
  example: {
    rows: {
      dise: rows(`mdtrt_id psn_no diag_code diag_name maindiag_flag
        32A3 32P3 C91.000 急性淋巴细胞白血病 1`),
      fee: rows(`feedetl_sn mdtrt_id setl_id psn_no fixmedins_code fee_ocur_time med_list_codg medins_list_name cnt det_item_fee_sumamt
        32F1 32A1 32S1 32P1 32H1 2025-03-02T09:00 C32A Ⅰ级护理 1 30.00
        32F2 32A1 32S1 32P1 32H1 2025-03-02T09:00 C32B Ⅱ级护理 1 20.00
        32F3 32A1 32S1 32P1 32H1 2025-03-03T09:00 C32A Ⅰ级护理 1 30.00
        32F4 32A1 32S1 32P1 32H1 2025-03-03T09:00 C32B Ⅱ级护理 1 20.00
        32F5 32A2 32S2 32P2 32H1 2025-03-02T09:00 C32A Ⅰ级护理 1 30.00
        32F6 32A2 32S2 32P2 32H1 2025-03-02T19:00 C32B Ⅱ级护理 1 20.00
        32F7 32A3 32S3 32P3 32H1 2025-03-02T19:00 C32C 层流洁净病房床位费 1 200.00
        32F8 32A4 32S4 32P4 32H1 2025-03-02T19:00 C32C 层流洁净病房床位费 1 200.00`),
    },
    hits: [
      {
        grade: 'medium',
        subject_type: 'stay',
        subject_id: '32A1',
        institution: '32H1',
        period: '',
        involved: 10000,
        irregular: 6000,
        loss: 0,
      },
      {
        grade: 'medium',
        subject_type: 'stay',
        subject_id: '32A4',
        institution: '32H1',
        period: '',
        involved: 20000,
        irregular: 20000,
        loss: 0,
      },
    ],
    nearMisses: ['32A2：只有一天变更等级', '32A3：白血病，层流床位有指征'],
  },
}
