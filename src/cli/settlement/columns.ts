/** The ten tables with their columns, in the order of the contract. */
export const tableColumns = {
  setl: 'setl_id, mdtrt_id, psn_no, psn_name, psn_cert_type, certno, gend, brdy, age, insutype, med_type, fixmedins_code, fixmedins_name, setl_time, mdtrt_cert_type, medfee_sumamt, fund_pay_sumamt, hifp_pay, hifmi_pay, maf_pay, acct_pay, psn_cash_pay, inscp_scp_amt, clr_optins, insuplc_admdvs, mdtrtarea_admvs, refd_setl_flag, opter',
  mdtrt:
    'mdtrt_id, psn_no, fixmedins_code, fixmedins_name, med_type, ipt_otp_no, begntime, endtime, adm_dept_codg, adm_dept_name, dscg_dept_codg, atddr_no, adm_bed, dscg_way, tel, addr',
  dise: 'mdtrt_id, psn_no, diag_type, diag_code, diag_name, maindiag_flag, adm_cond_type',
  oprn: 'mdtrt_id, psn_no, oprn_oprt_code, oprn_oprt_name, oprn_oprt_date, main_oprn_flag, anst_way, oper_dr_code',
  fee: 'feedetl_sn, mdtrt_id, setl_id, psn_no, fixmedins_code, chrg_bchno, rxno, rx_circ_flag, fee_ocur_time, med_list_codg, medins_list_codg, medins_list_name, hilist_code, hilist_name, list_type, med_chrgitm_type, chrgitm_lv, cnt, pric, det_item_fee_sumamt, pric_uplmt_amt, overlmt_amt, fulamt_ownpay_amt, preselfpay_amt, inscp_scp_amt, selfpay_prop, sin_dos_dscr, used_frqu_dscr, prd_days, spec, dosform_name, bilg_dept_codg, bilg_dept_name, bilg_dr_codg, orders_dr_code, dscg_tkdrug_flag, etip_flag',
  trac: 'rtal_docno, stoout_no, fixmedins_code, fixmedins_bchno, mdtrt_id, setl_id, psn_no, feedetl_sn, med_list_codg, manu_lotnum, manu_date, expy_end, rx_flag, trdn_flag, drug_trac_codg, drug_prod_barc, finl_trns_pric, sel_retn_cnt, sel_retn_time, mdtrt_setl_type',
  inv: 'infno, fixmedins_code, med_list_codg, medins_list_name, invdate, inv_cnt, inv_chg_type, inv_chg_time, cnt, pric, memo',
  institution: 'fixmedins_code, fixmedins_name, fixmedins_type, hosp_lv, medinslv, admdvs, addr, tel',
  person: 'psn_no, psn_name, psn_cert_type, certno, gend, brdy, tel, addr, insutype, insuplc_admdvs, death_dt',
  item_rule:
    'rule_id, rule_type, med_list_codg, item_name, admdvs, begndate, enddate, hosp_lv, sex_limit, age_lo, age_hi, pair_codg, pair_name, scope, limit_type, limit_cnt, window_days, price_cap, unit, unit_cap, days_per_unit, std_minutes, bundle_codg, bundle_price, category, value',
} as const

export type TableName = keyof typeof tableColumns
