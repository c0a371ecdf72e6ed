import 'server-only'
import type { InstitutionLevel } from '#domain/institution/levels'
import type { Actor, Role } from '#domain/kernel/access'
import { beijingDay } from '#domain/kernel/civil-date'
import { fieldMessage } from '#domain/kernel/field-message'
import { ok, type Result, refuse } from '#domain/kernel/result'
import type { Confidence } from '#domain/law/confidence'
import { billInput, chargesOf } from '#domain/screening/bill'
import type { FeeNeed } from '#domain/screening/fee-line'
import type { Grade, Rule } from '#domain/screening/hit'
import { currentTime } from '#platform/time'
import { billingModelsBy, billingRules, rulesOf, screenCharges } from '#screening/engine'
import { checkKeptRules, keptRules } from '#screening/kept-rules'
import { readableSql } from '../access'
import { hotQuery } from '../query'
import { billSettingsHere, modelsOfBills, type SetModel, type SettingRow, settingsInForce } from './bill-settings'
import { itemRulesFor } from './item-rules-in-use'

/** What a rule has against a bill: a suspicion with its reason, no finding. `lines` are places in the bill, from 1. */
export type BillHit = {
  ruleId: string
  modelId: string
  title: string
  grade: Grade
  confidence: Confidence
  reason: string
  excessFen: string
  lines: { line: number; feedetl_sn: string }[]
  knowledge: string
}

/**
 * `cancelledOut`: lines that take each other back. `truncated`: there were more hits than one answer holds. `skipped`: rules that could not be
 * asked, each with what the bill does not tell. `versions`: models asked by parameters that a bureau of the place has approved; `resting`: models
 * that it lets rest, whose rules were not asked.
 */
export type BillCheck = {
  checkedLines: number
  cancelledOut: number
  hits: BillHit[]
  truncated: boolean
  skipped: { ruleId: string; title: string; lacks: FeeNeed[] }[]
  versions: SetModel[]
  resting: SetModel[]
}

/** Whoever bills mends the first of so many before they look for the next. */
const hitsAtMost = 500

/** Where people read what a rule looks for. */
export const knowledgePathOf = (ruleId: string): string => `/before-billing/rules/${ruleId}`

/**
 * Holds one bill against the rules that institutions check their own files by (WH24 事前提醒、事中审核), and against those that the bureaus of
 * its region keep about items. An institution checks its own
 * bills; the bureau and its operating agency those of the institutions in their region. Nothing of the bill is kept.
 *
 * Refuses `invalidInput` and `unknownField` for what does not fit, `notFound` for an institution out of reach.
 */
export async function checkBill(actor: Actor, raw: unknown, now: Date = currentTime()): Promise<Result<BillCheck>> {
  const parsed = billInput.safeParse(raw, { error: fieldMessage })
  if (!parsed.success) {
    const unknown = parsed.error.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []))
    if (unknown.length > 0) return refuse('unknownField', { fields: unknown })
    const { issues } = parsed.error
    return refuse('invalidInput', { fields: issues.map(({ path }) => path.join('.')), messages: issues.map(({ message }) => message) })
  }
  const place = await placeInReach(actor, parsed.data.fixmedins_code)
  if (!place) return refuse('notFound')

  const { lines, has } = chargesOf(parsed.data)
  const { settings, versions, resting } = settingsInForce(place.settings, beijingDay(now))
  const models = billingModelsBy(settings)
  const { hits: found, cancelledOut, skipped } = screenCharges(lines, has, undefined, models)
  const codes = [...new Set(lines.flatMap(({ itemCode }) => (itemCode === '' ? [] : [itemCode])))]
  const byLists = checkKeptRules(lines, await itemRulesFor(actor, place.regionNo, codes), place.level)
  const rules = new Map(
    [...rulesOf(models), ...listedRules.filter(({ model }) => !settings.resting.includes(model))].map((rule) => [rule.id, rule]),
  )
  const hits = [...found, ...byLists].filter(({ rule }) => rules.has(rule))
  return ok({
    checkedLines: lines.length,
    cancelledOut,
    truncated: hits.length > hitsAtMost,
    hits: hits.slice(0, hitsAtMost).flatMap((hit) => {
      const rule = rules.get(hit.rule)
      if (!rule) return []
      return {
        ...{ ruleId: rule.id, modelId: rule.model, title: rule.title, grade: rule.grade, confidence: rule.confidence },
        ...{ reason: hit.why, excessFen: hit.excessFen.toString(), knowledge: knowledgePathOf(rule.id) },
        lines: hit.lines.map(({ row, serial }) => ({ line: row, feedetl_sn: serial })),
      }
    }),
    skipped: skipped.map(({ rule, lacks }) => ({ ruleId: rule.id, title: rule.title, lacks })),
    ...{ versions, resting },
  })
}

const listedRules: readonly Rule[] = Object.values(keptRules)
const everyRule: readonly Rule[] = [...billingRules, ...listedRules]

/** The rules by which bills are checked where the actor is, as they say it there; `resting`: the models that are not asked there. */
export async function rulesHere(actor: Actor): Promise<{ rules: readonly Rule[]; resting: readonly string[] }> {
  const { settings } = await billSettingsHere(actor)
  return { rules: [...rulesOf(billingModelsBy({ ...settings, resting: [] })), ...listedRules], resting: settings.resting }
}

/** Every rule, as it is built. */
export const listRules = (): readonly Rule[] => everyRule

/** Administrators keep accounts and settings, and read no charges. */
const checkers: readonly Role[] = ['complianceOfficer', 'handler', 'reviewer', 'approver']

/** Those who bill, and those who pay: nobody else checks bills. */
export const checksBills = ({ institutionId, department, roles }: Actor): boolean =>
  (institutionId !== null || department === 'MI') && roles.some((role) => checkers.includes(role))

/** Whom the rules are explained to: whoever is checked by them or checks by them. */
export const readsRules = (actor: Actor): boolean => checksBills(actor)

const reaching = `SELECT region_no AS "regionNo", level::text AS level,
    (SELECT coalesce(json_agg(said), '[]') FROM model_settings_at($3::text[], region_no) AS said) AS settings FROM institution
  WHERE code = $1 AND ($2::uuid IS NULL OR id = $2) AND ${readableSql('institution')}`

type Place = { regionNo: number; level: InstitutionLevel; settings: SettingRow[] }

/** Where the institution is, its level, and what bureaus have approved there; `null` where the actor may not check its bills. */
const placeInReach = async (actor: Actor, institutionCode: string): Promise<Place | null> => {
  if (!checksBills(actor)) return null
  const values = [institutionCode, actor.institutionId, modelsOfBills]
  const { rows } = await hotQuery(actor, (client) => client.query<Place>({ name: 'bill-institution', text: reaching, values }))
  return rows[0] ?? null
}
