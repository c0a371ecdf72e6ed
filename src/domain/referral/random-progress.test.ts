import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays, type CivilDate } from '../kernel/civil-date'
import { criminalSides, eventOpenTo, eventRules, inOrder, mayTell, type ProgressKind, progressKinds, type Told } from './criminal'

/** What was told of one person, or of nobody by name: how often each end of the matter, and on which days it was charged and judged. */
type Course = { dropped: number; letGo: number; charged: CivilDate[]; judged: CivilDate[] }
type Model = Record<string, Course>

const persons = ['', '甲', '乙']
const [first, days] = ['2026-06-08', 40] as const

/** Whose act each is, and between whom it stays, by hand from the law of criminal procedure. */
const police: readonly ProgressKind[] = ['filed', 'detained', 'bailed', 'residence', 'sentToProsecution', 'caseDropped']
const prosecutors: readonly ProgressKind[] = ['arrestRefused', 'indicted', 'notIndicted']
const court: readonly ProgressKind[] = ['tried', 'judged', 'effective']
const quiet: readonly ProgressKind[] = ['detained', 'bailed', 'residence', 'arrested', 'arrestRefused']

const ownAct = (side: string, kind: ProgressKind) =>
  kind === 'arrested'
    ? side === 'PS' || side === 'PR'
    : side === (police.includes(kind) ? 'PS' : prosecutors.includes(kind) ? 'PR' : court.includes(kind) ? 'CT' : 'none')

const of = (model: Model, person: string): Course => model[person] ?? { dropped: 0, letGo: 0, charged: [], judged: [] }
/** What is told of nobody by name is told of each. */
const about = (model: Model, person: string) => (person === '' ? persons : ['', person]).map((one) => of(model, one))

function stands(model: Model, { kind, personLabel, occurredOn }: Told): boolean {
  const own = of(model, personLabel)
  const by = (daysOf: (course: Course) => CivilDate[]) =>
    about(model, personLabel).some((one) => daysOf(one).some((day) => day <= occurredOn))
  switch (kind) {
    case 'detained':
    case 'bailed':
    case 'residence':
    case 'arrested':
      return own.dropped === 0 && own.letGo === 0
    case 'sentToProsecution':
      return own.dropped === 0
    case 'caseDropped':
    case 'notIndicted':
      return own.charged.length === 0
    case 'indicted':
      return own.dropped === 0 && own.letGo === 0
    case 'tried':
    case 'judged':
      return by(({ charged }) => charged)
    case 'effective':
      return by(({ judged }) => judged)
    default:
      return true
  }
}

/** Told, or, with -1, put right: as if it had not been. */
function count(model: Model, { kind, personLabel, occurredOn }: Told, by: 1 | -1): Model {
  const own = of(model, personLabel)
  const dated = (list: CivilDate[]) => (by === 1 ? [...list, occurredOn] : list.filter((_, place) => place !== list.indexOf(occurredOn)))
  return {
    ...model,
    [personLabel]: {
      dropped: own.dropped + (kind === 'caseDropped' ? by : 0),
      letGo: own.letGo + (kind === 'notIndicted' ? by : 0),
      charged: kind === 'indicted' ? dated(own.charged) : own.charged,
      judged: kind === 'judged' ? dated(own.judged) : own.judged,
    },
  }
}

it('what is told of the criminal process stands as the law has it, in fifty thousand random courses', { timeout: 120_000 }, () => {
  const reached = new Set<string>()
  const acts = fc.array(fc.tuple(fc.nat({ max: 9_999 }), fc.nat({ max: 9_999 }), fc.nat({ max: days })), {
    minLength: 1,
    maxLength: 30,
    size: 'max',
  })
  fc.assert(
    fc.property(fc.noBias(acts), (course) => {
      let [told, model]: [Told[], Model] = [[], {}]
      for (const [n, m, day] of course) {
        const wrong = m % 8 === 0 ? told[n % told.length] : undefined
        if (wrong) {
          told = told.filter((one) => one !== wrong)
          model = count(model, wrong, -1)
          continue
        }
        const kind = progressKinds[n % progressKinds.length] ?? 'filed'
        const event = { kind, personLabel: persons[m % persons.length] ?? '', occurredOn: addDays(first, day) }
        const allowed = inOrder(told, event).ok
        if (allowed !== stands(model, event)) throw new Error(`${JSON.stringify(event)} after ${JSON.stringify(told)}: ${allowed}`)
        reached.add(`${kind} ${allowed}`)
        if (!allowed) continue
        told = [...told, event]
        model = count(model, event, 1)
      }
    }),
    { numRuns: 50_000, seed: 20261126 },
  )
  const barred = progressKinds.filter((kind) => eventRules[kind].after || eventRules[kind].notAfter)
  const expected = [...progressKinds.map((kind) => `${kind} true`), ...barred.map((kind) => `${kind} false`)]
  expect(expected.filter((one) => !reached.has(one))).toEqual([])
})

it('each part is told by whose act it is, and read by whom it concerns', () => {
  for (const kind of progressKinds) {
    for (const side of criminalSides) expect([kind, side, mayTell(side, kind)]).toEqual([kind, side, ownAct(side, kind)])
    expect(mayTell(null, kind)).toBe(false)
    const readers = quiet.includes(kind) ? ['PS', 'PR'] : ['MI', 'PS', 'PR', 'CT']
    expect([kind, eventOpenTo(kind)]).toEqual([kind, readers])
    expect(eventOpenTo(kind, 'MI')).toContain('MI')
  }
})
