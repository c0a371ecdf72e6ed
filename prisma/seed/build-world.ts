import { pinyin } from 'pinyin-pro'
import type { Plan } from '#domain/plan/plan'
import { addBulletin } from './bulletins'
import { startCampaign } from './campaign'
import { addCases } from './cases'
import { addEarlierCampaign } from './earlier-campaign'
import { addFilingReviews } from './filing-reviews'
import { addFilings } from './filings'
import { institutions, type SeedInstitution } from './institutions'
import { addLeadingGroup } from './leading-group'
import { addLeads, type Seal } from './leads'
import { addLists } from './lists'
import { personName } from './people'
import { addReferrals } from './referrals'
import { addRefundCourse } from './refunds'
import { addRegisterChange } from './register'
import { addSpotChecks } from './spot-checks'
import { appointStaff, complianceOfficer, type ListedAccount, type ListedInstitution, type Staff } from './staff'
import { addWhistleReports, type SealReporter } from './whistle'
import { createWorld, type World, type WorldSettings } from './world'

const initials = (name: string) => pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join('').toUpperCase()

/** Institutions with an account of their own: two hospitals, a health centre, a clinic and a pharmacy of the first county. */
function accountNames(all: readonly SeedInstitution[]): Map<string, string> {
  const wanted = [
    ['hospital-a', 'hospital'],
    ['hospital-b', 'hospital'],
    ['health-centre-a', 'healthCentre'],
    ['clinic-a', 'clinic'],
    ['pharmacy-a', 'pharmacy'],
  ] as const
  const names = new Map<string, string>()
  for (const [login, kind] of wanted) {
    const free = all.find((one) => one.kind === kind && one.regionCode === '370811' && !names.has(one.code))
    if (free) names.set(free.code, login)
  }
  return names
}

function addInstitutions(world: World, staff: Staff): ListedInstitution[] {
  const all = institutions(world.random.fork('institutions'), world.scaled(1_200))
  const logins = accountNames(all)
  const designatedAt = new Date(world.now.getTime() - 900 * 86_400_000)
  return all.map((institution) => {
    const { fieldIds, ...rest } = institution
    const id = world.id(designatedAt)
    world.add('institution', { id, ...rest, nameInitials: initials(rest.name), regionNo: Number(rest.regionCode), fieldIds: [...fieldIds] })
    const login = logins.get(institution.code) ?? null
    return { ...institution, id, login, officer: complianceOfficer(world, staff, { ...institution, id }, login) }
  })
}

/** A second person fills in for the first hospital, as in most of them: two at one filing see each other. */
function addColleague(world: World, staff: Staff, all: readonly ListedInstitution[]): void {
  const hospital = all.find(({ login }) => login === 'hospital-a')
  const complianceOfficerName = personName(world.random.fork('colleague'), 'female')
  if (hospital) complianceOfficer(world, staff, { ...hospital, complianceOfficerName }, 'hospital-a-2')
}

export type BuiltWorld = { world: World; accounts: readonly ListedAccount[] }

/**
 * The whole demonstration world in memory: people, institutions, a campaign in the middle of its rectification, and what
 * has come of it. The same seed, plan and `now` give the same world. Without `sealReporter` nobody has blown a whistle in it.
 */
export async function buildWorld(settings: WorldSettings, plan: Plan, seal: Seal, sealReporter?: SealReporter): Promise<BuiltWorld> {
  const world = createWorld(settings)
  const staff = appointStaff(world)
  const institutionsOfCity = addInstitutions(world, staff)
  const campaign = startCampaign(world, plan, staff)
  addLeadingGroup(world, campaign, staff)
  const filings = addFilings(world, campaign, institutionsOfCity, staff)
  addSpotChecks(world, campaign, filings, staff)
  addFilingReviews(world, campaign, filings, staff)
  const leads = addLeads(world, campaign, institutionsOfCity, staff, seal)
  const cases = await addCases(world, campaign, leads, staff)
  await addReferrals(world, campaign, cases, staff)
  addLists(world, staff)
  addBulletin(world, campaign, filings, staff)
  addRefundCourse(world, campaign, filings, staff)
  addColleague(world, staff, institutionsOfCity)
  addRegisterChange(world, institutionsOfCity, staff)
  addEarlierCampaign(world, plan, staff, filings)
  if (sealReporter) addWhistleReports(world, institutionsOfCity, staff, sealReporter)
  return { world, accounts: staff.accounts }
}
