import type { ClientBase } from 'pg'
import { insertRows, type TableName } from './rows'
import type { AuditLine, World } from './world'

/** Every table of the world, those that are referred to first; papers and files' uses after the matters they are of. */
const order: readonly TableName[] = [
  'number_register',
  'document_number',
  'institution',
  'user_account',
  'post',
  'stored_file',
  'checklist',
  'checklist_item',
  'campaign',
  'campaign_recipient',
  'stage',
  'duty',
  'duty_assignment',
  'meeting',
  'meeting_attendee',
  'meeting_decision',
  'leading_group_member',
  'commitment',
  'filing',
  'filing_answer',
  'finding',
  'refund',
  'filing_question',
  'filing_question_line',
  'filing_reminder',
  'refund_demand',
  'bank_import',
  'bank_row',
  'bank_match',
  'bulletin',
  'institution_change',
  'spot_check',
  'spot_check_item',
  'check_inspector',
  'check_line',
  'lead_batch',
  'lead',
  'lead_verification',
  'case_file',
  'case_party',
  'case_fact',
  'case_procedure',
  'case_notice',
  'case_discussion',
  'case_service',
  'case_agreement',
  'case_agreement_measure',
  'case_track',
  'case_money',
  'evidence',
  'referral',
  'official_document',
  'referral_material',
  'bill_verification',
  'criminal_progress',
  'attachment',
  'statutory_clock',
  'whistle_report',
  'whistle_identity',
]

const LINES_AT_ONCE = 5_000

const appendLines = `
  SELECT count(append_audit(gen_random_uuid(), line.subject_type, line.subject_id, line.at, line.actor_id, line.actor_name, line.post_id,
    line.department, line.region_no, line.action, line.change, ''))
  FROM json_to_recordset($1::json) AS line(subject_type text, subject_id uuid, at timestamptz, actor_id uuid, actor_name text,
    post_id uuid, department text, region_no int, action text, change jsonb)`

const inColumns = ({ subjectType, subjectId, at, doer, action, change }: AuditLine) => ({
  subject_type: subjectType,
  subject_id: subjectId,
  at,
  actor_id: doer.id,
  actor_name: doer.name,
  post_id: doer.postId,
  department: doer.department,
  region_no: doer.regionNo,
  action,
  change,
})

/** Puts a world into the database in the transaction of `client`: rows by the thousand, then its trail through the trail's own function. */
export async function storeWorld(client: ClientBase, world: World): Promise<void> {
  for (const table of order) await insertRows(client, table, world.rowsOf(table))

  const lines = [...world.auditLines()].sort((one, other) => one.at.getTime() - other.at.getTime())
  for (let from = 0; from < lines.length; from += LINES_AT_ONCE) {
    await client.query(appendLines, [JSON.stringify(lines.slice(from, from + LINES_AT_ONCE).map(inColumns))])
  }
}
