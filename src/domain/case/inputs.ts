import { z } from 'zod'
import { civilDate, id, ids, reason, text, version, yuan } from '../kernel/form-fields'
import { caseBundleKinds } from './bundles'
import { factFields } from './inputs-of-facts'
import { openTrackKinds } from './kinds'
import { postedByHand } from './money'
import { partyKinds } from './parties'

/** Number of the law enforcement certificate (执法证号), as it will be printed. */
const certificate = text(30).min(4)

export const proposeCaseInput = z.strictObject({
  leadId: id,
  partyName: text(120).min(2),
  cause: text(120).min(2),
  summary: text(4000).min(10),
  officerACertificate: certificate,
  officerBId: id,
  officerBCertificate: certificate,
  partyKind: z.enum(partyKinds).default('institution'),
  ...factFields,
  evidenceFileIds: ids(50),
})
export const fileCaseInput = z.strictObject({ caseId: id, version, opinion: text(500).default('') })
export const refuseCaseInput = z.strictObject({ caseId: id, version, reason })
export const replaceOfficerInput = z.strictObject({
  caseId: id,
  version,
  officer: z.enum(['A', 'B']),
  officerId: id,
  certificate,
  reason,
})

export const postMoneyInput = z.strictObject({
  caseId: id,
  version,
  kind: z.enum(postedByHand),
  amount: yuan.refine((amountFen) => amountFen > 0n),
  occurredOn: civilDate,
  voucher: text(60).min(2),
  note: text(500).default(''),
})
export const confirmMoneyInput = z.strictObject({ caseId: id, version, moneyId: id })
export const rejectMoneyInput = z.strictObject({ caseId: id, version, moneyId: id, reason })
export const startTrackInput = z.strictObject({ caseId: id, version, kind: z.enum(openTrackKinds), note: text(500).default('') })

export const askBundleInput = z.strictObject({ caseId: id, kind: z.enum(caseBundleKinds) })
export const cancelBundleInput = z.strictObject({ caseId: id, bundleId: id })
