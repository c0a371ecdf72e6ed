import { maskIdNumber, maskNumbersIn } from '../../kernel/identity-number'
import { maskedCell } from '../subjects'
import type { LeadList, ListedLead } from './lead-list'

/** Headings under which a number of a person's document stands, when nobody has mapped them to it. */
const documentHeading = /身份证|证件|护照|通行证|社保卡|医保卡/

/**
 * The list with identity numbers nowhere but in their own field, which is sealed on its way into the database: in remarks,
 * wrongly mapped columns and columns without a field they are masked; so are telephones, accounts, addresses and the names of those who work there.
 */
export const withoutOpenNumbers = (list: LeadList): LeadList => ({
  ...list,
  accepted: list.accepted.map(leadWithoutOpenNumbers),
  warnings: list.warnings.map((warning) => ({ ...warning, message: maskNumbersIn(warning.message) })),
})

const masked = (text: string | null) => (text === null ? null : maskNumbersIn(text))

/** The same of one lead. */
export function leadWithoutOpenNumbers(lead: ListedLead): ListedLead {
  const extra = Object.entries(lead.extra).map(([heading, text]) => [
    maskNumbersIn(heading),
    documentHeading.test(heading) ? maskIdNumber(text) : maskNumbersIn(maskedCell(heading, text)),
  ])
  return {
    ...lead,
    leadNumber: masked(lead.leadNumber),
    batch: masked(lead.batch),
    institutionCode: masked(lead.institutionCode),
    institutionName: masked(lead.institutionName),
    regionName: masked(lead.regionName),
    personName: masked(lead.personName),
    idType: masked(lead.idType),
    behaviour: maskNumbersIn(lead.behaviour),
    note: masked(lead.note),
    extra: Object.fromEntries(extra),
  }
}
