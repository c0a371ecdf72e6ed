import type { Duplicate, ListedLead } from './lead-list'
import type { WarningBook } from './warnings'

/** The running number of a sheet says nothing of the lead. */
export const serialHeading = /^(序号|序|行号|编号|No\.?|#)$/i
/** Columns that rows which were sent back have besides their own: the reason, and the row they had in the list that is named by its mark. */
export const returnHeadings = { reason: '错误原因', row: '原行号' } as const
const returnHeading = /^(?:错误原因|原行号(?:\W*([0-9a-f]{12})\W*)?)$/i
export const isReturnHeading = (heading: string): boolean => returnHeading.test(heading.trim())
/** The mark of the list whose rows these were, where a heading says it. */
export const returnMark = (heading: string): string | null => returnHeading.exec(heading.trim())?.[1]?.toLowerCase() ?? null
const SEPARATOR = '\u0001'
const NAMED_GROUPS = 200

type ConflictCode = 'W-CON-01' | 'W-CON-02' | 'W-CON-03'

/** Finds the leads that say the same as an earlier one, and those that contradict each other. One pass, no pairs. */
export function compareLeads(leads: readonly ListedLead[], warnings: WarningBook): Duplicate[] {
  const duplicates = findDuplicates(leads, warnings)
  findConflicts(
    leads,
    warnings,
    'W-CON-01',
    ({ idNumber }) => idNumber,
    ({ personName }) => personName,
  )
  findConflicts(
    leads,
    warnings,
    'W-CON-02',
    ({ institutionCode }) => institutionCode,
    ({ institutionName }) => institutionName,
  )
  return duplicates
}

function findDuplicates(leads: readonly ListedLead[], warnings: WarningBook): Duplicate[] {
  const duplicates: Duplicate[] = []
  /** By what they say, the first lead with each number. */
  const byContent = new Map<string, Map<string | null, ListedLead>>()
  const byNumber = new Map<string, ListedLead[]>()

  for (const lead of leads) {
    const content = contentOf(lead)
    const said = byContent.get(content)
    const same = said?.get(lead.leadNumber)
    if (same) {
      duplicates.push({ sheet: lead.sourceSheet, row: lead.sourceRow, ofSheet: same.sourceSheet, of: same.sourceRow })
      warnings.add('W-DUP-01', lead.sourceSheet, [lead.sourceRow])
      continue
    }
    if (said) {
      warnings.add('W-DUP-03', lead.sourceSheet, [lead.sourceRow])
      said.set(lead.leadNumber, lead)
    } else byContent.set(content, new Map([[lead.leadNumber, lead]]))
    if (lead.leadNumber === null) continue
    const numbered = byNumber.get(lead.leadNumber)
    if (numbered) numbered.push(lead)
    else byNumber.set(lead.leadNumber, [lead])
  }
  const contradictions = [...byNumber].filter(([, rows]) => rows.length > 1)
  warnOfGroups(contradictions, warnings, 'W-CON-03')
  return duplicates
}

/** What a lead says, its own number and the sheet's running number apart. */
function contentOf(lead: ListedLead): string {
  const extra = Object.entries(lead.extra).filter(([heading]) => !serialHeading.test(heading))
  return [
    lead.batch,
    lead.institutionCode,
    lead.institutionName,
    lead.regionName,
    lead.personName,
    lead.idType,
    lead.idNumber,
    lead.behaviour,
    lead.amountFen,
    lead.settledOn,
    lead.note,
    ...extra.flat(),
  ].join(SEPARATOR)
}

function findConflicts(
  leads: readonly ListedLead[],
  warnings: WarningBook,
  code: ConflictCode,
  keyOf: (lead: ListedLead) => string | null,
  saidBy: (lead: ListedLead) => string | null,
): void {
  const groups = new Map<string, Map<string, ListedLead>>()
  for (const lead of leads) {
    const [key, value] = [keyOf(lead), saidBy(lead)]
    if (key === null || value === null) continue
    const values = groups.get(key) ?? new Map<string, ListedLead>()
    if (!values.has(value)) values.set(value, lead)
    groups.set(key, values)
  }
  const contradictions = [...groups.values()].filter((values) => values.size > 1)
  warnOfGroups(
    contradictions.map((values) => [[...values.keys()].join('、'), [...values.values()]]),
    warnings,
    code,
  )
}

/** Each group by itself; past the first hundreds, the rest together. Across sheets each names its own rows. */
function warnOfGroups(groups: readonly (readonly [string, readonly ListedLead[]])[], warnings: WarningBook, code: ConflictCode): void {
  for (const [index, [what, leads]] of groups.entries()) {
    const columns = index < NAMED_GROUPS ? what : `其余 ${groups.length - NAMED_GROUPS} 组`
    for (const { sourceSheet, sourceRow } of leads) warnings.add(code, sourceSheet, [sourceRow], { columns })
  }
}
