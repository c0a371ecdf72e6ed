import { beijingDay } from '#domain/kernel/civil-date'
import type { BulletinContent } from '#domain/self-inspection/bulletin'
import type { SeedCampaign } from './campaign'
import type { SeedFiling } from './filings'
import type { Staff } from './staff'
import type { World } from './world'

/** A bulletin of the city that waits for its approver: it names nobody. */
export function addBulletin(world: World, campaign: SeedCampaign, filings: readonly SeedFiling[], staff: Staff): void {
  const { handler } = staff.city
  const draftedAt = new Date(world.now.getTime() - 2 * 86_400_000)
  const filed = filings.filter(
    ({ state, submittedAt }) => (state === 'submitted' || state === 'accepted') && submittedAt && submittedAt < draftedAt,
  )
  const content: BulletinContent = {
    campaignName: '医保基金违法违规问题专项整治',
    figures: [
      { measure: 'issued', value: String(filings.length) },
      { measure: 'filed', value: String(filed.length) },
    ],
    situation: '多数机构逐项对照问题清单开展了自查，个别机构报送迟缓。',
    requirement: '尚未报送的机构应抓紧报送；已发现的问题立行立改，应退资金及时到账。',
    named: [],
  }
  world.add('bulletin', {
    ...{ id: world.id(draftedAt), campaignId: campaign.id, agencyId: handler.agencyId, department: 'MI' },
    ...{ regionNo: 370800, rangeLo: 370800, rangeHi: 370899, title: '关于自查自纠报送情况的通报' },
    ...{ asOfOn: beijingDay(draftedAt), state: 'draft', content },
    ...{ draftedById: handler.id, draftedByName: handler.name, draftedAt, version: 1 },
  })
}
