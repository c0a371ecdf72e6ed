import { departments } from '../department/department'
import { isCivilDate } from '../kernel/civil-date'
import { ok, type Result, refuse } from '../kernel/result'
import { planFields, stageKinds } from '../plan/codes'
import { type CampaignPlan, campaignPlan } from './campaign-plan'

/** How the value of a field is typed: `names` are separated by 、 or lines. */
export type EditKind = 'text' | 'long' | 'date' | 'year' | 'department' | 'stageKind' | 'names' | 'fields'

type Shape = Readonly<Record<string, EditKind>>

/** The parts of a plan that a person may correct. A list is corrected one entry at a time. */
export const editableValues = {
  title: 'long',
  documentNumber: 'text',
  issuedOn: 'date',
  year: 'year',
  regionName: 'text',
  fields: 'fields',
  unknownFields: 'names',
} as const satisfies Partial<Record<keyof CampaignPlan, EditKind>>

export const editableLists = {
  issuers: { name: 'text', department: 'department' },
  recipients: { name: 'text', department: 'department' },
  cited: { documentNumber: 'text', title: 'long' },
  focuses: { title: 'text', text: 'long' },
  duties: { department: 'department', text: 'long' },
  measures: { number: 'text', title: 'text', text: 'long', leadUnit: 'text', units: 'names' },
  stages: { kind: 'stageKind', title: 'text', dueText: 'text', dueOn: 'date', text: 'long' },
  requirements: { text: 'long' },
} as const satisfies Partial<Record<keyof CampaignPlan, Shape>>

export type EditableValue = keyof typeof editableValues
export type EditableList = keyof typeof editableLists

/** `title`, `stages[2]`, or `stages[+]` for one more. */
export type EditPath = { value: EditableValue } | { list: EditableList; index: number | 'new' }

export function parseEditPath(path: string): EditPath | null {
  if (Object.hasOwn(editableValues, path)) return { value: path as EditableValue } // checked just now
  const match = /^(\w+)\[(\d{1,3}|\+)\]$/.exec(path)
  const list = match?.[1]
  if (!match || !list || !Object.hasOwn(editableLists, list)) return null
  return { list: list as EditableList, index: match[2] === '+' ? 'new' : Number(match[2]) } // checked just now
}

/** The fields under which a form sends a part, and how each is typed. A single value goes by `value`. */
export const shapeOf = (path: EditPath): Shape => ('value' in path ? { value: editableValues[path.value] } : editableLists[path.list])

const splitNames = (typed: string) =>
  typed
    .split(/[、,，;；\n]/)
    .map((name) => name.trim())
    .filter(Boolean)

/** What was typed, as the plan keeps it; `undefined` when it cannot be. An empty field says nothing: `null`. */
function fitted(kind: EditKind, typed: string): unknown {
  const text = typed.trim()
  if (kind === 'names') return splitNames(text)
  if (kind === 'fields') return splitNames(text).filter((name) => (planFields as readonly string[]).includes(name))
  if (text === '') return kind === 'stageKind' ? undefined : null
  if (kind === 'date') return isCivilDate(text) ? text : undefined
  if (kind === 'year') return /^20\d{2}$/.test(text) ? Number(text) : undefined
  if (kind === 'department') return (departments as readonly string[]).includes(text) ? text : undefined
  if (kind === 'stageKind') return (stageKinds as readonly string[]).includes(text) ? text : undefined
  return text
}

/** The value as a form shows it: the inverse of `fitted`. */
export function typedOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  return Array.isArray(value) ? value.join('、') : String(value)
}

/** What a form shows of a part before it is corrected. */
export function typedValues(plan: CampaignPlan, path: EditPath): Record<string, string> {
  if ('value' in path) return { value: typedOf(plan[path.value]) }
  const entry = path.index === 'new' ? {} : ((plan[path.list][path.index] ?? {}) as Record<string, unknown>) // entries differ by list; the shape names their fields
  return Object.fromEntries(Object.keys(shapeOf(path)).map((field) => [field, typedOf(entry[field])]))
}

export type Correction = { path: string; from: unknown; to: unknown }
type Edited = { plan: CampaignPlan; corrections: Correction[] }

/** Fields of the form whose value does not fit, for the form to mark. */
const invalid = (fields: readonly string[]) => refuse('invalidInput', { fields: [...fields], messages: fields.map(() => '') })

/**
 * The plan with one part corrected, and what that changed, field by field. A list entry of which every field is emptied is gone.
 *
 * Refuses `invalidInput` with the fields that do not fit, `notFound` for an entry that is not there.
 */
export function editPlan(plan: CampaignPlan, path: EditPath, typed: Readonly<Record<string, string>>): Result<Edited> {
  const shape = shapeOf(path)
  const unknown = Object.keys(typed).filter((field) => !Object.hasOwn(shape, field))
  if (unknown.length > 0) return refuse('unknownField', { fields: unknown })

  const values = Object.fromEntries(Object.entries(shape).map(([field, kind]) => [field, fitted(kind, typed[field] ?? '')]))
  const unfit = Object.keys(values).filter((field) => values[field] === undefined)
  if (unfit.length > 0) return invalid(unfit)
  return 'value' in path ? editValue(plan, path.value, values.value) : editEntry(plan, path, values)
}

function editValue(plan: CampaignPlan, field: EditableValue, value: unknown): Result<Edited> {
  const edited = campaignPlan.safeParse({ ...plan, [field]: value })
  return edited.success ? ok({ plan: edited.data, corrections: changed(field, plan[field], value) }) : invalid(['value'])
}

function editEntry(
  plan: CampaignPlan,
  { list, index }: Extract<EditPath, { list: unknown }>,
  values: Record<string, unknown>,
): Result<Edited> {
  const entries: Record<string, unknown>[] = [...plan[list]]
  const at = index === 'new' ? entries.length : index
  const before = entries[at]
  if (index !== 'new' && !before) return refuse('notFound')
  const emptied = Object.entries(values).every(
    ([field, value]) => field === 'kind' || value === null || (Array.isArray(value) && value.length === 0),
  )
  if (emptied && index === 'new') return invalid(Object.keys(values))
  if (emptied) entries.splice(at, 1)
  else entries[at] = { ...before, ...textsOf(list, values) }

  const edited = campaignPlan.safeParse({ ...plan, [list]: entries })
  if (!edited.success) return invalid(edited.error.issues.map((issue) => String(issue.path.at(-1))))
  const path = `${list}[${at}]`
  if (emptied) return ok({ plan: edited.data, corrections: [{ path, from: before, to: null }] })
  const fields = Object.keys(values).flatMap((field) => changed(`${path}.${field}`, before?.[field] ?? null, values[field] ?? null))
  return ok({ plan: edited.data, corrections: fields })
}

/** Fields that a plan keeps as text even when empty. */
const alwaysText: Partial<Record<EditableList, readonly string[]>> = {
  issuers: ['name'],
  recipients: ['name'],
  focuses: ['title', 'text'],
  duties: ['text'],
  measures: ['text'],
  stages: ['title', 'text'],
}
const textsOf = (list: EditableList, values: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(values).map(([field, value]) => [field, value === null && alwaysText[list]?.includes(field) ? '' : value]),
  )

const changed = (path: string, from: unknown, to: unknown): Correction[] =>
  JSON.stringify(from ?? null) === JSON.stringify(to ?? null) ? [] : [{ path, from: from ?? null, to: to ?? null }]
