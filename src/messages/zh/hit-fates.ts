import { type FateCounts, type HitFate, type HitProof, hitFates } from '#domain/screening/hit-fates'

const figure = (count: number) => count.toLocaleString('zh-CN')
const names: Readonly<Record<HitFate, string>> = {
  issued: '本次下发',
  known: '同一疑点已下发',
  issuing: '正在下发',
  setAside: '搁置',
  waiting: '待处理',
}

export const fateText = {
  title: '疑点去向',
  fate: '去向',
  model: '模型',
  found: '疑点',
  names,
  proof: '核对',
  cleared: '相符，无待处理',
  holds: '相符',
  missing: (count: number, seesAll: boolean) => `相差 ${figure(count)} 条${seesAll ? '' : '（可能因回避不可见）'}`,
  total: '合计',
  sum: ({ found, fates, holds }: Pick<HitProof, 'found' | 'fates' | 'holds'>) =>
    `疑点 ${figure(found)} 条 ${holds ? '=' : '≠'} ${parts(fates)}`,
  note: '“疑点”是筛查结束时记下的条数，其余各项按现有记录逐条计数。同一疑点无论哪次筛查找到，只下发一次。',
  // 搁置
  asides: '已搁置的疑点',
  setAside: '搁置',
  setAsideHint:
    '把符合本页筛选条件的全部待处理疑点（不只是这一页）按等级整批搁置，从低等级、小金额开始，一次最多 20000 条。搁置后任何一次筛查都不会再下发这些疑点，可以随时恢复。',
  setAsideOne: '搁置这条疑点',
  grades: '等级',
  reason: '理由',
  gradeWaiting: (name: string, count: number) => `${name}（待处理 ${figure(count)} 条）`,
  wouldSetAside: (toGo: number, all: number) =>
    toGo === 0
      ? '请至少选一个有待处理疑点的等级。'
      : `将搁置 ${figure(toGo)} 条${all > toGo ? `（所选等级待处理 ${figure(all)} 条，其余下次再办）` : ''}`,
  setAsideBody: '搁置后不会下发，任何一次筛查再找到也不下发，直到恢复。请写明为什么现在不核查，不少于 5 个字。',
  nothingWaits: '本页范围内没有待处理的疑点，无需搁置。',
  setAsideDone: (count: number) => `已搁置 ${figure(count)} 条。`,
  act: ({ hitCount, codes, by, on }: { hitCount: number; codes: readonly string[]; by: string; on: string }) =>
    `${on} ${by} 搁置 ${figure(hitCount)} 条（${codes.join('、')}）`,
  still: (count: number) => (count === 0 ? '已全部恢复' : `现仍搁置 ${figure(count)} 条`),
  restored: (by: string, on: string, reason: string) => `${on} ${by} 恢复：${reason}`,
  restore: '恢复',
  restoreReason: '恢复的理由',
  restoreHere: (count: number) => `恢复本次也找到的 ${figure(count)} 条`,
  restoreOne: '恢复这条疑点',
  restoreOneBody: '恢复后，找到这条疑点的每一次筛查都重新列为待处理，可以下发。',
  alsoFound: (count: number) => `其中 ${figure(count)} 条本次筛查也找到，同样不下发。`,
  madeIn: (months: string) => `在 ${months} 的另一次筛查中搁置`,
  restoreDone: (count: number) => `已恢复 ${figure(count)} 条。`,
  isAside: (by: string, on: string, reason: string) => `这条疑点已搁置，不会下发。${on} ${by}：${reason}`,
} as const

const parts = (fates: FateCounts) =>
  hitFates
    .filter((fate) => fate !== 'issuing' || fates.issuing > 0)
    .map((fate) => `${names[fate]} ${figure(fates[fate])}`)
    .join(' + ')
