import { registerText } from '#messages/zh/register'
import type { InstitutionView } from '#server/institution/register-queries'

type Change = InstitutionView['changes'][number]

/** What a change is about, in a few words. */
export function whatOf({ kind, fromRegion, toRegion, institution, intoInstitution, effectiveOn }: Change): string {
  if (kind === 'move') return registerText.moveWhat(fromRegion, toRegion)
  if (kind === 'merge')
    return registerText.mergeWhat(institution?.name ?? registerText.outside, intoInstitution?.name ?? registerText.outside)
  return effectiveOn ? registerText.effectiveOn(effectiveOn) : ''
}
