import type { ClientBase } from 'pg'
import type { Prisma } from '../../src/platform/prisma/client'

type Skip = typeof Prisma.skip

/** A moment is a `Date`, a day a text; nothing is skipped. */
type Value<Field, T> = Field extends `${string}At`
  ? Exclude<T, string | Skip>
  : Field extends `${string}On`
    ? Exclude<T, Date | Skip>
    : Exclude<T, Skip>
type Row<T> = { [Field in keyof T as Field extends 'id' ? never : Field]: Value<Field, T[Field]> } & ('id' extends keyof T
  ? { id: string }
  : unknown)

type Inputs = {
  region: Prisma.RegionCreateManyInput
  agency: Prisma.AgencyCreateManyInput
  field: Prisma.FieldCreateManyInput
  work_calendar_day: Prisma.WorkCalendarDayCreateManyInput
  work_calendar_year: Prisma.WorkCalendarYearCreateManyInput
  institution: Prisma.InstitutionCreateManyInput
  user_account: Prisma.UserAccountCreateManyInput
  post: Prisma.PostCreateManyInput
  campaign: Prisma.CampaignCreateManyInput
  campaign_recipient: Prisma.CampaignRecipientCreateManyInput
  stage: Prisma.StageCreateManyInput
  duty: Prisma.DutyCreateManyInput
  duty_assignment: Prisma.DutyAssignmentCreateManyInput
  meeting: Prisma.MeetingCreateManyInput
  meeting_attendee: Prisma.MeetingAttendeeCreateManyInput
  meeting_decision: Prisma.MeetingDecisionCreateManyInput
  leading_group_member: Prisma.LeadingGroupMemberCreateManyInput
  commitment: Prisma.CommitmentCreateManyInput
  checklist: Prisma.ChecklistCreateManyInput
  checklist_item: Prisma.ChecklistItemCreateManyInput
  bulletin: Prisma.BulletinCreateManyInput
  institution_change: Prisma.InstitutionChangeCreateManyInput
  filing: Prisma.FilingCreateManyInput
  filing_answer: Prisma.FilingAnswerCreateManyInput
  finding: Prisma.FindingCreateManyInput
  refund: Prisma.RefundCreateManyInput
  filing_question: Prisma.FilingQuestionCreateManyInput
  filing_question_line: Prisma.FilingQuestionLineCreateManyInput
  filing_reminder: Prisma.FilingReminderCreateManyInput
  refund_demand: Prisma.RefundDemandCreateManyInput
  bank_import: Prisma.BankImportCreateManyInput
  bank_row: Prisma.BankRowCreateManyInput
  bank_match: Prisma.BankMatchCreateManyInput
  spot_check: Prisma.SpotCheckCreateManyInput
  spot_check_item: Prisma.SpotCheckItemCreateManyInput
  check_inspector: Prisma.CheckInspectorCreateManyInput
  check_line: Prisma.CheckLineCreateManyInput
  lead_batch: Prisma.LeadBatchCreateManyInput
  lead: Prisma.LeadCreateManyInput
  lead_verification: Prisma.LeadVerificationCreateManyInput
  case_file: Prisma.CaseCreateManyInput
  case_party: Prisma.CasePartyCreateManyInput
  case_fact: Prisma.CaseFactCreateManyInput
  case_procedure: Prisma.CaseProcedureCreateManyInput
  case_notice: Prisma.CaseNoticeCreateManyInput
  case_discussion: Prisma.CaseDiscussionCreateManyInput
  case_service: Prisma.CaseServiceCreateManyInput
  case_agreement: Prisma.CaseAgreementCreateManyInput
  case_agreement_measure: Prisma.CaseAgreementMeasureCreateManyInput
  case_track: Prisma.CaseTrackCreateManyInput
  case_money: Prisma.CaseMoneyCreateManyInput
  evidence: Prisma.EvidenceCreateManyInput
  referral: Prisma.ReferralCreateManyInput
  referral_material: Prisma.ReferralMaterialCreateManyInput
  bill_verification: Prisma.BillVerificationCreateManyInput
  criminal_progress: Prisma.CriminalProgressCreateManyInput
  statutory_clock: Prisma.StatutoryClockCreateManyInput
  stored_file: Prisma.StoredFileCreateManyInput
  official_document: Prisma.OfficialDocumentCreateManyInput
  attachment: Prisma.AttachmentCreateManyInput
  document_number: Prisma.DocumentNumberCreateManyInput
  number_register: Prisma.NumberRegisterCreateManyInput
  whistle_report: Prisma.WhistleReportCreateManyInput
  whistle_identity: Prisma.WhistleIdentityCreateManyInput
}

/** What may be put into each table. The generated types hold the world against the schema when it is compiled. */
export type TableRows = { [T in keyof Inputs]: Row<Inputs[T]> }
export type TableName = keyof Inputs

const ROWS_AT_ONCE = 5_000

const columnOf = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const plain = (_key: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)

const inColumns = (row: object) => Object.fromEntries(Object.entries(row).map(([field, value]) => [columnOf(field), value]))

/** Rows that carry the same fields, by their fields, so that each is put in with all that it says and left to the table's own where it says nothing. */
function byFields<Row extends object>(rows: readonly Row[]): Row[][] {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const fields = Object.keys(row).sort().join()
    const group = groups.get(fields)
    if (group) group.push(row)
    else groups.set(fields, [row])
  }
  return [...groups.values()]
}

/** Puts rows into a table, thousands in one statement. With `keyedBy`, rows that are there already are brought up to date instead. */
export async function insertRows<T extends TableName>(
  client: ClientBase,
  table: T,
  rows: readonly TableRows[T][],
  keyedBy: readonly string[] = [],
): Promise<void> {
  for (const alike of byFields(rows)) {
    const columns = Object.keys(alike[0] ?? {}).map(columnOf)
    const fresh = columns.filter((column) => column !== 'id' && !keyedBy.includes(column))
    const update = fresh.length === 0 ? 'DO NOTHING' : `DO UPDATE SET ${fresh.map((column) => `${column} = excluded.${column}`).join(', ')}`
    const conflict = keyedBy.length === 0 ? '' : ` ON CONFLICT (${keyedBy.join(', ')}) ${update}`
    const text = `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${columns.join(', ')} FROM json_populate_recordset(NULL::${table}, $1::json)${conflict}`
    for (let from = 0; from < alike.length; from += ROWS_AT_ONCE) {
      await client.query(text, [JSON.stringify(alike.slice(from, from + ROWS_AT_ONCE).map(inColumns), plain)])
    }
  }
}
