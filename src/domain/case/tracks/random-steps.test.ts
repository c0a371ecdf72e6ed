import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { halting, law, limits, type ModelCase, type Person, proposed } from '../../../../tests/support/case-model'
import { isPenaltyKind, penaltyKinds } from '../../document/kinds-of-penalties'
import { takeStep } from '../../kernel/workflow'
import type { Posting } from '../money'
import { takeCaseRecord } from '../steps'
import type { Procedure, ProcedureClock } from './procedure'
import { type ProcedureStep, procedureStepNames, procedureSteps } from './procedure-steps'
import { adminStages, caseStateOf } from './stages'
import { haltingOf, suspendableStages, suspensionSteps } from './suspension'

const dayMs = 86_400_000
const startedAt = new Date('2026-06-08T00:00:00Z')
const instant = (day: number) => new Date(startedAt.getTime() + day * dayMs)
const people: readonly Person[] = ['officerA', 'officerB', 'head', 'lawyer', 'chair']
const lengths: Readonly<Record<string, number>> = { CK12: 5, CK10: 5, CK16: 15, CK18: 10, CK20: 60, CK21: 180 }
/** Days that pass before an act: mostly few, at times many. */
const gaps = [0, 0, 0, 1, 2, 6, 12, 90]

const unjudged = {
  ...{ id: 'f', partyId: 'p', fundLossFen: 0n, limitedFen: 0n, refundFen: 0n, fineFen: 0n },
  ...{ suspendMonths: null, leniency: 'none' as const, leniencyRef: '', disposedAt: null },
}
const begun: Procedure = {
  ...{ state: 'filed', kind: 'ordinary', asOf: instant(0), outcome: null, suspendedAt: null, closingKind: null, grounds: [] },
  ...{ proposedById: 'officerA', officerAId: 'officerA', officerBId: 'officerB', writerIds: ['officerA'] },
  ...{ parties: [{ id: 'p', kind: 'institution' as const }], warned: false, papers: [], services: [] },
  ...{ legalReviewedById: null, reviewerIds: [], legalAgreed: null, facts: [unjudged], notice: null },
  ...{ hearingChairId: null, discussed: false, clocks: [], remedies: [], stoppages: [], byAgreementFen: 0n, tracks: [], money: [] },
  referrals: [],
}

type Turn = { procedure: Procedure; model: ModelCase }

const posting = (kind: Posting['kind'], amountFen: bigint): Posting => ({ kind, amountFen, confirmedAt: startedAt, rejectedAt: null })

/** A million times over, so without the words of `expect`. */
function agree(table: unknown, model: unknown, about: string): void {
  if (table !== model) throw new Error(`${about}: the table says ${table}, the law ${model}`)
}

/** What the commands write with a step, as far as the rules look at it. */
function written(name: ProcedureStep, procedure: Procedure, who: Person): Procedure {
  const { to, starts = [], stops = [] } = procedureSteps[name]
  const [fact] = procedure.facts
  const stopped = procedure.clocks.map((clock) =>
    stops.some((rule) => rule === clock.ruleId) ? { ...clock, stoppedAt: procedure.asOf } : clock,
  )
  const rules: readonly string[] = name === 'allowInstalments' ? ['CK16'] : starts
  const wanted = rules.filter(
    (rule) => (rule !== 'CK10' || procedure.notice?.hearingRight) && (rule !== 'CK16' || (fact?.fineFen ?? 0n) > 0n),
  )
  const started = wanted.map((ruleId): ProcedureClock => {
    const dueAt = new Date(procedure.asOf.getTime() + ((lengths[ruleId] ?? 30) + 1) * dayMs)
    return { ruleId, objectId: '', startedAt: procedure.asOf, dueAt, stoppedAt: null }
  })
  const moved = { ...procedure, state: to, clocks: [...stopped, ...started] }
  if (!fact) return moved
  if (name === 'notice')
    return {
      ...moved,
      notice: {
        hearingRight: fact.fineFen >= BigInt(limits.institution.hearing) * 100n,
        lines: [{ ...fact, factId: 'f', suspendMonths: fact.suspendMonths ?? 0 }],
      },
    }
  if (name === 'setHearing') return { ...moved, hearingChairId: 'chair' }
  if (name === 'agreeReview' || name === 'returnReview' || name === 'reviewAgain')
    return {
      ...moved,
      legalReviewedById: who,
      reviewerIds: [...procedure.reviewerIds, who],
      legalAgreed: name !== 'returnReview',
    }
  if (name === 'rework' || name === 'sendToReview') return { ...moved, legalReviewedById: null, legalAgreed: null }
  if (name === 'reopen')
    return {
      ...moved,
      legalReviewedById: null,
      legalAgreed: null,
      notice: null,
      hearingChairId: null,
      discussed: false,
      clocks: moved.clocks.filter(({ ruleId }) => ruleId !== 'CK12' && ruleId !== 'CK10'),
    }
  if (name === 'terminate') return { ...moved, suspendedAt: null }
  if (name === 'revoke') return { ...moved, money: [] }
  if (name === 'discuss') return { ...moved, discussed: true }
  if (name === 'decideNothing') return { ...moved, outcome: 'noPenalty' }
  if (name !== 'decide' && name !== 'decideOnSite') return moved
  const money = [posting('demanded', fact.refundFen), posting('fined', fact.fineFen)].filter(({ amountFen }) => amountFen > 0n)
  return {
    ...moved,
    ...(name === 'decideOnSite' ? { kind: 'summary' as const } : {}),
    outcome: money.length > 0 ? 'penalty' : 'noPenalty',
    money,
  }
}

/** Steps that lead on. Those that lead back or end the matter come of the wild ones. */
const back: readonly ProcedureStep[] = ['terminate', 'revoke', 'reopen', 'rework', 'returnReview', 'decideOnSite', 'close']
const onward = procedureStepNames.filter((name) => !back.includes(name))

const fines = [0, 1_000, 40_000, 90_000]

/** Every paper of the present stage is issued, or none is yet. */
const issued = ({ procedure, model }: Turn, papered: boolean): Turn => ({
  procedure: { ...procedure, papers: papered ? Object.keys(penaltyKinds).filter(isPenaltyKind) : [] },
  model: { ...model, papered },
})

/** The officers set or change a penalty, where they may; the party pays all it owes; a paper is issued. */
function beside({ procedure, model }: Turn, n: number): Turn {
  if (n % 5 === 0) {
    if (model.owed === 0) return { procedure, model }
    const owed = procedure.money.filter(({ kind }) => kind === 'demanded' || kind === 'fined')
    const paid = owed.map(({ kind, amountFen }) => posting(kind === 'fined' ? 'finePaid' : 'recovered', amountFen))
    return { procedure: { ...procedure, money: [...owed, ...paid] }, model: { ...model, owed: 0 } }
  }
  if (n % 5 === 1) return issued({ procedure, model }, true)
  const standing = { stage: procedure.state, suspendedAt: procedure.suspendedAt }
  const writable = takeCaseRecord('setPenalty', { state: caseStateOf[procedure.state], procedure: standing }).ok
  agree(
    writable,
    !model.halted && ['filed', 'investigating', 'reported', 'inReview', 'reviewed', 'deliberating'].includes(model.stage),
    `setPenalty ${model.stage}`,
  )
  if (!writable) return { procedure, model }
  const fine = fines[n % fines.length] ?? 0
  const refund = n % 3 === 0 ? 0 : 20_000
  const [fineFen, refundFen] = [BigInt(fine) * 100n, BigInt(refund) * 100n]
  const fact = { ...unjudged, fineFen, refundFen, fundLossFen: refundFen, disposedAt: procedure.asOf }
  const again = ['reported', 'inReview', 'reviewed'].includes(model.stage)
  const eased = model.stage === 'deliberating'
  const stage = again ? { stage: 'investigating' } : {}
  const unseen = again || eased ? { agreed: false, discussed: false } : {}
  return {
    procedure: {
      ...{ ...procedure, facts: [fact] },
      ...(again ? { state: 'investigating' as const } : {}),
      ...(again || eased ? { legalReviewedById: null, legalAgreed: null, discussed: false } : {}),
    },
    model: { ...model, fine, refund, disposed: true, ...stage, ...unseen },
  }
}

/** One random act: of any step by anybody, or, half the time, of one that the law allows. */
function turn({ procedure, model }: Turn, [n, m, days]: readonly [number, number, number]): Turn {
  const day = model.day + (gaps[days] ?? 0)
  const now: Turn = { procedure: { ...procedure, asOf: instant(day) }, model: { ...model, day } }
  if (n % 7 === 0) return beside(now, m)
  if (n % (model.halted ? 2 : 23) === 1) return halt(now, m)
  const who = people[m % people.length] ?? 'head'
  const lawful =
    m % 2 === 1
      ? []
      : onward.flatMap((name) => people.filter((one) => law[name]?.allows(now.model, one)).map((one) => ({ name, who: one })))
  const wild = { name: procedureStepNames[n % procedureStepNames.length] ?? 'report', who }
  const act = lawful.length > 0 ? (lawful[n % lawful.length] ?? wild) : wild
  return takeTurn(now, act.name, act.who, n)
}

/** It is halted or goes on, or that is refused. */
function halt({ procedure, model }: Turn, m: number): Turn {
  const name = (m % 8 === 0) === model.halted ? 'suspend' : 'resume'
  const who = people[m % people.length] ?? 'head'
  const rule = halting[name]
  const taken = takeStep(suspensionSteps[name], haltingOf(procedure), { userId: who })
  agree(taken.ok, rule.allows(model, who), `${name} by ${who} at ${model.stage}`)
  if (!taken.ok) return { procedure, model }
  return {
    procedure: { ...procedure, suspendedAt: name === 'suspend' ? procedure.asOf : null },
    model: { ...model, ...rule.leads(model, who) },
  }
}

function takeTurn({ procedure, model }: Turn, name: ProcedureStep, who: Person, n: number): Turn {
  const rule = law[name]
  const taken = takeStep(procedureSteps[name], procedure, { userId: who })
  agree(taken.ok, rule?.allows(model, who) ?? false, `${name} by ${who} at ${model.stage}`)
  if (!taken.ok || !rule) return { procedure, model }
  const went = { procedure: written(name, procedure, who), model: { ...model, ...rule.leads(model, who) } }
  // Mostly the paper of a stage is issued as soon as it is reached.
  const next = went.model.stage === model.stage ? went : issued(went, n % 4 !== 0)
  agree(next.procedure.state, next.model.stage, name)
  const unheard = procedure.clocks.some(
    ({ ruleId, stoppedAt, dueAt }) => (ruleId === 'CK10' || ruleId === 'CK12') && stoppedAt === null && dueAt > procedure.asOf,
  )
  if (name === 'decide') agree(unheard, false, 'decided while the party may still speak')
  return next
}

describe('the administrative procedure', () => {
  it('does what the law does, in fifty thousand random courses', { timeout: 300_000 }, () => {
    const reached = new Set<string>()
    const acts = fc.noBias(
      fc.array(fc.tuple(fc.nat({ max: 9_999 }), fc.nat({ max: 9_999 }), fc.nat({ max: gaps.length - 1 })), {
        minLength: 1,
        maxLength: 40,
        size: 'max',
      }),
    )
    fc.assert(
      fc.property(acts, (course) => {
        course.reduce<Turn>(
          (so, act) => {
            const next = turn(so, act)
            reached.add(next.model.stage)
            if (next.model.halted) reached.add(`${next.model.stage} halted`)
            return next
          },
          { procedure: begun, model: proposed },
        )
      }),
      { numRuns: 50_000, seed: 20261123 },
    )
    expect(adminStages.filter((stage) => !reached.has(stage))).toEqual([])
    expect(suspendableStages.filter((stage) => !reached.has(`${stage} halted`))).toEqual([])
  })

  it('has a way to its end from every stage that it comes to', () => {
    const leadsOn = (from: string, seen: ReadonlySet<string> = new Set()): boolean =>
      from === 'closed' ||
      procedureStepNames
        .map((name) => procedureSteps[name])
        .some((step) => step.from.some((stage) => stage === from) && !seen.has(step.to) && leadsOn(step.to, new Set([...seen, from])))
    const comesTo = new Set(procedureStepNames.map((name) => procedureSteps[name].to))
    expect([...comesTo].filter((stage) => !leadsOn(stage))).toEqual([])
  })
})
