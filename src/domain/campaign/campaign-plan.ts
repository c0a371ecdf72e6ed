import type { z } from 'zod'
import type { Department } from '../department/department'
import { departmentOf } from '../plan/department-names'
import { type Plan, planSchema } from '../plan/plan'

/** The confirmed (or still to be confirmed) values of a plan: what a person may correct. The text and its evidence stay as read. */
export const campaignPlan = planSchema.omit({ text: true, evidence: true, warnings: true }).strip()
export type CampaignPlan = z.infer<typeof campaignPlan>

/** What is stored of the reading itself: every value as the reader took it, with where its words stand. */
export const planReading = planSchema.omit({ text: true }).strip()

export const valuesOf = (plan: Plan): CampaignPlan => campaignPlan.parse(plan)

const once = <T>(values: readonly T[]): T[] => [...new Set(values)]

/** The department of a unit that a measure names: `市医保局` → MI; `null` for a body that only a person can tell. */
export const departmentOfUnit = (unit: string): Department | null => departmentOf(unit)

/** The departments that take part: whoever issued the plan, whoever has a duty in it, whoever a measure makes responsible. */
export function participantsOf(plan: CampaignPlan): Department[] {
  const issuers = plan.issuers.map(({ department }) => department)
  const duties = plan.duties.map(({ department }) => department)
  const responsible = plan.measures.flatMap(({ units }) => units.map(departmentOfUnit))
  return once([...issuers, ...duties, ...responsible].filter((department) => department !== null))
}

/** Fields as the campaign keeps them: known ones by id, others by the name under which the plan speaks of them. */
export const fieldsOf = (plan: CampaignPlan): string[] => once([...plan.fields, ...plan.unknownFields])

const subjectForms = [
  /(?:20\d{2}年)?((?:[^年]{0,30})专项(?:整治|行动|治理))/,
  /关于(?:印发|开展|做好|深入开展|进一步)?《?([^》]{4,40}?)》?(?:工作)?(?:方案|实施意见|若干措施|若干举措)?(?:》)?(?:工作)?的通知/,
]

/** What the campaign is called on screens and in lists: region, year and subject, all of them from the plan. */
export function nameOf(plan: Pick<CampaignPlan, 'title' | 'year' | 'regionName'>): string {
  const title = (plan.title ?? '').replace(/\s/g, '')
  const about = title.slice(title.indexOf('关于') === -1 ? 0 : title.indexOf('关于'))
  const words = subjectForms.map((form) => form.exec(about)?.[1]).find((found) => found !== undefined) ?? about
  const region = plan.regionName ?? ''
  const year = plan.year === null ? '' : `${plan.year}年`
  const subject = words
    .replace(/^关于(?:印发|开展|做好|深入开展|进一步)?《?/, '')
    .replace(region, '')
    .replace(year, '')
    .replace(/^年/, '')
  return `${region}${year}${subject || '医保基金监管工作'}`.slice(0, 120)
}

/** What a plan must say before it can be confirmed, by the names of the review page's parts. */
const planParts = ['title', 'year', 'issuers', 'tasks'] as const
type PlanPart = (typeof planParts)[number]

const partNames: Record<PlanPart, string> = { title: '标题', year: '年度', issuers: '发文机关', tasks: '职责分工或工作举措' }

/** What is missing, in words. Stages may be absent: normalised supervision has none. */
export function missingOf(plan: CampaignPlan): string[] {
  const absent: Record<PlanPart, boolean> = {
    title: plan.title === null,
    year: plan.year === null,
    issuers: plan.issuers.length === 0,
    tasks: plan.duties.length + plan.measures.length === 0,
  }
  return planParts.filter((part) => absent[part]).map((part) => partNames[part])
}

/** The numbers (文号) of the documents that the plan cites: among them its parent. */
export const citedNumbers = (plan: CampaignPlan): string[] => plan.cited.flatMap(({ documentNumber }) => documentNumber ?? [])
