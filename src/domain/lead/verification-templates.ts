import { conclusionDemands, type LeadConclusion } from './conclusions'
import { chargeTemplates } from './templates/of-charges'
import { goodsTemplates } from './templates/of-goods'
import { stayTemplates } from './templates/of-stays'
import type { VerificationTemplate } from './templates/template'

/** One template for each model of the catalogue, in its order. */
export const verificationTemplates: readonly VerificationTemplate[] = [...stayTemplates, ...chargeTemplates, ...goodsTemplates].sort(
  (one, other) => one.model.localeCompare(other.model),
)

/** The longest word that the wording holds decides: 异地购药 is of resale, though 药店 stands there too. */
function byWording(behaviour: string): VerificationTemplate | null {
  let best: { template: VerificationTemplate; length: number } | null = null
  for (const template of verificationTemplates) {
    for (const word of template.words) {
      if (behaviour.includes(word) && word.length > (best?.length ?? 0)) best = { template, length: word.length }
    }
  }
  return best?.template ?? null
}

/** The template of the model that found a lead; else the one that its wording tells. `guessed`: no model says so. */
export function templateFor(lead: {
  modelCode: string | null
  behaviour: string
}): { template: VerificationTemplate; guessed: boolean } | null {
  const named = verificationTemplates.find(({ model }) => model === lead.modelCode)
  if (named) return { template: named, guessed: false }
  const told = byWording(lead.behaviour)
  return told && { template: told, guessed: true }
}

export const pointKinds = ['fetch', 'ask', 'falseAlarms'] as const
export type PointKind = (typeof pointKinds)[number]

/** `fetch-1`: a point as the form names it. */
export const pointKey = (kind: PointKind, place: number): string => `${kind}-${place + 1}`

/** The points that a form ticked, in words and in order; keys that the template does not have are nothing. */
export function checkedPoints(template: VerificationTemplate | null, keys: readonly string[]): string[] {
  if (!template) return []
  return pointKinds.flatMap((kind) => template[kind].filter((_, place) => keys.includes(pointKey(kind, place))))
}

/** What the file must hold for a conclusion. The first three differ by model; the others are the same of all. */
export function proofFor(template: VerificationTemplate | null, conclusion: LeadConclusion): string {
  const general: Record<LeadConclusion, string> = {
    substantiated: template?.proof.true ?? conclusionDemands.substantiated.wanted,
    partlySubstantiated: `查实部分：${template?.proof.true ?? conclusionDemands.substantiated.wanted}；其余部分说明理由`,
    unsubstantiated: template?.proof.untrue ?? conclusionDemands.unsubstantiated.wanted,
    unverifiable: `${conclusionDemands.unverifiable.wanted}；并写明无法核实的原因，至少二十字`,
    merged: '写明并入线索的编号和同一事实的依据',
    withdrawn: conclusionDemands.withdrawn.wanted,
  }
  return general[conclusion]
}
