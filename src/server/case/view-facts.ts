import 'server-only'
import { spansImplementingRules } from '#domain/case/facts'
import { firstMinorPlace } from '#domain/case/leniency'
import { fineRangeOf } from '#domain/case/penalty'
import { lacking, type Measure } from '#domain/case/preconditions'
import { liabilityOf, linesOf } from '#domain/case/provisions'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { judgedFact } from './judged-fact'
import type { CaseFile } from './read-file'

type Stored = CaseFile['facts'][number]

/** A fact as its card shows it: its party, its lines, what may be fined and suspended under them, and what is missing for it. */
export function viewFact(fact: Stored, file: Pick<CaseFile, 'parties' | 'orders'>) {
  const act = { actFrom: fromDateColumn(fact.actFrom), actTo: fromDateColumn(fact.actTo) }
  const { party, tooOld, orderIgnored } = judgedFact(fact, file)
  const line = liabilityOf(fact)
  const missing = (measure: Measure) => (line ? lacking(line, measure, { ...fact, party, orderIgnored }).map(({ need }) => need) : [])
  return {
    ...fact,
    ...act,
    party,
    tooOld,
    orderSeq: file.orders.find(({ id }) => id === fact.orderId)?.seq ?? null,
    spansRules: spansImplementingRules(act),
    lines: linesOf(fact).map(({ basis, violation }) => ({ basis, violation })),
    fineRange: line ? fineRangeOf(line, fact) : null,
    suspension: line?.suspension ?? null,
    missing: { fine: line?.fine ? missing('fine') : [], suspension: line?.suspension ? missing('suspension') : [] },
    firstMinor: line ? (firstMinorPlace({ liabilityId: line.id, isFraud: false, fundLossFen: fact.fundLossFen }) ?? null) : null,
  }
}
