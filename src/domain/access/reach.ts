import { departments } from '../department/department'
import type { Relation } from '../kernel/access'
import { bulletinReach } from './reach-of-bulletins'
import { checkReach } from './reach-of-checks'
import { leadAnswerReach } from './reach-of-lead-answers'
import { leadListReach } from './reach-of-lead-lists'
import { leadReach, leadSubjectReach } from './reach-of-leads'
import { listReach } from './reach-of-lists'
import { moneyReach } from './reach-of-money'
import { registerReach } from './reach-of-register'
import { reviewReach } from './reach-of-reviews'
import { runReach } from './reach-of-runs'
import { screeningReach } from './reach-of-screening'
import { filed, ofBureau, ownAgency, owned, ownedFiling, ownInstitution } from './relations'

/**
 * Who can reach which rows, for every table that has row rules. One definition: queries filter by it, commands find
 * rows by it, and the row policies of PostgreSQL are generated from it (`policies.ts`).
 *
 * `relations` are the ways to stand to a row; `read` names those that let a person see it. A table with a `parent` is
 * reached exactly when its parent row is. Acting asks for more: a step names its role and relation.
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
} & ({ relations: Readonly<Record<string, Relation>>; read: readonly string[] } | { parent: string; column: string; relation: string })

const clearance = { field: 'secrecy', atMost: 'clearance' } as const
/** What belongs to a matter is out of reach with it: its papers, files, clocks and trail. */
const notRecused = { field: 'subjectId', notIn: 'recusedIds' } as const
const keepsNoneAway = { field: 'id', notIn: 'recusedIds' } as const
/** A case and all that is of it opens to a unit that has signed the campaign's commitment (FJ24 四(一)). */
const committed = { field: 'campaignId', in: 'committedTo' } as const
/** On tables that also hold what is of no case: the column is set, by the database, where a case or a referral is behind the row. */
const committedIfCase = { ...committed, orNull: true } as const
const secretOwned: Relation = [...owned, clearance]
const insuranceSupervises: Relation = [
  { actor: 'department', oneOf: ['MI'] },
  { field: 'regionNo', within: 'region' },
]
const ownUser: Relation = [{ field: 'userId', is: 'userId' }]

const ofOperator = { actor: 'agencyKind', oneOf: ['operator'] } as const
/** What is of a case opens to the operating agency with the case; of a referral, never. The column is set by the database, as the campaign is. */
const openToOperator = { field: 'operatorSees', opens: 'operator' } as const
/** What stands between a person's place and the inside of a referral. An operating agency carries out; it refers nothing and receives nothing. */
const opened = [ofBureau, clearance, committed, keepsNoneAway] as const
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
    relations: { owned, present: [{ field: 'regionNo', within: 'region' }] },
    read: ['present'],
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
  case: {
    table: 'case_file',
    relations: {
      owned: [ofBureau, ...secretOwned, committed, keepsNoneAway],
      ownAgency: [...secretOwned, ...ownAgency, committed, keepsNoneAway],
      handedTo: [ofOperator, ...secretOwned, committed, keepsNoneAway, { field: 'handedToOperatorAt', isSet: true }],
      /** The two officers of the case (两名以上执法人员). */
      officerA: [...secretOwned, ...ownAgency, committed, keepsNoneAway, { field: 'officerAId', is: 'userId' }],
      officerB: [...secretOwned, ...ownAgency, committed, keepsNoneAway, { field: 'officerBId', is: 'userId' }],
    },
    read: ['owned', 'handedTo'],
  },
  caseFact: { table: 'case_fact', parent: 'case', column: 'case_id', relation: 'case' },
  caseTrack: { table: 'case_track', parent: 'case', column: 'case_id', relation: 'case' },
  caseMoney: { table: 'case_money', parent: 'case', column: 'case_id', relation: 'case' },
  recusal: {
    table: 'recusal',
    relations: { ownUser, owned, ownAgency: [...owned, ...ownAgency] },
    read: ['ownUser', 'owned'],
    write: ['ownAgency'],
    insert: ['ownUser', 'ownAgency'],
  },
  referral: {
    table: 'referral',
    relations: {
      sender: [{ field: 'senderDepartment', is: 'department' }, { field: 'senderRegionNo', within: 'region' }, ...opened],
      senderAgency: [{ field: 'senderAgencyId', is: 'agencyId' }, ...opened],
      receiver: [
        { field: 'receiverDepartment', is: 'department' },
        { field: 'receiverRegionNo', within: 'region' },
        { field: 'deliveredAt', isSet: true },
        ...opened,
      ],
      receiverAgency: [{ field: 'receiverAgencyId', is: 'agencyId' }, { field: 'deliveredAt', isSet: true }, ...opened],
      copy: [
        { field: 'copyDepartment', is: 'department' },
        { field: 'copyRegionNo', within: 'region' },
        { field: 'deliveredAt', isSet: true },
        ...opened,
      ],
      copyAgency: [{ field: 'copyAgencyId', is: 'agencyId' }, { field: 'deliveredAt', isSet: true }, ...opened],
      court: [{ actor: 'department', oneOf: ['CT'] }, { field: 'courtRegionNo', within: 'region' }, ...opened],
      courtAgency: [{ field: 'courtAgencyId', is: 'agencyId' }, ...opened],
    },
    read: ['sender', 'receiver', 'copy', 'court'],
    insert: ['senderAgency'],
  },
  referralMaterial: { table: 'referral_material', parent: 'referral', column: 'referral_id', relation: 'referral', write: ['sender'] },
  billVerification: {
    table: 'bill_verification',
    parent: 'referral',
    column: 'referral_id',
    relation: 'referral',
    write: ['sender', 'receiver'],
  },
  criminalProgress: { table: 'criminal_progress', parent: 'referral', column: 'referral_id', relation: 'referral' },
  statutoryClock: {
    table: 'statutory_clock',
    relations: {
      responsible: [
        { field: 'responsibleDepartment', is: 'department' },
        { field: 'responsibleRegionNo', within: 'region' },
        ...[clearance, notRecused, committedIfCase, openToOperator],
      ],
      other: [
        { field: 'otherDepartment', is: 'department' },
        { field: 'otherRegionNo', within: 'region' },
        ...[clearance, notRecused, committedIfCase, openToOperator],
      ],
      ownInstitution,
    },
    read: ['responsible', 'other', 'ownInstitution'],
    insert: { matter: ['lead', 'case', 'referral', 'filing', 'campaign'] },
  },
  officialDocument: {
    table: 'official_document',
    relations: { owned: [...secretOwned, notRecused, committedIfCase, openToOperator] },
    read: ['owned'],
  },
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
      owned: [...owned, notRecused, committedIfCase, openToOperator],
      /** What institutions do on their filings is theirs, and read by the insurance bureau that supervises them. */
      filed: [...insuranceSupervises, { field: 'subjectType', oneOf: ['filing'] }, notRecused],
      auditor: [{ actor: 'role', oneOf: ['auditAdmin'] }],
    },
    read: ['owned', 'filed', 'auditor'],
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
    relations: { ownAgency, ownUser, ownInstitution },
    read: ['ownAgency', 'ownUser', 'ownInstitution'],
    write: [],
    insert: 'known',
  },
  notificationRead: { table: 'notification_read', relations: { ownUser }, read: ['ownUser'] },
  unmasking: { table: 'unmasking', relations: { ownUser }, read: ['ownUser'] },
  ...screeningReach,
  ...leadSubjectReach,
  ...leadAnswerReach,
} as const satisfies Record<string, TableReach>

export type ReachedTable = keyof typeof reach
