import type { Relation } from '../kernel/access'

/**
 * Who can reach which rows, for every table that has row rules. One definition: queries filter by it, commands find
 * rows by it, and the row policies of PostgreSQL are generated from it (`policies.ts`).
 *
 * `relations` are the ways to stand to a row; `read` names those that let a person see it. A table with a `parent` is
 * reached exactly when its parent row is. Acting asks for more: a step names its role and relation.
 */
export type TableReach =
  | { table: string; relations: Readonly<Record<string, Relation>>; read: readonly string[]; deletable?: true }
  | { table: string; parent: string; column: string; relation: string; deletable?: true }

const clearance = { field: 'secrecy', atMost: 'clearance' } as const
/** What belongs to a matter is out of reach with it: its papers, files, clocks and trail. */
const notRecused = { field: 'subjectId', notIn: 'recusedIds' } as const
const owned: Relation = [
  { field: 'department', is: 'department' },
  { field: 'regionNo', within: 'region' },
]
const secretOwned: Relation = [...owned, clearance]
const insuranceSupervises: Relation = [
  { actor: 'department', oneOf: ['MI'] },
  { field: 'regionNo', within: 'region' },
]
const ownAgency: Relation = [{ field: 'agencyId', is: 'agencyId' }]
const ownInstitution: Relation = [{ field: 'institutionId', is: 'institutionId' }]
const ownUser: Relation = [{ field: 'userId', is: 'userId' }]

const filed = { relations: { owned, ownInstitution }, read: ['owned', 'ownInstitution'] } as const

export const reach = {
  institution: {
    table: 'institution',
    relations: {
      supervised: [
        { actor: 'department', oneOf: ['MI', 'HC'] },
        { field: 'regionNo', within: 'region' },
      ],
      own: [{ field: 'id', is: 'institutionId' }],
    },
    read: ['supervised', 'own'],
  },
  campaign: {
    table: 'campaign',
    relations: {
      owned,
      ownAgency,
      ownedAgency: [...owned, { field: 'agencyId', is: 'agencyId' }],
      below: [
        { from: 'rangeLo', to: 'rangeHi', around: 'region' },
        { field: 'state', oneOf: ['launched', 'closed'] },
      ],
      above: [
        { field: 'regionNo', within: 'region' },
        { field: 'state', oneOf: ['launched', 'closed'] },
      ],
    },
    read: ['owned', 'below', 'above'],
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
    deletable: true,
  },
  stage: { table: 'stage', parent: 'campaign', column: 'campaign_id', relation: 'campaign', deletable: true },
  duty: { table: 'duty', parent: 'campaign', column: 'campaign_id', relation: 'campaign', deletable: true },
  dutyAssignment: {
    table: 'duty_assignment',
    relations: { owned, insuranceSupervises, ownAgency },
    read: ['owned', 'insuranceSupervises'],
    deletable: true,
  },
  meeting: { table: 'meeting', relations: { owned, present: [{ field: 'regionNo', within: 'region' }] }, read: ['present'] },
  leadingGroupMember: { table: 'leading_group_member', parent: 'campaign', column: 'campaign_id', relation: 'campaign', deletable: true },
  commitment: { table: 'commitment', relations: { owned, insuranceSupervises, ownAgency }, read: ['owned', 'insuranceSupervises'] },
  checklist: {
    table: 'checklist',
    relations: {
      owned,
      below: [
        { from: 'rangeLo', to: 'rangeHi', around: 'region' },
        { field: 'state', oneOf: ['issued'] },
      ],
    },
    read: ['owned', 'below'],
  },
  checklistItem: { table: 'checklist_item', parent: 'checklist', column: 'checklist_id', relation: 'checklist' },
  filing: { table: 'filing', ...filed },
  filingAnswer: { table: 'filing_answer', ...filed, deletable: true },
  finding: { table: 'finding', ...filed, deletable: true },
  refund: { table: 'refund', ...filed, deletable: true },
  spotCheck: { table: 'spot_check', relations: { owned, ownAgency }, read: ['owned'] },
  spotCheckItem: {
    table: 'spot_check_item',
    relations: { owned, ownInstitution: [...ownInstitution, { field: 'checkedAt', isSet: true }] },
    read: ['owned', 'ownInstitution'],
  },
  leadImport: { table: 'lead_import', relations: { owned, ownAgency: [...owned, ...ownAgency] }, read: ['owned'] },
  leadMapping: { table: 'lead_mapping', relations: { ownAgency }, read: ['ownAgency'] },
  leadBatch: { table: 'lead_batch', relations: { owned }, read: ['owned'] },
  lead: {
    table: 'lead',
    relations: {
      owned: [...secretOwned, { field: 'id', notIn: 'recusedIds', subjectType: 'lead' }],
      ownAgency: [...secretOwned, ...ownAgency, { field: 'id', notIn: 'recusedIds', subjectType: 'lead' }],
    },
    read: ['owned'],
  },
  leadVerification: { table: 'lead_verification', parent: 'lead', column: 'lead_id', relation: 'lead' },
  case: {
    table: 'case_file',
    relations: {
      owned: [...secretOwned, { field: 'id', notIn: 'recusedIds', subjectType: 'case' }],
      ownAgency: [...secretOwned, ...ownAgency, { field: 'id', notIn: 'recusedIds', subjectType: 'case' }],
    },
    read: ['owned'],
  },
  caseFact: { table: 'case_fact', parent: 'case', column: 'case_id', relation: 'case', deletable: true },
  caseTrack: { table: 'case_track', parent: 'case', column: 'case_id', relation: 'case' },
  caseMoney: { table: 'case_money', parent: 'case', column: 'case_id', relation: 'case' },
  recusal: { table: 'recusal', relations: { ownUser, owned }, read: ['ownUser', 'owned'] },
  referral: {
    table: 'referral',
    relations: {
      sender: [
        { field: 'senderDepartment', is: 'department' },
        { field: 'senderRegionNo', within: 'region' },
        clearance,
        { field: 'id', notIn: 'recusedIds', subjectType: 'referral' },
      ],
      senderAgency: [{ field: 'senderAgencyId', is: 'agencyId' }, clearance, { field: 'id', notIn: 'recusedIds', subjectType: 'referral' }],
      receiver: [
        { field: 'receiverDepartment', is: 'department' },
        { field: 'receiverRegionNo', within: 'region' },
        { field: 'deliveredAt', isSet: true },
        clearance,
      ],
      receiverAgency: [{ field: 'receiverAgencyId', is: 'agencyId' }, { field: 'deliveredAt', isSet: true }, clearance],
      copy: [
        { field: 'copyDepartment', is: 'department' },
        { field: 'copyRegionNo', within: 'region' },
        { field: 'deliveredAt', isSet: true },
        clearance,
      ],
      copyAgency: [{ field: 'copyAgencyId', is: 'agencyId' }, { field: 'deliveredAt', isSet: true }, clearance],
      court: [{ actor: 'department', oneOf: ['CT'] }, { field: 'courtRegionNo', within: 'region' }, clearance],
      courtAgency: [{ field: 'courtAgencyId', is: 'agencyId' }, clearance],
    },
    read: ['sender', 'receiver', 'copy', 'court'],
  },
  referralMaterial: { table: 'referral_material', parent: 'referral', column: 'referral_id', relation: 'referral', deletable: true },
  billVerification: { table: 'bill_verification', parent: 'referral', column: 'referral_id', relation: 'referral', deletable: true },
  criminalProgress: { table: 'criminal_progress', parent: 'referral', column: 'referral_id', relation: 'referral' },
  statutoryClock: {
    table: 'statutory_clock',
    relations: {
      responsible: [
        { field: 'responsibleDepartment', is: 'department' },
        { field: 'responsibleRegionNo', within: 'region' },
        clearance,
        notRecused,
      ],
      other: [{ field: 'otherDepartment', is: 'department' }, { field: 'otherRegionNo', within: 'region' }, clearance, notRecused],
      ownInstitution,
    },
    read: ['responsible', 'other', 'ownInstitution'],
  },
  officialDocument: { table: 'official_document', relations: { owned: [...secretOwned, notRecused] }, read: ['owned'] },
  summaryReport: { table: 'summary_report', relations: { owned, ownAgency: [...owned, ...ownAgency] }, read: ['owned'] },
  summaryFigure: { table: 'summary_figure', parent: 'summaryReport', column: 'report_id', relation: 'report', deletable: true },
  storedFile: {
    table: 'stored_file',
    relations: { owned: secretOwned, ownInstitution, uploader: [{ field: 'uploadedById', is: 'userId' }] },
    read: ['owned', 'ownInstitution', 'uploader'],
  },
  attachment: {
    table: 'attachment',
    relations: { owned: [...secretOwned, notRecused], ownInstitution },
    read: ['owned', 'ownInstitution'],
  },
  auditEntry: {
    table: 'audit_entry',
    relations: { owned: [...owned, notRecused], auditor: [{ actor: 'role', oneOf: ['auditAdmin'] }] },
    read: ['owned', 'auditor'],
  },
  commandReceipt: { table: 'command_receipt', relations: { ownUser }, read: ['ownUser'] },
  draft: { table: 'draft', relations: { ownUser }, read: ['ownUser'], deletable: true },
  savedView: { table: 'saved_view', relations: { ownUser }, read: ['ownUser'], deletable: true },
  notification: {
    table: 'notification',
    relations: { ownAgency, ownUser, ownInstitution },
    read: ['ownAgency', 'ownUser', 'ownInstitution'],
  },
  unmasking: { table: 'unmasking', relations: { ownUser }, read: ['ownUser'] },
} as const satisfies Record<string, TableReach>

export type ReachedTable = keyof typeof reach
