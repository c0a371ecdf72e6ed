import type { CivilDate } from '../../kernel/civil-date'
import { ok, type Result, refuse } from '../../kernel/result'
import type { Step } from '../../kernel/workflow'
import { basis } from '../../law/law'
import { namedIn } from '../../person/named-in'
import { byHead, byOfficer, type CaseRelation } from '../grants'
import type { PartyKind } from '../parties'

/** Where the text stands by which a decision is made public (行政处罚信息公示). */
export const publicationStages = ['drafted', 'approved', 'published', 'withdrawn', 'withheld', 'dropped'] as const
export type PublicationStage = (typeof publicationStages)[number]

/** A text as its rules look at it. */
export type Publication = {
  state: PublicationStage
  draftedById: string
  /** The penalty that it tells of stands: it was neither revoked nor changed by whoever looked at it again. */
  stands: boolean
  publishedOn: CivilDate | null
}

const stillStands = ({ stands }: Publication): Result<void> => (stands ? ok(undefined) : refuse('notPublishable'))

const disclosure = basis('enforcementDisclosure', '行政执法公示要求')
const steps = {
  approve: {
    from: ['drafted'],
    to: 'approved',
    by: byHead,
    notBy: ['draftedById'],
    requires: stillStands,
    basis: disclosure,
  },
  /** What has no effect on the public need not be told to it. */
  withhold: {
    from: ['drafted'],
    to: 'withheld',
    by: byHead,
    notBy: ['draftedById'],
    stops: ['CK24', 'CK67'],
    basis: basis('administrativePenaltyLaw', '第四十八条'),
  },
  drop: { from: ['drafted', 'approved'], to: 'dropped', by: [...byOfficer, ...byHead], basis: disclosure },
  publish: { from: ['approved'], to: 'published', by: byOfficer, requires: stillStands, stops: ['CK24'], basis: disclosure },
  withdraw: {
    from: ['published'],
    to: 'withdrawn',
    by: byOfficer,
    stops: ['CK23', 'CK67'],
    basis: basis('administrativePenaltyLaw', '第四十八条'),
  },
} satisfies Record<string, Step<Publication, CaseRelation>>

export type PublicationStep = keyof typeof steps
/** How the text of a decision is approved by another person, made public, and taken off. */
export const publicationSteps: Record<PublicationStep, Step<Publication, CaseRelation>> = steps
export const publicationStepNames = Object.keys(steps) as PublicationStep[]
export const publicationActs = ['draft', ...publicationStepNames, 'report'] as const

/** Every pair of stages that a step leads between. The database refuses any other. */
export const publicationMoves: readonly (readonly [from: PublicationStage, to: PublicationStage])[] = publicationStepNames.flatMap((name) =>
  publicationSteps[name].from.map((from) => [from, publicationSteps[name].to] as const),
)

/** A text that is on its way, or out: there is one at a time. */
export const livePublications = ['drafted', 'approved', 'published'] as const satisfies readonly PublicationStage[]

const identityNumber = /(?<!\d)\d{17}[\dXx](?!\d)/
/** As it was given until 1999. */
const oldIdentityNumber = /(?<!\d)\d{8}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)/
const telephone = /(?<!\d)1[3-9]\d{9}(?!\d)/

type Persons = {
  parties: readonly { kind: PartyKind; name: string }[]
  officers: readonly string[]
  /** Whom its acts were done with, who saw them, and who was scored. An act may also be done with an institution. */
  met?: readonly string[]
}

/**
 * The text names no natural person: none of the parties who is one, none of the officers, nobody whom they met, and no number by which one is
 * found. Refuses `namesPerson` with the names that stand in it, `holdsPersonalNumber`.
 */
export function withoutPersons(text: string, { parties, officers, met = [] }: Persons): Result<void> {
  const organisations = parties.flatMap(({ kind, name }) => (kind === 'person' ? [] : [name]))
  const others = met.filter((name) => !organisations.some((organisation) => organisation.includes(name)))
  const names = [...parties.flatMap(({ kind, name }) => (kind === 'person' ? [name] : [])), ...officers, ...others]
  const found = namedIn(text, names)
  if (found.length > 0) return refuse('namesPerson', { names: found })
  const run = text.normalize('NFKC').replaceAll(/(?<=\d)[\s-]+(?=[\dXx])/g, '')
  return [identityNumber, oldIdentityNumber, telephone].some((number) => number.test(run)) ? refuse('holdsPersonalNumber') : ok(undefined)
}
