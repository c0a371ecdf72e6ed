import type { Model } from '../model'
import { rows } from '../rows'

const days = ['01', '05', '09']
/** Eight people of one telephone, together on three days. */
const together = (prefix: string, addr: string, cash: string) => ({
  mdtrt: days.flatMap((day) =>
    Array.from({ length: 8 }, (_, at) => ({
      ...{ mdtrt_id: `${prefix}${day}-${at}`, psn_no: `${prefix}P${at}`, fixmedins_code: `${prefix}H`, med_type: '11' },
      ...{ begntime: `2025-03-${day} 09:0${at}:00`, endtime: `2025-03-${day} 09:30:00`, tel: `1380000${prefix}`, addr: `${addr}${at}` },
    })),
  ),
  setl: days.flatMap((day) =>
    Array.from({ length: 8 }, (_, at) => ({
      ...{
        setl_id: `${prefix}S${day}-${at}`,
        mdtrt_id: `${prefix}${day}-${at}`,
        psn_no: `${prefix}P${at}`,
        med_type: '11',
        fixmedins_code: `${prefix}H`,
      },
      ...{ setl_time: `2025-03-${day} 09:20:00`, medfee_sumamt: '100.00', fund_pay_sumamt: '97.00', psn_cash_pay: cash },
    })),
  ),
})
const clustered = [together('25A', '南关', '3.00'), together('25B', '幸福养老院', '3.00'), together('25C', '北关', '50.00')]

/** M25: people of one telephone or one address who come together, again and again, and pay nothing. */
export const clusters: Model = {
  id: 'M25',
  version: '1.0.0',
  title: '聚集性就医、购药',
  grade: 'high',
  confidence: 'M',
  basis: '《医疗保障基金使用监督管理条例》第四十条第（一）项',
  parameters: {
    people: { value: 8, meaning: '共用电话或住址的人数', confidence: 'M' },
    days: { value: 3, meaning: '一起出现的天数', confidence: 'M' },
    on_a_day: { value: 3, meaning: '一天至少几人才算一起', confidence: 'M' },
    cash_share: { value: 0.05, meaning: '个人现金支付占比低于多少', confidence: 'M' },
  },
  needs: [
    'mdtrt.mdtrt_id',
    'mdtrt.psn_no',
    'mdtrt.fixmedins_code',
    'mdtrt.begntime',
    'mdtrt.tel|mdtrt.addr',
    'setl.mdtrt_id',
    'setl.psn_cash_pay',
  ],
  reads: ['mdtrt', 'setl'],
  parts: [
    {
      shardKey: 'fixmedins_code',
      sql: `
WITH contact AS (
  SELECT fixmedins_code, psn_no, mdtrt_id, begn_day, 'tel' AS kind, tel AS shared FROM mdtrt WHERE tel IS NOT NULL AND coalesce(addr, '') NOT LIKE '%养老%' AND coalesce(addr, '') NOT LIKE '%敬老%' AND coalesce(addr, '') NOT LIKE '%福利院%'
  UNION ALL
  SELECT fixmedins_code, psn_no, mdtrt_id, begn_day, 'addr', addr FROM mdtrt WHERE addr IS NOT NULL AND addr NOT LIKE '%养老%' AND addr NOT LIKE '%敬老%' AND addr NOT LIKE '%福利院%'),
shared AS (
  SELECT fixmedins_code, kind, shared FROM contact WHERE begn_day IS NOT NULL GROUP BY fixmedins_code, kind, shared HAVING count(DISTINCT psn_no) >= {people}),
day AS (
  SELECT c.fixmedins_code AS fixmedins_code, c.kind AS kind, c.shared AS shared, c.begn_day AS begn_day FROM contact c
  JOIN shared s ON s.fixmedins_code = c.fixmedins_code AND s.kind = c.kind AND s.shared = c.shared
  GROUP BY c.fixmedins_code, c.kind, c.shared, c.begn_day HAVING count(DISTINCT c.psn_no) >= {on_a_day}),
member AS (
  SELECT DISTINCT c.fixmedins_code AS fixmedins_code, c.kind AS kind, c.shared AS shared, c.begn_day AS begn_day, c.psn_no AS psn_no, c.mdtrt_id AS mdtrt_id FROM contact c
  JOIN day d ON d.fixmedins_code = c.fixmedins_code AND d.kind = c.kind AND d.shared = c.shared AND d.begn_day = c.begn_day),
money AS (SELECT mdtrt_id, fixmedins_code, sum(coalesce(medfee_fen, 0)) AS fee_fen, sum(coalesce(fund_fen, 0)) AS fund_fen, sum(coalesce(cash_fen, 0)) AS cash_fen FROM setl GROUP BY mdtrt_id, fixmedins_code),
cluster AS (
  SELECT m.fixmedins_code AS fixmedins_code, m.kind AS kind, m.shared AS shared FROM member m JOIN money p ON p.mdtrt_id = m.mdtrt_id AND p.fixmedins_code = m.fixmedins_code
  GROUP BY m.fixmedins_code, m.kind, m.shared
  HAVING count(DISTINCT m.psn_no) >= {people} AND count(DISTINCT m.begn_day) >= {days} AND sum(p.cash_fen) < {cash_share} * sum(p.fee_fen)),
visit AS (
  SELECT DISTINCT m.fixmedins_code AS fixmedins_code, m.psn_no AS psn_no, m.mdtrt_id AS mdtrt_id FROM member m
  JOIN cluster c ON c.fixmedins_code = m.fixmedins_code AND c.kind = m.kind AND c.shared = m.shared)
SELECT 'high' AS grade, 'institution' AS subject_type, v.fixmedins_code AS subject_id, v.fixmedins_code AS institution, '' AS period,
  sum(p.fee_fen) AS involved_fen, sum(p.fee_fen) AS irregular_fen, sum(p.fund_fen) AS fund_loss_fen, '{"persons":' || {keys(v.psn_no)} || ',"mdtrt":' || {keys(v.mdtrt_id)} || '}' AS evidence
FROM visit v JOIN money p ON p.mdtrt_id = v.mdtrt_id AND p.fixmedins_code = v.fixmedins_code GROUP BY v.fixmedins_code`,
    },
  ],
  falseAlarms: [
    { cause: '养老院、福利院', exclusion: '住址含“养老”“敬老”“福利院”的不计' },
    { cause: '家庭、同村赶集日', exclusion: '至少 8 人、3 天，且个人现金支付低于 5%' },
    { cause: '单位体检后集中就诊', exclusion: null },
  ],
  example: {
    rows: { mdtrt: clustered.flatMap(({ mdtrt }) => mdtrt), setl: clustered.flatMap(({ setl }) => setl) },
    hits: [
      {
        grade: 'high',
        subject_type: 'institution',
        subject_id: '25AH',
        institution: '25AH',
        period: '',
        involved: 240000,
        irregular: 240000,
        loss: 232800,
      },
    ],
    nearMisses: ['25BH：养老院', '25CH：一半自付'],
  },
}

/** M33: prescriptions of a pharmacy used again, or none where there has to be one. */
export const pharmacyPrescriptions: Model = {
  id: 'M33',
  version: '1.0.0',
  title: '药店处方异常',
  grade: 'medium',
  confidence: 'M',
  basis: '《医疗保障基金使用监督管理条例》第四十条第（二）项、第三十八条第（六）项',
  parameters: {
    reused: { value: 3, meaning: '一月内被不同的人重复使用的处方号达到几个', confidence: 'M' },
    missing: { value: 10, meaning: '一月内无处方号的处方药销售达到几笔', confidence: 'M' },
  },
  needs: ['fee.psn_no', 'fee.fixmedins_code', 'fee.fee_ocur_time', 'fee.rxno', 'setl.med_type'],
  reads: ['fee', 'trac'],
  parts: [
    {
      shardKey: 'fixmedins_code',
      sql: `
WITH sale AS (
  SELECT fixmedins_code, fee_month, rxno, psn_no, feedetl_sn AS sn, coalesce(amt_fen, 0) AS amt_fen, coalesce(fund_fen, 0) AS fund_fen FROM fee
  WHERE med_type = '41' AND rxno IS NOT NULL AND fee_month IS NOT NULL AND fixmedins_code IS NOT NULL),
again AS (SELECT fixmedins_code, fee_month, rxno FROM sale GROUP BY fixmedins_code, fee_month, rxno HAVING count(DISTINCT psn_no) >= 2),
many AS (SELECT fixmedins_code, fee_month FROM again GROUP BY fixmedins_code, fee_month HAVING count(*) >= {reused}),
controlled AS (SELECT DISTINCT fixmedins_code, feedetl_sn FROM trac WHERE rx_flag = '1' AND feedetl_sn IS NOT NULL AND mdtrt_setl_type = '1'),
unprescribed AS (
  SELECT f.fixmedins_code AS fixmedins_code, f.fee_month AS fee_month, f.feedetl_sn AS sn, max(coalesce(f.amt_fen, 0)) AS amt_fen, max(coalesce(f.fund_fen, 0)) AS fund_fen
  FROM fee f JOIN controlled c ON c.feedetl_sn = f.feedetl_sn AND c.fixmedins_code = f.fixmedins_code WHERE f.rxno IS NULL AND f.med_type = '41' AND f.fee_month IS NOT NULL
  GROUP BY f.fixmedins_code, f.fee_month, f.feedetl_sn),
none AS (SELECT fixmedins_code, fee_month FROM unprescribed GROUP BY fixmedins_code, fee_month HAVING count(*) >= {missing}),
line AS (
  SELECT s.fixmedins_code AS fixmedins_code, s.fee_month AS fee_month, s.sn AS sn, s.amt_fen AS amt_fen, s.fund_fen AS fund_fen FROM sale s
  JOIN again a ON a.fixmedins_code = s.fixmedins_code AND a.fee_month = s.fee_month AND a.rxno = s.rxno JOIN many m ON m.fixmedins_code = s.fixmedins_code AND m.fee_month = s.fee_month
  UNION ALL
  SELECT u.fixmedins_code, u.fee_month, u.sn, u.amt_fen, u.fund_fen FROM unprescribed u JOIN none n ON n.fixmedins_code = u.fixmedins_code AND n.fee_month = u.fee_month),
one AS (SELECT fixmedins_code, fee_month, sn, max(amt_fen) AS amt_fen, max(fund_fen) AS fund_fen FROM line GROUP BY fixmedins_code, fee_month, sn)
SELECT 'medium' AS grade, 'institution' AS subject_type, fixmedins_code AS subject_id, fixmedins_code AS institution, fee_month AS period,
  sum(amt_fen) AS involved_fen, sum(amt_fen) AS irregular_fen, sum(fund_fen) AS fund_loss_fen, '{"fee":' || {keys(sn)} || '}' AS evidence
FROM one GROUP BY fixmedins_code, fee_month`,
    },
  ],
  falseAlarms: [
    { cause: '个别漏填、误填处方号', exclusion: '一月内达到一定数量才计' },
    { cause: '电子处方平台统一工号', exclusion: '看处方号，不看工号' },
  ],
  example: {
    rows: {
      setl: rows(`setl_id mdtrt_id psn_no med_type fixmedins_code setl_time medfee_sumamt fund_pay_sumamt inscp_scp_amt
        33S1 33A1 33P1 41 33D1 2025-03-09T09:00 30.00 15.00 30.00
        33S2 33A2 33P2 41 33D1 2025-03-09T09:00 30.00 15.00 30.00
        33S3 33A3 33P3 41 33D2 2025-03-09T09:00 30.00 15.00 30.00
        33S4 33A4 33P4 41 33D2 2025-03-09T09:00 30.00 15.00 30.00`),
      fee: ['33S1', '33S2', '33S3', '33S4'].flatMap((setl, at) =>
        [1, 2, 3].slice(at < 2 ? 0 : 1).map((rx) => ({
          ...{
            feedetl_sn: `${setl}F${rx}`,
            mdtrt_id: setl.replace('S', 'A'),
            setl_id: setl,
            psn_no: setl.replace('S', 'P'),
            fixmedins_code: at < 2 ? '33D1' : '33D2',
            rxno: `RX${at < 2 ? 'A' : 'B'}${rx}`,
          },
          ...{
            fee_ocur_time: '2025-03-09 09:00:00',
            med_list_codg: 'X33',
            medins_list_name: '阿莫西林',
            cnt: '1',
            det_item_fee_sumamt: '10.00',
            inscp_scp_amt: '10.00',
          },
        })),
      ),
    },
    hits: [
      {
        grade: 'medium',
        subject_type: 'institution',
        subject_id: '33D1',
        institution: '33D1',
        period: '2025-03',
        involved: 6000,
        irregular: 6000,
        loss: 3000,
      },
    ],
    nearMisses: ['33D2：只有两个处方号重复'],
  },
}
