import { type ActKind, actKinds } from '../../document/kinds-of-acts'
import type { EvidenceKind } from '../../evidence/kinds'
import { beijingDay, type CivilDate } from '../../kernel/civil-date'
import { ok, type Result, refuse } from '../../kernel/result'

/** An act by which two officers find something out (调查取证): a notice, a record or a request, each signed by whoever it was done with. */
export const inquiryKinds = ['inspectionNotice', 'inspection', 'interview', 'talk', 'production', 'extraction', 'appraisal'] as const
export type InquiryKind = (typeof inquiryKinds)[number]

/** Signed by the other side, or its signature refused, which a witness confirms (拒绝签名). */
export const inquirySignatures = ['signed', 'refused'] as const
export type InquirySignature = (typeof inquirySignatures)[number]

type InquiryRule = {
  paper: ActKind
  /** What the signed paper is as evidence. */
  evidence: EvidenceKind
  /** It takes time: it has a beginning and an end. */
  lasts: boolean
  /** The certificates were shown and the rights told first (出示证件、告知权利义务). */
  tells: boolean
  /** It names things: what is to be handed over, was taken or is examined. */
  lists: boolean
  /** Something has to come back by a day. */
  asks: boolean
}

const record = { lasts: true, tells: true, lists: false, asks: false } as const
const request = { lasts: false, tells: false, lists: true, asks: true } as const

export const inquiryRules: Readonly<Record<InquiryKind, InquiryRule>> = {
  inspectionNotice: {
    ...{ paper: 'inspectionNotice', evidence: 'documentary', lasts: false, tells: false, lists: false, asks: false },
  },
  inspection: { ...record, paper: 'inspectionRecord', evidence: 'inspectionRecord' },
  interview: { ...record, paper: 'interviewRecord', evidence: 'testimony' },
  talk: { ...record, paper: 'talkRecord', evidence: 'partyStatement' },
  production: { ...request, paper: 'evidenceRequest', evidence: 'documentary' },
  extraction: { ...record, paper: 'extractionRecord', evidence: 'electronic', lists: true },
  appraisal: { ...request, paper: 'appraisalEntrustment', evidence: 'documentary' },
}

/** What a party says of itself is its statement; what anybody else says is testimony. */
export const evidenceOf = (kind: InquiryKind, ofParty: boolean): EvidenceKind =>
  kind === 'interview' && ofParty ? 'partyStatement' : inquiryRules[kind].evidence

/** What the signed paper is called among the evidence, and what it proves. */
export function signedPaper({ kind, personName, begunAt }: { kind: InquiryKind; personName: string; begunAt: Date }) {
  const { name } = actKinds[inquiryRules[kind].paper]
  return { title: `${name}（${personName}）`, proves: `${beijingDay(begunAt)}${name}记载的情况` }
}
/** Why it proves nothing any more when the act was put right by another. */
export const replacedPaper = '已由更正的笔录、文书代替'

const hour = 3_600_000
/** When it ended, of an hour of the day on which it began: an earlier one is of the next day (过了零点), where it then lasted no longer than twelve hours. */
export function endOf(begunAt: Date, sameDay: Date): Date {
  const nextDay = new Date(sameDay.getTime() + 24 * hour)
  return sameDay < begunAt && nextDay.getTime() - begunAt.getTime() <= 12 * hour ? nextDay : sameDay
}

type Written = {
  kind: InquiryKind
  begunAt: Date
  endedAt: Date | null
  told: boolean
  items: readonly unknown[]
  answerBy: CivilDate | null
}

const unfit = (field: string, message: string) => refuse('invalidInput', { fields: [field], messages: [message] })

/**
 * Whether an act can have been so. A case is looked into from its filing on. Refuses `invalidInput` with the field, `dateInFuture`, `dateBeforeAct`.
 */
export function inquiryHolds({ kind, begunAt, endedAt, told, items, answerBy }: Written, filedAt: Date, now: Date): Result<void> {
  const { lasts, tells, lists, asks } = inquiryRules[kind]
  if (begunAt > now || (endedAt !== null && endedAt > now)) return refuse('dateInFuture')
  if (beijingDay(begunAt) < beijingDay(filedAt)) return refuse('dateBeforeAct')
  if (lasts && (endedAt === null || endedAt <= begunAt)) return unfit('endedAt', '请填写结束时间，须晚于开始时间。')
  if (tells && !told) return unfit('told', '制作笔录前须出示执法证件、告知权利义务并询问是否申请回避。')
  if (lists && items.length === 0) return unfit('items', '请逐行列明名称、数量。')
  if (asks && (answerBy === null || answerBy < beijingDay(begunAt))) return unfit('answerBy', '请填写提交期限，不早于通知之日。')
  return ok(undefined)
}

type Signed = { signature: InquirySignature | null; corrected: boolean }

/** Whether it is signed now: once, and not what a new one has taken the place of. Refuses `wrongState`. */
export const maySign = ({ signature, corrected }: Signed): Result<void> =>
  signature !== null || corrected ? refuse('wrongState', { state: corrected ? 'corrected' : 'signed' }) : ok(undefined)

/** Whether what was asked for came, or did not: once, of what was handed over. Refuses `wrongState`. */
export function mayAnswer({ kind, signature, corrected, answered }: Signed & { kind: InquiryKind; answered: boolean }): Result<void> {
  const fits = inquiryRules[kind].asks && signature !== null && !corrected && !answered
  return fits ? ok(undefined) : refuse('wrongState', { state: answered ? 'answered' : 'written' })
}
