import { registerText } from '#messages/zh/register'
import type { InstitutionView } from '#server/institution/register-queries'

type Change = InstitutionView['changes'][number]

type Side = { code: string; name: string } | null
const sideOf = (side: Side) => (side ? registerText.side(side.name, side.code) : registerText.outside)

/** What a change is about, in a few words. One side of a merge may be out of the reader's reach. */
export function whatOf({ kind, fromRegion, toRegion, institution, intoInstitution, effectiveOn }: Change): string {
  if (kind === 'move') return registerText.moveWhat(fromRegion, toRegion)
  if (kind === 'merge') return registerText.mergeWhat(sideOf(institution), sideOf(intoInstitution))
  return effectiveOn ? registerText.effectiveOn(effectiveOn) : ''
}
