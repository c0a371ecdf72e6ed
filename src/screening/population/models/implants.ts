import type { Model } from '../model'
import { rows } from '../rows'
import { inForce, lineAndRule } from './in-force'

const implantLines = (types: string) => `
line AS (
  SELECT f.mdtrt_id AS mdtrt_id, f.psn_no AS psn_no, f.feedetl_sn AS sn, r.rule_type AS kind, max(f.fixmedins_code) AS fixmedins_code, max(coalesce(f.cnt, 1)) AS cnt,
    max(coalesce(f.amt_fen, 0)) AS amt_fen, max(coalesce(f.fund_fen, 0)) AS fund_fen, max(coalesce(r.amount, 0)) AS amount
  FROM fee f JOIN item_rule r ON r.med_list_codg = f.med_list_codg
  WHERE r.rule_type IN (${types}) AND f.mdtrt_id IS NOT NULL AND ${inForce} GROUP BY f.mdtrt_id, f.psn_no, f.feedetl_sn, r.rule_type)`

/** M22: more screws than the plates have holes. */
export const screwsAndPlates: Model = {
  id: 'M22',
  version: '1.0.0',
  title: '骨科耗材数量不合理',
  grade: 'high',
  confidence: 'V2',
  basis: '《医疗保障基金使用监督管理条例》第四十条第（三）项',
  parameters: {},
  needs: [...lineAndRule, 'item_rule.value', 'fee.cnt'],
  reads: ['fee', 'item_rule', 'oprn'],
  parts: [
    {
      shardKey: 'psn_no',
      sql: `
WITH ${implantLines("'plate', 'screw'")},
again AS (SELECT DISTINCT mdtrt_id, psn_no FROM oprn WHERE oprn_oprt_name LIKE '%翻修%'),
stay AS (
  SELECT l.mdtrt_id AS mdtrt_id, l.psn_no AS psn_no, max(l.fixmedins_code) AS fixmedins_code, sum(CASE WHEN l.kind = 'plate' THEN l.cnt * l.amount ELSE 0 END) AS holes,
    sum(CASE WHEN l.kind = 'screw' THEN l.cnt ELSE 0 END) AS screws, sum(CASE WHEN l.kind = 'screw' THEN l.amt_fen ELSE 0 END) AS amt_fen,
    sum(CASE WHEN l.kind = 'screw' THEN l.fund_fen ELSE 0 END) AS fund_fen, {keys(l.sn)} AS lines
  FROM line l LEFT JOIN again ON again.mdtrt_id = l.mdtrt_id AND again.psn_no = l.psn_no WHERE again.mdtrt_id IS NULL GROUP BY l.mdtrt_id, l.psn_no)
SELECT 'high' AS grade, 'stay' AS subject_type, mdtrt_id AS subject_id, fixmedins_code AS institution, '' AS period, amt_fen AS involved_fen,
  {whole(amt_fen * (screws - holes) / screws)} AS irregular_fen, {whole(fund_fen * (screws - holes) / screws)} AS fund_loss_fen,
  '{"fee":' || lines || ',"screws":' || {number({whole(screws)})} || ',"holes":' || {number({whole(holes)})} || '}' AS evidence
FROM stay WHERE holes > 0 AND screws > holes`,
    },
  ],
  falseAlarms: [
    { cause: '翻修手术', exclusion: '手术名称含“翻修”的不计' },
    { cause: '没有钢板的手术（空心钉、脊柱）', exclusion: '同次住院没有钢板的不判断' },
    { cause: '多部位、多节段手术另用的螺钉', exclusion: null },
  ],
  example: {
    rows: {
      fee: rows(`feedetl_sn mdtrt_id setl_id psn_no fixmedins_code fee_ocur_time med_list_codg medins_list_name cnt pric det_item_fee_sumamt inscp_scp_amt
        22F1 22A1 22S1 22P1 22H1 2025-03-02T10:00 C22P 锁定钢板 1 2000.00 2000.00 2000.00
        22F2 22A1 22S1 22P1 22H1 2025-03-02T10:00 C22S 锁定螺钉 10 300.00 3000.00 3000.00
        22F3 22A2 22S2 22P2 22H1 2025-03-02T10:00 C22P 锁定钢板 1 2000.00 2000.00 2000.00
        22F4 22A2 22S2 22P2 22H1 2025-03-02T10:00 C22S 锁定螺钉 8 300.00 2400.00 2400.00
        22F5 22A3 22S3 22P3 22H1 2025-03-02T10:00 C22S 锁定螺钉 4 300.00 1200.00 1200.00
        22F6 22A4 22S4 22P4 22H1 2025-03-02T10:00 C22P 锁定钢板 1 2000.00 2000.00 2000.00
        22F7 22A4 22S4 22P4 22H1 2025-03-02T10:00 C22S 锁定螺钉 12 300.00 3600.00 3600.00`),
      oprn: rows(`mdtrt_id psn_no oprn_oprt_code oprn_oprt_name oprn_oprt_date
        22A4 22P4 81.5500 膝关节置换翻修术 2025-03-02`),
      item_rule: rows(`rule_id rule_type med_list_codg begndate value
        R22P plate C22P 2024-01-01 8
        R22S screw C22S 2024-01-01 -`),
    },
    hits: [
      {
        grade: 'high',
        subject_type: 'stay',
        subject_id: '22A1',
        institution: '22H1',
        period: '',
        involved: 300000,
        irregular: 60000,
        loss: 0,
      },
    ],
    nearMisses: ['22A2：螺钉数等于孔数', '22A3：没有钢板', '22A4：翻修手术'],
  },
}

/** M23: more stents, balloons or burrs than the vessels treated allow. */
export const cathDevices: Model = {
  id: 'M23',
  version: '1.0.0',
  title: '心内介入耗材数量不合理',
  grade: 'high',
  confidence: 'V2',
  basis: '《医疗保障基金使用监督管理条例》第四十条第（三）项',
  parameters: {
    stents: { value: 2, meaning: '规则未写时，每支血管最多几个支架', confidence: 'M' },
    balloons: { value: 4, meaning: '球囊数与支架数之比超过多少', confidence: 'M' },
  },
  needs: [...lineAndRule, 'fee.cnt', 'oprn.mdtrt_id', 'oprn.oprn_oprt_code'],
  reads: ['fee', 'item_rule', 'oprn'],
  parts: [
    {
      shardKey: 'psn_no',
      sql: `
WITH ${implantLines("'stent', 'dcb', 'balloon', 'rotablation', 'burr'")},
operated AS (
  SELECT mdtrt_id, psn_no, count(*) AS operations, sum(CASE WHEN oprn_oprt_code LIKE '36.06%' OR oprn_oprt_code LIKE '36.07%' THEN 1 ELSE 0 END) AS stented,
    sum(CASE WHEN oprn_oprt_code LIKE '00.66%' OR oprn_oprt_code LIKE '36.0%' THEN 1 ELSE 0 END) AS opened,
    max(CASE WHEN oprn_oprt_code LIKE '00.40%' THEN 1 WHEN oprn_oprt_code LIKE '00.41%' THEN 2 WHEN oprn_oprt_code LIKE '00.42%' THEN 3 WHEN oprn_oprt_code LIKE '00.43%' THEN 4 ELSE 0 END) AS coded
  FROM oprn GROUP BY mdtrt_id, psn_no),
vessel AS (
  SELECT mdtrt_id, psn_no, CASE WHEN coded > 0 THEN coded WHEN stented > 0 THEN stented WHEN opened > 0 THEN opened ELSE operations END AS vessels FROM operated),
stay AS (
  SELECT l.mdtrt_id AS mdtrt_id, l.psn_no AS psn_no, max(l.fixmedins_code) AS fixmedins_code, max(v.vessels) AS vessels,
    sum(CASE WHEN l.kind = 'stent' THEN l.cnt ELSE 0 END) AS stents, max(CASE WHEN l.kind = 'stent' AND l.amount > 0 THEN l.amount ELSE 0 END) AS a_vessel,
    sum(CASE WHEN l.kind = 'dcb' THEN l.cnt ELSE 0 END) AS coated, sum(CASE WHEN l.kind = 'balloon' THEN l.cnt ELSE 0 END) AS balloons,
    sum(CASE WHEN l.kind = 'rotablation' THEN l.cnt ELSE 0 END) AS rotablations, sum(CASE WHEN l.kind = 'burr' THEN l.cnt ELSE 0 END) AS burrs,
    sum(CASE WHEN l.kind = 'stent' THEN l.amt_fen ELSE 0 END) AS stent_fen, sum(CASE WHEN l.kind = 'dcb' THEN l.amt_fen ELSE 0 END) AS coated_fen,
    sum(CASE WHEN l.kind = 'balloon' THEN l.amt_fen ELSE 0 END) AS balloon_fen, sum(CASE WHEN l.kind = 'rotablation' THEN l.amt_fen ELSE 0 END) AS rotablation_fen,
    sum(l.amt_fen) AS amt_fen, sum(l.fund_fen) AS fund_fen, {keys(l.sn)} AS lines
  FROM line l LEFT JOIN vessel v ON v.mdtrt_id = l.mdtrt_id AND v.psn_no = l.psn_no GROUP BY l.mdtrt_id, l.psn_no),
weighed AS (
  SELECT mdtrt_id, fixmedins_code, vessels, stents, coated, balloons, amt_fen, fund_fen, lines, rotablations, burrs,
    (CASE WHEN vessels IS NOT NULL AND stents > vessels * (CASE WHEN a_vessel > 0 THEN a_vessel ELSE {stents} END)
      THEN stent_fen * (stents - vessels * (CASE WHEN a_vessel > 0 THEN a_vessel ELSE {stents} END)) / stents ELSE 0.0 END)
    + (CASE WHEN vessels = 1 AND stents > 0 AND coated > 0 THEN coated_fen * 1.0 ELSE 0.0 END)
    + (CASE WHEN stents > 0 AND balloons > {balloons} * stents THEN balloon_fen * (balloons - {balloons} * stents) / balloons ELSE 0.0 END)
    + (CASE WHEN rotablations > 0 AND burrs = 0 THEN rotablation_fen * 1.0 ELSE 0.0 END) AS surplus_fen
  FROM stay)
SELECT 'high' AS grade, 'stay' AS subject_type, mdtrt_id AS subject_id, fixmedins_code AS institution, '' AS period, amt_fen AS involved_fen,
  {whole(surplus_fen)} AS irregular_fen, {whole(fund_fen * surplus_fen / amt_fen)} AS fund_loss_fen,
  '{"fee":' || lines || ',"vessels":' || {number(coalesce(vessels, 0))} || ',"stents":' || {number({whole(stents)})} || ',"coatedBalloons":' || {number({whole(coated)})}
    || ',"balloons":' || {number({whole(balloons)})} || ',"rotablations":' || {number({whole(rotablations)})} || ',"burrs":' || {number({whole(burrs)})} || '}' AS evidence
FROM weighed WHERE surplus_fen > 0 AND amt_fen > 0`,
    },
  ],
  falseAlarms: [
    { cause: '没有手术记录，无从数血管', exclusion: '不判断支架数' },
    { cause: '复杂慢性闭塞、分叉病变', exclusion: null },
  ],
  example: {
    rows: {
      fee: rows(`feedetl_sn mdtrt_id setl_id psn_no fixmedins_code fee_ocur_time med_list_codg medins_list_name cnt pric det_item_fee_sumamt inscp_scp_amt
        23F1 23A1 23S1 23P1 23H1 2025-03-02T10:00 C23S 药物支架 3 800.00 2400.00 2400.00
        23F2 23A2 23S2 23P2 23H1 2025-03-02T10:00 C23S 药物支架 2 800.00 1600.00 1600.00
        23F3 23A3 23S3 23P3 23H1 2025-03-02T10:00 C23S 药物支架 1 800.00 800.00 800.00
        23F4 23A3 23S3 23P3 23H1 2025-03-02T10:00 C23D 药物球囊 1 6000.00 6000.00 6000.00
        23F5 23A4 23S4 23P4 23H1 2025-03-02T10:00 C23R 冠脉旋磨术 1 3000.00 3000.00 3000.00
        23F6 23A5 23S5 23P5 23H1 2025-03-02T10:00 C23R 冠脉旋磨术 1 3000.00 3000.00 3000.00
        23F7 23A5 23S5 23P5 23H1 2025-03-02T10:00 C23B 旋磨头 1 9000.00 9000.00 9000.00
        23F8 23A6 23S6 23P6 23H1 2025-03-02T10:00 C23S 药物支架 1 800.00 800.00 800.00
        23F9 23A6 23S6 23P6 23H1 2025-03-02T10:00 C23D 药物球囊 1 6000.00 6000.00 6000.00`),
      oprn: rows(`mdtrt_id psn_no oprn_oprt_code oprn_oprt_name oprn_oprt_date
        23A1 23P1 36.0700 冠状动脉支架置入术 2025-03-02
        23A2 23P2 36.0700 冠状动脉支架置入术 2025-03-02
        23A3 23P3 36.0700 冠状动脉支架置入术 2025-03-02
        23A6 23P6 36.0700 冠状动脉支架置入术（前降支） 2025-03-02
        23A6 23P6 36.0700 冠状动脉支架置入术（回旋支） 2025-03-02`),
      item_rule: rows(`rule_id rule_type med_list_codg begndate value
        R23S stent C23S 2024-01-01 2
        R23D dcb C23D 2024-01-01 -
        R23R rotablation C23R 2024-01-01 -
        R23B burr C23B 2024-01-01 -`),
    },
    hits: [
      {
        grade: 'high',
        subject_type: 'stay',
        subject_id: '23A1',
        institution: '23H1',
        period: '',
        involved: 240000,
        irregular: 80000,
        loss: 0,
      },
      {
        grade: 'high',
        subject_type: 'stay',
        subject_id: '23A3',
        institution: '23H1',
        period: '',
        involved: 680000,
        irregular: 600000,
        loss: 0,
      },
      {
        grade: 'high',
        subject_type: 'stay',
        subject_id: '23A4',
        institution: '23H1',
        period: '',
        involved: 300000,
        irregular: 300000,
        loss: 0,
      },
    ],
    nearMisses: ['23A2：一支血管两个支架', '23A5：有旋磨头', '23A6：两支血管，支架与药物球囊各一'],
  },
}
