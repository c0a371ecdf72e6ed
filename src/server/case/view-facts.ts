import 'server-only'
import { type Benchmark, benchmarkFor, measureOf, tierOf } from '#domain/case/benchmark'
import { spansImplementingRules } from '#domain/case/facts'
import { firstMinorPlace } from '#domain/case/leniency'
import { fineRangeOf } from '#domain/case/penalty'
import type { PlaceRules } from '#domain/case/place-rules'
import { lacking, type Measure } from '#domain/case/preconditions'
import { liabilityOf, linesOf } from '#domain/case/provisions'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { judgedFact } from './judged-fact'
import type { CaseFile } from './read-file'

type Stored = CaseFile['facts'][number]

type InForce = Benchmark & { title: string }

/** The tier that the fine of a fact would be measured by today. */
function tierToday(
  fact: Stored,
  range: ReturnType<typeof fineRangeOf>,
  { benchmarks, today }: { benchmarks: readonly InForce[]; today: string },
) {
  const found = range?.by === 'multiple' ? benchmarkFor([...benchmarks], fact, today) : undefined
  const tier = range?.by === 'multiple' && found ? tierOf(found.tiers, range.ofFen) : undefined
  return found && tier ? { id: found.id, title: found.title, ...tier } : null
}

/** Its place in the list of minor first offences that holds there, and whose list that is. */
function minorOn(judged: Parameters<typeof firstMinorPlace>[0], { firstMinor }: PlaceRules) {
  const place = firstMinorPlace(judged, firstMinor.value)
  return place ? { lossAtMostFen: place.lossAtMostFen, source: firstMinor.source } : null
}

/** A fact as its card shows it: its party, its lines, what may be fined and suspended under them, and what is missing for it. */
export function viewFact(
  fact: Stored,
  file: Pick<CaseFile, 'parties' | 'orders'>,
  inForce: { benchmarks: readonly InForce[]; today: string; rules: PlaceRules },
) {
  const act = { actFrom: fromDateColumn(fact.actFrom), actTo: fromDateColumn(fact.actTo) }
  const { party, tooOld, orderIgnored } = judgedFact(fact, file)
  const line = liabilityOf(fact)
  const missing = (measure: Measure) => (line ? lacking(line, measure, { ...fact, party, orderIgnored }).map(({ need }) => need) : [])
  const fineRange = line ? fineRangeOf(line, fact) : null
  return {
    ...fact,
    ...act,
    measure: measureOf(fact.benchmark),
    tier: tierToday(fact, fineRange, inForce),
    party,
    tooOld,
    orderSeq: file.orders.find(({ id }) => id === fact.orderId)?.seq ?? null,
    spansRules: spansImplementingRules(act),
    lines: linesOf(fact).map(({ basis, violation }) => ({ basis, violation })),
    fineRange,
    suspension: line?.suspension ?? null,
    isBan: line?.restrictsTrade === true,
    missing: { fine: line?.fine ? missing('fine') : [], suspension: line?.suspension ? missing('suspension') : [] },
    firstMinor: line ? minorOn({ liabilityId: line.id, isFraud: false, fundLossFen: fact.fundLossFen }, inForce.rules) : null,
  }
}
