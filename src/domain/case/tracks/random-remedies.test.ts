import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { penaltyKindNames } from '../../document/kinds-of-penalties'
import { beijingDay } from '../../kernel/civil-date'
import { takeStep } from '../../kernel/workflow'
import type { Posting } from '../money'
import { closingKindOf, type Procedure, type ProcedureClock } from './procedure'
import { type ProcedureStep, procedureSteps } from './procedure-steps'
import { mayReceive, type Remedy, type RemedyKind, type RemedyOutcome, type RemedyStep, remedySteps } from './remedies'

const dayMs = 86_400_000
const servedAt = new Date('2026-06-08T00:00:00Z')
const instant = (day: number) => new Date(servedAt.getTime() + day * dayMs)
const gaps = [0, 0, 1, 2, 6, 16, 40, 150]
const people = ['officerA', 'head'] as const
type Who = (typeof people)[number]

/** A decision that was served and what became of it, as the laws on reconsideration, litigation and compulsion tell it: written by hand from their articles. */
type Model = {
  stage: string
  day: number
  owed: boolean
  /** Of either way: nothing, open, or what it came to. */
  ways: Record<RemedyKind, 'none' | 'received' | 'answered' | RemedyOutcome | 'withdrawn'>
  stayed: Record<RemedyKind, boolean>
  sueUntil: number
  judgedOn: number
  withdrawnOn: number
  heedUntil: number
  takenBack: boolean
}
const [payUntil, appealUntil, courtDays] = [15, 180, 92]

const open = ({ ways }: Model, kind: RemedyKind) => ways[kind] === 'received' || ways[kind] === 'answered'
const anyOpen = (model: Model) => open(model, 'reconsideration') || open(model, 'litigation')
const gone = ({ ways }: Model) => ways.reconsideration === 'revoked' || ways.litigation === 'revoked'
const came = (model: Model, kind: RemedyKind) => model.ways[kind] !== 'none' && model.ways[kind] !== 'withdrawn' && !open(model, kind)
const carriedOut = ({ stage }: Model) => ['served', 'demanded', 'enforcing', 'performed'].includes(stage)
/** The party's time runs on where the bureau has closed its case. */
const stands = (model: Model) => carriedOut(model) || (model.stage === 'closed' && !model.takenBack)

/** Nobody can appeal any more from the day after this one on. */
const lastAppeal = (model: Model) =>
  came(model, 'litigation') ? model.judgedOn - 1 : came(model, 'reconsideration') ? model.sueUntil : appealUntil
/** From which day the three months to ask the court are counted. */
const courtFrom = (model: Model) => Math.max(came(model, 'litigation') ? model.judgedOn : lastAppeal(model), model.withdrawnOn)

const law: Record<string, (model: Model, who: Who) => boolean> = {
  /** A court has the last word: once it is asked, the body above is not, and neither twice. */
  receive_reconsideration: (model) =>
    stands(model) && !anyOpen(model) && !gone(model) && !came(model, 'reconsideration') && !came(model, 'litigation'),
  receive_litigation: (model) => stands(model) && !anyOpen(model) && !gone(model) && !came(model, 'litigation'),
  demand: (model) =>
    model.stage === 'served' &&
    model.owed &&
    model.day > payUntil &&
    !gone(model) &&
    !(['reconsideration', 'litigation'] as const).some((kind) => open(model, kind) && model.stayed[kind]),
  applyToCourt: (model, who) =>
    model.stage === 'demanded' &&
    who === 'head' &&
    !anyOpen(model) &&
    !gone(model) &&
    model.day > model.heedUntil &&
    model.day > lastAppeal(model) &&
    model.day <= courtFrom(model) + courtDays,
  perform: (model) => ['served', 'demanded', 'enforcing'].includes(model.stage) && !model.owed && !gone(model),
  revoke: (model, who) => (carriedOut(model) || (stands(model) && gone(model))) && who === 'head',
  close: (model, who) =>
    [...['served', 'demanded', 'enforcing', 'performed'], 'revoked'].includes(model.stage) &&
    who === 'head' &&
    !anyOpen(model) &&
    (!gone(model) || model.stage === 'revoked'),
}

type Turn = { procedure: Procedure; model: Model }

const posting = (kind: Posting['kind']): Posting => ({ kind, amountFen: 100n, confirmedAt: servedAt, rejectedAt: null })
const clock = (ruleId: string, from: number, length: number): ProcedureClock => ({
  ...{ ruleId, objectId: '', startedAt: instant(from), dueAt: instant(from + length + 1), stoppedAt: null },
})
const begun: Turn = {
  procedure: {
    ...{ state: 'served', kind: 'ordinary', asOf: instant(0), outcome: 'penalty', suspendedAt: null, closingKind: null, grounds: [] },
    ...{ proposedById: 'officerA', officerAId: 'officerA', officerBId: 'officerB', writerIds: [] },
    ...{ parties: [{ id: 'p', kind: 'institution' as const }], warned: false, papers: penaltyKindNames, services: [] },
    ...{ legalReviewedById: null, reviewerIds: [], legalAgreed: null, facts: [], notice: null, hearingChairId: null, discussed: false },
    ...{
      clocks: [clock('CK16', 0, 15), clock('CK20', 0, 60), clock('CK21', 0, 180)],
      tracks: [],
      referrals: [],
      remedies: [],
      stoppages: [],
      byAgreementFen: 0n,
    },
    money: [posting('demanded'), posting('fined')],
  },
  model: {
    ...{ stage: 'served', day: 0, owed: true, sueUntil: 0, judgedOn: 0, withdrawnOn: 0, heedUntil: 0, takenBack: false },
    ways: { reconsideration: 'none', litigation: 'none' },
    stayed: { reconsideration: false, litigation: false },
  },
}

function agree(table: unknown, model: unknown, about: string): void {
  if (table !== model) throw new Error(`${about}: the table says ${table}, the law ${model}`)
}

const kinds = ['reconsideration', 'litigation'] as const
const outcomes = ['maintained', 'changed', 'revoked'] as const

function receive({ procedure, model }: Turn, kind: RemedyKind, stayed: boolean): Turn {
  const allowed = mayReceive(procedure, { partyId: 'p', kind }).ok
  agree(allowed, law[`receive_${kind}`]?.(model, 'officerA'), `receive ${kind} at ${model.stage}`)
  if (!allowed) return { procedure, model }
  const remedy: Remedy = {
    id: `${procedure.remedies.length}`,
    partyId: 'p',
    kind,
    state: 'received',
    outcome: null,
    stayed,
    concludedOn: null,
  }
  return {
    procedure: { ...procedure, remedies: [...procedure.remedies, remedy] },
    model: { ...model, ways: { ...model.ways, [kind]: 'received' }, stayed: { ...model.stayed, [kind]: stayed } },
  }
}

function move({ procedure, model }: Turn, name: RemedyStep, kind: RemedyKind, who: Who, outcome: RemedyOutcome): Turn {
  const remedy = procedure.remedies.findLast((one) => one.kind === kind)
  if (!remedy) return { procedure, model }
  const taken = takeStep(remedySteps[name], { ...procedure, state: remedy.state }, { userId: who })
  const lawful = name === 'answer' ? model.ways[kind] === 'received' : open(model, kind) && who === 'head'
  agree(taken.ok, lawful, `${name} ${kind} by ${who}`)
  if (!taken.ok) return { procedure, model }
  const on = { concludedOn: beijingDay(procedure.asOf) }
  const concluded = name === 'conclude' ? { outcome, ...on } : name === 'withdraw' ? on : {}
  const moved = { ...remedy, state: taken.value.to, ...concluded }
  const sues = name === 'conclude' && kind === 'reconsideration' && outcome !== 'revoked'
  return {
    procedure: {
      ...procedure,
      remedies: procedure.remedies.map((one) => (one === remedy ? moved : one)),
      clocks: sues ? [...procedure.clocks, { ...clock('CK81', model.day, 15), objectId: remedy.id }] : procedure.clocks,
    },
    model: {
      ...model,
      ways: { ...model.ways, [kind]: name === 'conclude' ? outcome : name === 'answer' ? 'answered' : 'withdrawn' },
      ...(sues ? { sueUntil: model.day + 15 } : {}),
      ...(name === 'withdraw' ? { withdrawnOn: model.day } : {}),
      ...(name === 'conclude' && kind === 'litigation' ? { judgedOn: model.day } : {}),
    },
  }
}

const acts = ['demand', 'applyToCourt', 'perform', 'revoke', 'close'] as const satisfies readonly ProcedureStep[]

/** What the step writes besides its stage. */
function ended(name: ProcedureStep, procedure: Procedure): Partial<Procedure> {
  if (name === 'close') return { closingKind: closingKindOf(procedure) }
  return name === 'revoke' ? { money: [], closingKind: null } : {}
}

function proceed({ procedure, model }: Turn, name: (typeof acts)[number], who: Who): Turn {
  // Three months are not always as many days: near their end the two may differ.
  if (name === 'applyToCourt' && Math.abs(model.day - courtFrom(model) - courtDays) <= 4) return { procedure, model }
  const taken = takeStep(procedureSteps[name], procedure, { userId: who })
  agree(taken.ok, law[name]?.(model, who), `${name} by ${who} at ${model.stage}`)
  if (!taken.ok) return { procedure, model }
  const clocks = name === 'demand' ? [...procedure.clocks, clock('CK18', model.day, 10)] : procedure.clocks
  return {
    procedure: { ...procedure, state: taken.value.to, clocks, ...ended(name, procedure) },
    model: {
      ...{ ...model, stage: taken.value.to },
      ...(name === 'demand' ? { heedUntil: model.day + 10 } : {}),
      ...(name === 'revoke' ? { owed: false, takenBack: true } : {}),
    },
  }
}

function turn(so: Turn, [n, m, gap]: readonly [number, number, number]): Turn {
  const day = so.model.day + (gaps[gap] ?? 0)
  const now: Turn = { procedure: { ...so.procedure, asOf: instant(day) }, model: { ...so.model, day } }
  const [kind, who] = [kinds[m % 2] ?? 'litigation', people[Math.floor(m / 2) % 2] ?? 'head']
  const what = n % 12
  if (what < 3) return receive(now, kind, m % 5 === 0)
  if (what < 6)
    return move(
      now,
      (['answer', 'conclude', 'withdraw'] as const)[n % 3] ?? 'answer',
      kind,
      who,
      outcomes[m % 7 > 2 ? 0 : m % 3] ?? 'maintained',
    )
  if (what === 6 && m % 4 === 0) {
    const paid = [posting('demanded'), posting('fined'), posting('recovered'), posting('finePaid')]
    return now.model.owed ? { procedure: { ...now.procedure, money: paid }, model: { ...now.model, owed: false } } : now
  }
  return proceed(now, acts[what === 10 && m % 3 !== 0 ? 0 : what === 11 && m % 5 !== 0 ? 1 : n % acts.length] ?? 'perform', who)
}

describe('reconsideration and litigation', () => {
  it('bar of a decision what the laws bar, in fifty thousand random courses', { timeout: 120_000 }, () => {
    const reached = new Set<string>()
    const course = fc.noBias(
      fc.array(fc.tuple(fc.nat({ max: 9_999 }), fc.nat({ max: 9_999 }), fc.nat({ max: gaps.length - 1 })), {
        minLength: 1,
        maxLength: 40,
        size: 'max',
      }),
    )
    fc.assert(
      fc.property(course, (steps) => {
        steps.reduce<Turn>((so, step) => {
          const next = turn(so, step)
          for (const kind of kinds) reached.add(`${kind} ${next.model.ways[kind]}`)
          reached.add(next.model.stage)
          if (next.model.stage === 'closed' && anyOpen(next.model)) reached.add('appealed after its closing')
          if (so.model.stage === 'closed' && next.model.stage === 'revoked') reached.add('revoked after its closing')
          if (next.model.stage === 'enforcing' && came(next.model, 'litigation')) reached.add('enforced after a court')
          const { stage, withdrawnOn } = next.model
          if (stage === 'enforcing' && withdrawnOn > appealUntil + courtDays) reached.add('enforced after a withdrawal')
          return next
        }, begun)
      }),
      { numRuns: 50_000, seed: 20261124 },
    )
    const all = kinds.flatMap((kind) => ['none', 'received', 'answered', ...outcomes, 'withdrawn'].map((way) => `${kind} ${way}`))
    const late = ['appealed after its closing', 'revoked after its closing', 'enforced after a withdrawal']
    const stages = ['served', 'demanded', 'enforcing', 'performed', 'revoked', 'closed', 'enforced after a court', ...late]
    expect([...all, ...stages].filter((one) => !reached.has(one))).toEqual([])
  })
})
