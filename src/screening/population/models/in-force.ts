/** The rule `r` holds for the line `f`: in its time, in its region and below. A line of an institution whose region nobody told is not spared. */
export const inForce =
  "f.fee_day >= r.begn_day AND f.fee_day <= r.end_day AND (f.admdvs = '' OR substring(f.admdvs, 1, length(r.prefix)) = r.prefix)"

/**
 * Of which item, on which day and where a rule that fits `which` holds, for a join that neither doubles nor merges lines: `code`, `fee_day`,
 * `admdvs` and, where asked for, more of those that hold together.
 */
export const heldAt = (which: string, more = '') =>
  `SELECT f.med_list_codg AS code, f.fee_day AS fee_day, f.admdvs AS admdvs${more}
  FROM fee f JOIN (SELECT DISTINCT med_list_codg, days_per_unit, prefix, begn_day, end_day FROM item_rule WHERE ${which}) r ON r.med_list_codg = f.med_list_codg
  WHERE ${inForce} GROUP BY f.med_list_codg, f.fee_day, f.admdvs`

/** The line `f` is of the item, day and place that `held` tells. */
export const isHeldBy = (held: string) => `${held}.code = f.med_list_codg AND ${held}.fee_day = f.fee_day AND ${held}.admdvs = f.admdvs`

/** What every model needs that reads lines against rules. */
export const lineAndRule = [
  'fee.mdtrt_id',
  'fee.psn_no',
  'fee.med_list_codg',
  'fee.fee_ocur_time',
  'item_rule.rule_type',
  'item_rule.med_list_codg',
]
