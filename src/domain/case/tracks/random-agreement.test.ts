import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../kernel/civil-date'
import { takeStep } from '../../kernel/workflow'
import { type Agreement, type AgreementStep, agreementStepNames, agreementSteps, measureDone } from './agreement'
import { type AgreementMeasure, type AgreementMeasureKind, agreementMeasureKinds } from './agreement-measures'

const people = ['clerk', 'colleague', 'head'] as const
type Who = (typeof people)[number]
const gaps = [0, 0, 1, 5, 30, 179, 180]
const lost = 1_000

/** An agreement as the rules on designation and article 13 of the implementing rules tell it: written by hand, beside the tables and not from them. */
type Model = {
  at: string
  day: number
  worked: readonly Who[]
  decider: Who | null
  decidedDay: number
  plan: Partial<Record<AgreementMeasureKind, { amount: number; long: boolean; done: boolean }>>
  fraud: boolean
  limited: number
  demanded: number
  came: number
  /** What the bureau's own decision has brought back. */
  elsewhere: number
}

/** What the agreement takes has come, or all that was lost, whichever way. */
const isPaid = (model: Model) => model.came >= wanted(model) || model.came + model.elsewhere >= lost
const wanted = ({ plan }: Model) => plan.recover?.amount ?? 0
const mayBeDecided = (model: Model) =>
  Object.keys(model.plan).length > 0 &&
  !(model.plan.suspend && model.plan.terminate) &&
  !(model.plan.terminate?.long && !model.fraud) &&
  wanted(model) >= model.limited &&
  wanted(model) <= lost - model.demanded
const fresh = ({ worked }: Model, who: Who) => !worked.includes(who)

const law: Record<AgreementStep, (model: Model, who: Who) => boolean> = {
  accept: ({ at }) => at === 'asked',
  /** The head may say no until something is proposed. */
  decline: (model, who) => ['asked', 'accepted', 'stated'].includes(model.at) && fresh(model, who),
  state: ({ at }) => at === 'accepted',
  /** Nothing is proposed before the institution could speak. */
  propose: (model) => model.at === 'stated' && mayBeDecided(model),
  sendBack: (model, who) => model.at === 'proposed' && fresh(model, who),
  decide: (model, who) => model.at === 'proposed' && fresh(model, who) && mayBeDecided(model),
  serve: ({ at, decider }, who) => at === 'decided' && who !== decider,
  perform: (model, who) =>
    model.at === 'served' && who !== model.decider && Object.values(model.plan).every(({ done }) => done) && isPaid(model),
  close: (model, who) => model.at === 'performed' && fresh(model, who),
}
const leads: Record<AgreementStep, string> = {
  ...{ accept: 'accepted', decline: 'declined', state: 'stated', propose: 'proposed', sendBack: 'stated' },
  ...{ decide: 'decided', serve: 'served', perform: 'performed', close: 'closed' },
}
const works = ['accept', 'state', 'propose', 'serve', 'perform']

type Turn = { table: Agreement; model: Model }
const dayOf = (day: number) => addDays('2026-06-08', day)

const begun = (fraud: boolean, limited: number, demanded: number): Turn => ({
  table: {
    ...{ state: 'asked', caseState: 'investigating', workerIds: [], decidedById: null, decidedOn: null, servedOn: null, measures: [] },
    ...{ fundLossFen: BigInt(lost), limitedFen: BigInt(limited), demandedFen: BigInt(demanded), recoveredFen: 0n },
    ...{ returnedFen: 0n, involvesFraud: fraud },
  },
  model: { at: 'asked', day: 0, worked: [], decider: null, decidedDay: 0, plan: {}, fraud, limited, demanded, came: 0, elsewhere: 0 },
})

function agree(table: unknown, model: unknown, about: string): void {
  if (table !== model) throw new Error(`${about}: the table says ${table}, the rules ${model}`)
}

function proceed({ table, model }: Turn, name: AgreementStep, who: Who): Turn {
  const taken = takeStep(agreementSteps[name], table, { userId: who })
  agree(taken.ok, law[name](model, who), `${name} by ${who} at ${model.at} on day ${model.day}`)
  if (!taken.ok) return { table, model }
  const worked = works.includes(name) ? [...model.worked, who] : model.worked
  const decided = name === 'decide' ? { decidedById: who, decidedOn: dayOf(model.day) } : {}
  const served = name === 'serve' ? { servedOn: dayOf(model.day) } : {}
  agree(taken.value.to, leads[name], `${name} leads`)
  return {
    table: { ...table, ...decided, ...served, state: taken.value.to, workerIds: worked },
    model: { ...model, worked, at: leads[name], ...(name === 'decide' ? { decider: who, decidedDay: model.day } : {}) },
  }
}

function plan({ table, model }: Turn, kind: AgreementMeasureKind, amount: number, long: boolean): Turn {
  if (model.at !== 'stated') return { table, model }
  if (model.plan[kind]) {
    const { [kind]: _gone, ...rest } = model.plan
    return { table: { ...table, measures: table.measures.filter((one) => one.kind !== kind) }, model: { ...model, plan: rest } }
  }
  const measure: AgreementMeasure = {
    ...{ id: kind, kind, performedOn: null },
    amountFen: kind === 'recover' || kind === 'withhold' ? BigInt(amount) : null,
    days: kind === 'suspend' ? 180 : null,
    months: kind === 'terminate' ? (long ? 36 : 12) : null,
  }
  return {
    table: { ...table, measures: [...table.measures, measure] },
    model: { ...model, plan: { ...model.plan, [kind]: { amount, long, done: false } } },
  }
}

function carryOut({ table, model }: Turn, kind: AgreementMeasureKind): Turn {
  const measure = table.measures.find((one) => one.kind === kind)
  const planned = model.plan[kind]
  if (!measure || !planned) return { table, model }
  const lawful =
    model.at === 'served' &&
    !planned.done &&
    (kind !== 'suspend' || model.day >= model.decidedDay + 180) &&
    (kind !== 'recover' || isPaid(model))
  const day = dayOf(model.day)
  const done = measureDone(table, measure, day).ok
  agree(done, lawful, `${kind} carried out at ${model.at} on day ${model.day}`)
  if (!done) return { table, model }
  return {
    table: { ...table, measures: table.measures.map((one) => (one === measure ? { ...one, performedOn: day } : one)) },
    model: { ...model, plan: { ...model.plan, [kind]: { ...planned, done: true } } },
  }
}

const straight: readonly AgreementStep[] = ['accept', 'state', 'propose', 'decide', 'serve', 'perform', 'close']

function turn(so: Turn, [n, m, gap]: readonly [number, number, number]): Turn {
  const now: Turn = { ...so, model: { ...so.model, day: so.model.day + (gaps[gap] ?? 0) } }
  const kind = agreementMeasureKinds[m % 5] ?? 'interview'
  const who = people[Math.floor(m / 5) % 3] ?? 'head'
  const what = n % 10
  if (what === 0) return plan(now, kind, [1, 300, 500, 1_001][m % 4] ?? 1, m % 3 === 0)
  if (what === 1 || what === 2) return carryOut(now, kind)
  if (what === 3) {
    const elsewhere = m % 4 === 0 ? lost - now.model.came : now.model.elsewhere
    const came = m % 4 === 0 ? now.model.came : Math.max(now.model.came, wanted(now.model))
    const money = { recoveredFen: BigInt(came), returnedFen: BigInt(came + elsewhere) }
    return { table: { ...now.table, ...money }, model: { ...now.model, came, elsewhere } }
  }
  // Most of the time what comes next, so that courses reach their end.
  const next = straight.find((name) => agreementSteps[name].from.some((from) => from === now.model.at))
  return proceed(now, what < 8 && next ? next : (agreementStepNames[m % agreementStepNames.length] ?? 'accept'), who)
}

describe('the agreement', () => {
  it('goes as its rules have it, in thousands of random courses', { timeout: 120_000 }, () => {
    const reached = new Set<string>()
    const course = fc.noBias(
      fc.array(fc.tuple(fc.nat({ max: 9_999 }), fc.nat({ max: 9_999 }), fc.nat({ max: gaps.length - 1 })), {
        ...{ minLength: 1, maxLength: 60, size: 'max' },
      }),
    )
    fc.assert(
      fc.property(course, fc.boolean(), fc.constantFrom(0, 300), fc.constantFrom(0, 500), (steps, fraud, limited, demanded) => {
        steps.reduce<Turn>(
          (so, step) => {
            const next = turn(so, step)
            reached.add(next.model.at)
            if (next.model.at === 'closed') for (const kind of Object.keys(next.model.plan)) reached.add(`closed with ${kind}`)
            if (next.model.at === 'closed' && next.model.came < wanted(next.model)) reached.add('closed with what came back elsewhere')
            return next
          },
          begun(fraud, limited, demanded),
        )
      }),
      { numRuns: 50_000, seed: 20261124 },
    )
    const ways = [
      'closed with what came back elsewhere',
      ...new Set(Object.values(leads)),
      ...agreementMeasureKinds.map((kind) => `closed with ${kind}`),
    ]
    expect(ways.filter((one) => !reached.has(one))).toEqual([])
  })
})
