import { formatYuan } from '#domain/kernel/money'
import type { PackChange } from '#domain/self-inspection/pack/compare'
import type { PackAnswer, PackFinding } from '#domain/self-inspection/pack/manifest'
import { packText } from '#messages/zh/offline-pack'
import { refundsText } from '#messages/zh/refunds'
import { itemText } from '#messages/zh/self-inspection'

export type Line = { term: string; words: string }

const { fields } = packText
const yuan = (fen: string) => packText.yuan(formatYuan(BigInt(fen)))
const answerLines = ({ answer, reason }: PackAnswer): Line[] => [
  { term: packText.parts.answer, words: reason === '' ? itemText.answers[answer] : `${itemText.answers[answer]}（${reason}）` },
]

const findingLines = (finding: PackFinding): Line[] => [
  { term: fields.behaviour, words: finding.behaviour },
  { term: fields.peopleCount, words: String(finding.peopleCount) },
  { term: fields.period, words: packText.period(finding.periodFrom, finding.periodTo) },
  { term: fields.billed, words: yuan(finding.billedFen) },
  { term: fields.irregular, words: yuan(finding.irregularFen) },
  { term: fields.fundLoss, words: yuan(finding.fundLossFen) },
  { term: fields.cause, words: finding.cause },
  { term: fields.remedy, words: finding.remedy },
  { term: fields.remedyDueOn, words: finding.remedyDueOn ?? '' },
]

const refundLines = ({ after: refund, ledger }: Extract<PackChange, { part: 'refund' }>): Line[] => [
  { term: refundsText.ledger, words: refundsText.ledgers[ledger] ?? '' }, // a return from before has none
  { term: fields.refund, words: yuan(refund.amountFen) },
  { term: fields.paidOn, words: refund.paidOn },
  { term: fields.voucher, words: refund.voucherNumber },
]

function sides(change: PackChange): { before: Line[]; after: Line[] } {
  if (change.part === 'answer') return { before: change.before ? answerLines(change.before) : [], after: answerLines(change.after) }
  if (change.part === 'refund') return { before: [], after: refundLines(change) }
  return { before: change.before ? findingLines(change.before) : [], after: findingLines(change.after) }
}

/** Both sides of a change in words: where there are two, only what differs. */
export function wordsOf(change: PackChange): { before: Line[]; after: Line[] } {
  const { before, after } = sides(change)
  const filled = (lines: Line[]) => lines.filter(({ words }) => words !== '')
  if (before.length === 0) return { before, after: filled(after) }
  const differs = (line: Line, place: number, other: Line[]) => line.words !== other[place]?.words
  return {
    before: before.filter((line, place) => differs(line, place, after)).map((line) => ({ ...line, words: line.words || packText.none })),
    after: after.filter((line, place) => differs(line, place, before)).map((line) => ({ ...line, words: line.words || packText.none })),
  }
}
