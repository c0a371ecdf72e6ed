import type { InstitutionKind } from '../../institution/kinds'
import type { InstitutionLevel } from '../../institution/levels'
import { readAppliesTo } from './applies-to'
import type { NamedField } from './named-field'
import type { ListedItem } from './read-checklist'

/** What an extension (扩展) does to the list it stands on. */
export const checklistChanges = ['adds', 'tightens', 'addsEvidence'] as const
export type ChecklistChange = (typeof checklistChanges)[number]

export const checklistImportStates = ['uploaded', 'imported', 'cancelled'] as const

/** An item of a list, as it is kept. `fieldName` is what the list calls a field that nobody has assigned yet. */
export type DraftItem = {
  code: string
  fieldId: string | null
  fieldName: string
  text: string
  violationType: string
  basis: string
  howToCheck: string
  evidenceHint: string
  modelIds: string[]
  kinds: InstitutionKind[]
  levels: InstitutionLevel[]
  verified: boolean
  change: ChecklistChange | null
}

/**
 * The codes of items, each once. Numbers that begin anew in every section get the section's name before them, all of the list's, so that
 * they stay the same in its next version.
 */
export function codesOf(items: readonly Pick<ListedItem, 'code' | 'field' | 'sourceSheet'>[]): string[] {
  const begunAnew = new Set(items.map(({ code }) => code)).size < items.length
  const taken = new Set<string>()
  return items.map(({ code, field, sourceSheet }) => {
    const wanted = begunAnew ? `${field ?? sourceSheet}-${code}` : code
    let own = wanted
    for (let again = 2; taken.has(own); again += 1) own = `${wanted}-${again}`
    taken.add(own)
    return own
  })
}

/** The items of a list as it was read. An item that does not say whom it concerns is for `kinds`. */
export function draftItems(
  listed: readonly ListedItem[],
  fieldOf: (name: string | null) => NamedField,
  kinds: readonly InstitutionKind[],
): DraftItem[] {
  const codes = codesOf(listed)
  return listed.map((item, place) => ({
    ...fieldOf(item.field),
    code: codes[place] ?? item.code,
    text: item.text,
    violationType: item.violationType ?? '',
    basis: item.basis ?? '',
    howToCheck: item.howToCheck ?? '',
    evidenceHint: item.evidence ?? '',
    modelIds: (item.models ?? '').split(/[、,，;；\s]+/).filter(Boolean),
    ...(readAppliesTo(item.kinds ?? '') ?? { kinds: [...kinds], levels: [] }),
    verified: true,
    change: null,
  }))
}

/**
 * The items of an extension: all of the list it stands on, changed where its own rows have the same code, then those it adds. A cell that
 * says nothing leaves the item's own words.
 */
export function extendItems(base: readonly DraftItem[], own: readonly DraftItem[]): DraftItem[] {
  const ownByCode = new Map(own.map((item) => [item.code, item]))
  const inBase = new Set(base.map(({ code }) => code))
  const stood = base.map((item) => {
    const said = ownByCode.get(item.code)
    return said ? sharpened({ ...item, change: null }, said) : { ...item, change: null }
  })
  return [...stood, ...own.filter(({ code }) => !inBase.has(code)).map((item) => ({ ...item, change: 'adds' as const }))]
}

function sharpened(item: DraftItem, said: DraftItem): DraftItem {
  const or = (own: string, kept: string) => own || kept
  const text = or(said.text, item.text)
  const violationType = or(said.violationType, item.violationType)
  const more = {
    basis: or(said.basis, item.basis),
    howToCheck: or(said.howToCheck, item.howToCheck),
    evidenceHint: or(said.evidenceHint, item.evidenceHint),
  }
  const tightens = text !== item.text || violationType !== item.violationType
  const adds = (Object.keys(more) as (keyof typeof more)[]).some((name) => more[name] !== item[name]) // its own three keys
  return { ...item, ...more, text, violationType, change: tightens ? 'tightens' : adds ? 'addsEvidence' : null }
}
