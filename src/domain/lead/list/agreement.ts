import type { Duplicate, ListedLead } from './lead-list'
import type { WarningBook } from './warnings'

const SERIAL_HEADING = /^(序号|序|行号|编号|No\.?|#)$/i
const SEPARATOR = '\u0001'

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
  const byContent = new Map<string, ListedLead>()
  const whole = new Map<string, ListedLead>()
  const byNumber = new Map<string, { leads: ListedLead[]; contents: Set<string> }>()

  for (const lead of leads) {
    const content = contentOf(lead)
    const key = `${lead.leadNumber ?? ''}${SEPARATOR}${content}`
    const same = whole.get(key)
    if (same) {
      duplicates.push({ sheet: lead.sourceSheet, row: lead.sourceRow, ofSheet: same.sourceSheet, of: same.sourceRow })
      warnings.add('W-DUP-01', lead.sourceSheet, [lead.sourceRow])
      continue
    }
    whole.set(key, lead)
    if (byContent.has(content)) warnings.add('W-DUP-03', lead.sourceSheet, [lead.sourceRow])
    else byContent.set(content, lead)
    if (lead.leadNumber === null) continue
    const numbered = byNumber.get(lead.leadNumber) ?? { leads: [], contents: new Set<string>() }
    numbered.leads.push(lead)
    numbered.contents.add(content)
    byNumber.set(lead.leadNumber, numbered)
  }
  for (const [number, { leads: rows }] of byNumber) if (rows.length > 1) warnOf(rows, warnings, 'W-CON-03', number)
  return duplicates
}

/** What a lead says, its own number and the sheet's running number apart. */
function contentOf(lead: ListedLead): string {
  const extra = Object.entries(lead.extra).filter(([heading]) => !SERIAL_HEADING.test(heading))
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
  code: 'W-CON-01' | 'W-CON-02',
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
  for (const values of groups.values()) {
    if (values.size > 1) warnOf([...values.values()], warnings, code, [...values.keys()].join('、'))
  }
}

/** Conflicts across sheets are named once in each sheet, with that sheet's rows. */
function warnOf(leads: readonly ListedLead[], warnings: WarningBook, code: 'W-CON-01' | 'W-CON-02' | 'W-CON-03', columns: string): void {
  for (const { sourceSheet, sourceRow } of leads) warnings.add(code, sourceSheet, [sourceRow], { columns })
}
