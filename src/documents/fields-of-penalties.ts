import type { LawChoice } from '#domain/case/facts'
import { moneyTotals } from '#domain/case/money'
import type { PartyKind } from '#domain/case/parties'
import { houseRules, withNoticed } from '#domain/case/place-rules'
import { type Cited, liabilityOf } from '#domain/case/provisions'
import { finedInAct } from '#domain/case/same-act'
import { grownOf } from '#domain/case/surcharge'
import { isBlank, toFill } from '#domain/document/blanks'
import { type PenaltyKind, penaltyFields } from '#domain/document/kinds-of-penalties'
import type { Typed } from '#domain/document/typed-parts'
import type { KeptWording } from '#domain/document/wording'
import { beijingDay, type CivilDate, fromDateColumn, isCivilDate } from '#domain/kernel/civil-date'
import { formatYuan } from '#domain/kernel/money'
import { discretionOf } from './discretion'
import { type CourseOnPapers, ofCourse } from './fields-of-course'
import { type ActsOnPapers, ofProcedure } from './fields-of-procedure'
import { articleOf, sourceSentence } from './papers-of-cases'
import { penaltyTemplates } from './templates/penalties/kinds'
import { chineseDate, suspensionInWords } from './wording'

type FactOfPapers = Cited & {
  partyId: string
  behaviour: string
  actFrom: Date
  actTo: Date
  law: string
  article: string
  billedFen: bigint
  irregularFen: bigint
  fundLossFen: bigint
  fraudFen: bigint | null
  limitedFen: bigint
  suspendMonths: number | null
  refundFen: bigint
  fineFen: bigint
  fineTenths: number | null
  noPenaltyReason: string
  disposedAt: Date | null
  /** The tier that its fine was measured by, and why it departs from it. */
  benchmark: unknown
  departure: string
  lawChoice?: LawChoice | null
  lawChoiceGround?: string
  id?: string
  sameActAsId?: string | null
}

/** As much of a case as any of its papers states. */
export type CaseOfPapers = ActsOnPapers &
  Omit<CourseOnPapers, 'services' | 'facts'> & {
    number: string
    cause: string
    summary: string
    partyName: string
    officerAName: string
    officerACertificate: string
    officerBName: string
    officerBCertificate: string
    legalAgreed: boolean | null
    legalOpinion: string
    legalReviewedByName: string | null
    legalReviewedAt: Date | null
    filedAt: Date | null
    decidedAt: Date | null
    parties: readonly { id: string; name: string; kind?: PartyKind }[]
    facts: readonly FactOfPapers[]
    institution: { creditCode: string | null; address: string } | null
    agency: { name: string; phone: string | null }
  }

/** A paper that the case has already. */
export type WrittenPaper = { kind: string; number: string | null; state: string; title: string; generatedAt: Date; input: unknown }
type Held = { file: CaseOfPapers; papers: readonly WrittenPaper[]; evidence: readonly string[]; now: Date; wording?: KeptWording | null }

/**
 * What a paper of this kind says: what was typed, else what the case holds, else what another of its papers was told, else 【待填：…】.
 * This is the one place where fields of cases become fields of papers.
 */
export function fieldsOfPenalty(
  kind: PenaltyKind,
  { file, papers, evidence, now, wording = null }: Held,
  typed: Typed,
): Record<string, unknown> {
  const held: Record<string, unknown> = {
    ...ofPapers(papers),
    ...ofFile(file, now, kind),
    evidence: given(evidence.join('\n')),
    wording,
  }
  const said = { ...ofProcedure(file, issuedOf(papers)), ...ofCourse(file, issuedOf(papers), typed) }
  const acts = Object.entries(said).filter(([, value]) => value !== undefined)
  Object.assign(held, Object.fromEntries(acts), hearingOf(file, kind))
  Object.assign(held, ofMoney(file, { ...held, ...typed }))
  const told = toldBefore(papers)
  // Each halt has its own reason; that it is over says which it was.
  if (kind === 'suspensionDecision') delete told.haltReason
  // What a person has worded goes on; the benchmark speaks where nobody has.
  if (told.discretion === undefined) Object.assign(held, { discretion: given(discretionOf(file.facts)) })
  const labels = new Map(penaltyFields(kind).map(({ name, label }) => [name, label]))
  const worded = (name: string): unknown => {
    const sources = [isRecorded(kind, name, file) ? held[name] : typed[name], held[name], labels.has(name) ? told[name] : undefined]
    // `null` says that there is none; what is not known is left out.
    const known = sources.find((value) => value !== undefined)
    return known === undefined ? toFill(labels.get(name) ?? otherLabels[name] ?? name) : known
  }
  return Object.fromEntries(Object.keys(penaltyTemplates[kind].input.shape).map((name) => [name, worded(name)]))
}

/** The minutes say what the office discussed as it was recorded with its step, and nobody words it otherwise. */
export const isRecorded = (kind: PenaltyKind, name: string, { discussions }: Pick<CaseOfPapers, 'discussions'>): boolean =>
  kind === 'discussionMinutes' && discussions.length > 0 && discussed.has(name)
const discussed = new Set(['heldOn', 'present', 'opinions', 'conclusion'])

/** What no person types into the paper: it comes into the case by its own step. */
const otherLabels: Readonly<Record<string, string>> = {
  verdict: '法制审核结论',
  opinion: '法制审核意见',
  reviewerName: '法制审核人',
  reviewedOn: '法制审核日期',
  filedOn: '立案日期',
  decidedOn: '决定日期',
  refusal: '不予立案的理由',
  refusedBy: '不予立案的负责人',
  haltGround: '中止的情形',
  haltedOn: '中止日期',
  resumedOn: '恢复日期',
  surcharged: '加处罚款数额（随催告登记）',
  surchargedTo: '加处罚款计算截止日（随催告登记）',
  handlingDue: '办案期限届满日',
  excludedDays: '扣除日',
  extendedBefore: '此前延长',
  usedDays: '已用日（填写计算截止日后计算）',
}

const given = (value: string | null | undefined): string | undefined => value || undefined
const dayOf = (at: Date | null): string | undefined => (at === null ? undefined : beijingDay(at))

function ofFile(file: CaseOfPapers, now: Date, kind: PenaltyKind) {
  return {
    organ: file.agency.name,
    issued: false,
    documentNumber: null,
    caseNumber: file.number,
    cause: file.cause,
    partyName: file.partyName,
    isPerson: file.parties.length > 0 && file.parties.every(({ kind: of }) => of === 'person'),
    datedOn: beijingDay(now),
    officers: [
      { name: file.officerAName, certificateNumber: given(file.officerACertificate) ?? toFill('主办人执法证号') },
      { name: file.officerBName, certificateNumber: given(file.officerBCertificate) ?? toFill('协办人执法证号') },
    ],
    partyNumber: given(file.institution?.creditCode),
    partyAddress: given(file.institution?.address),
    receiver: file.partyName,
    contactName: file.officerAName,
    contactPhone: given(file.agency.phone),
    defenceDays: `${withNoticed(houseRules, file.notices.at(-1)?.rules).defenceDays.value}个工作日`,
    facts: file.facts.map((fact, index) => ({
      ...factOnPaper(fact, index, kind),
      ...{ partyName: actorOf(fact, file), lawChosen: chosenLaw(fact), finedWith: finedWith(fact, file.facts) },
    })),
    investigation: given(investigationOf(file)),
    report: file.summary,
    verdict: file.legalAgreed === null ? undefined : file.legalAgreed ? '同意' : '退回补充',
    opinion: given(file.legalOpinion),
    reviewerName: given(file.legalReviewedByName),
    reviewedOn: dayOf(file.legalReviewedAt),
    filedOn: dayOf(file.filedAt),
    decidedOn: dayOf(file.decidedAt),
  }
}

/** An order to correct, and that a case is not filed, come before it is said what becomes of a fact; every other paper waits for that. */
const undisposed = (index: number, kind: PenaltyKind) =>
  kind === 'rectificationOrder' || kind === 'nonFilingApproval' ? '' : toFill(`第${index + 1}项事实的处理`)

const factOnPaper = (fact: FactOfPapers, index: number, kind: PenaltyKind) => ({
  behaviour: fact.behaviour,
  actFrom: fromDateColumn(fact.actFrom),
  actTo: fromDateColumn(fact.actTo),
  article: articleOf(fact),
  billedFen: fact.billedFen.toString(),
  irregularFen: fact.irregularFen.toString(),
  fundLossFen: fact.fundLossFen.toString(),
  refundFen: fact.refundFen.toString(),
  fineFen: fact.fineFen.toString(),
  fineTenths: fact.fineTenths,
  noPenaltyReason: fact.disposedAt === null ? undisposed(index, kind) : fact.noPenaltyReason,
  ...measuresOf(fact),
})

/** 从旧兼从轻: the sentence that says by which law, and why. */
const chosenLaw = ({ lawChoice, lawChoiceGround = '' }: FactOfPapers): string =>
  lawChoice
    ? `该行为跨越新旧规定的施行日，经比对，适用${lawChoice === 'old' ? '旧' : '新'}规定：${lawChoiceGround.replace(/。$/, '')}。`
    : ''

/** The place on the paper of the fact by which its act is fined; `null` where it is fined itself, or is an act of its own. */
function finedWith(fact: FactOfPapers, facts: readonly FactOfPapers[]): number | null {
  const own = { ...fact, id: fact.id ?? '' }
  if (fact.fineFen > 0n || own.id === '') return null
  const at = facts.findIndex(({ id = '', fineFen, sameActAsId }) => finedInAct([{ id, fineFen, sameActAsId }], own) !== undefined)
  return at < 0 ? null : at + 1
}

/** Where there are several parties, each fact names its own. */
const actorOf = ({ partyId }: FactOfPapers, { parties }: CaseOfPapers) =>
  parties.length > 1 ? (parties.find(({ id }) => id === partyId)?.name ?? '') : ''

/** What its fine is measured by, and what is suspended, in the words of its line. */
function measuresOf(fact: FactOfPapers) {
  const line = liabilityOf(fact)
  return {
    fraudFen: line?.fine?.base === 'fraudAmount' && fact.fraudFen !== null ? fact.fraudFen.toString() : null,
    isLimited: fact.limitedFen > 0n,
    suspends: line?.suspension && fact.suspendMonths !== null ? suspensionInWords(line, line.suspension.of, fact.suspendMonths) : '',
  }
}

function investigationOf({ lead, filedAt, officerAName, officerBName, summary }: CaseOfPapers): string {
  const source = lead === null ? '日常监督检查发现。' : sourceSentence(lead.source, lead.number)
  const filed = filedAt === null ? '' : `我局于${chineseDate(beijingDay(filedAt))}立案，由执法人员${officerAName}、${officerBName}调查。`
  return `${source}${filed}\n${summary}`
}

const issuedOf = (papers: readonly WrittenPaper[]) => papers.filter(({ state }) => state === 'issued')

/** A hearing has its place and who leads it; a discussion and a service have others, which nobody entered. */
const hearingOf = ({ hearings }: CaseOfPapers, kind: PenaltyKind) => {
  const { place = '', chairName = '' } = (kind === 'hearingSummons' && hearings.at(-1)) || {}
  return { place: given(place), chair: given(chairName) }
}

function ofPapers(papers: readonly WrittenPaper[]) {
  const issued = issuedOf(papers)
  const numberOf = (kind: string) => issued.findLast((paper) => paper.kind === kind)?.number ?? undefined
  const served = issued.flatMap(({ title, number }) => (number === null ? [] : [`《${title.replace(/：.*$/, '')}》（${number}）`]))
  return {
    decisionNumber: numberOf('penaltyDecision') ?? numberOf('handlingDecision') ?? numberOf('noPenaltyDecision'),
    served: served.length > 0 ? served.join('、').slice(0, 500) : undefined,
  }
}

const dayIn = (value: unknown): CivilDate | null => (typeof value === 'string' && isCivilDate(value) ? value : null)

function ofMoney(file: CaseOfPapers, { dueOn, countedOn }: Record<string, unknown>) {
  const { fund, treasury } = moneyTotals(file.money)
  // The accounts know its last day; of a case of before it is the one that was typed.
  const fineDueOn = file.fineDueOn ?? dayIn(dueOn)
  const until = fineDueOn === null && file.instalments.length === 0 ? null : dayIn(countedOn)
  return {
    money: {
      demandedFen: fund.demandedFen.toString(),
      recoveredFen: fund.recoveredFen.toString(),
      finedFen: treasury.finedFen.toString(),
      finePaidFen: treasury.paidFen.toString(),
    },
    // From the decision on what stands of it, which a remedy may have lowered.
    fineFen: (file.procedure?.decidedFineFen ?? file.facts.reduce((total, fact) => total + fact.fineFen, 0n)).toString(),
    refundOutstandingFen: fund.outstandingFen.toString(),
    fineOutstandingFen: treasury.outstandingFen.toString(),
    surchargeFen: until === null ? null : grownOf({ ...file, dueOn: fineDueOn }, until).toString(),
    performance: `已退回医疗保障基金${formatYuan(fund.recoveredFen)}元，已缴罚款${formatYuan(treasury.paidFen)}元。`,
  }
}

/** What was typed into other papers of the case: who the party's head is need be told once. */
function toldBefore(papers: readonly WrittenPaper[]): Record<string, unknown> {
  const told: Record<string, unknown> = {}
  for (const { input } of papers) {
    for (const [name, value] of Object.entries(input as Record<string, unknown>)) {
      if (carried.has(name) && typeof value === 'string' && !isBlank(value)) told[name] = value
    }
  }
  return told
}

/** What stays the same from paper to paper. */
const carried = new Set([
  'partyNumber',
  'partyAddress',
  'partyHead',
  'contactName',
  'contactPhone',
  'fundAccount',
  'fineAccount',
  'reviewOrgan',
  'court',
  'evidence',
  'discretion',
  'defenceDays',
  'haltReason',
  'haltArticles',
])
