import { doseWords } from '#messages/zh/demo-settlement-names'
import { pricedLines } from './accounts'
import { quoted } from './catalogue'
import type { TableName } from './columns'
import { flags } from './visits'

/** One row of fees as it stands, and its mirror where the line or its whole settlement was taken back. */
const feeRows = (sign: 1 | -1, setl: string, where: string): string => `
  SELECT line_word(v, seq) AS feedetl_sn, mdtrt_word(v) AS mdtrt_id, ${setl}(v) AS setl_id, person_word(psn, v) AS psn_no, n.code AS fixmedins_code,
    'B' || visit_word(v) AS chrg_bchno,
    CASE WHEN charge IN ('09', '11') AND (n.type = '1' OR (days IS NOT NULL AND NOT norx)) THEN 'R' || visit_word(v) END AS rxno,
    CASE WHEN n.type = '2' AND days IS NOT NULL THEN '1' ELSE '0' END AS rx_circ_flag,
    happened + CASE WHEN ${sign} < 0 THEN INTERVAL 1 HOUR ELSE INTERVAL 0 HOUR END AS fee_ocur_time, item_code AS med_list_codg,
    'L' || (inst % 7)::VARCHAR || item_code AS medins_list_codg, l.name AS medins_list_name, item_code AS hilist_code, l.name AS hilist_name,
    CASE charge WHEN '09' THEN '101' WHEN '11' THEN '102' WHEN '08' THEN '301' ELSE '201' END AS list_type,
    charge AS med_chrgitm_type, lpad(grade::VARCHAR, 2, '0') AS chrgitm_lv, ${sign} * cnt AS cnt, price AS pric, ${sign} * amount AS det_item_fee_sumamt,
    NULL::DECIMAL(12,2) AS pric_uplmt_amt, 0::DECIMAL(12,2) AS overlmt_amt, ${sign} * own AS fulamt_ownpay_amt, ${sign} * part AS preselfpay_amt,
    ${sign} * (amount - own - part) AS inscp_scp_amt, CASE grade WHEN 3 THEN 1 WHEN 2 THEN 0.1 ELSE 0 END::DECIMAL(4,2) AS selfpay_prop,
    CASE WHEN charge IN ('09', '11') THEN ${quoted(doseWords.each)} END AS sin_dos_dscr, CASE WHEN charge IN ('09', '11') THEN ${quoted(doseWords.daily)} END AS used_frqu_dscr,
    CASE WHEN charge IN ('09', '11') THEN coalesce(round(days * cnt)::INTEGER, CASE WHEN l.med = '21' THEN 1 ELSE 5 END) END AS prd_days, spec, form AS dosform_name,
    m.code AS bilg_dept_codg, m.name AS bilg_dept_name, doctor_word(inst, dept, coalesce(ther, 1 + psn % 4)) AS bilg_dr_codg,
    doctor_word(inst, dept, coalesce(ther, 1 + psn % 4)) AS orders_dr_code, CASE WHEN flag = ${flags.home} THEN '1' ELSE '0' END AS dscg_tkdrug_flag, '0' AS etip_flag
  FROM (${pricedLines} AND (${where})) l JOIN inst n USING (inst) JOIN department m USING (dept)`

const setlRows = (sign: 1 | -1, word: string, where: string): string => `
  SELECT ${word}(v) AS setl_id, mdtrt_word(v) AS mdtrt_id, person_word(psn, v) AS psn_no, p.name AS psn_name, '01' AS psn_cert_type, certno,
    CASE WHEN gender_seen IS NULL THEN 2 - male ELSE gender_seen END::VARCHAR AS gend, birth AS brdy, date_diff('year', birth, t.beg::DATE) -
      (strftime(birth, '%m%d') > strftime(t.beg, '%m%d'))::INTEGER AS age, a.insutype, t.med AS med_type, n.code AS fixmedins_code, n.name AS fixmedins_name,
    t.setl + CASE WHEN ${sign} < 0 THEN INTERVAL 1 DAY ELSE INTERVAL 0 DAY END AS setl_time, CASE WHEN rnd(v, 'token') < 0.6 THEN '01' ELSE '03' END AS mdtrt_cert_type,
    ${sign} * a.med AS medfee_sumamt, ${sign} * fund AS fund_pay_sumamt, ${sign} * hifp AS hifp_pay, ${sign} * hifmi AS hifmi_pay, ${sign} * maf AS maf_pay,
    ${sign} * acct AS acct_pay, ${sign} * cash AS psn_cash_pay, ${sign} * scope AS inscp_scp_amt, '370899' AS clr_optins, county AS insuplc_admdvs, n.area AS mdtrtarea_admvs,
    ${sign < 0 ? "'1'" : "'0'"} AS refd_setl_flag, n.code || '-T' || opter::VARCHAR AS opter
  FROM account a JOIN visit t USING (v) JOIN person p USING (psn) JOIN inst n USING (inst) LEFT JOIN seen USING (v) WHERE ${where}`

/** The tables as queries whose columns are named and ordered as the contract has them. */
export const written: Readonly<Record<Exclude<TableName, 'item_rule' | 'inv'>, string>> = {
  setl: `${setlRows(1, 'setl_word', 'true')} UNION ALL ${setlRows(-1, 'back_word', 't.back')}`,
  mdtrt: `
    SELECT mdtrt_word(v) AS mdtrt_id, person_word(psn, v) AS psn_no, n.code AS fixmedins_code, n.name AS fixmedins_name, t.med AS med_type, 'Z' || visit_word(v) AS ipt_otp_no,
      beg AS begntime, fin AS endtime, m.code AS adm_dept_codg, m.name AS adm_dept_name, m.code AS dscg_dept_codg, doctor_word(inst, dept, 1 + psn % 4) AS atddr_no,
      CASE WHEN t.med = '21' THEN (1 + psn % 60)::VARCHAR END AS adm_bed, CASE WHEN t.med = '21' THEN CASE WHEN death IS NOT NULL AND fin::DATE >= on_day(death) THEN '5' ELSE '1' END END AS dscg_way,
      p.tel, p.addr
    FROM visit t JOIN account a USING (v) JOIN person p USING (psn) JOIN inst n USING (inst) JOIN department m USING (dept)`,
  dise: `
    SELECT mdtrt_word(v) AS mdtrt_id, person_word(psn, v) AS psn_no, '1' AS diag_type, d.code AS diag_code, d.name AS diag_name,
      CASE WHEN main THEN '1' ELSE '0' END AS maindiag_flag, CASE WHEN med = '21' THEN '1' END AS adm_cond_type
    FROM (SELECT v, psn, med, diag, true AS main FROM visit WHERE pay <> 3 UNION ALL SELECT v, psn, med, diag2, false FROM visit WHERE pay <> 3) JOIN diagnosis d USING (diag)
    WHERE v IN (SELECT v FROM account)`,
  oprn: `
    SELECT mdtrt_word(v) AS mdtrt_id, person_word(psn, v) AS psn_no, o.code AS oprn_oprt_code, o.name AS oprn_oprt_name, r.day::TIMESTAMP + INTERVAL 10 HOUR AS oprn_oprt_date,
      CASE WHEN r.main THEN '1' ELSE '0' END AS main_oprn_flag, ${quoted(doseWords.anaesthesia)} AS anst_way, doctor_word(inst, dept, 2) AS oper_dr_code
    FROM oprn r JOIN visit USING (v) JOIN operation o USING (oper)`,
  fee: [
    feeRows(1, 'setl_word', 'true'),
    feeRows(-1, 'setl_word', `l.flag = ${flags.back}`),
    feeRows(-1, 'back_word', `t.back AND l.flag <> ${flags.back}`),
  ].join(' UNION ALL '),
  trac: `SELECT * FROM trace`,
  institution: `SELECT code AS fixmedins_code, name AS fixmedins_name, type AS fixmedins_type, level AS hosp_lv, rank::VARCHAR AS medinslv, area AS admdvs, addr, tel FROM inst`,
  person: `
    SELECT unnest(CASE WHEN two_numbers THEN [person_word(psn, 0), person_word(psn, 1)] ELSE [psn_no] END) AS psn_no, name AS psn_name, '01' AS psn_cert_type, certno,
      (2 - male)::VARCHAR AS gend, birth AS brdy, tel, addr, insutype, county AS insuplc_admdvs, CASE WHEN death IS NOT NULL THEN on_day(death) END AS death_dt
    FROM person`,
}

const subjects = (table: 'truth' | 'honest', more = ''): string => `
  SELECT model AS model_id, subject_type,
    CASE subject_type WHEN 'person' THEN person_word(psn, 0) WHEN 'stay' THEN mdtrt_word(v) WHEN 'settlement' THEN setl_word(v) WHEN 'institution' THEN n.code ELSE word END AS subject_id,
    period, min(n.code) AS institution${more}
  FROM ${table} LEFT JOIN inst n USING (inst) GROUP BY ALL ORDER BY 1, 2, 3, 4`

/** The planted cases, and beside them what a model takes for one by its definition and an officer will let go, with the reason. */
export const truthQuery = subjects('truth')
export const honestQuery = subjects('honest', ', cause')
