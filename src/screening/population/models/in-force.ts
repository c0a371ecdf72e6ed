/** The rule `r` holds for the line `f`: in its time, in its region and below. A line of an institution whose region nobody told is not spared. */
export const inForce =
  "f.fee_day >= r.begn_day AND f.fee_day <= r.end_day AND (f.admdvs = '' OR substring(f.admdvs, 1, length(r.prefix)) = r.prefix)"

/** What every model needs that reads lines against rules. */
export const lineAndRule = [
  'fee.mdtrt_id',
  'fee.psn_no',
  'fee.med_list_codg',
  'fee.fee_ocur_time',
  'item_rule.rule_type',
  'item_rule.med_list_codg',
]
