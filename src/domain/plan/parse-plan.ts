import { ok, type Result, refuse } from '../kernel/result'
import type { PlanKind } from './codes'
import { type Evidence, note } from './evidence'
import { type Head, readHead, readRegion, readYear } from './head'
import { layOut } from './layout'
import { runsOn } from './measures'
import { normalisePlanText } from './normalise'
import { outlineOf, type Part } from './outline'
import type { Plan } from './plan'
import { annexFields } from './read-annexes'
import { bodyFields } from './read-body'
import { warningsOf } from './warnings'

/** Longer than any plan with its annexes, in characters. */
const longestPlan = 200_000

/**
 * Reads the text of an official plan into its fields, by form and wording alone: the same text always gives the same plan.
 * What the text does not say is `null` or empty and named in `warnings`; nothing is guessed.
 *
 * Refuses `notAPlan`: a text without the parts of a plan.
 */
export function parsePlan(rawText: string): Result<Plan> {
  if (rawText.length > longestPlan) return refuse('notAPlan')

  const layout = layOut(normalisePlanText(rawText))
  const head = readHead(layout.before, layout.after)
  const sections = outlineOf(layout.text, layout.body)
  const evidence: Evidence = {}

  const kind = kindOf(head, sections)
  const year = readYear(head)
  const region = readRegion(head)
  const own = ownFields(head, evidence)
  note(evidence, 'year', year?.at)
  note(evidence, 'regionName', region?.at)
  const { unreadDeadlines, ...body } = bodyFields(layout, head, sections, kind, year?.value ?? null, evidence)
  if (!isPlan(head, body)) return refuse('notAPlan')

  const { annexesWithoutText, ...annexed } = annexFields(layout.text, layout.paragraphs, layout.annexesAt, evidence)
  const { title, documentNumber, issuedOn, issuers, recipients } = own
  const said = { title, documentNumber, issuedOn, year: year?.value ?? null, kind, regionName: region?.value ?? null }
  const draft = { ...said, issuers, recipients, ...body, ...annexed }
  const noticed = { impossibleDate: head.impossibleDate, unreadDeadlines, annexesWithoutText }
  return ok({ ...draft, warnings: warningsOf(draft, noticed), evidence, text: layout.text })
}

/** A plan says in at least two ways what is to be done, by whom or by when; or in one, under the title of a plan. */
function isPlan(head: Head, body: Pick<Plan, 'focuses' | 'duties' | 'measures' | 'stages' | 'requirements'>): boolean {
  const ways = [body.focuses.length >= 2, body.duties.length >= 2, body.measures.length >= 2, body.stages.length >= 2]
  const count = ways.filter(Boolean).length
  const titled = [head.title?.value, head.planTitle?.value].some((title) => title && /方案|举措|措施|实施意见|专项|常态化/.test(title))
  return count >= 2 || (count === 1 && titled)
}

/** 常态化 in the title marks normalised supervision; 专项 a campaign; else it is a campaign when it has stages. */
function kindOf(head: Head, sections: readonly Part[]): PlanKind {
  const titles = [head.title?.value, head.planTitle?.value].join('')
  if (/常态化|长效机制/.test(titles) && !/专项(?:整治|行动|治理)/.test(titles)) return 'normalised'
  if (/专项|集中整治|整治行动|打击/.test(titles)) return 'campaign'
  return runsOn(sections) ? 'normalised' : 'campaign'
}

function ownFields(head: Head, evidence: Evidence) {
  note(evidence, 'title', head.title?.at)
  note(evidence, 'documentNumber', head.documentNumber?.at)
  note(evidence, 'issuedOn', head.issuedOn?.at)
  for (const list of ['issuers', 'recipients'] as const) {
    for (const [index, one] of head[list].entries()) {
      note(evidence, `${list}[${index}]`, one.at)
      note(evidence, `${list}[${index}].name`, one.at)
      if (one.department) note(evidence, `${list}[${index}].department`, one.at)
    }
  }
  const agencies = (list: Head['issuers']) => list.map(({ name, department }) => ({ name, department }))
  return {
    title: head.title?.value ?? null,
    documentNumber: head.documentNumber?.value ?? null,
    issuedOn: head.issuedOn?.value ?? null,
    issuers: agencies(head.issuers),
    recipients: agencies(head.recipients),
  }
}
