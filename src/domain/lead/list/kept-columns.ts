import type { LeadList, ListedLead } from './lead-list'

/** What a list says of region and batch has no column of a lead's own and stays with the lead under the list's own headings. */
export const keptColumns = (row: ListedLead, mapping: LeadList['mapping']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(mapping).flatMap(([heading, field]) => {
      const said = field === 'regionName' || field === 'batch' ? row[field] : null
      return said === null ? [] : [[heading, said]]
    }),
  )
