import type { CivilDate } from '#domain/kernel/civil-date'
import { citation, type LawId, laws } from '#domain/law/law'
import type { CaseFilingApproval } from './templates/case-filing-approval'

/** As much of a case as its papers state. */
export type PaperCase = {
  number: string
  partyName: string
  cause: string
  summary: string
  officerAName: string
  officerACertificate: string
  officerBName: string
  officerBCertificate: string
  facts: readonly PaperFact[]
  institution: { code: string; address: string } | null
}
export type PaperFact = {
  behaviour: string
  actFrom: CivilDate
  actTo: CivilDate
  law: string
  article: string
  billedFen: bigint
  irregularFen: bigint
  fundLossFen: bigint
}

/** That somebody told (举报) stands in no paper: papers go to the party, and to others. What the bureau found itself has the same words, so that they tell nothing. */
const leadSourceNames: Readonly<Record<string, string>> = {
  nation: '国家医疗保障局下发疑点线索',
  province: '省局下发疑点线索',
  city: '市局下发疑点线索',
  referral: '其他部门移送线索',
}

export const sourceSentence = (source: string, leadNumber: string): string =>
  `${leadSourceNames[source] ?? '疑点线索'}（线索编号${leadNumber}），经核查、复核后提请立案。`

/** Every case names the certificates of its two officers; one taken over from an older register may lack them. */
const certificateOr = (certificateNumber: string) => certificateNumber || '待补录'

export const officersOf = (file: PaperCase) => [
  { name: file.officerAName, certificateNumber: certificateOr(file.officerACertificate) },
  { name: file.officerBName, certificateNumber: certificateOr(file.officerBCertificate) },
]

export const partyOf = ({ partyName, institution, number }: PaperCase) => ({
  name: partyName,
  identifier: institution ? { kind: '医保定点机构编码', number: institution.code } : { kind: '案件编号', number },
  address: institution?.address ?? '',
})

/** What the papers of the scoring of a person are of. It names nobody: it stands on lists. */
export const scoredOf = (partyName: string, seq: number): string => `${partyName}（第${seq}人）`

const isLaw = (law: string): law is LawId => Object.hasOwn(laws, law)

/** `《医疗保障基金使用监督管理条例》第四十条第一款第三项` */
export const articleOf = ({ law, article }: { law: string; article: string }): string => (isLaw(law) ? citation({ law, article }) : article)

export const sumOf = (facts: readonly PaperFact[], amount: (fact: PaperFact) => bigint): string =>
  facts.reduce((total, fact) => total + amount(fact), 0n).toString()

type Filing = { organ: string; source: string; leadNumber: string; foundOn: CivilDate; lastDay: CivilDate; datedOn: CivilDate }

/** The filing approval form (立案审批表) as the officers hand it in; the approver's part stays blank. */
export const filingApprovalOf = (file: PaperCase, filing: Filing): CaseFilingApproval => ({
  organ: filing.organ,
  documentNumber: null,
  cause: file.cause,
  source: sourceSentence(filing.source, filing.leadNumber),
  foundOn: filing.foundOn,
  party: partyOf(file),
  facts: file.summary,
  articles: [...new Set(file.facts.map(articleOf))],
  amounts: {
    billedFen: sumOf(file.facts, (fact) => fact.billedFen),
    irregularFen: sumOf(file.facts, (fact) => fact.irregularFen),
    fundLossFen: sumOf(file.facts, (fact) => fact.fundLossFen),
  },
  officers: officersOf(file),
  handlerOpinion: '经核查，有违法使用医疗保障基金的初步证据，属本机关管辖，建议立案调查。',
  reviewerOpinion: null,
  approverOpinion: null,
  lastDay: filing.lastDay,
  datedOn: filing.datedOn,
})

/** What the approver adds to the stored form. */
export const filingApproved = (documentNumber: string, opinion: string, name: string, on: CivilDate) => ({
  documentNumber,
  approverOpinion: { text: opinion || '同意立案。', name, on },
  datedOn: on,
})
