import { type EvidenceKind, evidenceKindNames, evidenceKinds } from '#domain/evidence/kinds'
import { beijingDay, type CivilDate } from '#domain/kernel/civil-date'
import { formatYuan } from '#domain/kernel/money'
import { articleOf, type PaperFact } from './papers-of-cases'
import { chineseDate, chinesePeriod } from './wording'

/** What a case that goes to the police is usually suspected to be. */
export const usualCrime = '诈骗罪'

type Piece = { seq: number; kind: EvidenceKind; title: string; proves: string; pages: number | null; collectedAt: Date }
type ReportFact = PaperFact & { intentGround: string }
/** What the bureau has decided already, and how much of it was paid. */
type ReportDecision = { number: string; decidedOn: CivilDate; refundFen: bigint; fineFen: bigint; returnedFen: bigint; paidFen: bigint }
type ReportCase = {
  facts: readonly ReportFact[]
  orders: readonly { servedOn: CivilDate; dueOn: CivilDate }[]
  decision: ReportDecision | null
}

/** What the form of a report to the police begins with: as far as the case says it. The officers read it over and answer for it. */
export type PoliceReportDraft = { investigation: string; evidence: string; qualification: string; measures: string }

export const policeReportDraft = (file: ReportCase, pieces: readonly Piece[], suspectedCrime: string): PoliceReportDraft => ({
  investigation: investigationOf(pieces),
  evidence: evidenceLines(pieces),
  qualification: qualificationOf(file.facts, suspectedCrime),
  measures: measuresOf(file),
})

/** When it was collected, and how much of each kind, in the order of the law. */
function investigationOf(pieces: readonly Piece[]): string {
  const days = pieces.map(({ collectedAt }) => beijingDay(collectedAt)).sort()
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return ''
  const counts = evidenceKinds.flatMap((kind) => {
    const count = pieces.filter((piece) => piece.kind === kind).length
    return count > 0 ? [`${evidenceKindNames[kind]}${count}份`] : []
  })
  return `${chinesePeriod(first, last)}，由两名以上执法人员依法调查取证，共取得证据${pieces.length}份：${counts.join('、')}。`
}

const lineAtMost = 500
const linesAtMost = 6000 - 40

/** A line for each piece, as long as they have room; the list of what goes along names them all. */
function evidenceLines(pieces: readonly Piece[]): string {
  const lines = pieces.map(({ seq, kind, title, proves, pages }) => {
    const length = pages ? `，${pages}页` : ''
    return `证据${seq} ${evidenceKindNames[kind]}：${title}${length}，证明${proves}`.replaceAll('\n', ' ').slice(0, lineAtMost)
  })
  const kept: string[] = []
  let room = linesAtMost
  for (const line of lines) {
    room -= line.length + 1
    if (room < 0 || kept.length === 199) break
    kept.push(line)
  }
  const rest = lines.length - kept.length
  return [...kept, ...(rest > 0 ? [`其余${rest}份见随案移送材料。`] : [])].join('\n')
}

function qualificationOf(facts: readonly ReportFact[], suspectedCrime: string): string {
  if (facts.length === 0) return ''
  const judged = facts.map((fact) => {
    const ground = fact.intentGround ? `${fact.intentGround.replace(/[。；]$/, '')}，` : ''
    return `${fact.behaviour}（${chinesePeriod(fact.actFrom, fact.actTo)}），${ground}违反${articleOf(fact)}，造成基金损失${formatYuan(fact.fundLossFen)}元；`
  })
  const loss = formatYuan(facts.reduce((sum, { fundLossFen }) => sum + fundLossFen, 0n))
  return `${judged.join('\n')}\n合计造成医疗保障基金损失${loss}元，涉嫌${suspectedCrime}，依法应当移送公安机关。`.slice(0, 4000)
}

function measuresOf({ orders, decision }: ReportCase): string {
  const ordered = orders.map(({ servedOn, dueOn }) => `${chineseDate(servedOn)}送达责令改正通知书，改正期限至${chineseDate(dueOn)}。`)
  const taken = [...ordered, ...(decision ? [decisionOf(decision)] : [])]
  return taken.length === 0 ? '尚未作出责令改正决定，未采取其他措施。' : taken.join('\n')
}

/** 先罚后移: the police, and the court that may fine for the same act, have to know of it. */
function decisionOf({ number, decidedOn, refundFen, fineFen, returnedFen, paidFen }: ReportDecision): string {
  const paid = `已退回${formatYuan(returnedFen)}元，已缴罚款${formatYuan(paidFen)}元`
  const decided = `责令退回医疗保障基金${formatYuan(refundFen)}元，罚款${formatYuan(fineFen)}元`
  return `${chineseDate(decidedOn)}作出行政处罚决定${number && `（${number}）`}，${decided}；${paid}。`
}
