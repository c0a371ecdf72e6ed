import type { FieldRule } from '../table/heading'

/** What a fee file says of one charge, by the national interface's names. Names and identity numbers of patients are not read at all. */
export const feeFields = [
  'feedetlSn',
  'mdtrtId',
  'psnNo',
  'gend',
  'age',
  'brdy',
  'medType',
  'begntime',
  'endtime',
  'deathDt',
  'diagName',
  'feeOcurTime',
  'medListCodg',
  'medinsListName',
  'unit',
  'cnt',
  'pric',
  'detItemFeeSumamt',
  'pricUplmtAmt',
  'prdDays',
] as const
export type FeeField = (typeof feeFields)[number]

const rule = (field: FeeField, name: string, column: RegExp, patterns: readonly RegExp[], never?: RegExp): FieldRule<FeeField> => ({
  ...{ field, name, patterns: [column, ...patterns] },
  ...(never ? { never } : {}),
})

/** How hospital and pharmacy systems head these columns: the interface's own name first. */
export const feeFieldRules: readonly FieldRule<FeeField>[] = [
  rule('feedetlSn', '明细流水号', /^feedetl_sn$/i, [/^(费用|收费|处方)?明细(流水|序)?(号|id)$/i, /^(费用|收费)(流水号|序号|id)$/i]),
  rule('mdtrtId', '就诊编号', /^mdtrt_id$/i, [
    /^(就诊|就医|住院|门诊|病案|登记)(流水)?(编号|号|id)$/i,
    /^(住院|门诊)号$|^(就诊|住院)号码$/,
  ]),
  rule('psnNo', '人员编号', /^psn_no$/i, [/^(人员|参保人|参保人员|患者|病人|个人)(编号|编码|号|id)$/i], /姓名|证件/),
  rule('gend', '性别', /^gend$/i, [/^(患者|病人)?性别$/]),
  rule('age', '年龄', /^age$/i, [/^(患者|病人|就诊)?年龄$/], /单位/),
  rule('brdy', '出生日期', /^brdy$/i, [/^(患者)?出生(日期|年月|年月日|时间)$|^生日$/]),
  rule('medType', '医疗类别', /^med_type$/i, [/^(医疗|就医|就诊|结算)(类别|类型)$/]),
  rule('begntime', '入院时间', /^(begntime|adm_time)$/i, [/^(入院|就诊开始|开始)(日期|时间)$/]),
  rule('endtime', '出院时间', /^(endtime|dscg_time)$/i, [/^(出院|就诊结束|结束)(日期|时间)$/], /出生/),
  rule('deathDt', '死亡日期', /^(death_dt|die_date)$/i, [/^死亡(日期|时间)$/]),
  rule('diagName', '诊断', /^(diag_name|dise_name)$/i, [/^(出院|入院|主要|主|疾病|临床)?诊断(名称|描述)?$/, /^(病种|疾病)名称$/]),
  rule('feeOcurTime', '费用发生时间', /^fee_ocur_time$/i, [
    /^(费用|收费|计费|记账|项目)(发生)?(日期|时间)$/,
    /^(发生|执行|处方|开单)(日期|时间)$/,
    /^日期$|^时间$/,
  ]),
  rule('medListCodg', '医保目录编码', /^med_list_codg$/i, [/^(医保|国家|目录|医保目录|医保项目)(目录|项目)?(编码|代码|编号)$/]),
  rule(
    'medinsListName',
    '项目名称',
    /^(medins_list_name|hilist_name)$/i,
    [/^(收费|费用|医保|目录|院内|医药机构目录|医保目录)?项目(名称|名)$/, /^(药品|商品|医嘱|目录)(名称|名)$/, /^(收费)?项目$|^名称$/],
    /编码|代码/,
  ),
  rule('unit', '计价单位', /^(unit|prcunt|emp_unt)$/i, [/^(计价|计费|收费|包装|数量)?单位$/], /金额/),
  rule('cnt', '数量', /^cnt$/i, [/^(收费|项目|使用|计费|发药|销售)?数量$|^次数$/]),
  rule('pric', '单价', /^pric$/i, [/^(项目|收费|销售|零售)?单价$|^价格$/], /限|上限/),
  rule(
    'detItemFeeSumamt',
    '金额',
    /^det_item_fee_sumamt$/i,
    [/^(明细|项目|费用|收费|明细项目费用|总|合计)?(总)?(金额|费用|总额)$/, /^(金额|费用)合计$/],
    /限|自付|自费|报销|统筹|基金|单价/,
  ),
  rule('pricUplmtAmt', '定价上限金额', /^pric_uplmt_amt$/i, [/^(定价|价格|支付|医保)?(上限|限价)(金额|价格)?$|^(最高限价|支付标准)$/]),
  rule('prdDays', '用药天数', /^prd_days$/i, [/^(用药|处方|周期|开药|使用)(天数|日数)$/]),
]

/** Without these nothing can be checked; a charge is of a visit or of a person. */
export function missingFeeColumns(fields: ReadonlySet<FeeField>): string[] {
  const required: readonly FeeField[] = ['feeOcurTime', 'medinsListName', 'cnt', 'detItemFeeSumamt']
  const lacking = feeFieldRules.filter(({ field }) => required.includes(field) && !fields.has(field)).map(({ name }) => name)
  return fields.has('mdtrtId') || fields.has('psnNo') ? lacking : [...lacking, '就诊编号或人员编号']
}
