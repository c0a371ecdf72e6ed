import type { Model } from '../model'
import { rows } from '../rows'
import { removedOrgans } from './removed-organs'

/** M05: somebody else's card. */
export const impersonation: Model = {
  id: 'M05',
  version: '1.2.0',
  title: '冒名就医',
  grade: 'high',
  confidence: 'M',
  basis: '《医疗保障基金使用监督管理条例》第四十条第（一）项、第四十一条第（一）项',
  parameters: {
    seconds: { value: 7200, meaning: '两地就诊相隔不足多少秒', confidence: 'M' },
    apart_days: { value: 7, meaning: '器官切除后至少过几天再出现的才计（转院重复登记同一手术的除外）', confidence: 'M' },
  },
  needs: [
    'setl.psn_no',
    'setl.setl_time',
    'setl.med_type',
    'institution.admdvs|setl.mdtrtarea_admvs|setl.gend|oprn.oprn_oprt_code|oprn.oprn_oprt_name|fee.medins_list_name',
  ],
  reads: ['setl', 'person', 'oprn', 'fee'],
  parts: [
    {
      shardKey: 'psn_no',
      sql: `
WITH seen AS (
  SELECT s.psn_no AS psn_no, s.setl_id AS setl_id, s.fixmedins_code AS fixmedins_code, coalesce(s.medfee_fen, 0) AS fee_fen, coalesce(s.fund_fen, 0) AS fund_fen, s.setl_s AS setl_s,
    substring(s.admdvs, 1, 4) AS city, lag(substring(s.admdvs, 1, 4)) OVER (PARTITION BY s.psn_no ORDER BY s.setl_s, s.setl_id) AS city_before,
    lag(s.setl_s) OVER (PARTITION BY s.psn_no ORDER BY s.setl_s, s.setl_id) AS s_before, lag(s.setl_id) OVER (PARTITION BY s.psn_no ORDER BY s.setl_s, s.setl_id) AS setl_before
  FROM setl s WHERE s.admdvs <> '' AND s.setl_s IS NOT NULL AND s.psn_no IS NOT NULL AND s.med_type IN ('11', '13', '14')),
${removedOrgans},
odd AS (
  SELECT 'places' AS what, psn_no, fixmedins_code, setl_id, setl_before, fee_fen, fund_fen FROM seen WHERE city <> city_before AND setl_s - s_before < {seconds}
  UNION ALL
  SELECT 'sex', s.psn_no, s.fixmedins_code, s.setl_id, s.setl_id, coalesce(s.medfee_fen, 0), coalesce(s.fund_fen, 0) FROM setl s JOIN person p ON p.psn_no = s.psn_no
  WHERE s.gend IN ('1', '2') AND p.gend IN ('1', '2') AND s.gend <> p.gend
  UNION ALL
  SELECT 'organ', s.psn_no, s.fixmedins_code, s.setl_id, coalesce(b.setl_id, s.setl_id), coalesce(s.medfee_fen, 0), coalesce(s.fund_fen, 0)
  FROM again a JOIN setl s ON s.psn_no = a.psn_no AND s.mdtrt_id = a.mdtrt_id LEFT JOIN setl b ON b.psn_no = a.psn_no AND b.mdtrt_id = a.mdtrt_before),
one AS (SELECT psn_no, setl_id, max(what) AS what, max(setl_before) AS setl_before, max(fixmedins_code) AS fixmedins_code, max(fee_fen) AS fee_fen, max(fund_fen) AS fund_fen FROM odd GROUP BY psn_no, setl_id)
SELECT 'high' AS grade, 'person' AS subject_type, psn_no AS subject_id, max(fixmedins_code) AS institution, '' AS period,
  sum(fee_fen) AS involved_fen, sum(fee_fen) AS irregular_fen, sum(fund_fen) AS fund_loss_fen, '{"setl":' || {keys(setl_id)} || ',"before":' || {keys(setl_before)} || ',"contradictions":' || {keys(what)} || '}' AS evidence
FROM one GROUP BY psn_no`,
    },
  ],
  falseAlarms: [
    { cause: '药店代购、住院结账', exclusion: '两地只看门急诊结算' },
    { cause: '切除后查的是几个脏器合并的项目（子宫附件、肝胆胰脾）', exclusion: '项目只写该器官的才计' },
    { cause: '胃、膀胱、喉、甲状腺切除后的随访检查', exclusion: '这几个器官只看重复切除' },
    { cause: '部分切除后再切残余', exclusion: '手术名称含“部分、次全、近全、残”的不计' },
    { cause: '转院后两家机构都登记同一手术', exclusion: '相隔不足参数天数的不计' },
    { cause: '成对器官（肾、卵巢、乳腺）先后切除两侧', exclusion: '只看只有一个的器官' },
    { cause: '性别录入错误、双胞胎、手术编码填错', exclusion: null },
  ],
  example: {
    rows: {
      person: rows(`psn_no gend
        05P1 1
        05P2 1
        05P3 1
        05P4 2`),
      setl: rows(`setl_id mdtrt_id psn_no gend med_type fixmedins_code setl_time medfee_sumamt fund_pay_sumamt mdtrtarea_admvs
        05S1 05A1 05P1 1 11 05H1 2025-03-01T09:00 100.00 60.00 370811
        05S2 05A2 05P1 1 11 05H2 2025-03-01T10:00 200.00 90.00 370102
        05S3 05A3 05P2 1 11 05H1 2025-03-01T09:00 100.00 60.00 370811
        05S4 05A4 05P2 1 11 05H3 2025-03-01T10:00 100.00 60.00 370829
        05S5 05A5 05P2 1 41 05D1 2025-03-01T10:30 100.00 60.00 370102
        05S6 05A6 05P3 2 11 05H1 2025-03-01T09:00 50.00 20.00 370811
        05S7 05A7 05P4 2 21 05H1 2025-01-12T09:00 8000.00 5000.00 370811
        05S8 05A8 05P4 2 21 05H2 2025-04-12T09:00 9000.00 6000.00 370102
        05S9 05A9 05P5 1 21 05H1 2025-01-12T09:00 8000.00 5000.00 370811
        05S10 05A10 05P5 1 21 05H1 2025-04-12T09:00 9000.00 6000.00 370811
        05S11 05A11 05P6 1 21 05H1 2025-01-12T09:00 8000.00 5000.00 370811
        05S12 05A12 05P6 1 21 05H2 2025-01-20T09:00 9000.00 6000.00 370811
        05S13 05A13 05P7 2 21 05H1 2025-01-12T09:00 8000.00 5000.00 370811
        05S14 05A14 05P7 2 52 05H1 2025-09-12T09:00 6000.00 4000.00 370811
        05S15 05A15 05P8 2 52 05H1 2025-01-12T09:00 6000.00 4000.00 370811
        05S16 05A16 05P8 2 21 05H1 2025-04-12T09:00 8000.00 5000.00 370811
        05S17 05A17 05P9 2 21 05H1 2025-01-12T09:00 8000.00 5000.00 370811
        05S18 05A18 05P9 2 21 05H1 2025-04-12T09:00 8000.00 5000.00 370811
        05S19 05A19 05Q1 2 21 05H1 2025-01-12T09:00 8000.00 5000.00 370811
        05S20 05A20 05Q1 2 11 05H1 2025-06-12T09:00 120.00 70.00 370811
        05S21 05A21 05Q2 2 21 05H1 2025-01-12T09:00 8000.00 5000.00 370811
        05S22 05A22 05Q2 2 11 05H1 2025-06-12T09:00 120.00 70.00 370811
        05S23 05A23 05Q3 2 21 05H1 2025-01-12T09:00 8000.00 5000.00 370811
        05S24 05A24 05Q3 2 11 05H1 2025-06-12T09:00 120.00 70.00 370811`),
      oprn: rows(`mdtrt_id psn_no oprn_oprt_code oprn_oprt_name oprn_oprt_date
        05A7 05P4 51.2300 腹腔镜下胆囊切除术 2025-01-10
        05A9 05P5 51.2100 胆囊部分切除术 2025-01-10
        05A10 05P5 51.2200 残余胆囊切除术 2025-04-10
        05A11 05P6 47.0100 腹腔镜下阑尾切除术 2025-01-10
        05A12 05P6 47.0100 腹腔镜下阑尾切除术 2025-01-11
        05A13 05P7 68.4100 腹腔镜下全子宫切除术 2025-01-10
        05A14 05P7 74.1x00 子宫下段剖宫产术 2025-09-10
        05A15 05P8 74.1x00 子宫下段剖宫产术 2025-01-10
        05A16 05P8 68.4900 全子宫切除术 2025-04-10
        05A17 05P9 65.3900 单侧卵巢切除术 2025-01-10
        05A18 05P9 65.3900 单侧卵巢切除术 2025-04-10
        05A19 05Q1 68.4100x001 腹腔镜下子宫全切除术 2025-01-10
        05A21 05Q2 68.4100x001 腹腔镜下子宫全切除术 2025-01-10
        05A23 05Q3 51.2300 腹腔镜下胆囊切除术 2025-01-10`),
      fee: rows(`feedetl_sn mdtrt_id setl_id psn_no fixmedins_code fee_ocur_time med_list_codg medins_list_name med_chrgitm_type cnt pric det_item_fee_sumamt inscp_scp_amt
        05F1 05A8 05S8 05P4 05H2 2025-04-10T10:00 C05 胆囊切除术 06 1 1800.00 1800.00 1800.00
        05F2 05A7 05S7 05P4 05H1 2025-01-11T10:00 C05 胆囊切除术 06 1 1800.00 1800.00 1800.00
        05F3 05A20 05S20 05Q1 05H1 2025-06-12T08:50 C06 子宫（单脏器）彩色多普勒超声 03 1 120.00 120.00 120.00
        05F4 05A22 05S22 05Q2 05H1 2025-06-12T08:50 C07 子宫附件彩超 03 1 120.00 120.00 120.00
        05F5 05A21 05S21 05Q2 05H1 2025-01-08T08:50 C06 子宫（单脏器）彩色多普勒超声 03 1 120.00 120.00 120.00
        05F6 05A24 05S24 05Q3 05H1 2025-06-12T08:50 C08 肝胆胰脾彩超（含胆囊） 03 1 120.00 120.00 120.00
        05F7 05A24 05S24 05Q3 05H1 2025-06-12T08:50 X05 胆囊炎片 09 1 20.00 20.00 20.00`),
    },
    hits: [
      {
        grade: 'high',
        subject_type: 'person',
        subject_id: '05P1',
        institution: '05H2',
        period: '',
        involved: 20000,
        irregular: 20000,
        loss: 9000,
      },
      {
        grade: 'high',
        subject_type: 'person',
        subject_id: '05P3',
        institution: '05H1',
        period: '',
        involved: 5000,
        irregular: 5000,
        loss: 2000,
      },
      {
        grade: 'high',
        subject_type: 'person',
        subject_id: '05P4',
        institution: '05H2',
        period: '',
        involved: 900000,
        irregular: 900000,
        loss: 600000,
      },
      {
        grade: 'high',
        subject_type: 'person',
        subject_id: '05P7',
        institution: '05H1',
        period: '',
        involved: 600000,
        irregular: 600000,
        loss: 400000,
      },
      {
        grade: 'high',
        subject_type: 'person',
        subject_id: '05Q1',
        institution: '05H1',
        period: '',
        involved: 12000,
        irregular: 12000,
        loss: 7000,
      },
    ],
    nearMisses: [
      '05P2：同市两县；外市的是药店结算',
      '05P5：部分切除后再切残余胆囊',
      '05P6：转院后两家都登记同一手术',
      '05P8：先剖宫产后切子宫',
      '05P9：两侧卵巢先后切除',
      '05Q2：切除前查子宫；切除后查的是子宫附件（附件仍在）',
      '05Q3：胆囊切除后查肝胆胰脾、买名称含胆囊的药',
    ],
  },
}

/** M31: the same illness paid for in two places. */
export const doubleBenefit: Model = {
  id: 'M31',
  version: '1.0.0',
  title: '两地参保交叉享受待遇',
  grade: 'medium',
  confidence: 'M',
  basis: '《医疗保障基金使用监督管理条例》第四十一条第（二）项',
  parameters: { switches: { value: 2, meaning: '参保地来回变换几次（迁移只变一次）', confidence: 'M' } },
  needs: ['setl.psn_no', 'setl.setl_time', 'setl.insuplc_admdvs', 'setl.hifp_pay'],
  reads: ['setl'],
  parts: [
    {
      shardKey: 'psn_no',
      sql: `
WITH paid AS (
  SELECT psn_no, setl_id, fixmedins_code, coalesce(medfee_fen, 0) AS fee_fen, coalesce(fund_fen, 0) AS fund_fen, substring(insuplc_admdvs, 1, 4) AS home,
    lag(substring(insuplc_admdvs, 1, 4)) OVER (PARTITION BY psn_no ORDER BY setl_s, setl_id) AS home_before
  FROM setl WHERE insuplc_admdvs IS NOT NULL AND hifp_fen > 0 AND setl_s IS NOT NULL AND psn_no IS NOT NULL),
crossed AS (SELECT psn_no FROM paid GROUP BY psn_no HAVING sum(CASE WHEN home <> home_before THEN 1 ELSE 0 END) >= {switches})
SELECT 'medium' AS grade, 'person' AS subject_type, p.psn_no AS subject_id, max(p.fixmedins_code) AS institution, '' AS period, sum(p.fee_fen) AS involved_fen,
  sum(CASE WHEN p.home <> p.home_before THEN p.fee_fen ELSE 0 END) AS irregular_fen, sum(CASE WHEN p.home <> p.home_before THEN p.fund_fen ELSE 0 END) AS fund_loss_fen,
  '{"setl":' || {keys(p.setl_id)} || ',"insuredIn":' || {keys(p.home)} || '}' AS evidence
FROM paid p JOIN crossed c ON c.psn_no = p.psn_no GROUP BY p.psn_no`,
    },
  ],
  falseAlarms: [
    { cause: '参保关系转移', exclusion: '参保地只变一次的不计' },
    { cause: '工伤、交通事故、商业保险的重复赔付', exclusion: null },
  ],
  example: {
    rows: {
      setl: rows(`setl_id mdtrt_id psn_no med_type fixmedins_code setl_time medfee_sumamt fund_pay_sumamt hifp_pay insuplc_admdvs
        31S1 31A1 31P1 11 31H1 2025-03-01T09:00 100.00 60.00 60.00 370811
        31S2 31A2 31P1 11 31H1 2025-03-11T09:00 100.00 60.00 60.00 370102
        31S3 31A3 31P1 11 31H1 2025-03-21T09:00 100.00 60.00 60.00 370811
        31S4 31A4 31P2 11 31H1 2025-03-01T09:00 100.00 60.00 60.00 370811
        31S5 31A5 31P2 11 31H1 2025-03-11T09:00 100.00 60.00 60.00 370102
        31S6 31A6 31P2 11 31H1 2025-03-21T09:00 100.00 60.00 60.00 370102`),
    },
    hits: [
      {
        grade: 'medium',
        subject_type: 'person',
        subject_id: '31P1',
        institution: '31H1',
        period: '',
        involved: 30000,
        irregular: 20000,
        loss: 12000,
      },
    ],
    nearMisses: ['31P2：转移一次'],
  },
}
