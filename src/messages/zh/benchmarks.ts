import type { BenchmarkState, BenchmarkStep } from '#domain/case/benchmark'

const times = (tenths: number) => `${tenths / 10}`

/** Words of the benchmarks by which fines are measured (裁量基准). */
export const benchmarkText = {
  title: '裁量基准',
  lead: '法定幅度以内怎么裁量，由省、市医保部门制定基准。拟定罚款时自动套用在用的、区域最小的一部；偏离的须写明理由并经法制审核。已经按旧基准拟定的罚款不受后来变动影响。',
  empty: '还没有裁量基准',
  emptyHint: '没有基准的，只按法定幅度裁量。请由医保局经办人员登记已经公布的裁量基准，另一人同意后启用。',
  propose: '登记裁量基准',
  submit: '提交复核',
  name: '名称',
  nameHint: '公布的全称，如“××省医疗保障基金使用监督管理行政处罚裁量基准”。',
  documentNumber: '发布文号',
  lines: '适用条款',
  linesHint: '可多选；只列按倍数罚款的条款。',
  validFrom: '施行日期',
  validTo: '失效日期',
  validToHint: '没有规定的留空。',
  tiers: '裁量阶次',
  tiersHint:
    '每行一档，用 | 或制表符分隔（可从表格粘贴）：名称 | 金额起（元）| 金额止（元，不含；末档留空）| 最低倍数 | 最高倍数 | 适用情形',
  tiersExample: '较轻 | 0 | 10000 | 1 | 1.3 | 初次违法，主动退回',
  heads: { title: '名称', number: '文号', state: '状态', agency: '制定单位', validFrom: '施行', validTo: '失效' },
  states: { review: '待复核', inUse: '在用', refused: '未同意', ended: '已停用' } satisfies Record<BenchmarkState, string>,
  steps: { approve: '同意启用', refuse: '不同意', end: '停用' } satisfies Record<BenchmarkStep, string>,
  approveBody: '启用后，本单位和下级医保部门拟定罚款时按它套用。请确认阶次与公布的文本一致。',
  why: '理由',
  proposedBy: '登记',
  decidedBy: '复核',
  tierHeads: ['阶次', '金额（元）', '罚款倍数', '适用情形'],
  amounts: (from: string, to: string | null) => (to === null ? `${from} 以上` : `${from} 至不满 ${to}`),
  multiples: (least: number, most: number) => `${times(least)}–${times(most)} 倍`,
  back: '裁量基准',
  toList: '查看裁量基准',

  onFact: (title: string, tier: string, least: number, most: number) => `裁量基准《${title}》“${tier}”：${times(least)}–${times(most)} 倍`,
  departs: (why: string) => `偏离基准，理由：${why}`,
  departure: '偏离基准的理由',
  departureHint: '罚款倍数不在本阶次幅度内时填写；偏离的须经法制审核。',
}
