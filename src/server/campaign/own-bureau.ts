import 'server-only'
import type { Department } from '#domain/department/department'
import type { Actor } from '#domain/kernel/access'
import { refuse } from '#domain/kernel/result'
import { must } from '../refused'

type OwnBureau = { agencyId: string; department: Department; regionNo: number; rangeLo: number; rangeHi: number }

/** True for whoever drafts campaigns: a handler of an insurance bureau (or of the unit that acts for it). */
export const mayDraftCampaigns = (actor: Actor): boolean =>
  actor.department === 'MI' &&
  actor.agencyKind === 'bureau' &&
  actor.agencyId !== null &&
  actor.regionLo !== null &&
  actor.roles.includes('handler')

/** Whose campaign a new draft is. Refuses `notFound` for a person who drafts none. */
export function ownBureau(actor: Actor): OwnBureau {
  const { agencyId, department, regionNo, regionLo, regionHi } = actor
  if (!mayDraftCampaigns(actor) || agencyId === null || department === null || regionLo === null || regionHi === null)
    return must(refuse('notFound'))
  return { agencyId, department, regionNo, rangeLo: regionLo, rangeHi: regionHi }
}
