import type { Model } from '../model'
import { rows } from '../rows'

/** M07: one box sold twice. */
export const traceCodeReuse: Model = {
  id: 'M07',
  version: '1.0.0',
  title: '药品追溯码重复结算',
  grade: 'high',
  confidence: 'V2',
  basis: '《医疗保障基金使用监督管理条例》第三十八条第（四）项、第四十条第（三）项、第四十一条第（三）项',
  parameters: { times: { value: 2, meaning: '同一追溯码医保结算达到几次', confidence: 'V2' } },
  needs: ['trac.drug_trac_codg', 'trac.mdtrt_setl_type', 'trac.fixmedins_code'],
  reads: ['trac', 'fee'],
  parts: [
    {
      shardKey: 'drug_trac_codg',
      sql: `
WITH again AS (
  SELECT drug_trac_codg, count(*) AS times FROM trac
  WHERE mdtrt_setl_type = '1' AND coalesce(trdn_flag, '0') <> '1' AND drug_trac_codg IS NOT NULL
  GROUP BY drug_trac_codg HAVING count(*) >= {times}),
sale AS (
  SELECT t.drug_trac_codg AS code, again.times AS times, t.fixmedins_code AS fixmedins_code, t.trac_day AS trac_day, t.rtal_docno AS rtal_docno, t.setl_id AS setl_id,
    t.feedetl_sn AS feedetl_sn, t.price_fen AS price_fen, row_number() OVER (PARTITION BY t.drug_trac_codg ORDER BY t.trac_s, t.rtal_docno, t.setl_id, t.feedetl_sn) AS place
  FROM trac t JOIN again ON again.drug_trac_codg = t.drug_trac_codg WHERE t.mdtrt_setl_type = '1' AND coalesce(t.trdn_flag, '0') <> '1'),
line AS (
  SELECT feedetl_sn, max(amt_fen) AS amt_fen, max(fund_fen) AS fund_fen FROM fee
  WHERE feedetl_sn IN (SELECT feedetl_sn FROM sale WHERE feedetl_sn IS NOT NULL) GROUP BY feedetl_sn),
priced AS (
  SELECT s.code AS code, s.fixmedins_code AS fixmedins_code, s.trac_day AS trac_day, s.rtal_docno AS rtal_docno, s.setl_id AS setl_id, s.place AS place,
    coalesce(line.amt_fen, s.price_fen, 0) AS amt_fen, coalesce(line.fund_fen, 0) AS fund_fen
  FROM sale s LEFT JOIN line ON line.feedetl_sn = s.feedetl_sn)
SELECT CASE WHEN count(DISTINCT fixmedins_code) = 1 AND coalesce(min(trac_day), 0) = coalesce(max(trac_day), 0) THEN 'medium' ELSE 'high' END AS grade,
  'trace_code' AS subject_type, code AS subject_id, max(CASE WHEN place = 1 THEN '' ELSE fixmedins_code END) AS institution, '' AS period,
  sum(amt_fen) AS involved_fen, sum(CASE WHEN place > 1 THEN amt_fen ELSE 0 END) AS irregular_fen, sum(CASE WHEN place > 1 THEN fund_fen ELSE 0 END) AS fund_loss_fen,
  '{"trac":' || {keys(coalesce(rtal_docno, setl_id, ''))} || ',"institutions":' || {keys(fixmedins_code)} || ',"times":' || {number(count(*))} || '}' AS evidence
FROM priced GROUP BY code`,
    },
  ],
  falseAlarms: [
    { cause: '拆零销售', exclusion: '拆零标志为 1 的不计' },
    { cause: '退货', exclusion: '退货与其前一次销售相互冲销后再计次' },
    { cause: '误填商品条码、占位码', exclusion: '空码、重复字符、13 位商品条码不作追溯码' },
    { cause: '同日同机构误扫', exclusion: '等级降为中' },
    { cause: '赋码企业重码、扫了中包装码', exclusion: null },
  ],
  example: {
    rows: {
      trac: rows(`rtal_docno fixmedins_code setl_id psn_no feedetl_sn med_list_codg trdn_flag drug_trac_codg finl_trns_pric sel_retn_cnt sel_retn_time mdtrt_setl_type
        07D1 07H1 07S1 07P1 07F1 X07 0 81000000000000000071 40.00 1 2025-03-01T09:00 1
        07D2 07H2 07S2 07P2 07F2 X07 0 81000000000000000071 40.00 1 2025-03-09T09:00 1
        07D3 07H1 07S3 07P1 07F3 X07 0 81000000000000000072 40.00 1 2025-03-01T09:00 1
        07D4 07H1 07S4 07P2 07F4 X07 0 81000000000000000072 40.00 1 2025-03-01T10:00 1
        07D5 07H1 07S5 07P1 - X07 1 81000000000000000073 4.00 1 2025-03-01T09:00 1
        07D6 07H1 07S6 07P2 - X07 1 81000000000000000073 4.00 1 2025-03-02T10:00 1
        07D7 07H1 07S7 07P1 - X07 0 81000000000000000074 40.00 1 2025-03-01T09:00 1
        07D8 07H1 07S7 07P1 - X07 0 81000000000000000074 40.00 -1 2025-03-02T09:00 1
        07D9 07H1 07S8 07P2 - X07 0 81000000000000000074 40.00 1 2025-03-03T10:00 1
        07E1 07H1 07S1 07P1 - X07 0 6901234567892 40.00 1 2025-03-01T09:00 1
        07E2 07H1 07S2 07P2 - X07 0 6901234567892 40.00 1 2025-03-02T09:00 1
        07E3 07H1 07S1 07P1 - X07 0 00000000000000000000 40.00 1 2025-03-01T09:00 1
        07E4 07H1 07S2 07P2 - X07 0 00000000000000000000 40.00 1 2025-03-02T09:00 1
        07E5 07H1 07S1 07P1 - X07 0 81000000000000000075 40.00 1 2025-03-01T09:00 1
        07E6 07H1 - - - X07 0 81000000000000000075 40.00 1 2025-03-02T09:00 2`),
      setl: rows(`setl_id mdtrt_id psn_no med_type fixmedins_code setl_time medfee_sumamt fund_pay_sumamt inscp_scp_amt
        07S2 07A2 07P2 41 07H2 2025-03-09T09:30 40.00 20.00 40.00`),
      fee: rows(`feedetl_sn mdtrt_id setl_id psn_no fixmedins_code fee_ocur_time med_list_codg medins_list_name cnt pric det_item_fee_sumamt inscp_scp_amt
        07F2 07A2 07S2 07P2 07H2 2025-03-09T09:00 X07 氯吡格雷片 1 40.00 40.00 40.00`),
    },
    hits: [
      {
        grade: 'high',
        subject_type: 'trace_code',
        subject_id: '81000000000000000071',
        institution: '07H2',
        period: '',
        involved: 8000,
        irregular: 4000,
        loss: 2000,
      },
      {
        grade: 'medium',
        subject_type: 'trace_code',
        subject_id: '81000000000000000072',
        institution: '07H1',
        period: '',
        involved: 8000,
        irregular: 4000,
        loss: 0,
      },
    ],
    nearMisses: ['…73：拆零', '…74：退货后再售', '商品条码、全 0 占位码', '…75：另一次是自费'],
  },
}
