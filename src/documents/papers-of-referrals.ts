import type { Department } from '#domain/department/department'
import type { CivilDate } from '#domain/kernel/civil-date'
import type { Bill } from '#domain/referral/bill-lines'
import type { Exhibit } from '#domain/referral/exhibits'
import { articleOf, officersOf, type PaperCase, partyOf, sourceSentence, sumOf } from './papers-of-cases'
import type { DisciplineLetter, TransferReport } from './templates/before-transfer'
import type { BillVerificationLetter } from './templates/bill-verification-letter'
import type { DepartmentReferralLetter } from './templates/department-referral-letter'
import type { InvestigationReport } from './templates/investigation-report'
import type { ItemList } from './templates/item-list'
import type { TransferLetter } from './templates/transfer-letter'

/** What stands in a letter until the head of the organ has approved it. */
const notYetApproved = '（待审批）'

export type LetterMaterial = { name: string; pages: number }
const listed = (materials: readonly LetterMaterial[]) => materials.map(({ name, pages }) => ({ name, copies: 1, pages, remarks: '' }))

export type PoliceProposal = {
  summary: string
  suspectedCrime: string
  investigation: string
  evidence: readonly string[]
  qualification: string
  measures: string
  exhibits: readonly Exhibit[]
  contactName: string
  contactPhone: string
}

/** Who sends, to whom, when, and what the case came from. */
export type Sending = { organ: string; addressee: string; copyTo: string; datedOn: CivilDate; source: string; leadNumber: string | null }

const sourceOf = ({ source, leadNumber }: Sending) => (leadNumber === null ? '日常监督检查发现。' : sourceSentence(source, leadNumber))

export const transferLetterOf = (
  file: PaperCase,
  proposal: PoliceProposal,
  sending: Sending,
  materials: readonly LetterMaterial[],
): TransferLetter => ({
  organ: sending.organ,
  documentNumber: null,
  addressee: sending.addressee,
  datedOn: sending.datedOn,
  copyTo: [sending.copyTo],
  caseNumber: file.number,
  cause: file.cause,
  suspects: [partyOf(file)],
  source: sourceOf(sending),
  facts: proposal.summary,
  defraudedFen: sumOf(file.facts, (fact) => fact.fundLossFen),
  suspectedCrime: proposal.suspectedCrime,
  grounds: ['《中华人民共和国刑法》第二百六十六条', ...new Set(file.facts.map(articleOf))],
  measures: proposal.measures,
  officers: officersOf(file),
  approvedBy: notYetApproved,
  approvedOn: sending.datedOn,
  materials: listed(materials),
  contact: { name: proposal.contactName, telephone: proposal.contactPhone },
  receipt: null,
})

/** What the approval adds to a stored transfer letter. The list of materials is the one at hand now. */
export const transferLetterApproved = (
  documentNumber: string | null,
  approval: { name: string; on: CivilDate },
  materials: readonly LetterMaterial[],
) => ({ documentNumber, approvedBy: approval.name, approvedOn: approval.on, datedOn: approval.on, materials: listed(materials) })

/** The same for a letter to any other authority: its number and its day. */
export const letterApproved = (documentNumber: string | null, on: CivilDate) => ({ documentNumber, datedOn: on })

/** The same for one that lists its matter and what goes along. */
export const departmentLetterApproved = (
  documentNumber: string | null,
  on: CivilDate,
  matter: MatterLine,
  materials: readonly LetterMaterial[],
) => ({ ...letterApproved(documentNumber, on), leads: [leadLine(matter)], attachments: materials.map(({ name }) => name) })

/** What the case's officers report to their head before it goes to the police. */
export const transferReportOf = (file: PaperCase, proposal: PoliceProposal, sending: Sending): TransferReport => ({
  organ: sending.organ,
  caseNumber: file.number,
  cause: file.cause,
  source: sourceOf(sending),
  party: partyOf(file),
  facts: proposal.summary,
  defraudedFen: sumOf(file.facts, (fact) => fact.fundLossFen),
  suspectedCrime: proposal.suspectedCrime,
  evidence: [...proposal.evidence],
  measures: proposal.measures,
  opinion: `${proposal.qualification}\n建议移送${sending.addressee}依法处理${sending.copyTo && `，抄送${sending.copyTo}`}。`,
  officers: officersOf(file),
  reportedOn: sending.datedOn,
  decision: null,
})

export const investigationReportOf = (file: PaperCase, proposal: PoliceProposal, sending: Sending): InvestigationReport => ({
  organ: sending.organ,
  cause: file.cause,
  caseNumber: file.number,
  source: sourceOf(sending),
  investigation: proposal.investigation,
  party: partyOf(file),
  facts: file.facts.map((fact) => ({
    behaviour: fact.behaviour,
    actFrom: fact.actFrom,
    actTo: fact.actTo,
    article: articleOf(fact),
    billedFen: fact.billedFen.toString(),
    irregularFen: fact.irregularFen.toString(),
    fundLossFen: fact.fundLossFen.toString(),
  })),
  narrative: proposal.summary,
  evidence: [...proposal.evidence],
  qualification: proposal.qualification,
  discretion: proposal.measures,
  recommendation: `涉嫌${proposal.suspectedCrime}，建议移送${sending.addressee}依法处理。`,
  officers: officersOf(file),
  datedOn: sending.datedOn,
})

export const itemListOf = (file: PaperCase, { exhibits }: PoliceProposal, { organ, datedOn }: Sending): ItemList => ({
  organ,
  cause: file.cause,
  caseNumber: file.number,
  transferNumber: null,
  items: exhibits.map((exhibit) => ({ ...exhibit })),
  officers: officersOf(file),
  datedOn,
})

/** A matter as a letter lists it. Its amounts are told, where they may be, in what goes with the letter. */
export type MatterLine = { number: string; subject: string; identifier: string; behaviour: string }

const leadLine = ({ number, ...matter }: MatterLine) => ({ leadNumber: number, ...matter, amountFen: null })

export type MatterProposal = {
  title: string
  summary: string
  grounds: string
  suggestion: string
  answerBy: CivilDate
  contactName: string
  contactPhone: string
  handsBack?: boolean
}

export const departmentLetterOf = (
  proposal: MatterProposal,
  receiver: Department,
  sending: Pick<Sending, 'organ' | 'addressee' | 'datedOn'>,
  matter: MatterLine,
  materials: readonly LetterMaterial[],
): DepartmentReferralLetter => ({
  organ: sending.organ,
  documentNumber: null,
  addressee: sending.addressee,
  datedOn: sending.datedOn,
  receiver,
  subject: proposal.title,
  facts: proposal.summary,
  grounds: groundsOf(proposal.grounds),
  suggestion: proposal.suggestion,
  answerBy: proposal.answerBy,
  leads: [leadLine(matter)],
  attachments: materials.map(({ name }) => name),
  copyTo: [],
  contact: { name: proposal.contactName, telephone: proposal.contactPhone },
  handsBack: proposal.handsBack ?? false,
})

/** The same to discipline inspection. A matter that the sender does not name is left out. */
export const disciplineLetterOf = (
  proposal: Omit<MatterProposal, 'answerBy'>,
  sending: Pick<Sending, 'organ' | 'addressee' | 'datedOn'>,
  materials: readonly LetterMaterial[],
): DisciplineLetter => ({
  ...{ organ: sending.organ, documentNumber: null, addressee: sending.addressee, datedOn: sending.datedOn },
  ...{ subject: proposal.title, facts: proposal.summary, grounds: groundsOf(proposal.grounds), suggestion: proposal.suggestion },
  ...{ matter: null, attachments: materials.map(({ name }) => name) },
  contact: { name: proposal.contactName, telephone: proposal.contactPhone },
})

export const disciplineLetterApproved = (
  documentNumber: string,
  on: CivilDate,
  named: MatterLine | null,
  materials: readonly LetterMaterial[],
) => ({
  ...letterApproved(documentNumber, on),
  matter: named && { number: named.number, subject: named.subject, behaviour: named.behaviour },
  attachments: materials.map(({ name }) => name),
})

const groundsOf = (typed: string) => typed.split(/[\n；;]/).flatMap((line) => line.trim() || [])

export const billLetterOf = (
  proposal: Omit<MatterProposal, 'title' | 'grounds' | 'suggestion' | 'handsBack'>,
  sending: Pick<Sending, 'organ' | 'addressee' | 'datedOn'>,
  bills: readonly Bill[],
): BillVerificationLetter => ({
  organ: sending.organ,
  documentNumber: null,
  addressee: sending.addressee,
  datedOn: sending.datedOn,
  reason: proposal.summary,
  bills: bills.map((bill) => ({
    billCode: bill.billCode,
    billNumber: bill.billNumber,
    payer: '见票面',
    issuer: bill.issuerName,
    issuedOn: bill.issuedOn,
    amountFen: bill.amountFen.toString(),
  })),
  answerBy: proposal.answerBy,
  contact: { name: proposal.contactName, telephone: proposal.contactPhone },
})

/** What papers are called in lists; their full titles name the cause. */
export const materialTitles = { investigationReport: '涉嫌犯罪案件情况的调查报告', itemList: '涉案物品清单' } as const
