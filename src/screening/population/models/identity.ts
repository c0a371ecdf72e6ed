import type { Model } from '../model'
import { rows } from '../rows'
import { inForce } from './in-force'

const ruleColumns = ['item_rule.rule_type', 'item_rule.med_list_codg']

/** M09: charged to the other sex. */
export const sexLimited: Model = {
  id: 'M09',
  version: '1.0.0',
  title: '限性别项目用于另一性别',
  grade: 'high',
  confidence: 'V2',
  basis: '《医疗保障基金使用监督管理条例》第三十八条第（四）项、第四十条第（三）项',
  parameters: {},
  needs: [
    'fee.setl_id',
    'fee.psn_no',
    'fee.med_list_codg',
    'fee.fee_ocur_time',
    ...ruleColumns,
    'item_rule.sex_limit',
    'person.gend|setl.gend',
  ],
  reads: ['fee', 'person', 'item_rule'],
  parts: [
    {
      shardKey: 'psn_no',
      sql: `
WITH limited AS (SELECT DISTINCT med_list_codg, sex_limit, prefix, begn_day, end_day FROM item_rule WHERE rule_type = 'sex' AND sex_limit IN ('F', 'M')),
line AS (
  SELECT DISTINCT f.setl_id AS setl_id, f.fixmedins_code AS fixmedins_code, f.feedetl_sn AS feedetl_sn, f.amt_fen AS amt_fen, f.fund_fen AS fund_fen
  FROM fee f JOIN limited r ON r.med_list_codg = f.med_list_codg JOIN person p ON p.psn_no = f.psn_no
  WHERE ((r.sex_limit = 'F' AND p.gend = '1') OR (r.sex_limit = 'M' AND p.gend = '2'))
    AND ${inForce}
    AND coalesce(f.med_type, '') NOT IN ('51', '52') AND f.setl_id IS NOT NULL)
SELECT 'high' AS grade, 'settlement' AS subject_type, setl_id AS subject_id, max(fixmedins_code) AS institution, '' AS period,
  coalesce(sum(amt_fen), 0) AS involved_fen, coalesce(sum(amt_fen), 0) AS irregular_fen, coalesce(sum(fund_fen), 0) AS fund_loss_fen,
  '{"fee":' || {keys(feedetl_sn)} || '}' AS evidence
FROM line GROUP BY setl_id`,
    },
  ],
  falseAlarms: [
    { cause: '新生儿、配偶挂在生育待遇下结算', exclusion: '医疗类别 51、52 的不计' },
    { cause: '证件性别未更新、变性人群', exclusion: null },
    { cause: '项目名称含糊（如“前列腺素”是药品）', exclusion: '只按项目编码匹配，不按名称' },
  ],
  example: {
    rows: {
      person: rows(`psn_no gend brdy
        09P1 1 1970-05-01
        09P2 2 1970-05-01`),
      setl: rows(`setl_id mdtrt_id psn_no med_type fixmedins_code setl_time medfee_sumamt fund_pay_sumamt inscp_scp_amt
        09S1 09A1 09P1 11 09H1 2025-03-01T09:30 300.00 150.00 300.00
        09S2 09A2 09P2 11 09H1 2025-03-01T09:30 300.00 150.00 300.00
        09S3 09A3 09P1 52 09H1 2025-03-01T09:30 300.00 150.00 300.00
        09S4 09A4 09P1 11 09H1 2023-03-01T09:30 300.00 150.00 300.00`),
      fee: rows(`feedetl_sn mdtrt_id setl_id psn_no fixmedins_code fee_ocur_time med_list_codg medins_list_name cnt pric det_item_fee_sumamt inscp_scp_amt
        09F1 09A1 09S1 09P1 09H1 2025-03-01T09:00 C09F 妇科检查 1 100.00 100.00 100.00
        09F2 09A1 09S1 09P1 09H1 2025-03-01T09:00 C09N 血常规 1 200.00 200.00 200.00
        09F3 09A2 09S2 09P2 09H1 2025-03-01T09:00 C09F 妇科检查 1 100.00 100.00 100.00
        09F4 09A3 09S3 09P1 09H1 2025-03-01T09:00 C09F 妇科检查 1 100.00 100.00 100.00
        09F5 09A4 09S4 09P1 09H1 2023-03-01T09:00 C09F 妇科检查 1 100.00 100.00 100.00`),
      institution: rows(`fixmedins_code fixmedins_name fixmedins_type hosp_lv admdvs
        09H1 清河镇卫生院 1 一级 370811`),
      item_rule: rows(`rule_id rule_type med_list_codg admdvs begndate enddate sex_limit
        R09 sex C09F 100000 2024-01-01 - F
        R09B sex C09N 370200 2024-01-01 - F`),
    },
    hits: [
      {
        grade: 'high',
        subject_type: 'settlement',
        subject_id: '09S1',
        institution: '09H1',
        period: '',
        involved: 10000,
        irregular: 10000,
        loss: 5000,
      },
    ],
    nearMisses: ['09S1 的血常规：规则只在外市', '09S2：女性', '09S3：生育待遇', '09S4：规则尚未生效'],
  },
}

/** M10: charged to somebody too young or too old. */
export const ageLimited: Model = {
  id: 'M10',
  version: '1.0.0',
  title: '限年龄项目超出年龄使用',
  grade: 'medium',
  confidence: 'V2',
  basis: '《医疗保障基金使用监督管理条例》第三十八条第（六）项',
  parameters: {
    newborn_years: { value: 1, meaning: '年龄上限不超过这个岁数的项目，挂在 15–50 岁妇女名下的视为新生儿', confidence: 'M' },
  },
  needs: [
    'fee.setl_id',
    'fee.psn_no',
    'fee.med_list_codg',
    'fee.fee_ocur_time',
    ...ruleColumns,
    'item_rule.age_lo|item_rule.age_hi',
    'person.brdy|setl.brdy',
  ],
  reads: ['fee', 'person', 'item_rule', 'mdtrt'],
  parts: [
    {
      shardKey: 'psn_no',
      sql: `
WITH limited AS (
  SELECT DISTINCT med_list_codg, coalesce(age_lo, 0) AS age_lo, coalesce(age_hi, 999) AS age_hi, prefix, begn_day, end_day
  FROM item_rule WHERE rule_type = 'age' AND (age_lo IS NOT NULL OR age_hi IS NOT NULL)),
line AS (
  SELECT DISTINCT f.setl_id AS setl_id, f.mdtrt_id AS mdtrt_id, f.psn_no AS psn_no, f.fixmedins_code AS fixmedins_code, f.feedetl_sn AS feedetl_sn,
    f.amt_fen AS amt_fen, f.fund_fen AS fund_fen, r.age_lo AS age_lo, r.age_hi AS age_hi, p.brdy AS brdy, {idiv(f.fee_date - p.brdy, 10000)} AS age, p.gend AS gend
  FROM fee f JOIN limited r ON r.med_list_codg = f.med_list_codg JOIN person p ON p.psn_no = f.psn_no
  WHERE f.fee_date >= p.brdy AND ({idiv(f.fee_date - p.brdy, 10000)} < r.age_lo OR {idiv(f.fee_date - p.brdy, 10000)} > r.age_hi)
    AND ${inForce}
    AND coalesce(f.med_type, '') NOT IN ('51', '52') AND f.setl_id IS NOT NULL)
SELECT 'medium' AS grade, 'settlement' AS subject_type, l.setl_id AS subject_id, max(l.fixmedins_code) AS institution, '' AS period,
  coalesce(sum(l.amt_fen), 0) AS involved_fen, coalesce(sum(l.amt_fen), 0) AS irregular_fen, coalesce(sum(l.fund_fen), 0) AS fund_loss_fen,
  '{"fee":' || {keys(l.feedetl_sn)} || ',"age":' || {number(min(l.age))} || '}' AS evidence
FROM line l LEFT JOIN (SELECT mdtrt_id, psn_no, max(begn_date) AS begn_date FROM mdtrt GROUP BY mdtrt_id, psn_no) m ON m.mdtrt_id = l.mdtrt_id AND m.psn_no = l.psn_no
WHERE NOT (l.age_hi <= {newborn_years} AND coalesce(l.gend, '') = '2' AND l.age >= 15 AND l.age <= 50)
  AND (m.begn_date IS NULL OR m.begn_date < l.brdy OR {idiv(m.begn_date - l.brdy, 10000)} < l.age_lo OR {idiv(m.begn_date - l.brdy, 10000)} > l.age_hi)
GROUP BY l.setl_id`,
    },
  ],
  falseAlarms: [
    { cause: '新生儿以母亲身份结算', exclusion: '新生儿项目挂在 15–50 岁妇女名下、生育待遇的不计' },
    { cause: '年龄跨过生日', exclusion: '按费用发生日和入院日计算，任一天合乎年龄的不计' },
  ],
  example: {
    rows: {
      person: rows(`psn_no gend brdy
        10P1 1 1980-05-01
        10P2 1 2013-03-02
        10P3 2 1995-05-01`),
      setl: rows(`setl_id mdtrt_id psn_no med_type fixmedins_code setl_time medfee_sumamt fund_pay_sumamt inscp_scp_amt
        10S1 10A1 10P1 11 10H1 2025-03-01T09:30 30.00 15.00 30.00
        10S2 10A2 10P2 21 10H1 2027-03-05T09:30 30.00 15.00 30.00
        10S3 10A3 10P3 11 10H1 2025-03-01T09:30 30.00 15.00 30.00`),
      mdtrt: rows(`mdtrt_id psn_no fixmedins_code med_type begntime endtime
        10A2 10P2 10H1 21 2027-03-01T09:00 2027-03-05T09:00`),
      fee: rows(`feedetl_sn mdtrt_id setl_id psn_no fixmedins_code fee_ocur_time med_list_codg medins_list_name cnt pric det_item_fee_sumamt inscp_scp_amt
        10F1 10A1 10S1 10P1 10H1 2025-03-01T09:00 X10A 健胃消食片（儿童） 1 30.00 30.00 30.00
        10F2 10A2 10S2 10P2 10H1 2027-03-02T09:00 X10A 健胃消食片（儿童） 1 30.00 30.00 30.00
        10F3 10A3 10S3 10P3 10H1 2025-03-01T09:00 X10B 新生儿护理 1 30.00 30.00 30.00`),
      item_rule: rows(`rule_id rule_type med_list_codg begndate enddate age_lo age_hi
        R10A age X10A 2024-01-01 - 0 13
        R10B age X10B 2024-01-01 - 0 0`),
    },
    hits: [
      {
        grade: 'medium',
        subject_type: 'settlement',
        subject_id: '10S1',
        institution: '10H1',
        period: '',
        involved: 3000,
        irregular: 3000,
        loss: 1500,
      },
    ],
    nearMisses: ['10S2：入院时 13 岁，住院中满 14 岁', '10S3：新生儿项目挂在产妇名下'],
  },
}

/** M24: charged after death. */
export const afterDeath: Model = {
  id: 'M24',
  version: '1.0.0',
  title: '死亡后发生费用',
  grade: 'high',
  confidence: 'V2',
  basis: '《医疗保障基金使用监督管理条例》第四十条第（一）项、第四十一条',
  parameters: { grace_days: { value: 1, meaning: '死亡之后放宽的天数', confidence: 'M' } },
  needs: ['fee.psn_no', 'fee.fee_ocur_time', 'person.psn_no', 'person.death_dt'],
  reads: ['fee', 'person'],
  parts: [
    {
      shardKey: 'psn_no',
      sql: `
SELECT 'high' AS grade, 'person' AS subject_type, f.psn_no AS subject_id, min(f.fixmedins_code) AS institution, '' AS period,
  coalesce(sum(f.amt_fen), 0) AS involved_fen, coalesce(sum(f.amt_fen), 0) AS irregular_fen, coalesce(sum(f.fund_fen), 0) AS fund_loss_fen,
  '{"fee":' || {keys(f.feedetl_sn)} || ',"death":' || {json({day(min(p.death_day))})} || ',"lines":' || {number(count(*))} || '}' AS evidence
FROM fee f JOIN (SELECT psn_no, death_day FROM person WHERE death_day IS NOT NULL) p ON p.psn_no = f.psn_no
WHERE f.fee_day > p.death_day + {grace_days}
  AND NOT (coalesce(f.item_name, '') LIKE '%尸%' OR coalesce(f.item_name, '') LIKE '%遗体%')
GROUP BY f.psn_no`,
    },
  ],
  falseAlarms: [
    { cause: '结账滞后', exclusion: '只看费用发生时间，不看结算时间' },
    { cause: '尸检、遗体料理', exclusion: '项目名称含“尸”“遗体”的不计' },
    { cause: '死亡登记错误、同名', exclusion: null },
  ],
  example: {
    rows: {
      person: rows(`psn_no gend brdy death_dt
        24P1 1 1940-05-01 2025-03-01
        24P2 1 1940-05-01 2025-03-01
        24P3 1 1940-05-01 -`),
      setl: rows(`setl_id mdtrt_id psn_no med_type fixmedins_code setl_time medfee_sumamt fund_pay_sumamt inscp_scp_amt
        24S1 24A1 24P1 11 24H1 2025-03-09T09:30 100.00 50.00 80.00
        24S2 24A2 24P2 21 24H1 2025-03-09T09:30 100.00 50.00 80.00
        24S3 24A3 24P3 11 24H1 2025-03-09T09:30 100.00 50.00 80.00`),
      fee: rows(`feedetl_sn mdtrt_id setl_id psn_no fixmedins_code fee_ocur_time med_list_codg medins_list_name cnt pric det_item_fee_sumamt inscp_scp_amt
        24F1 24A1 24S1 24P1 24H1 2025-03-09T09:00 C24 血常规 1 100.00 100.00 80.00
        24F2 24A2 24S2 24P2 24H1 2025-03-02T09:00 C24 血常规 1 50.00 50.00 40.00
        24F3 24A2 24S2 24P2 24H1 2025-03-04T09:00 C25 遗体料理 1 50.00 50.00 40.00
        24F4 24A3 24S3 24P3 24H1 2025-03-09T09:00 C24 血常规 1 100.00 100.00 80.00`),
    },
    hits: [
      {
        grade: 'high',
        subject_type: 'person',
        subject_id: '24P1',
        institution: '24H1',
        period: '',
        involved: 10000,
        irregular: 10000,
        loss: 5000,
      },
    ],
    nearMisses: ['24P2：次日补记的费用、遗体料理', '24P3：在世'],
  },
}
