import type { Model } from '../model'

const stay = (at: number, changes: Readonly<Record<string, string>> = {}) => ({
  ...{
    mdtrt_id: `01A${at}`,
    psn_no: `01P${at}`,
    fixmedins_code: '01H1',
    med_type: '21',
    begntime: '2025-03-01 09:00:00',
    endtime: '2025-03-08 10:00:00',
    addr: '柳沟村',
  },
  ...changes,
})
const paid = (at: number, cash: string) => ({
  ...{
    setl_id: `01S${at}`,
    mdtrt_id: `01A${at}`,
    psn_no: `01P${at}`,
    med_type: '21',
    fixmedins_code: '01H1',
    setl_time: '2025-03-08 10:30:00',
  },
  ...{ medfee_sumamt: '1000.00', fund_pay_sumamt: '900.00', hifp_pay: '900.00', psn_cash_pay: cash },
})
const charged = (at: number, tests: string, treatment: string) => [
  { ...lineOf(at, '1'), med_chrgitm_type: '04', medins_list_name: '检验套餐', det_item_fee_sumamt: tests },
  { ...lineOf(at, '2'), med_chrgitm_type: '05', medins_list_name: '治疗', det_item_fee_sumamt: treatment },
]
const lineOf = (at: number, of: string) => ({
  ...{ feedetl_sn: `01F${at}-${of}`, mdtrt_id: `01A${at}`, setl_id: `01S${at}`, psn_no: `01P${at}`, fixmedins_code: '01H1' },
  ...{ fee_ocur_time: '2025-03-02 09:00:00', med_list_codg: `C01${of}`, cnt: '1' },
})

/** M01: an admission that shows too many marks of one that never was. */
export const fictitiousAdmission: Model = {
  id: 'M01',
  version: '1.1.0',
  title: '异常（虚假）住院',
  grade: 'high',
  confidence: 'M',
  basis: '《医疗保障基金使用监督管理条例》第四十条第（一）项、第（三）项',
  parameters: {
    score: { value: 4, meaning: '得分达到多少', confidence: 'M' },
    days_from: { value: 5, meaning: '住院天数集中区间的下限', confidence: 'M' },
    days_to: { value: 10, meaning: '住院天数集中区间的上限', confidence: 'M' },
    treatment: { value: 0.15, meaning: '治疗性费用占比低于多少', confidence: 'M' },
    drugs: { value: 0.4, meaning: '药品费用占比达到多少即视为有治疗', confidence: 'M' },
    tests: { value: 0.6, meaning: '检查检验占比高于多少', confidence: 'M' },
    cash_fen: { value: 10_000, meaning: '个人现金支付不超过多少（分）', confidence: 'M' },
    same_address: { value: 5, meaning: '同日同机构同住址入院达到几人', confidence: 'M' },
    yearly: { value: 4, meaning: '近 12 个月住院达到几次', confidence: 'M' },
  },
  needs: [
    'mdtrt.mdtrt_id',
    'mdtrt.psn_no',
    'mdtrt.med_type',
    'mdtrt.begntime',
    'mdtrt.endtime',
    'setl.mdtrt_id',
    'setl.psn_cash_pay',
    'fee.mdtrt_id',
    'fee.med_chrgitm_type',
    'fee.det_item_fee_sumamt',
  ],
  reads: ['mdtrt', 'setl', 'fee'],
  parts: [
    {
      shardKey: null,
      sql: `
WITH stay AS (
  SELECT mdtrt_id, psn_no, max(fixmedins_code) AS fixmedins_code, min(begn_day) AS begn_day, max(end_day) AS end_day, min(begn_s) AS begn_s, max(end_s) AS end_s, max(addr) AS addr
  FROM mdtrt WHERE med_type = '21' AND begn_s IS NOT NULL AND end_s IS NOT NULL GROUP BY mdtrt_id, psn_no),
cost AS (
  SELECT f.mdtrt_id AS mdtrt_id, f.psn_no AS psn_no, sum(f.amt_fen) AS amt_fen, sum(CASE WHEN f.chrgitm_type IN ('05', '06') THEN f.amt_fen ELSE 0 END) AS treated,
    sum(CASE WHEN f.chrgitm_type IN ('09', '10', '11') THEN f.amt_fen ELSE 0 END) AS drugs, sum(CASE WHEN f.chrgitm_type IN ('03', '04') THEN f.amt_fen ELSE 0 END) AS tested
  FROM fee f JOIN stay s ON s.mdtrt_id = f.mdtrt_id AND s.psn_no = f.psn_no GROUP BY f.mdtrt_id, f.psn_no),
money AS (
  SELECT mdtrt_id, psn_no, sum(coalesce(medfee_fen, 0)) AS fee_fen, sum(coalesce(fund_fen, 0)) AS fund_fen, sum(cash_fen) AS cash_fen FROM setl GROUP BY mdtrt_id, psn_no),
neighbours AS (SELECT fixmedins_code, begn_day, addr, count(DISTINCT psn_no) AS people FROM stay WHERE addr IS NOT NULL GROUP BY fixmedins_code, begn_day, addr),
often AS (
  SELECT a.mdtrt_id AS mdtrt_id, a.psn_no AS psn_no, count(*) AS times FROM stay a JOIN stay b ON b.psn_no = a.psn_no
  WHERE b.begn_day <= a.begn_day AND b.begn_day > a.begn_day - 365 GROUP BY a.mdtrt_id, a.psn_no),
elsewhere AS (
  SELECT DISTINCT s.mdtrt_id AS mdtrt_id, s.psn_no AS psn_no FROM stay s JOIN setl o ON o.psn_no = s.psn_no
  WHERE o.hifp_fen > 0 AND o.med_type <> '14' AND o.mdtrt_id <> s.mdtrt_id AND o.setl_s > s.begn_s + 86400 AND o.setl_s < s.end_s - 86400),
marks AS (
  SELECT s.mdtrt_id AS mdtrt_id, s.fixmedins_code AS fixmedins_code, m.fee_fen AS fee_fen, m.fund_fen AS fund_fen,
    CASE WHEN s.end_day - s.begn_day >= {days_from} AND s.end_day - s.begn_day <= {days_to} THEN 1 ELSE 0 END AS usual_days,
    CASE WHEN c.amt_fen > 0 AND c.treated < {treatment} * c.amt_fen AND c.drugs < {drugs} * c.amt_fen THEN 1 ELSE 0 END AS untreated,
    CASE WHEN c.amt_fen > 0 AND c.tested > {tests} * c.amt_fen THEN 1 ELSE 0 END AS tested,
    CASE WHEN m.cash_fen <= {cash_fen} THEN 1 ELSE 0 END AS paid_little,
    CASE WHEN n.people >= {same_address} THEN 1 ELSE 0 END AS together,
    CASE WHEN o.times >= {yearly} THEN 1 ELSE 0 END AS often,
    CASE WHEN e.mdtrt_id IS NOT NULL THEN 2 ELSE 0 END AS elsewhere
  FROM stay s JOIN money m ON m.mdtrt_id = s.mdtrt_id AND m.psn_no = s.psn_no
  LEFT JOIN cost c ON c.mdtrt_id = s.mdtrt_id AND c.psn_no = s.psn_no
  LEFT JOIN neighbours n ON n.fixmedins_code = s.fixmedins_code AND n.begn_day = s.begn_day AND n.addr = s.addr
  LEFT JOIN often o ON o.mdtrt_id = s.mdtrt_id AND o.psn_no = s.psn_no LEFT JOIN elsewhere e ON e.mdtrt_id = s.mdtrt_id AND e.psn_no = s.psn_no)
SELECT 'high' AS grade, 'stay' AS subject_type, mdtrt_id AS subject_id, fixmedins_code AS institution, '' AS period, fee_fen AS involved_fen, fee_fen AS irregular_fen, fund_fen AS fund_loss_fen,
  '{"mdtrt":[' || {json(mdtrt_id)} || '],"score":' || {number(usual_days + untreated + tested + paid_little + together + often + elsewhere)}
    || ',"untreated":' || {number(untreated)} || ',"tested":' || {number(tested)} || ',"paidLittle":' || {number(paid_little)}
    || ',"together":' || {number(together)} || ',"often":' || {number(often)} || ',"elsewhere":' || {number(elsewhere)} || '}' AS evidence
FROM marks WHERE usual_days + untreated + tested + paid_little + together + often + elsewhere >= {score}`,
    },
  ],
  falseAlarms: [
    { cause: '慢病规律住院、集中返乡就医', exclusion: '须多项特征同时出现' },
    { cause: '以用药为主的内科住院', exclusion: '药品费用达到四成的，不算治疗性费用占比低' },
    { cause: '免自付政策（救助对象）、日间化疗', exclusion: null },
  ],
  example: {
    rows: {
      mdtrt: [...[1, 2, 3, 4, 5].map((at) => stay(at)), stay(6, { addr: '城关街道' }), stay(7)],
      setl: [...[1, 2, 3, 4].map((at) => paid(at, '400.00')), paid(5, '50.00'), paid(6, '50.00'), paid(7, '50.00')],
      fee: [
        ...[1, 2, 3, 4].flatMap((at) => charged(at, '200.00', '800.00')),
        ...charged(5, '900.00', '100.00'),
        ...charged(6, '500.00', '500.00'),
        { ...lineOf(7, '1'), med_chrgitm_type: '09', medins_list_name: '注射用药', det_item_fee_sumamt: '900.00' },
        { ...lineOf(7, '2'), med_chrgitm_type: '05', medins_list_name: '治疗', det_item_fee_sumamt: '100.00' },
      ],
    },
    hits: [
      {
        grade: 'high',
        subject_type: 'stay',
        subject_id: '01A5',
        institution: '01H1',
        period: '',
        involved: 100000,
        irregular: 100000,
        loss: 90000,
      },
    ],
    nearMisses: ['01A1–01A4：同村同日入院，但有治疗、有自付', '01A6：自付少，但有治疗、不聚集', '01A7：同村同日、自付少，但天天用药'],
  },
}
