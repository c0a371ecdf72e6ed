import { compact } from './passage'
import type { Plan } from './plan'

type Draft = Omit<Plan, 'warnings' | 'evidence' | 'text'>

/** What the reader itself noticed on the way. */
export type Noticed = { impossibleDate: string | null; unreadDeadlines: { stage: string; words: string }[]; annexesWithoutText: string[] }

/** What the text does not say, and what a careful reader would ask about: the sentences shown beside a draft. */
export function warningsOf(plan: Draft, noticed: Noticed): string[] {
  return [...missing(plan, noticed), ...doubtfulStages(plan, noticed), ...doubtfulCitations(plan), ...annexWarnings(plan, noticed)]
}

function missing(plan: Draft, noticed: Noticed): string[] {
  const campaign = plan.kind === 'campaign'
  const said: [boolean, string][] = [
    [plan.title !== null, '原文未见标题。'],
    [plan.documentNumber !== null, '原文未见文号。'],
    [plan.issuedOn !== null, noticed.impossibleDate ? `成文日期“${noticed.impossibleDate}”不是有效日期，未采用。` : '原文未见成文日期。'],
    [plan.year !== null, '原文未写明年度。'],
    [plan.regionName !== null, '原文未写明所属地区。'],
    [plan.issuers.length > 0, '原文未见发文机关。'],
    [plan.recipients.length > 0, '原文未见主送机关。'],
    [plan.cited.length > 0, '原文未引用上级文件或法规。'],
    [plan.focuses.length > 0, '原文未单列工作重点。'],
    [plan.fields.length + plan.unknownFields.length > 0, '原文未列举重点领域。'],
    [plan.duties.length > 0, '原文未写明各部门职责分工。'],
    [plan.measures.length > 0, '原文未单列工作举措。'],
    [plan.stages.length > 0, campaign ? '原文未见工作安排，没有阶段和时限。' : '原文未分阶段，没有完成时限。'],
    [plan.requirements.length > 0, '原文未单列工作要求。'],
  ]
  const leaderless = plan.measures
    .filter((measure) => measure.units.length > 0 && measure.leadUnit === null)
    .map((measure) => measure.number)
  const unassigned = plan.measures.filter((measure) => measure.units.length === 0).map((measure) => measure.number)
  const some = plan.measures.length > unassigned.length
  return [
    ...said.filter(([holds]) => !holds).map(([, sentence]) => sentence),
    ...(leaderless.length > 0 ? [`举措${leaderless.join('、')}由多个单位按职责分工负责，原文未指定牵头单位。`] : []),
    ...(some && unassigned.length > 0 ? [`举措${unassigned.join('、')}未写责任单位。`] : []),
    ...(plan.unknownFields.length > 0 ? [`重点领域“${plan.unknownFields.join('、')}”没有对应的问题清单，请人工确认。`] : []),
  ]
}

function doubtfulStages(plan: Draft, noticed: Noticed): string[] {
  const sentences = noticed.unreadDeadlines.map(({ stage, words }) => `阶段“${stage}”的时限“${words}”无法确定到日期，请人工填写。`)
  for (const [index, stage] of plan.stages.entries()) {
    if (stage.dueText === null) sentences.push(`阶段“${stage.title}”没有写完成时限。`)
    if (stage.dueOn && plan.issuedOn && stage.dueOn < plan.issuedOn) {
      sentences.push(`阶段“${stage.title}”的时限（${stage.dueOn}）早于成文日期（${plan.issuedOn}），请核对。`)
    }
    const before = plan.stages[index - 1]
    if (stage.dueOn && before?.dueOn && stage.dueOn < before.dueOn) {
      sentences.push(`阶段“${stage.title}”的时限（${stage.dueOn}）早于上一阶段“${before.title}”（${before.dueOn}），请核对。`)
    }
  }
  return sentences
}

const knownLaws = [
  '医疗保障基金使用监督管理条例',
  '医疗保障行政处罚程序暂行规定',
  '医疗机构医疗保障定点管理暂行办法',
  '零售药店医疗保障定点管理暂行办法',
]
const letters = (text: string) => [...compact(text)].sort().join('')

/** A law cited with its characters in another order than its own title has. */
function doubtfulCitations(plan: Draft): string[] {
  return plan.cited.flatMap(({ title }) => {
    const meant = title && !knownLaws.includes(title) ? knownLaws.find((law) => letters(law) === letters(title)) : undefined
    return meant ? [`引用的《${title}》与法规名称《${meant}》用字相同、次序不同，疑为笔误，已照原文保留。`] : []
  })
}

function annexWarnings(plan: Draft, noticed: Noticed): string[] {
  return [
    ...noticed.annexesWithoutText.map((title) => `附件“${title}”只有名称，正文中没有内容。`),
    ...duplicateItems(plan.watchItems),
    ...repeatedBehaviours(plan.behaviours),
  ]
}

function duplicateItems(items: Plan['watchItems']): string[] {
  const seen = new Map<string, { category: string; name: string; seqs: number[] }>()
  for (const item of items) {
    const key = [item.category, compact(item.name), item.dosageForm ?? ''].join('|')
    const known = seen.get(key)
    if (known) known.seqs.push(item.seq)
    else seen.set(key, { category: item.category, name: item.name, seqs: [item.seq] })
  }
  return [...seen.values()]
    .filter((one) => one.seqs.length > 1)
    .map((one) => `附件“${one.category}”中“${one.name}”重复出现：序号${one.seqs.join('、')}，已按原序全部保留。`)
}

/** A behaviour whose words already stand, whole, inside another of the same subject. */
function repeatedBehaviours(behaviours: Plan['behaviours']): string[] {
  const plain = (text: string) => compact(text).replace(/[；;。]$/, '')
  return behaviours.flatMap((one) => {
    const within = behaviours.find(
      (other) =>
        other !== one && other.subject === one.subject && plain(one.text).length >= 10 && plain(other.text).includes(plain(one.text)),
    )
    return within ? [`“${one.subject}”第${one.seq}项的内容已包含在第${within.seq}项中，已照原文保留。`] : []
  })
}
