import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { fieldsAsColumns, rowFromJson } from '#platform/json-rows'
import type { PoolClient } from '#platform/pg'
import { Prisma } from '#platform/prisma/client'
import { mayRead, opensUnder, readableSql, standsAlso } from '../access'
import { type Beside, besideLists, readableBeside } from './beside-file'

const trailLimit = 100
const siblingLimit = 8

type Row = Prisma.CaseGetPayload<{
  include: {
    parties: true
    orders: true
    facts: true
    tracks: true
    money: true
    procedure: true
    notices: true
    hearings: true
    discussions: true
    services: true
    instalments: true
    suspensions: true
    remedies: true
    agreement: true
    measures: true
    stoppages: true
    stoppageChanges: true
    scorings: true
    publications: true
    evidence: true
    referrals: { omit: { snapshot: true } }
    lead: { select: { id: true; number: true; behaviour: true } }
    institution: { select: { id: true; code: true; name: true } }
    agency: { select: { name: true } }
    campaign: { select: { id: true; name: true } }
  }
}>
type Attached = Prisma.AttachmentGetPayload<{
  select: { id: true; title: true; kind: true; addedAt: true; file: { select: { id: true; sha256: true; sizeBytes: true } } }
}>
/** An attachment as the statement selects it: whole, for its reach to be asked. */
type FoundAttachment = Omit<Attached, 'file'> & { file: (Attached['file'] & { isMaterial: boolean }) | null }

/** A case with everything that is kept under it and that its reader reaches. */
export type CaseFile = Row & {
  clocks: Prisma.StatutoryClockGetPayload<object>[]
  documents: Prisma.OfficialDocumentGetPayload<{ omit: { input: true; typed: true } }>[]
  attachments: Attached[]
  trail: Prisma.AuditEntryGetPayload<object>[]
  /** What bureaus of its place have set (地方参数). */
  localRules: Prisma.LocalRuleGetPayload<object>[]
  /** Other cases of the same party (一案多查). */
  siblings: Prisma.CaseGetPayload<object>[]
  beside: Beside
}

const fieldsOf = (row: string, names: object, without: string[] = []) =>
  fieldsAsColumns(
    row,
    Object.keys(names).filter((name) => !without.includes(name)),
  )

const list = (rows: string) => `(SELECT coalesce(json_agg(x), '[]') FROM (${rows}) x)`
const one = (row: string) => `(SELECT row_to_json(x) FROM (${row}) x)`

const { CaseProcedureScalarFieldEnum, CaseNoticeScalarFieldEnum, CaseHearingScalarFieldEnum } = Prisma
const {
  CaseDiscussionScalarFieldEnum,
  CaseServiceScalarFieldEnum,
  CaseInstalmentScalarFieldEnum,
  CaseSuspensionScalarFieldEnum,
  CaseRemedyScalarFieldEnum,
  CaseAgreementScalarFieldEnum,
  CaseAgreementMeasureScalarFieldEnum,
  CaseStoppageScalarFieldEnum,
  CaseStoppageChangeScalarFieldEnum,
  CaseScoringScalarFieldEnum,
  CasePublicationScalarFieldEnum,
  LocalRuleScalarFieldEnum,
} = Prisma
const {
  CaseScalarFieldEnum,
  CasePartyScalarFieldEnum,
  CaseOrderScalarFieldEnum,
  CaseFactScalarFieldEnum,
  CaseTrackScalarFieldEnum,
  CaseMoneyScalarFieldEnum,
  EvidenceScalarFieldEnum,
} = Prisma
const {
  ReferralScalarFieldEnum,
  AttachmentScalarFieldEnum,
  StoredFileScalarFieldEnum,
  StatutoryClockScalarFieldEnum,
  OfficialDocumentScalarFieldEnum,
  AuditEntryScalarFieldEnum,
} = Prisma

/** The file of an attachment, and whether it may be read as material of a referral, whatever it was first put to. */
const fileOf = (attachment: string) => `SELECT ${fieldsOf('s', StoredFileScalarFieldEnum)},
  EXISTS (SELECT FROM referral_material JOIN referral ON referral.id = referral_material.referral_id
    WHERE referral_material.file_id = s.id AND ${readableSql('referral')}) AS "isMaterial" FROM stored_file s WHERE s.id = ${attachment}.file_id`

const lists = {
  parties: `SELECT ${fieldsOf('p', CasePartyScalarFieldEnum)} FROM case_party p WHERE p.case_id = c.id ORDER BY p.seq`,
  orders: `SELECT ${fieldsOf('o', CaseOrderScalarFieldEnum)} FROM case_order o WHERE o.case_id = c.id ORDER BY o.seq`,
  facts: `SELECT ${fieldsOf('f', CaseFactScalarFieldEnum)} FROM case_fact f WHERE f.case_id = c.id AND f.withdrawn_at IS NULL ORDER BY f.seq`,
  tracks: `SELECT ${fieldsOf('t', CaseTrackScalarFieldEnum)} FROM case_track t WHERE t.case_id = c.id ORDER BY t.kind`,
  money: `SELECT ${fieldsOf('m', CaseMoneyScalarFieldEnum)} FROM case_money m WHERE m.case_id = c.id ORDER BY m.occurred_on, m.recorded_at`,
  notices: `SELECT ${fieldsOf('n', CaseNoticeScalarFieldEnum)} FROM case_notice n WHERE n.case_id = c.id ORDER BY n.seq`,
  hearings: `SELECT ${fieldsOf('h', CaseHearingScalarFieldEnum)} FROM case_hearing h WHERE h.case_id = c.id ORDER BY h.seq`,
  discussions: `SELECT ${fieldsOf('d', CaseDiscussionScalarFieldEnum)} FROM case_discussion d WHERE d.case_id = c.id ORDER BY d.seq`,
  services: `SELECT ${fieldsOf('v', CaseServiceScalarFieldEnum)} FROM case_service v WHERE v.case_id = c.id ORDER BY v.served_on, v.recorded_at`,
  instalments: `SELECT ${fieldsOf('p', CaseInstalmentScalarFieldEnum)} FROM case_instalment p WHERE p.case_id = c.id ORDER BY p.seq`,
  suspensions: `SELECT ${fieldsOf('u', CaseSuspensionScalarFieldEnum)} FROM case_suspension u WHERE u.case_id = c.id ORDER BY u.seq`,
  remedies: `SELECT ${fieldsOf('y', CaseRemedyScalarFieldEnum)} FROM case_remedy y WHERE y.case_id = c.id ORDER BY y.seq`,
  measures: `SELECT ${fieldsOf('y', CaseAgreementMeasureScalarFieldEnum)} FROM case_agreement_measure y WHERE y.case_id = c.id ORDER BY y.seq`,
  stoppages: `SELECT ${fieldsOf('h', CaseStoppageScalarFieldEnum)} FROM case_stoppage h WHERE h.case_id = c.id ORDER BY h.seq`,
  stoppageChanges: `SELECT ${fieldsOf('q', CaseStoppageChangeScalarFieldEnum)} FROM case_stoppage_change q WHERE q.case_id = c.id ORDER BY q.id`,
  scorings: `SELECT ${fieldsOf('g', CaseScoringScalarFieldEnum)} FROM case_scoring g WHERE g.case_id = c.id ORDER BY g.seq`,
  publications: `SELECT ${fieldsOf('b', CasePublicationScalarFieldEnum)} FROM case_publication b WHERE b.case_id = c.id ORDER BY b.seq`,
  evidence: `SELECT ${fieldsOf('v', EvidenceScalarFieldEnum)} FROM evidence v WHERE v.case_id = c.id ORDER BY v.seq`,
  referrals: 'SELECT * FROM referred ORDER BY "proposedAt"',
  clocks: `SELECT ${fieldsOf('k', StatutoryClockScalarFieldEnum)} FROM statutory_clock k
    WHERE k.subject_type = 'case' AND k.subject_id = c.id ORDER BY k.stopped_at NULLS FIRST, k.due_at`,
  documents: `SELECT ${fieldsOf('d', OfficialDocumentScalarFieldEnum, ['input', 'typed'])} FROM official_document d
    WHERE (d.subject_type = 'case' AND d.subject_id = c.id OR d.subject_type = 'referral' AND d.subject_id = ANY (ARRAY(SELECT id FROM referred)))
      AND d.state <> 'voided' ORDER BY d.generated_at`,
  attachments: `SELECT ${fieldsOf('a', AttachmentScalarFieldEnum)}, ${one(fileOf('a'))} AS file
    FROM attachment a WHERE a.subject_type = 'case' AND a.subject_id = c.id AND a.removed_at IS NULL ORDER BY a.added_at`,
  trail: `SELECT ${fieldsOf('e', AuditEntryScalarFieldEnum)} FROM audit_entry e
    WHERE e.subject_type = 'case' AND e.subject_id = c.id ORDER BY e.seq DESC LIMIT ${trailLimit}`,
  siblings: `SELECT ${fieldsOf('o', CaseScalarFieldEnum)} FROM case_file o
    WHERE o.institution_id = c.institution_id AND o.id <> c.id ORDER BY o.id DESC LIMIT ${siblingLimit}`,
  localRules: `SELECT ${fieldsOf('w', LocalRuleScalarFieldEnum)} FROM local_rule w
    WHERE w.state IN ('inUse', 'ended') AND w.range_lo <= c.region_no AND w.range_hi >= c.region_no`,
  ...besideLists,
} as const

/** The referrals of the case stand first: the papers and the criminal process of each are found by them. */
const referred = `SELECT ${fieldsOf('r', ReferralScalarFieldEnum, ['snapshot'])} FROM referral r WHERE r.case_id = $1`
const text = `WITH referred AS MATERIALIZED (${referred})
  SELECT ${one(`SELECT ${fieldsOf('c', CaseScalarFieldEnum)}`)} AS row,
    ${one('SELECT l.id, l.number, l.behaviour FROM lead l WHERE l.id = c.lead_id')} AS lead,
    ${one('SELECT i.id, i.code, i.name FROM institution i WHERE i.id = c.institution_id')} AS institution,
    ${one('SELECT a.name FROM agency a WHERE a.id = c.agency_id')} AS agency,
    ${one('SELECT g.id, g.name FROM campaign g WHERE g.id = c.campaign_id')} AS campaign,
    ${one(`SELECT ${fieldsOf('s', CaseProcedureScalarFieldEnum)} FROM case_procedure s WHERE s.case_id = c.id`)} AS procedure,
    ${one(`SELECT ${fieldsOf('y', CaseAgreementScalarFieldEnum)} FROM case_agreement y WHERE y.case_id = c.id`)} AS agreement,
    ${Object.entries(lists)
      .map(([name, rows]) => `${list(rows)} AS "${name}"`)
      .join(',\n    ')}
  FROM case_file c WHERE c.id = $1`

type Answer = { row: object; procedure: object | null; agreement: object | null } & Pick<
  Row,
  'lead' | 'institution' | 'agency' | 'campaign'
> &
  Record<keyof typeof lists, object[]>

/**
 * Reads a case whole in one statement; `null` when it does not exist for this reader. The row policies bound the statement;
 * what it finds is asked for its reach again.
 */
export async function readFile(client: PoolClient, actor: Actor, id: string): Promise<CaseFile | null> {
  const { rows } = await client.query<Answer>({ name: 'case-file', text, values: [id] })
  const found = rows[0]
  if (!found) return null
  const { row, procedure, agreement, lead, institution, agency, campaign, ...under } = found
  const revived = Object.fromEntries(Object.entries(under).map(([name, list]) => [name, list.map((item) => rowFromJson(item))]))
  const stands = procedure && rowFromJson<object>(procedure)
  const handled = agreement && rowFromJson<object>(agreement)
  const whole = {
    ...rowFromJson<Row>(row),
    procedure: stands,
    agreement: handled,
    lead,
    institution,
    agency,
    campaign,
    ...revived,
  } as Omit<CaseFile, 'attachments' | 'beside'> & {
    attachments: FoundAttachment[]
  } & Beside // the lists above select these fields
  const { inquiries, holds, letters, progress, benchmarks, ...file } = whole
  const beside = { inquiries, holds, letters, progress, benchmarks }
  if (!mayRead(actor, 'case', file)) return null
  const readable = <Item extends object>(table: Parameters<typeof mayRead>[1], items: readonly Item[]) =>
    items.filter((item) => mayRead(actor, table, item))
  const opened = <Item extends object>(table: Parameters<typeof opensUnder>[1], items: readonly Item[]) =>
    opensUnder(actor, table, file) ? items.filter((item) => standsAlso(actor, table, item)) : []
  const referrals = readable('referral', file.referrals)
  return {
    ...file,
    beside: readableBeside(actor, { ...file, referrals }, beside),
    tracks: opened('caseTrack', file.tracks),
    publications: opened('casePublication', file.publications),
    scorings: opened('caseScoring', file.scorings),
    hearings: opened('caseHearing', file.hearings),
    discussions: opened('caseDiscussion', file.discussions),
    evidence: opened('evidence', file.evidence),
    referrals,
    clocks: readable('statutoryClock', file.clocks),
    documents: readable('officialDocument', file.documents),
    attachments: readable('attachment', file.attachments).flatMap((attachment) => readableAttachment(actor, attachment)),
    trail: readable('auditEntry', file.trail),
    siblings: readable('case', file.siblings),
    localRules: readable('localRule', file.localRules),
  }
}

/** An attachment as it is shown, where its file is within reach too. */
function readableAttachment(actor: Actor, { id, title, kind, addedAt, file }: FoundAttachment): Attached[] {
  if (!file || !(file.isMaterial || mayRead(actor, 'storedFile', file))) return []
  return [{ id, title, kind, addedAt, file: { id: file.id, sha256: file.sha256, sizeBytes: file.sizeBytes } }]
}
