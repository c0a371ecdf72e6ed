import type { FieldRule } from '../table/heading'

/** What a rule about an item says, by the names of the national interface. */
export const itemRuleFields = [
  'rule_id',
  'rule_type',
  'med_list_codg',
  'item_name',
  'admdvs',
  'begndate',
  'enddate',
  'hosp_lv',
  'sex_limit',
  'age_lo',
  'age_hi',
  'pair_codg',
  'pair_name',
  'scope',
  'limit_type',
  'limit_cnt',
  'window_days',
  'price_cap',
  'unit',
  'unit_cap',
  'days_per_unit',
  'std_minutes',
  'bundle_codg',
  'bundle_price',
  'category',
  'value',
] as const
export type ItemRuleField = (typeof itemRuleFields)[number]
/** A watch list states its year instead of a period. */
export type ListField = ItemRuleField | 'year'

export type ItemRuleType = keyof typeof itemRuleDemands

/** What each type of rule cannot do without, besides its item. */
export const itemRuleDemands = {
  sex: ['sex_limit'],
  age: [],
  pair: ['pair_codg'],
  frequency: ['limit_type', 'limit_cnt'],
  price: ['price_cap'],
  unit: ['unit_cap'],
  bundle: ['bundle_codg', 'bundle_price'],
  ddd: ['days_per_unit'],
  rehab: ['std_minutes'],
  rehab_eval: [],
  dialysis_session: [],
  dialyzer: [],
  plate: ['value'],
  screw: [],
  stent: [],
  dcb: [],
  balloon: [],
  rotablation: [],
  burr: [],
  watch: ['category', 'value'],
} as const satisfies Record<string, readonly ItemRuleField[]>

export const isItemRuleType = (word: string): word is ItemRuleType => Object.hasOwn(itemRuleDemands, word)

/** Fields that hold one of a few words. */
export const itemRuleWords: Readonly<Partial<Record<ItemRuleField, readonly string[]>>> = {
  sex_limit: ['F', 'M'],
  scope: ['same_day', 'same_stay', 'same_operation', 'same_site'],
  limit_type: ['day', 'stay', 'month', 'window', 'interval'],
}

export const itemRuleNumbers: readonly ItemRuleField[] = [
  ...(['age_lo', 'age_hi', 'limit_cnt', 'window_days', 'price_cap', 'unit_cap', 'days_per_unit', 'std_minutes', 'bundle_price'] as const),
]

const rule = (field: ListField, name: string, ...patterns: RegExp[]): FieldRule<ListField> => ({ field, name, patterns })

/** How lists of rules head their columns; the interface's own names always fit. */
export const itemRuleHeadings: readonly FieldRule<ListField>[] = [
  rule('rule_id', '规则编号', /^规则(编码|代码|ID)$/i),
  rule('rule_type', '规则类型', /^规则类别$/),
  rule('med_list_codg', '医保目录编码', /^(国家)?(医保)?(目录|项目|药品|耗材)(编码|代码)$/, /^主项目编码$/),
  rule('item_name', '项目名称', /^(目录|药品|耗材|通用|主项目)名称$/, /^name$/i),
  rule('admdvs', '适用地区', /^(适用)?(地区|区划)(代码|编码)?$/, /^统筹区$/),
  rule('begndate', '开始日期', /^(起始|生效|施行|开始)(日期|时间)$/),
  rule('enddate', '结束日期', /^(截止|失效|终止|结束)(日期|时间)$/),
  rule('year', '年度', /^年份?$/, /^year$/i),
  rule('hosp_lv', '机构等级', /^(医院|医疗机构)等级$/),
  rule('sex_limit', '限性别', /^性别(限制)?$/),
  rule('age_lo', '最低年龄', /^年龄下限$/),
  rule('age_hi', '最高年龄', /^年龄上限$/),
  rule('pair_codg', '互斥项目编码', /^(被包含|关联|附属|对应)项目(编码|代码)$/),
  rule('pair_name', '互斥项目名称', /^(被包含|关联|附属|对应)项目名称$/),
  rule('scope', '判断范围', /^范围$/),
  rule('limit_type', '频次类型', /^限频(类型|方式)$/),
  rule('limit_cnt', '频次上限', /^(限制)?次数(上限)?$/),
  rule('window_days', '间隔天数', /^(窗口|间隔)(天数|期)$/),
  rule('price_cap', '限价', /^最高(限价|价格)$/),
  rule('unit', '计价单位', /^单位$/),
  rule('unit_cap', '每日数量上限', /^(单日|每日|日)(数量)?上限$/),
  rule('days_per_unit', '每单位用药天数', /^每.{0,3}用药天数$/),
  rule('std_minutes', '标准时长', /^标准(时长|分钟)(分钟)?$/),
  rule('bundle_codg', '成套项目编码', /^(成套|打包|组套)(项目)?(编码|代码)$/),
  rule('bundle_price', '成套价格', /^(成套|打包|组套)价格?$/),
  rule('category', '类别', /^(药品|目录)?(类别|分类)$/),
  rule('value', '数值', /^(序号|编号|值)$/, /^seq$/i),
]

/** A list of rules names type and item of each; a watch list its category, number and name. */
export function missingRuleColumns(fields: ReadonlySet<ListField>): string[] {
  const watch = (['category', 'value', 'item_name'] as const).every((field) => fields.has(field))
  if (watch) return []
  return (['rule_type', 'med_list_codg'] as const).flatMap((field) =>
    fields.has(field) ? [] : [itemRuleHeadings.find((one) => one.field === field)?.name ?? field],
  )
}
