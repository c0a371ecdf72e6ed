import type { Model } from '../model'
import { rows } from '../rows'
import { heldAt, isHeldBy } from './in-force'

/** How many days a unit of an item lasts: the most that any rule in force says. */
const dose = heldAt(`rule_type = 'ddd' AND days_per_unit > 0`, ', max(r.days_per_unit) AS days')

const needs = ['fee.psn_no', 'fee.med_list_codg', 'fee.fee_ocur_time', 'fee.cnt', 'item_rule.rule_type', 'item_rule.med_list_codg']

/** M08: the same watched drug from many institutions, or more of it than anybody can take. */
export const resale: Model = {
  id: 'M08',
  version: '1.1.0',
  title: '重点药品多机构、超量开药（疑似倒卖）',
  grade: 'high',
  confidence: 'V2',
  basis: '《医疗保障基金使用监督管理条例》第四十一条第（三）项、第四十条第（一）项',
  parameters: {
    window_days: { value: 180, meaning: '观察的天数，止于任一天', confidence: 'V2' },
    institutions: { value: 3, meaning: '同一药品来自几家机构', confidence: 'V2' },
    ratio: { value: 1.5, meaning: '开出的用药天数与观察天数之比', confidence: 'M' },
  },
  needs: [...needs, 'fee.fixmedins_code'],
  lessWithout: [
    { column: 'fee.setl_id', meaning: '明细对不上结算：住院期间用的药没有排除，基金损失按 0 计' },
    { column: 'setl.med_type', meaning: '不知道是门诊还是住院：住院期间用的药没有排除' },
  ],
  reads: ['fee', 'item_rule'],
  parts: [
    {
      shardKey: 'psn_no',
      sql: `
WITH watch AS (${heldAt(`rule_type = 'watch' AND coalesce(category, '') <> '耗材'`)}),
dose AS (${dose}),
buy AS (
  SELECT f.psn_no AS psn_no, f.med_list_codg AS code, f.fixmedins_code AS fixmedins_code, f.fee_day AS fee_day, sum(coalesce(f.amt_fen, 0)) AS amt_fen,
    sum(coalesce(f.fund_fen, 0)) AS fund_fen, sum(coalesce(f.cnt, 0) * coalesce(dose.days, 0)) AS days, min(f.feedetl_sn) AS sn
  FROM fee f JOIN watch ON ${isHeldBy('watch')} LEFT JOIN dose ON ${isHeldBy('dose')}
  WHERE f.psn_no IS NOT NULL AND f.fee_day IS NOT NULL AND coalesce(f.med_type, '') NOT LIKE '2%'
  GROUP BY f.psn_no, f.med_list_codg, f.fixmedins_code, f.fee_day),
much AS (
  SELECT psn_no, code FROM buy GROUP BY psn_no, code HAVING count(DISTINCT fixmedins_code) >= {institutions} OR sum(days) > {ratio} * {window_days}),
last_day AS (
  SELECT DISTINCT buy.psn_no AS psn_no, buy.code AS code, buy.fee_day AS fee_day FROM buy JOIN much ON much.psn_no = buy.psn_no AND much.code = buy.code),
span AS (
  SELECT d.psn_no AS psn_no, d.code AS code, d.fee_day AS fee_day, count(DISTINCT b.fixmedins_code) AS places, sum(b.days) AS days
  FROM last_day d JOIN buy b ON b.psn_no = d.psn_no AND b.code = d.code
  WHERE b.fee_day <= d.fee_day AND b.fee_day > d.fee_day - {window_days} GROUP BY d.psn_no, d.code, d.fee_day),
flagged AS (
  SELECT psn_no, code, max(places) AS places, max(days) AS days FROM span
  WHERE places >= {institutions} OR days > {ratio} * {window_days} GROUP BY psn_no, code)
SELECT 'high' AS grade, 'person' AS subject_type, b.psn_no AS subject_id, max(b.fixmedins_code) AS institution, '' AS period,
  sum(b.amt_fen) AS involved_fen, sum(b.amt_fen) AS irregular_fen, sum(b.fund_fen) AS fund_loss_fen,
  '{"fee":' || {keys(b.sn)} || ',"items":' || {keys(b.code)} || ',"institutions":' || {keys(b.fixmedins_code)} || ',"days":' || {number({whole(max(g.days))})} || '}' AS evidence
FROM buy b JOIN flagged g ON g.psn_no = b.psn_no AND g.code = b.code GROUP BY b.psn_no`,
    },
  ],
  falseAlarms: [
    { cause: '住院用药', exclusion: '住院（医疗类别 2 开头）的不计' },
    { cause: '退药', exclusion: '净额计算' },
    { cause: '长处方、异地长期居住备药、多病共存、家属代配', exclusion: null },
  ],
  example: {
    rows: {
      fee: rows(`feedetl_sn mdtrt_id setl_id psn_no fixmedins_code fee_ocur_time med_list_codg medins_list_name cnt pric det_item_fee_sumamt inscp_scp_amt
        08F1 08A1 08S1 08P1 08H1 2025-01-01T09:00 X08 阿托伐他汀 1 40.00 40.00 40.00
        08F2 08A2 08S2 08P1 08H2 2025-03-01T09:00 X08 阿托伐他汀 1 40.00 40.00 40.00
        08F3 08A3 08S3 08P1 08H3 2025-06-28T09:00 X08 阿托伐他汀 1 40.00 40.00 40.00
        08F4 08A4 08S4 08P2 08H1 2025-01-01T09:00 X08 阿托伐他汀 1 40.00 40.00 40.00
        08F5 08A5 08S5 08P2 08H2 2025-03-01T09:00 X08 阿托伐他汀 1 40.00 40.00 40.00
        08F6 08A6 08S6 08P2 08H3 2025-07-01T09:00 X08 阿托伐他汀 1 40.00 40.00 40.00
        08F7 08A7 08S7 08P3 08H1 2025-03-01T09:00 X08 阿托伐他汀 10 40.00 400.00 400.00
        08F8 08A8 08S8 08P4 08H1 2025-03-01T09:00 X08 阿托伐他汀 9 40.00 360.00 360.00
        08F9 08A7 08S7 08P3 08H1 2025-03-02T09:00 X08 阿托伐他汀 -1 40.00 -40.00 -40.00
        08G1 08A9 08S9 08P5 08H1 2025-03-01T09:00 X08 阿托伐他汀 12 40.00 480.00 480.00
        08G1 08A9 08S9 08P5 08H1 2025-03-02T09:00 X08 阿托伐他汀 -4 40.00 -160.00 -160.00
        08G2 08B1 08T1 08P6 08H1 2025-03-01T09:00 X08 阿托伐他汀 12 40.00 480.00 480.00
        08G3 08B2 08T2 08P7 08H1 2025-03-01T09:00 X08B 瑞舒伐他汀 12 40.00 480.00 480.00
        08G4 08B3 08T3 08P8 08H4 2025-03-01T09:00 X08C 氟伐他汀 12 40.00 480.00 480.00
        08G5 08B4 08T4 08P9 08H1 2025-03-01T09:00 X08D 匹伐他汀 12 40.00 480.00 480.00`),
      institution: rows(`fixmedins_code fixmedins_name fixmedins_type hosp_lv admdvs
        08H4 湖东大药房 2 - 370811`),
      trac: rows(`rtal_docno fixmedins_code setl_id psn_no feedetl_sn med_list_codg trdn_flag drug_trac_codg sel_retn_cnt sel_retn_time mdtrt_setl_type
        08D1 08H1 08T1 08P6 08G2 X08 0 81000000000000000081 12 2025-03-01T09:00 1
        08D2 08H1 08T1 08P6 08G2 X08 0 81000000000000000081 -6 2025-03-03T09:00 1`),
      item_rule: rows(`rule_id rule_type med_list_codg category value days_per_unit begndate enddate admdvs
        R08A watch X08 西药 2 - - - -
        R08B ddd X08 - - 30 - - -
        R08C watch X08B 西药 3 - 2024-01-01 2024-12-31 -
        R08D ddd X08B - - 30 - - -
        R08E watch X08C 西药 4 - - - 410000
        R08F ddd X08C - - 30 - - -
        R08G watch X08D 西药 5 - 2025-01-01 2025-12-31 370000
        R08H ddd X08D - - 30 - 2025-02-28 -`),
    },
    hits: [
      {
        grade: 'high',
        subject_type: 'person',
        subject_id: '08P1',
        institution: '08H3',
        period: '',
        involved: 12000,
        irregular: 12000,
        loss: 0,
      },
      {
        grade: 'high',
        subject_type: 'person',
        subject_id: '08P3',
        institution: '08H1',
        period: '',
        involved: 40000,
        irregular: 40000,
        loss: 0,
      },
    ],
    nearMisses: [
      '08P2：三家机构跨 181 天',
      '08P4：正好 1.5 倍',
      '08P5：部分退药后 240 天量',
      '08P6：退药只记在追溯销售记录里，余 180 天量',
      '08P7：重点药品目录上年已失效',
      '08P8：外省的重点药品目录',
      '08P9：用药天数的规则前一天已失效',
    ],
  },
}

/** What was bought of a drug by a person on a day. */
const purchases = (among: string) => `
  SELECT f.psn_no AS psn_no, f.med_list_codg AS code, f.fee_day AS fee_day, max(f.fixmedins_code) AS fixmedins_code, max(coalesce(f.med_type, '')) AS med_type,
    sum(coalesce(f.amt_fen, 0)) AS amt_fen, sum(coalesce(f.fund_fen, 0)) AS fund_fen, sum(coalesce(f.cnt, 0) * dose.days) AS days, min(f.feedetl_sn) AS sn
  FROM fee f JOIN dose ON ${isHeldBy('dose')}${among}
  WHERE f.psn_no IS NOT NULL AND f.fee_day IS NOT NULL AND coalesce(f.med_type, '') NOT LIKE '2%' GROUP BY f.psn_no, f.med_list_codg, f.fee_day`

const allowed = "(CASE WHEN med_type = '13' THEN {emergency_days} WHEN med_type = '11' THEN {usual_days} ELSE {long_days} END)"

/**
 * M12: more at once than a prescription may hold, or again and again before the last is used up. Who can have neither is put aside first:
 * all purchases of everybody would not go into the memory at once.
 */
export const overPrescribing: Model = {
  id: 'M12',
  version: '1.1.1',
  title: '超量、重复开药',
  grade: 'medium',
  confidence: 'V1',
  basis: '《医疗保障基金使用监督管理条例》第三十八条第（二）项',
  parameters: {
    emergency_days: { value: 7, meaning: '急诊一次最多开几日量', confidence: 'M' },
    usual_days: { value: 30, meaning: '普通门诊一次最多开几日量（慢病）', confidence: 'M' },
    long_days: { value: 84, meaning: '慢特病、药店长期处方一次最多几日量', confidence: 'M' },
    ratio: { value: 1.2, meaning: '超过多少倍才计', confidence: 'M' },
    fewest: { value: 3, meaning: '看间隔时至少有几次配药', confidence: 'M' },
    surplus_days: { value: 30, meaning: '看间隔时至少多出几日量', confidence: 'M' },
  },
  needs: [...needs, 'item_rule.days_per_unit'],
  lessWithout: [
    { column: 'fee.setl_id', meaning: '明细对不上结算：住院期间用的药没有排除，门诊、急诊也按长期处方的天数放宽，基金损失按 0 计' },
    { column: 'setl.med_type', meaning: '不知道是门诊、急诊还是住院：住院期间用的药没有排除，门诊、急诊也按长期处方的天数放宽' },
  ],
  reads: ['fee', 'item_rule'],
  parts: [
    {
      shardKey: 'psn_no',
      sql: `
WITH dose AS (${dose}),
suspect AS (
  SELECT psn_no, code FROM (${purchases('')}) d GROUP BY psn_no, code
  HAVING max(CASE WHEN days > {ratio} * ${allowed} THEN 1 ELSE 0 END) = 1
    OR (count(*) >= {fewest} AND sum(days) - min(days) > {ratio} * (max(fee_day) - min(fee_day)) AND sum(days) - min(days) - (max(fee_day) - min(fee_day)) >= {surplus_days})),
buy AS (${purchases(' JOIN suspect s ON s.psn_no = f.psn_no AND s.code = f.med_list_codg')}),
at_once AS (SELECT psn_no, code, fee_day, fixmedins_code, amt_fen, fund_fen, sn, days, ${allowed} AS allowed FROM buy),
too_much AS (
  SELECT psn_no, fixmedins_code, sn, code, amt_fen, fund_fen, (days - allowed) / days AS share FROM at_once WHERE days > {ratio} * allowed),
placed AS (
  SELECT psn_no, code, fee_day, days, fixmedins_code, amt_fen, fund_fen, sn,
    row_number() OVER (PARTITION BY psn_no, code ORDER BY fee_day DESC) AS from_last FROM buy),
run AS (
  SELECT psn_no, code, count(*) AS times, max(fee_day) - min(fee_day) AS span, sum(CASE WHEN from_last = 1 THEN 0 ELSE days END) AS supplied
  FROM placed GROUP BY psn_no, code),
again AS (
  SELECT psn_no, code, (supplied - span) / supplied AS share FROM run
  WHERE times >= {fewest} AND supplied > {ratio} * span AND supplied - span >= {surplus_days}),
line AS (
  SELECT psn_no, fixmedins_code, sn, code, amt_fen, fund_fen, {real(share)} AS share FROM too_much
  UNION ALL SELECT p.psn_no, p.fixmedins_code, p.sn, p.code, p.amt_fen, p.fund_fen, {real(g.share)} FROM placed p JOIN again g ON g.psn_no = p.psn_no AND g.code = p.code),
one AS (
  SELECT psn_no, sn, code, max(fixmedins_code) AS fixmedins_code, max(amt_fen) AS amt_fen, max(fund_fen) AS fund_fen, max(share) AS share FROM line GROUP BY psn_no, sn, code)
SELECT 'medium' AS grade, 'person' AS subject_type, psn_no AS subject_id, max(fixmedins_code) AS institution, '' AS period,
  sum(amt_fen) AS involved_fen, {whole(sum(amt_fen * share))} AS irregular_fen, {whole(sum(fund_fen * share))} AS fund_loss_fen,
  '{"fee":' || {keys(sn)} || ',"items":' || {keys(code)} || '}' AS evidence
FROM one GROUP BY psn_no`,
    },
  ],
  falseAlarms: [
    { cause: '长期处方（不超过 12 周）', exclusion: '慢特病、药店按 84 日量计' },
    { cause: '提前几天续方、调剂破损', exclusion: '超过 1.2 倍才计；看间隔时至少 3 次且多出 30 日量' },
    { cause: '外出备案、剂量爬坡', exclusion: null },
  ],
  example: {
    rows: {
      setl: rows(`setl_id mdtrt_id psn_no med_type fixmedins_code setl_time medfee_sumamt fund_pay_sumamt inscp_scp_amt
        12S1 12A1 12P1 14 12H1 2025-01-01T09:30 400.00 200.00 400.00
        12S2 12A2 12P2 14 12H1 2025-01-01T09:30 270.00 130.00 270.00
        12S3 12A3 12P3 11 12H1 2025-01-01T09:30 100.00 50.00 100.00`),
      fee: rows(`feedetl_sn mdtrt_id setl_id psn_no fixmedins_code fee_ocur_time med_list_codg medins_list_name cnt pric det_item_fee_sumamt inscp_scp_amt
        12F1 12A1 12S1 12P1 12H1 2025-01-01T09:00 X12 二甲双胍 4 100.00 400.00 400.00
        12F2 12A2 12S2 12P2 12H1 2025-01-01T09:00 X12 二甲双胍 2.8 100.00 280.00 280.00
        12F3 12A3 12S3 12P3 12H1 2025-01-01T09:00 X12 二甲双胍 1 100.00 100.00 100.00
        12F4 12A4 12S4 12P4 12H1 2025-01-01T09:00 X12 二甲双胍 1 100.00 100.00 100.00
        12F5 12A5 12S5 12P4 12H1 2025-01-11T09:00 X12 二甲双胍 1 100.00 100.00 100.00
        12F6 12A6 12S6 12P4 12H1 2025-01-21T09:00 X12 二甲双胍 1 100.00 100.00 100.00
        12F7 12A7 12S7 12P5 12H1 2025-01-01T09:00 X12 二甲双胍 1 100.00 100.00 100.00
        12F8 12A8 12S8 12P5 12H1 2025-01-28T09:00 X12 二甲双胍 1 100.00 100.00 100.00
        12F9 12A9 12S9 12P5 12H1 2025-02-25T09:00 X12 二甲双胍 1 100.00 100.00 100.00
        12G1 12B1 12T1 12P6 12H2 2025-01-01T09:00 X12B 格列美脲 4 100.00 400.00 400.00
        12G2 12B2 12T2 12P7 12H2 2025-01-01T09:00 X12C 阿卡波糖 4 100.00 400.00 400.00`),
      institution: rows(`fixmedins_code fixmedins_name fixmedins_type hosp_lv admdvs
        12H2 湖东大药房 2 - 370811`),
      item_rule: rows(`rule_id rule_type med_list_codg days_per_unit begndate enddate admdvs
        R12 ddd X12 30 - - -
        R12B ddd X12B 30 2024-01-01 2024-12-31 -
        R12C ddd X12B 20 2025-01-01 - 370000
        R12D ddd X12C 30 - - 410000`),
    },
    hits: [
      {
        grade: 'medium',
        subject_type: 'person',
        subject_id: '12P1',
        institution: '12H1',
        period: '',
        involved: 40000,
        irregular: 12000,
        loss: 6000,
      },
      {
        grade: 'medium',
        subject_type: 'person',
        subject_id: '12P4',
        institution: '12H1',
        period: '',
        involved: 30000,
        irregular: 20000,
        loss: 0,
      },
    ],
    nearMisses: [
      '12P2：84 日长期处方',
      '12P3：30 日量',
      '12P5：提前三天续方',
      '12P6：30 日量的规则前一天已失效，现行为 20 日量',
      '12P7：外省的规则',
    ],
  },
}
