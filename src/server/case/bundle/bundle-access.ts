import 'server-only'
import { bundledStates, type CaseBundleKind, caseBundleRules } from '#domain/case/bundles'
import type { CaseState } from '#domain/case/kinds'
import type { Actor } from '#domain/kernel/access'
import { may, whereAlso, whereParentOf } from '../../access'

/** The bundles that a person sees: of cases within reach, as secret as they are cleared for. */
export const whereBundles = (actor: Actor) => ({ AND: [{ case: whereParentOf(actor, 'caseBundle') }, whereAlso(actor, 'caseBundle')] })

/** Whether a person may put this together of a case that they have found, as it stands. */
export const mayBundle = (actor: Actor, kind: CaseBundleKind, file: object & { state: CaseState }): boolean => {
  const { by, secrecy } = caseBundleRules[kind]
  return bundledStates.some((state) => state === file.state) && actor.clearance >= secrecy && may(actor, by, 'case', file)
}
