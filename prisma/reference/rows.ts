import { citation } from '#domain/law/law'
import { planFieldNames } from '#domain/plan/fields'
import { idOf } from '../seed/ids'
import type { TableRows } from '../seed/rows'
import { agencies, type ReferenceAgency } from './agencies'
import { checklistFieldNames, checklistItems } from './checklist'
import { violationName } from './violation-types'

/** The same agency has the same id in every database. */
export const agencyId = (code: ReferenceAgency['code']): string => idOf(`agency/${code}`)

export const agencyRows = (): TableRows['agency'][] =>
  agencies.map(({ code, department, regionCode, kind, name, shortName, actsFor }) => ({
    id: agencyId(code),
    regionCode,
    regionNo: Number(regionCode),
    department,
    kind,
    name,
    shortName,
    actsFor,
  }))

/** The fields (重点领域) that a plan can name. `general` is no field: its items concern every department. */
export const fieldRows = (): TableRows['field'][] =>
  Object.entries(checklistFieldNames)
    .filter(([id]) => id !== 'general')
    .map(([id, name], index) => ({ id, name, sortOrder: index + 1, aliases: aliasesOf(id).filter((alias) => alias !== name) }))

const aliasesOf = (id: string): readonly string[] => Object.entries(planFieldNames).find(([field]) => field === id)?.[1] ?? []

export const checklistId = idOf('checklist/six-fields/2026/1')

/** The problem list as the province would send it down: valid for everybody in Shandong. */
export const checklistRow = (): TableRows['checklist'] => ({
  id: checklistId,
  name: '定点医药机构自查自纠问题清单',
  year: 2026,
  versionNo: 1,
  state: 'issued',
  department: 'MI',
  regionNo: 370000,
  rangeLo: 370000,
  rangeHi: 379999,
  source: '按公开的自查自纠问题清单、处罚决定和监管实践整理，逐条改写；未核实的条目已标明。',
  issuedAt: new Date('2026-04-15T01:00:00Z'),
})

export const checklistItemRows = (): TableRows['checklist_item'][] =>
  checklistItems.map((item, index) => ({
    id: idOf(`checklist/six-fields/2026/1/${item.code}`),
    checklistId,
    seq: index + 1,
    code: item.code,
    fieldId: item.field === 'general' ? null : item.field,
    text: item.text,
    violationType: item.violations.map(violationName).join('或'),
    basis: item.basis.map(citation).join('；'),
    howToCheck: item.check,
    evidenceHint: item.evidence.join('、'),
    modelIds: [...item.models],
    kinds: [...item.appliesTo],
    verified: item.confidence !== 'M',
  }))
