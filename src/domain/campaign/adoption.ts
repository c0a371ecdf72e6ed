import type { Department } from '../department/department'
import { type CampaignPlan, nameOf } from './campaign-plan'

type Localising = {
  regionName: string
  /** The agencies of the region that take part, in the order of the parent's issuers. */
  agencies: readonly { id: string; name: string; department: Department }[]
  ownAgencyId: string
}

/**
 * A parent's plan as a lower agency begins to localise it: everything that is to be done stays, whoever issues and receives it is of the
 * own region, the parent is cited by its number, and number and date are open until the own paper has them.
 */
export function localised(parent: CampaignPlan, { regionName, agencies, ownAgencyId }: Localising): CampaignPlan {
  const named = ({ name, department }: { name: string; department: Department }) => ({ name, department })
  const parentCited = { documentNumber: parent.documentNumber, title: parent.title }
  const own = agencies.filter(({ id }) => id === ownAgencyId)
  const others = agencies.filter(({ id }) => id !== ownAgencyId)
  return {
    ...parent,
    title: `${nameOf({ ...parent, regionName })}工作方案`,
    documentNumber: null,
    issuedOn: null,
    regionName,
    issuers: [...own, ...others].map(named),
    recipients: others.map(named),
    cited: [parentCited, ...parent.cited.filter(({ documentNumber }) => documentNumber !== parent.documentNumber)],
  }
}

/** Fields of a localised plan that no longer say what the parent's text says; their evidence would point to other words. */
const localisedFields = ['title', 'documentNumber', 'issuedOn', 'regionName', 'issuers', 'recipients', 'cited'] as const

export const isLocalised = (path: string): boolean => localisedFields.some((field) => path === field || path.startsWith(`${field}[`))
