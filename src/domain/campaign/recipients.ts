import type { Department } from '../department/department'
import { kindAt } from '../plan/recipients'
import type { CampaignPlan } from './campaign-plan'

/** As much of an agency as tells whether a plan is addressed to it. */
export type AddressableAgency = {
  id: string
  name: string
  shortName: string
  department: Department
  kind: 'bureau' | 'operator'
  regionNo: number
  regionLevel: 'nation' | 'province' | 'city' | 'county' | 'unit'
}

/** A unit that a plan is addressed to; `agencyId: null` when nobody in the region tree goes by that name. */
export type Addressee = { name: string; agencyId: string | null; department: Department | null; regionNo: number }

type Addressees = {
  addressees: Addressee[]
  /** The issuer's own offices (市局各科室): they have the plan already and sign for nothing. */
  internal: string[]
}

const bare = (name: string) => name.replace(/[\s()（）、]/g, '')

/** The levels for whose agencies one name stands: 各设区市…, 各县（市、区）…, 各市、县（区）…; none for a unit's own name. */
function levelsNamed(name: string): AddressableAgency['regionLevel'][] {
  if (!/^(?:各|全部|所有)/.test(name)) return []
  const regions = name.slice(0, Math.max(0, kindAt(name))).replace(/[（(][^）)]*[）)]/g, '')
  const levels: AddressableAgency['regionLevel'][] = []
  if (/设区的?市|^各市|地级市|、市/.test(regions)) levels.push('city')
  if (/县|(?<!设)区/.test(regions)) levels.push('county')
  return levels
}

/** 市局各科室、直属单位: parts of the issuing bureau itself. */
const isInternal = (name: string) =>
  /^(?:省|市|县|区|本|委|局)(?:局|委|厅|机关)?(?:机关)?(?:各|直属|所属|下属)/.test(name) && /科室|处室|直属|所属|下属|机关/.test(name)

/**
 * The agencies to which a plan goes, in the plan's order: a name that stands for many is spread over the agencies of that
 * department below the issuer; a unit with a name of its own is found by it, whatever department it acts for. A name
 * that fits nobody is kept, to be matched by a person. No agency is listed twice, and never the issuer itself.
 */
export function addresseesOf(
  recipients: CampaignPlan['recipients'],
  agencies: readonly AddressableAgency[],
  issuer: { agencyId: string; regionNo: number },
): Addressees {
  const seen = new Set([issuer.agencyId])
  const addressees: Addressee[] = []
  const internal: string[] = []
  const take = (agency: AddressableAgency) => {
    if (seen.has(agency.id)) return
    seen.add(agency.id)
    addressees.push({ name: agency.name, agencyId: agency.id, department: agency.department, regionNo: agency.regionNo })
  }
  for (const { name, department } of recipients) {
    const levels = levelsNamed(name)
    const own = agencies.find((agency) => agency.id !== issuer.agencyId && goesBy(agency, name))
    if (isInternal(name)) internal.push(name)
    else if (own) take(own)
    else {
      const spread = agencies.filter(
        (agency) => agency.kind === 'bureau' && agency.department === department && levels.includes(agency.regionLevel),
      )
      for (const agency of spread) take(agency)
      if (spread.length === 0) addressees.push({ name, agencyId: null, department, regionNo: issuer.regionNo })
    }
  }
  return { addressees, internal }
}

function goesBy({ name, shortName }: AddressableAgency, written: string): boolean {
  const asked = bare(written)
  return bare(name) === asked || bare(shortName) === asked
}
