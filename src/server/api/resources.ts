import 'server-only'
import { z } from 'zod'
import type { ReachedTable } from '#domain/access/reach'
import {
  CampaignState,
  CaseState,
  Department,
  DocumentState,
  FilingState,
  InstitutionKind,
  LeadConclusion,
  LeadState,
  ReferralKind,
  ReferralState,
} from '#platform/prisma/enums'
import { campaignItem, caseItem, documentItem, filingItem, institutionItem, leadItem, referralItem, taskItem } from './items'

const id = z.uuid()
const regionCode = z.string().regex(/^\d{6}$/)

/**
 * One resource of the machine interface. The keys of `item` are the columns that are read and all that anybody is sent;
 * those of `filters` are compared for equality.
 */
export type Resource = { table: ReachedTable; title: string; item: z.ZodObject; filters: z.ZodObject }

export const resources = {
  campaigns: {
    table: 'campaign',
    title: 'Campaigns',
    item: campaignItem,
    filters: z.strictObject({ state: z.enum(CampaignState), regionCode, year: z.coerce.number().int().min(1900).max(2999) }),
  },
  filings: {
    table: 'filing',
    title: 'Self-inspection filings',
    item: filingItem,
    filters: z.strictObject({ state: z.enum(FilingState), campaignId: id, institutionId: id, regionCode }),
  },
  leads: {
    table: 'lead',
    title: 'Leads',
    item: leadItem,
    filters: z.strictObject({
      state: z.enum(LeadState),
      conclusion: z.enum(LeadConclusion),
      campaignId: id,
      batchId: id,
      institutionId: id,
      regionCode,
    }),
  },
  cases: {
    table: 'case',
    title: 'Cases',
    item: caseItem,
    filters: z.strictObject({ state: z.enum(CaseState), campaignId: id, institutionId: id, regionCode }),
  },
  referrals: {
    table: 'referral',
    title: 'Referrals',
    item: referralItem,
    filters: z.strictObject({
      state: z.enum(ReferralState),
      kind: z.enum(ReferralKind),
      campaignId: id,
      receiverDepartment: z.enum(Department),
    }),
  },
  documents: {
    table: 'officialDocument',
    title: 'Official documents',
    item: documentItem,
    filters: z.strictObject({ state: z.enum(DocumentState), kind: z.string().max(60), subjectId: id, regionCode }),
  },
  tasks: {
    table: 'statutoryClock',
    title: 'Tasks: what must be done, with the clock that runs on it',
    item: taskItem,
    filters: z.strictObject({ ruleId: z.string().max(60), subjectId: id, responsibleDepartment: z.enum(Department) }),
  },
  institutions: {
    table: 'institution',
    title: 'Designated institutions',
    item: institutionItem,
    filters: z.strictObject({ kind: z.enum(InstitutionKind), regionCode, code: z.string().max(60) }),
  },
} as const satisfies Record<string, Resource>

export type ResourceName = keyof typeof resources

export const isResourceName = (name: string): name is ResourceName => Object.hasOwn(resources, name)
