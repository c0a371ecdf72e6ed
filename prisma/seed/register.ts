import { agencies } from '../reference/agencies'
import type { ListedInstitution, Staff } from './staff'
import type { World } from './world'

const cityBureau = agencies.find(({ code }) => code === 'MI-370800')?.name ?? ''

/** A pharmacy of the second county is to belong to the first: its move waits for the city's approver. */
export function addRegisterChange(world: World, institutions: readonly ListedInstitution[], staff: Staff): void {
  const { handler } = staff.city
  const proposedAt = new Date(world.now.getTime() - 86_400_000)
  const pharmacy = institutions.findLast(({ kind, regionCode }) => kind === 'pharmacy' && regionCode === '370812')
  if (!pharmacy) return
  world.add('institution_change', {
    ...{
      id: world.id(proposedAt),
      institutionId: pharmacy.id,
      regionNo: 370812,
      agencyId: handler.agencyId,
      agencyName: cityBureau,
    },
    ...{ kind: 'move', fromRegionCode: '370812', toRegionCode: '370811', reason: '门店整体迁至任城区，已换发药品经营许可证。' },
    ...{ proposedById: handler.id, proposedByName: handler.name, proposedAt },
  })
}
