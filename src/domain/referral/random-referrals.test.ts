import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { takeStep } from '../kernel/workflow'
import type { ReferralKind } from './kinds'
import { materialKinds } from './materials'
import type { Referral } from './step'
import { type ReferralStep, referralSteps } from './steps'
import type { FilingSupervision } from './supervision'

/** A referral as the rules on it tell of it, written by hand from their articles: where it is, and whose word is awaited. */
type Model = {
  at: string
  letter: boolean
  /** The police look at their refusal once more; they do so once. */
  reconsidering: boolean
  reconsidered: boolean
  /** The bureau's time to object to the first refusal, or to the second. */
  objects: 'first' | 'second' | null
  /** What it was when the procuratorate asked the police, for the time that waits. */
  waits: 'first' | 'second' | null
  prosecutor: 'none' | 'advised' | 'asked' | 'explained' | 'stood' | 'ordered'
  askedUntil: number
  items: 'none' | 'due' | 'listed' | 'signed'
  day: number
}
type Rule = { allows: (model: Model, who: string) => boolean; leads: (model: Model) => Partial<Model> }
type Law = Partial<Record<ReferralStep, Rule>>

const notFiled = ({ at }: Model) => at === 'notFiled'
const withPolice = ({ at }: Model) => at === 'received'
const filed = { at: 'filed', objects: null, reconsidering: false, items: 'due' } as const

/** 行政执法机关移送涉嫌犯罪案件的规定 第五条至第九条、第十二条, with the procuratorate's supervision of a refusal. */
const toPolice: Law = {
  approve: { allows: ({ at }, who) => at === 'draft' && who === 'head', leads: () => ({ at: 'approved' }) },
  decline: { allows: ({ at }, who) => at === 'draft' && who === 'head', leads: () => ({ at: 'ended' }) },
  withdraw: { allows: ({ at }) => at === 'draft' || at === 'approved', leads: () => ({ at: 'ended' }) },
  revise: { allows: ({ at }) => at === 'approved', leads: () => ({ at: 'draft' }) },
  deliver: { allows: ({ at, letter }) => at === 'approved' && letter, leads: () => ({ at: 'sent' }) },
  receive: { allows: ({ at }) => at === 'sent', leads: () => ({ at: 'received' }) },
  passOn: { allows: (model) => withPolice(model) && !model.reconsidering, leads: () => ({ at: 'sent' }) },
  openCriminalCase: {
    allows: (model) => withPolice(model) || (notFiled(model) && ['asked', 'ordered'].includes(model.prosecutor)),
    leads: () => filed,
  },
  declineCriminalCase: {
    allows: (model) => withPolice(model) && !model.reconsidering,
    leads: () => ({ at: 'notFiled', objects: 'first' }),
  },
  requestReconsideration: {
    allows: (model) => notFiled(model) && model.objects === 'first' && !model.reconsidered,
    leads: () => ({ at: 'received', objects: null, reconsidering: true, reconsidered: true }),
  },
  upholdDecline: {
    allows: (model) => withPolice(model) && model.reconsidering,
    leads: () => ({ at: 'notFiled', reconsidering: false, objects: 'second' }),
  },
  adviseSupervision: {
    allows: (model) => notFiled(model) && model.objects !== null,
    leads: ({ prosecutor }) => ({ objects: null, prosecutor: prosecutor === 'none' || prosecutor === 'stood' ? 'advised' : prosecutor }),
  },
  restWithDecline: { allows: (model) => notFiled(model) && model.objects !== null, leads: () => ({ objects: null }) },
  askReasons: {
    allows: (model) => notFiled(model) && ['none', 'advised'].includes(model.prosecutor),
    leads: ({ objects, day }) => ({ prosecutor: 'asked', askedUntil: day + 7, waits: objects, objects: null }),
  },
  explainDecline: { allows: (model) => notFiled(model) && model.prosecutor === 'asked', leads: () => ({ prosecutor: 'explained' }) },
  acceptReasons: {
    allows: (model) => notFiled(model) && model.prosecutor === 'explained',
    leads: ({ waits }) => ({ prosecutor: 'stood', objects: waits }),
  },
  orderFiling: {
    allows: (model) =>
      notFiled(model) && (model.prosecutor === 'explained' || (model.prosecutor === 'asked' && model.day >= model.askedUntil)),
    leads: () => ({ prosecutor: 'ordered' }),
  },
  handOver: { allows: ({ at, items }) => at === 'filed' && items === 'due', leads: () => ({ items: 'listed' }) },
  acceptItems: { allows: ({ at, items }) => at === 'filed' && items === 'listed', leads: () => ({ items: 'signed' }) },
}

/** What the police give back is sent by two people; taken on it is not undone, and more is asked for before that alone. */
const handedBack: Law = {
  approve: { allows: ({ at }, who) => at === 'draft' && who !== 'proposer', leads: () => ({ at: 'approved' }) },
  decline: { allows: ({ at }, who) => at === 'draft' && who !== 'proposer', leads: () => ({ at: 'ended' }) },
  withdraw: { allows: ({ at }) => at === 'draft' || at === 'approved', leads: () => ({ at: 'ended' }) },
  revise: { allows: ({ at }) => at === 'approved', leads: () => ({ at: 'draft' }) },
  deliver: { allows: ({ at, letter }) => at === 'approved' && letter, leads: () => ({ at: 'sent' }) },
  receive: { allows: ({ at }) => at === 'sent', leads: () => ({ at: 'received' }) },
  reject: { allows: ({ at }) => at === 'received', leads: () => ({ at: 'ended' }) },
  askMore: { allows: ({ at }) => at === 'received', leads: () => ({ at: 'moreAsked' }) },
  supplyMore: { allows: ({ at }) => at === 'moreAsked', leads: () => ({ at: 'received' }) },
  recall: { allows: ({ at }, who) => ['sent', 'received', 'moreAsked'].includes(at) && who !== 'proposer', leads: () => ({ at: 'ended' }) },
  acceptHandBack: { allows: ({ at }) => at === 'received', leads: () => ({ at: 'taken' }) },
  answer: { allows: ({ at }) => at === 'taken', leads: () => ({ at: 'answered' }) },
}

const dayMs = 86_400_000
const instant = (day: number) => new Date(Date.UTC(2026, 5, 8) + day * dayMs)
const people = ['proposer', 'officer', 'head'] as const
const complete = materialKinds.map((kind) => ({ kind, fileId: 'f' }))
const names = (kind: ReferralKind) => Object.keys(referralSteps[kind]) as ReferralStep[]

type Turn = { referral: Referral; model: Model /** As the database keeps it. */; barred: string | null }

const begun = (kind: ReferralKind): Turn => ({
  referral: {
    ...{ kind, state: 'proposed', proposedById: 'proposer', officerAId: 'proposer', officerBId: 'officer', materials: [], bills: [] },
    ...{ handovers: [], supervision: null, supervisionDueAt: null, asOf: instant(0), clocks: [] },
  },
  model: {
    ...{ at: 'draft', letter: false, reconsidering: false, reconsidered: false, objects: null, waits: null },
    ...{ prosecutor: 'none', askedUntil: 0, items: 'none', day: 0 },
  },
  barred: null,
})

function agree(table: unknown, model: unknown, about: string): void {
  if (table !== model) throw new Error(`${about}: the table says ${table}, the law ${model}`)
}

const becomes: Partial<Record<ReferralStep, FilingSupervision>> = {
  ...{ askReasons: 'asked', explainDecline: 'explained', acceptReasons: 'accepted', orderFiling: 'ordered' },
}

/** What the commands write with a step, as far as the rules look at it. */
function written(name: ReferralStep, { referral, barred }: Turn): Omit<Turn, 'model'> {
  const { to, starts = [], stops = [] } = referralSteps[referral.kind][name] ?? { to: referral.state }
  const running = referral.clocks.filter(({ stoppedAt }) => stoppedAt === null).map(({ ruleId }) => ruleId)
  const resumed = name === 'acceptReasons' && barred ? [barred] : []
  const clocks = [
    ...referral.clocks.map((clock) => (stops.some((rule) => rule === clock.ruleId) ? { ...clock, stoppedAt: referral.asOf } : clock)),
    ...[...starts, ...resumed].map((ruleId) => ({ ruleId, stoppedAt: null })),
  ]
  const advised = name === 'adviseSupervision' && (referral.supervision === null || referral.supervision === 'accepted')
  const supervision = becomes[name] ?? (advised ? 'advised' : referral.supervision)
  const supervisionDueAt = name === 'askReasons' ? new Date(referral.asOf.getTime() + 7 * dayMs) : referral.supervisionDueAt
  const handovers =
    name === 'handOver'
      ? [{ kind: 'items' as const, signedAt: null }]
      : name === 'acceptItems'
        ? [{ kind: 'items' as const, signedAt: referral.asOf }]
        : referral.handovers
  return {
    referral: { ...referral, state: to, clocks, supervision, supervisionDueAt, handovers },
    barred: name === 'askReasons' ? (['CK33', 'CK35'].find((rule) => running.includes(rule)) ?? null) : barred,
  }
}

/** One random act: of any step by anybody, or, mostly, of one that the law allows; or the letter is put to it. */
function turn(so: Turn, law: Law, [n, m, days]: readonly [number, number, number]): Turn {
  const day = so.model.day + (m % 3 === 0 ? days : 0)
  const now = { ...so, referral: { ...so.referral, asOf: instant(day) }, model: { ...so.model, day } }
  const { kind } = now.referral
  if (n % 6 === 0 && !now.model.letter)
    return { ...now, referral: { ...now.referral, materials: complete }, model: { ...now.model, letter: true } }
  const ends: readonly ReferralStep[] = ['withdraw', 'decline', 'reject', 'revise']
  const lawful = names(kind).filter((one) => !ends.includes(one) && law[one]?.allows(now.model, 'head'))
  const wild = { name: names(kind)[n % names(kind).length] ?? 'approve', who: people[m % people.length] ?? 'head' }
  const led = m % 4 !== 0 && lawful.length > 0 ? { name: lawful[n % lawful.length] ?? 'approve', who: 'head' } : wild
  const rule = referralSteps[kind][led.name]
  const allowed = rule !== undefined && takeStep(rule, now.referral, { userId: led.who }).ok
  agree(allowed, law[led.name]?.allows(now.model, led.who) ?? false, `${led.name} by ${led.who} at ${JSON.stringify(now.model)}`)
  if (!allowed) return now
  return { ...written(led.name, now), model: { ...now.model, ...law[led.name]?.leads(now.model) } }
}

const course = fc.noBias(
  fc.array(fc.tuple(fc.nat({ max: 9_999 }), fc.nat({ max: 9_999 }), fc.nat({ max: 9 })), { minLength: 1, maxLength: 40, size: 'max' }),
)

function walk(kind: ReferralKind, law: Law, seen: (model: Model) => void): void {
  fc.assert(
    fc.property(course, (acts) => {
      acts.reduce<Turn>((so, act) => {
        const next = turn(so, law, act)
        seen(next.model)
        return next
      }, begun(kind))
    }),
    { numRuns: 50_000, seed: 20261125 },
  )
}

describe('fifty thousand random courses', () => {
  it('of a referral to the police go as the rules on it have it', { timeout: 120_000 }, () => {
    const reached = new Set<string>()
    walk('police', toPolice, ({ at, prosecutor, objects, items, reconsidered }) => {
      for (const one of [at, prosecutor, `objects ${objects}`, `items ${items}`]) reached.add(one)
      if (at === 'filed') reached.add(`filed, ${prosecutor}${reconsidered ? ', reconsidered' : ''}`)
      if (prosecutor === 'stood' && objects) reached.add(`objects ${objects} after its reasons stood`)
    })
    const places = ['draft', 'approved', 'ended', 'sent', 'received', 'filed', 'notFiled']
    const words = ['advised', 'asked', 'explained', 'stood', 'ordered', 'items due', 'items listed', 'items signed']
    const ways = ['filed, none', 'filed, asked', 'filed, ordered', 'filed, ordered, reconsidered', 'filed, stood, reconsidered']
    const objections = [
      'objects first',
      'objects second',
      'objects first after its reasons stood',
      'objects second after its reasons stood',
    ]
    expect([...places, ...words, ...ways, ...objections].filter((one) => !reached.has(one))).toEqual([])
    expect(names('police').filter((name) => !toPolice[name])).toEqual([])
  })

  it('of what is handed back go as the house has it', { timeout: 120_000 }, () => {
    const reached = new Set<string>()
    walk('handBack', handedBack, ({ at }) => reached.add(at))
    const places = ['draft', 'approved', 'ended', 'sent', 'received', 'moreAsked', 'taken', 'answered']
    expect(places.filter((one) => !reached.has(one))).toEqual([])
    expect(names('handBack').filter((name) => !handedBack[name])).toEqual([])
  })
})
