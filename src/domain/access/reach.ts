import { departments } from '../department/department'
import type { Relation } from '../kernel/access'
import { bulletinReach } from './reach-of-bulletins'
import { caseFactReach } from './reach-of-case-facts'
import { caseProcedureReach } from './reach-of-case-procedures'
import { caseReach } from './reach-of-cases'
import { checkReach } from './reach-of-checks'
import { clockHistoryReach, clockReach } from './reach-of-clocks'
import { consultationReach } from './reach-of-consultations'
import { creditReach } from './reach-of-credit'
import { evidenceReach } from './reach-of-evidence'
import { jointReach } from './reach-of-joint-notices'
import { leadAnswerReach } from './reach-of-lead-answers'
import { leadListReach } from './reach-of-lead-lists'
import { leadMoveReach, leadReach, leadSubjectReach } from './reach-of-leads'
import { letterReach } from './reach-of-letters'
import { listReach } from './reach-of-lists'
import { meetingReach } from './reach-of-meetings'
import { moneyReach } from './reach-of-money'
import { numberReach } from './reach-of-numbers'
import { paperBatchReach } from './reach-of-paper-batches'
import { referralReach } from './reach-of-referrals'
import { registerReach } from './reach-of-register'
import { reviewReach } from './reach-of-reviews'
import { clueReach, runReach } from './reach-of-runs'
import { screeningReach } from './reach-of-screening'
import { whistleReach } from './reach-of-whistle'
import {
  clearance,
  committedIfCase,
  filed,
  keepsNoneAway,
  notRecused,
  openToOperator,
  ownAgency,
  owned,
  ownedFiling,
  ownInstitution,
  ownUser,
  secretOwned,
} from './relations'

/**
 * Who can reach which rows, for every table that has row rules. One definition: queries filter by it, commands find
 * rows by it, and the row policies of PostgreSQL are generated from it (`policies.ts`).
 *
 * `relations` are the ways to stand to a row; `read` names those that let a person see it. A table with a `parent` is
 * reached exactly when its parent row is (with `read`: by these ways to stand to it), and what `also` says holds of it. `inBulk`: lists read it
 * of many parents at once. Acting asks for more: a step names its role and relation.
 *
 * `write` names the ways by which a row may be made, changed and taken away, before and after; without it, those of `read`. Whoever
 * only looks on does not write: a county reads the campaign of its city. On a table with a parent, `write` names relations of the
 * parent; without it, the parent's own. `insert` is for what may be made in another way than it is changed: by these relations, or,
 * where rows are for others, a notice by any known writer and a clock with a matter in reach.
 */
export type TableReach = {
  table: string
  /** Whether rows are ever taken away: by the ways of `write`, or by those it names. */
  deletable?: true | readonly string[]
  write?: readonly string[]
  insert?: 'known' | { matter: readonly string[] } | readonly string[]
} & (
  | { relations: Readonly<Record<string, Relation>>; read: readonly string[] }
  | { parent: string; column: string; relation: string; also?: Relation; read?: readonly string[]; inBulk?: true }
)

const insuranceSupervises: Relation = [
  { actor: 'department', oneOf: ['MI'] },
  { field: 'regionNo', within: 'region' },
]

/**
 * A file is of every matter that it was put to: whoever keeps away from one of them keeps away from it. A case or a referral opens it by
 * its own campaign's commitment, whichever it was put to first; what a unit reads in one campaign is not shut by another's.
 */
const openedFile = [
  { field: 'matterIds', noneOf: 'recusedIds' },
  { field: 'campaignIds', someOf: 'committedTo', orEmpty: true },
] as const
const notOfRecusedInstitution = { field: 'institutionId', notIn: 'recusedIds', orNull: true } as const

export const reach = {
  ...registerReach,
  campaign: {
    table: 'campaign',
    relations: {
      owned,
      ownAgency,
      ownedAgency: [...owned, { field: 'agencyId', is: 'agencyId' }],
      below: [
        { actor: 'department', oneOf: departments },
        { from: 'rangeLo', to: 'rangeHi', around: 'region' },
        { field: 'state', oneOf: ['launched', 'closed'] },
      ],
      /** An institution knows the campaigns that it has to file in, and no other. */
      filesIn: [
        { some: 'filings', table: 'filing', key: 'campaignId', as: ownInstitution },
        { field: 'state', oneOf: ['launched', 'closed'] },
      ],
      /** Whoever supervises an institution today knows what it files in, also where another county had begun it. */
      filedIn: [
        { some: 'filings', table: 'filing', key: 'campaignId', as: ownedFiling },
        { field: 'state', oneOf: ['launched', 'closed'] },
      ],
      above: [
        { field: 'regionNo', within: 'region' },
        { field: 'state', oneOf: ['launched', 'closed'] },
      ],
    },
    read: ['owned', 'below', 'above', 'filesIn', 'filedIn'],
    write: ['owned'],
  },
  campaignRecipient: {
    table: 'campaign_recipient',
    relations: {
      issuer: [
        { field: 'issuerDepartment', is: 'department' },
        { field: 'issuerRegionNo', within: 'region' },
      ],
      ownAgency,
      owned,
    },
    read: ['issuer', 'ownAgency', 'owned'],
    write: ['issuer', 'ownAgency'],
  },
  stage: { table: 'stage', parent: 'campaign', column: 'campaign_id', relation: 'campaign' },
  duty: { table: 'duty', parent: 'campaign', column: 'campaign_id', relation: 'campaign' },
  dutyAssignment: {
    table: 'duty_assignment',
    relations: { owned, insuranceSupervises, ownAgency },
    read: ['owned', 'insuranceSupervises'],
  },
  meeting: {
    table: 'meeting',
    relations: { owned, asked: [{ some: 'attendees', table: 'meeting_attendee', key: 'meetingId', as: owned }] },
    read: ['owned', 'asked'],
    write: ['owned'],
  },
  leadingGroupMember: { table: 'leading_group_member', parent: 'campaign', column: 'campaign_id', relation: 'campaign', deletable: true },
  commitment: {
    table: 'commitment',
    relations: { owned, insuranceSupervises, ownAgency },
    read: ['owned', 'insuranceSupervises', 'ownAgency'],
    write: ['ownAgency'],
  },
  ...listReach,
  filing: { table: 'filing', ...filed },
  filingAnswer: { table: 'filing_answer', ...filed },
  finding: { table: 'finding', ...filed, deletable: true },
  refund: { table: 'refund', ...filed, deletable: true },
  ...moneyReach,
  ...reviewReach,
  ...checkReach,
  sectionPresence: { table: 'section_presence', relations: { ownInstitution }, read: ['ownInstitution'] },
  ...bulletinReach,
  ...leadListReach,
  ...runReach,
  lead: {
    table: 'lead',
    relations: {
      owned: [...secretOwned, keepsNoneAway],
      ownAgency: [...secretOwned, ...ownAgency, keepsNoneAway],
      assigner: [...secretOwned, { field: 'assignedByAgencyId', is: 'agencyId' }, keepsNoneAway],
      issuer: [...secretOwned, { field: 'issuedByAgencyId', is: 'agencyId' }, keepsNoneAway],
    },
    read: ['owned'],
  },
  leadVerification: { table: 'lead_verification', parent: 'lead', column: 'lead_id', relation: 'lead' },
  ...leadReach,
  ...caseReach,
  ...caseFactReach,
  recusal: {
    table: 'recusal',
    relations: { ownUser, owned, ownAgency: [...owned, ...ownAgency] },
    read: ['ownUser', 'owned'],
    write: ['ownAgency'],
    insert: ['ownUser', 'ownAgency'],
  },
  ...referralReach,
  ...clockReach,
  officialDocument: {
    table: 'official_document',
    relations: { owned: [...secretOwned, notRecused, committedIfCase, openToOperator] },
    read: ['owned'],
  },
  paperSeal: { table: 'paper_seal', parent: 'officialDocument', column: 'document_id', relation: 'document' },
  summaryReport: {
    table: 'summary_report',
    relations: { owned, ownAgency: [...owned, ...ownAgency] },
    read: ['owned'],
    write: ['ownAgency'],
  },
  summaryFigure: { table: 'summary_figure', parent: 'summaryReport', column: 'report_id', relation: 'report', deletable: true },
  storedFile: {
    table: 'stored_file',
    relations: {
      owned: [...secretOwned, ...openedFile, notOfRecusedInstitution, openToOperator],
      ownInstitution,
      uploader: [{ field: 'uploadedById', is: 'userId' }, ...openedFile],
    },
    read: ['owned', 'ownInstitution', 'uploader'],
  },
  /** What is still arriving is known to whoever sends it, and to nobody else. */
  fileUpload: { table: 'file_upload', relations: { ownUser }, read: ['ownUser'], deletable: true },
  attachment: {
    table: 'attachment',
    relations: { owned: [...secretOwned, notRecused, notOfRecusedInstitution, committedIfCase, openToOperator], ownInstitution },
    read: ['owned', 'ownInstitution'],
  },
  auditEntry: {
    table: 'audit_entry',
    relations: {
      owned: [...secretOwned, notRecused, committedIfCase, openToOperator],
      /** What institutions do on their filings is theirs, and read by the insurance bureau that supervises them. */
      filed: [...insuranceSupervises, { field: 'subjectType', oneOf: ['filing'] }, notRecused],
      auditor: [
        { actor: 'role', oneOf: ['auditAdmin'] },
        { field: 'secrecy', atMost: 2 },
      ],
      /** What is hidden from most is hidden from auditors too, but for those who are cleared for it. */
      clearedAuditor: [{ actor: 'role', oneOf: ['auditAdmin'] }, clearance],
    },
    read: ['owned', 'filed', 'auditor', 'clearedAuditor'],
    write: [],
  },
  commandReceipt: { table: 'command_receipt', relations: { ownUser }, read: ['ownUser'] },
  draft: { table: 'draft', relations: { ownUser }, read: ['ownUser'], deletable: true },
  savedView: {
    table: 'saved_view',
    relations: {
      ownUser,
      ownAgency,
      /** One's own, shared with nobody or with one's own agency. */
      ownHere: [...ownUser, { field: 'agencyId', is: 'agencyId', orNull: true }],
      approver: [...ownAgency, { actor: 'role', oneOf: ['approver'] }],
    },
    read: ['ownUser', 'ownAgency'],
    write: ['ownHere'],
    deletable: ['ownUser', 'approver'],
  },
  notification: {
    table: 'notification',
    relations: { ownAgency: [...ownAgency, clearance], ownUser, ownInstitution },
    read: ['ownAgency', 'ownUser', 'ownInstitution'],
    write: [],
    insert: 'known',
  },
  notificationRead: { table: 'notification_read', relations: { ownUser }, read: ['ownUser'] },
  unmasking: { table: 'unmasking', relations: { ownUser }, read: ['ownUser'] },
  ...screeningReach,
  ...leadSubjectReach,
  ...leadAnswerReach,
  ...caseProcedureReach,
  ...leadMoveReach,
  ...clueReach,
  ...evidenceReach,
  ...clockHistoryReach,
  ...letterReach,
  ...meetingReach,
  ...consultationReach,
  ...numberReach,
  ...paperBatchReach,
  ...whistleReach,
  ...creditReach,
  ...jointReach,
} as const satisfies Record<string, TableReach>

export type ReachedTable = keyof typeof reach
