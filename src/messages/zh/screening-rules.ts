import type { ItemRuleType } from '#domain/screening/item-rule-fields'
import type { ScreeningVersionState, VersionStep } from '#domain/screening/model-version'

export const itemRuleTypeNames: Record<ItemRuleType, string> = {
  sex: '限性别',
  age: '限年龄',
  pair: '包含、互斥',
  frequency: '限频次',
  price: '限价',
  unit: '每日数量上限',
  bundle: '成套价格',
  ddd: '用药天数',
  rehab: '康复标准时长',
  rehab_eval: '康复评定',
  dialysis_session: '透析治疗',
  dialyzer: '透析器',
  plate: '接骨板',
  screw: '螺钉',
  stent: '支架',
  dcb: '药物球囊',
  balloon: '球囊',
  rotablation: '旋磨',
  burr: '旋磨头',
  watch: '重点监测',
}

export const ruleText = {
  title: '项目规则',
  lead: '各地的互斥、频次、性别、年龄、限价等规则，按地区和施行期生效，数据筛查和单据检查都按这里的规则判断。',
  models: '筛查模型',
  help: '表格怎么填',
  helpLines: [
    '支持 xlsx、csv。第一行写列名，可用中文列名或国家接口字段名（如 rule_type、med_list_codg）。',
    '必填：规则类型、医保目录编码、开始日期；各类型另填：性别 sex（限性别 F 女、M 男）、年龄 age（最低年龄、最高年龄）、互斥 pair（互斥项目编码、判断范围 same_day 或 same_stay）、频次 frequency（频次类型 day、stay、month、window、interval，频次上限，间隔天数）、限价 price（限价，元）、每日数量 unit（每日数量上限）。',
    '重点监测清单可直接导入：类别、序号、名称，另加年度和医保目录编码；没有编码的条目保留，但暂不参与筛查。',
    '适用地区填六位区划代码，不填为本局辖区。规则不修改：同一条规则写新的开始日期再导入一次，原规则在前一天终止。',
  ],
  file: '规则表',
  fileHint: '一次不超过 50,000 条。',
  reason: '依据（文件名称、文号）',
  upload: '读取并提交复核',
  lists: '已提交的规则表',
  none: '还没有提交过规则表，数据筛查按数据目录自带的规则表判断。',
  heads: { file: '规则表', state: '状态', agency: '提交单位', rows: '规则条数', problems: '需改正', by: '提交人', at: '提交时间' },
  states: { draft: '需改正', review: '待复核', inUse: '已生效', refused: '未同意', withdrawn: '已撤回' } satisfies Record<
    ScreeningVersionState,
    string
  >,
  problems: (count: number) => `有 ${count.toLocaleString('en-US')} 处需改正`,
  problemsHint: '改正后请重新导入整张表；这张表不能提交复核，可以撤回。',
  problemsMore: (count: number) => `另有 ${count.toLocaleString('en-US')} 处，改正上面的以后再导入即可看到。`,
  notes: '请留意',
  double: ({ row, of, name }: { row: number; of: number; name: string }) => `第${row}行“${name}”与第${of}行名称相同，两条都保留，请核对。`,
  uncoded: (count: number) => `有 ${count.toLocaleString('en-US')} 条没有医保目录编码，保留在清单中，暂不参与筛查。`,
  facts: { reason: '依据', by: '提交', decided: '复核', rows: '规则条数', state: '状态' },
  steps: { approve: '同意', refuse: '不同意', withdraw: '撤回' } satisfies Record<VersionStep, string>,
  approveBody: '同意后各条规则按施行期生效，之后不能改动，只能由新的规则表取代。',
  refuseReason: '理由',
  rules: '规则',
  ruleHeads: ['行', '规则编号', '类型', '项目', '内容', '适用地区', '施行期'],
  period: (from: string, to: string) => (to === '' ? `${from} 起` : `${from} 至 ${to}`),
  page: (page: number, pages: number) => `第 ${page} 页，共 ${pages} 页`,
  previous: '上一页',
  next: '下一页',
  pages: '翻页',
} as const

const words: Readonly<Record<string, string>> = {
  F: '限女性',
  M: '限男性',
  same_day: '同日',
  same_stay: '同次住院',
  same_operation: '同台手术',
  same_site: '同部位',
  day: '每日',
  stay: '每次住院',
  month: '每月',
  window: '窗口期内',
  interval: '最小间隔',
}
const word = (text: string | undefined) => (text ? (words[text] ?? text) : '')

/** What a rule says, in a line. */
export function ruleSentence(cells: Readonly<Record<string, string>>): string {
  const said: readonly (string | false | undefined)[] = [
    cells.sex_limit && word(cells.sex_limit),
    (cells.age_lo || cells.age_hi) && `${cells.age_lo || '0'} 至 ${cells.age_hi || '不限'} 周岁`,
    cells.pair_codg && `与 ${cells.pair_codg} ${cells.pair_name ?? ''} ${word(cells.scope || 'same_day')}不得同收`,
    cells.limit_cnt && `${word(cells.limit_type)}最多 ${cells.limit_cnt} 次`,
    cells.window_days && `${cells.window_days} 天`,
    cells.hosp_lv,
    cells.price_cap && `限价 ${cells.price_cap} 元`,
    cells.unit_cap && `每日最多 ${cells.unit_cap} ${cells.unit ?? ''}`,
    cells.days_per_unit && `每单位用药 ${cells.days_per_unit} 天`,
    cells.std_minutes && `标准时长 ${cells.std_minutes} 分钟`,
    cells.bundle_codg && `成套项目 ${cells.bundle_codg} 价格 ${cells.bundle_price} 元`,
    cells.category,
    cells.value && (cells.rule_type === 'watch' ? `第 ${cells.value} 号` : `数值 ${cells.value}`),
  ]
  return said.filter(Boolean).join('，')
}
