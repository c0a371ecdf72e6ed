import type { Department } from '../department/department'
import type { CivilDate } from '../kernel/civil-date'
import { ok, type Result, refuse } from '../kernel/result'

/** What is told of the criminal process, in no order of time: the later words came later. */
export const progressKinds = [
  'filed',
  'detained',
  'arrested',
  'indicted',
  'tried',
  'judged',
  'bailed',
  'residence',
  'arrestRefused',
  'sentToProsecution',
  'caseDropped',
  'notIndicted',
  'effective',
] as const
export type ProgressKind = (typeof progressKinds)[number]

/** The four sides of a matter that the police have. */
export const criminalSides = ['MI', 'PS', 'PR', 'CT'] as const satisfies readonly Department[]

type EventRule = {
  /** Which authority tells of it: its own act. */
  by: readonly Department[]
  /** One of these comes before it. */
  after?: readonly ProgressKind[]
  /** None of these has come. */
  notAfter?: readonly ProgressKind[]
  /** Who reads it in any case. */
  openTo: readonly Department[]
}

const all = criminalSides
/** Measures against a person are between the police and the procuratorate, until the teller makes them known. */
const measure = { by: ['PS'], notAfter: ['caseDropped', 'notIndicted'], openTo: ['PS', 'PR'] } as const satisfies EventRule

export const eventRules: Readonly<Record<ProgressKind, EventRule>> = {
  filed: { by: ['PS'], openTo: all },
  detained: measure,
  bailed: measure,
  residence: measure,
  arrested: { by: ['PS', 'PR'], notAfter: ['caseDropped', 'notIndicted'], openTo: ['PS', 'PR'] },
  arrestRefused: { by: ['PR'], openTo: ['PS', 'PR'] },
  sentToProsecution: { by: ['PS'], notAfter: ['caseDropped'], openTo: all },
  caseDropped: { by: ['PS'], notAfter: ['indicted'], openTo: all },
  indicted: { by: ['PR'], notAfter: ['notIndicted', 'caseDropped'], openTo: all },
  notIndicted: { by: ['PR'], notAfter: ['indicted'], openTo: all },
  tried: { by: ['CT'], after: ['indicted'], openTo: all },
  judged: { by: ['CT'], after: ['indicted'], openTo: all },
  effective: { by: ['CT'], after: ['judged'], openTo: all },
}

/** Whether this department may tell of this part of the process. */
export const mayTell = (department: Department | null, kind: ProgressKind): boolean =>
  department !== null && eventRules[kind].by.includes(department)

/** Those that read an event: whom the rule names, whom its teller tells besides, and the teller itself. */
export const eventOpenTo = (kind: ProgressKind, ...besides: readonly Department[]): Department[] =>
  criminalSides.filter((side) => eventRules[kind].openTo.includes(side) || besides.includes(side))

export type Told = { kind: ProgressKind; personLabel: string; occurredOn: CivilDate }

/** What is told of nobody by name is told of each. */
const concerns = (one: string, other: string) => one === '' || other === '' || one === other

/** Whether an event can stand beside what was told and not put right. Refuses `progressOutOfOrder` with the part that is missing or in its way. */
export function inOrder(told: readonly Told[], event: Told): Result<void> {
  const { after, notAfter = [] } = eventRules[event.kind]
  const ofPerson = told.filter(({ personLabel }) => concerns(personLabel, event.personLabel))
  const inTheWay = ofPerson.find(({ kind, personLabel }) => notAfter.includes(kind) && personLabel === event.personLabel)
  if (inTheWay) return refuse('progressOutOfOrder', { kind: inTheWay.kind, how: 'stands' })
  const before = ofPerson.some(({ kind, occurredOn }) => after?.includes(kind) && occurredOn <= event.occurredOn)
  return after === undefined || before ? ok(undefined) : refuse('progressOutOfOrder', { kind: after[0] ?? '', how: 'missing' })
}
