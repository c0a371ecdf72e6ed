import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays, addMonths } from '../../kernel/civil-date'
import { takeStep } from '../../kernel/workflow'
import { mayBeRestored, type Scoring, type ScoringStep, scoringStepNames, scoringSteps, silenceCounts } from './scoring'

const people = ['clerk', 'colleague', 'other', 'head', 'deputy'] as const
type Who = (typeof people)[number]
const gaps = [0, 0, 1, 5, 8, 15, 30, 92]
const dayOf = (day: number) => addDays('2026-06-08', day)

/** The scoring of a person as it is told in words, written by hand beside the table and not from it. */
type Model = {
  at: string
  day: number
  runs: boolean
  sanctioned: boolean
  worked: readonly Who[]
  decider: Who | null
  sayUntil: number
  objectUntil: number
  takes: boolean
  servedDay: number
}

const open = ({ runs, sanctioned }: Model) => runs && sanctioned
const fresh = ({ worked }: Model, who: Who) => !worked.includes(who)
const another = (model: Model, who: Who) => fresh(model, who) && model.decider !== who

const law: Record<ScoringStep, (model: Model, who: Who) => boolean> = {
  notify: (model) => model.at === 'proposed' && open(model),
  /** Nothing is looked at before the person could speak. */
  state: (model) => model.at === 'noticed' && open(model),
  review: (model, who) => model.at === 'stated' && open(model) && fresh(model, who),
  decide: (model, who) => model.at === 'reviewed' && open(model) && fresh(model, who),
  drop: ({ at }) => ['proposed', 'noticed', 'stated', 'reviewed'].includes(at),
  serve: (model, who) => model.at === 'decided' && who !== model.decider && open(model),
  object: ({ at, day, objectUntil }) => at === 'served' && day <= objectUntil,
  uphold: (model, who) => model.at === 'objected' && another(model, who),
  revoke: (model, who) => ['decided', 'served', 'objected'].includes(model.at) && another(model, who),
  restore: (model, who) => model.at === 'served' && fresh(model, who),
}
const leads: Record<ScoringStep, string> = {
  ...{ notify: 'noticed', state: 'stated', review: 'reviewed', decide: 'decided', drop: 'dropped', serve: 'served' },
  ...{ object: 'objected', uphold: 'served', revoke: 'revoked', restore: 'restored' },
}
const works = ['notify', 'state', 'review', 'drop', 'serve', 'object']

type Turn = { table: Scoring; model: Model }

const begun = (takes: boolean): Turn => ({
  table: {
    ...{ state: 'proposed', trackRuns: true, sanctioned: true, workerIds: ['clerk'], decidedById: null, entry: 'punishedMain', points: 9 },
    ...{ sayBy: null, objectBy: null, effect: null, months: null, servedOn: null, asOf: dayOf(0) },
  },
  model: {
    ...{ at: 'proposed', day: 0, runs: true, sanctioned: true, worked: ['clerk'], decider: null },
    ...{ sayUntil: -1, objectUntil: -1, takes, servedDay: 0 },
  },
})

function agree(table: unknown, model: unknown, about: string): void {
  if (table !== model) throw new Error(`${about}: the table says ${table}, the rules ${model}`)
}

function proceed({ table, model }: Turn, name: ScoringStep, who: Who, eager: boolean): Turn {
  if (name === 'state') agree(silenceCounts(table).ok, model.day > model.sayUntil, `silence on day ${model.day}`)
  if (name === 'restore' && model.at === 'served') {
    const over = model.takes && dayOf(model.day) >= addMonths(dayOf(model.servedDay), 3)
    agree(mayBeRestored(table, eager).ok, over || (eager && model.takes), `restoring on day ${model.day}`)
  }
  const taken = takeStep(scoringSteps[name], table, { userId: who })
  agree(taken.ok, law[name](model, who), `${name} by ${who} at ${model.at} on day ${model.day}`)
  if (!taken.ok) return { table, model }
  agree(taken.value.to, leads[name], `${name} leads`)
  const { day } = model
  const worked = works.includes(name) ? [...model.worked, who] : model.worked
  return {
    table: {
      ...table,
      ...{ state: taken.value.to, workerIds: worked },
      ...(name === 'notify' ? { sayBy: dayOf(day + 7) } : {}),
      ...(name === 'decide' ? { decidedById: who, effect: model.takes ? 'suspended' : 'reminder', months: model.takes ? 3 : null } : {}),
      ...(name === 'serve' ? { servedOn: dayOf(day), objectBy: dayOf(day + 14) } : {}),
    },
    model: {
      ...{ ...model, worked, at: leads[name] },
      ...(name === 'notify' ? { sayUntil: day + 7 } : {}),
      ...(name === 'decide' ? { decider: who } : {}),
      ...(name === 'serve' ? { servedDay: day, objectUntil: day + 14 } : {}),
    },
  }
}

const turn = fc.record({
  name: fc.constantFrom(...scoringStepNames),
  who: fc.constantFrom(...people),
  gap: fc.constantFrom(...gaps),
  eager: fc.boolean(),
  /** Now and then the track ends, or what it rests on falls. */
  falls: fc.constantFrom('', '', '', '', '', '', '', 'track', 'sanction'),
})
/** Mostly the step that the model allows next, so that courses get far. */
const likely: Readonly<Record<string, readonly ScoringStep[]>> = {
  ...{ proposed: ['notify'], noticed: ['state'], stated: ['review'], reviewed: ['decide'], decided: ['serve'] },
  ...{ served: ['object', 'restore', 'revoke'], objected: ['uphold', 'revoke'] },
}

it('moves in 50,000 random courses as the words have it, and reaches every stage', () => {
  const reached = new Set<string>()
  const course = fc.tuple(fc.boolean(), fc.array(fc.tuple(turn, fc.nat(3), fc.nat(2)), { minLength: 1, maxLength: 12 }))
  fc.assert(
    fc.property(course, ([takes, turns]) => {
      let now = begun(takes)
      for (const [{ name, who, gap, eager, falls }, wild, pick] of turns) {
        const next = likely[now.model.at] ?? []
        const step = wild === 0 ? name : (next[pick % Math.max(1, next.length)] ?? name)
        const day = now.model.day + gap
        const runs = now.model.runs && falls !== 'track'
        const sanctioned = now.model.sanctioned && falls !== 'sanction'
        const at = {
          table: { ...now.table, asOf: dayOf(day), trackRuns: runs, sanctioned },
          model: { ...now.model, day, runs, sanctioned },
        }
        now = proceed(at, step, who, eager)
        reached.add(now.model.at)
      }
    }),
    { numRuns: 50_000, seed: 20261125 },
  )
  expect([...reached].toSorted()).toEqual(
    ['proposed', 'noticed', 'stated', 'reviewed', 'decided', 'served', 'objected', 'restored', 'revoked', 'dropped'].toSorted(),
  )
}, 30_000)
