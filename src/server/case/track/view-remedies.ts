import 'server-only'
import { remedyBases } from '#domain/case/tracks/bases-of-remedies'
import {
  isAppealable,
  type RemedyKind,
  type RemedyOfCase,
  type RemedyStep,
  remedyStepNames,
  remedySteps,
} from '#domain/case/tracks/remedies'
import { type StayStep, stayingOf, stayStepNames, staySteps } from '#domain/case/tracks/stays'
import { strikeStep } from '#domain/case/tracks/struck-remedies'
import type { Actor } from '#domain/kernel/access'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { takeStep } from '#domain/kernel/workflow'
import { isVerified } from '#domain/law/confidence'
import type { Prisma } from '#platform/prisma/client'
import { may } from '../../access'
import { recordedOf } from './strike-remedy'

type File = Omit<RemedyOfCase, 'state'>
type Recordable = Parameters<typeof recordedOf>[0]
type Viewed = Omit<Recordable, 'procedure'> & { procedure: Recordable['procedure'] | null }

/** A remedy as the page of its case shows it, with what this person may do in it now. */
export const viewRemedy = (actor: Actor, file: Viewed, remedy: Prisma.CaseRemedyGetPayload<object>) => ({
  ...remedy,
  receivedOn: fromDateColumn(remedy.receivedOn),
  answeredOn: remedy.answeredOn && fromDateColumn(remedy.answeredOn),
  concludedOn: remedy.concludedOn && fromDateColumn(remedy.concludedOn),
  steps: remedy.struckAt === null ? stepsOf(actor, file, remedy) : [],
  strike: remedy.struckAt === null ? strikeOf(actor, file, remedy) : null,
})

/** Striking out its end: open to this person, or why it is not; `null` where it is nothing to strike out. */
function strikeOf(actor: Actor, { procedure, ...file }: Viewed, remedy: Prisma.CaseRemedyGetPayload<object>) {
  if (procedure === null || !may(actor, strikeStep.by, 'case', file)) return null
  const taken = takeStep(strikeStep, recordedOf({ ...file, procedure }, remedy), actor)
  return !taken.ok && taken.refusal.code === 'wrongState' ? null : { shut: taken.ok ? null : taken.refusal }
}

const restsOn = (name: RemedyStep | StayStep, kind: RemedyKind) => {
  const { basis, confidence } = remedyBases[name][kind]
  return { basis, verified: isVerified(confidence) }
}

const stepsOf = (actor: Actor, file: File, remedy: Pick<Prisma.CaseRemedyGetPayload<object>, 'kind' | 'state' | 'stayed'>) =>
  [
    ...remedyStepNames
      .filter((name) => may(actor, remedySteps[name].by, 'case', file))
      .map((name) => ({ name, taken: takeStep(remedySteps[name], { ...file, state: remedy.state }, actor) })),
    ...stayStepNames
      .filter((name) => may(actor, staySteps[name].by, 'case', file))
      .map((name) => ({ name, taken: takeStep(staySteps[name], stayingOf(file, remedy), actor) })),
  ]
    .filter(({ taken }) => taken.ok || taken.refusal.code !== 'wrongState')
    .map(({ name, taken }) => ({ name, ...restsOn(name, remedy.kind), shut: taken.ok ? null : taken.refusal }))

/** Whether this person records that a party asks for one. */
export const mayReceiveRemedy = (actor: Actor, file: object, procedure: Parameters<typeof isAppealable>[0]): boolean =>
  isAppealable(procedure) && may(actor, remedySteps.answer.by, 'case', file)
