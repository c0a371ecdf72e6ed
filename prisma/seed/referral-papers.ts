import {
  billLetterOf,
  departmentLetterOf,
  disciplineLetterOf,
  investigationReportOf,
  itemListOf,
  type LetterMaterial,
  letterApproved,
  type MatterProposal,
  type PoliceProposal,
  type Sending,
  transferLetterApproved,
  transferLetterOf,
} from '#documents/papers-of-referrals'
import { addDays } from '#domain/kernel/civil-date'
import { disclosed } from '#domain/referral/disclosure'
import { referralKindRules } from '#domain/referral/kinds'
import { addFile, demoFileSha256 } from './demo-file'
import { dayOf } from './moments'
import { addPaper, documentNumber } from './papers'
import type { ReferralCourse } from './referral-courses'
import type { SeedReferral } from './referrals'
import type { TableRows } from './rows'
import type { World } from './world'

export type Material = TableRows['referral_material']
export type Bill = TableRows['bill_verification']

type Line = Pick<Material, 'kind' | 'title' | 'pages' | 'fileId' | 'sha256'>

const contactPhone = '分机8101'

const policeProposal = ({ file, sender }: SeedReferral): PoliceProposal => ({
  summary: file.summary,
  suspectedCrime: '诈骗罪',
  investigation: '经调阅病历、费用明细、进销存台账，询问经办医师和参保人，并比对结算数据，查明上述事实。',
  evidence: ['询问笔录四份', '费用明细与结算流水', '进销存台账复印件', '病历复印件'],
  qualification: '上述行为以骗取医疗保障基金为目的，所涉金额达到追诉标准，涉嫌犯罪。',
  measures: '已责令暂停涉事科室医保结算，暂扣相关材料原件。',
  exhibits: [{ name: '结算终端日志光盘', features: '一次性刻录', quantity: '1张', source: '机构信息科提供', keptAt: '本局证据室' }],
  contactName: sender.proposer.name,
  contactPhone,
})

const matterProposal = (referral: SeedReferral): MatterProposal => ({
  title: referral.title,
  summary: referral.summary,
  grounds: '专项整治部门职责分工；核查中发现的事实属于贵单位职责范围',
  suggestion: '请依职责调查处理，并将结果书面反馈。',
  answerBy: referral.answerBy?.toString() ?? addDays(dayOf(referral.moments.proposedAt), 30),
  contactName: referral.sender.proposer.name,
  contactPhone,
})

const letterKind = { police: 'transferLetter', billVerification: 'billVerificationLetter', discipline: 'disciplineLetter' } as const

/** How many days the letter leaves for an answer, where the law sets none. */
export function answerByOf(kind: ReferralCourse['kind'], proposedAt: Date): string | null {
  const { answerDays } = referralKindRules[kind]
  return answerDays === null ? null : addDays(dayOf(proposedAt), answerDays)
}

function sendingOf({ sender, receiver, copy, moments, file }: SeedReferral, ofPolice: boolean): Sending {
  return {
    organ: sender.agency.name,
    addressee: receiver.agency.name,
    copyTo: copy?.agency.name ?? '',
    datedOn: dayOf(moments.proposedAt),
    source: ofPolice ? file.lead.source : '',
    leadNumber: ofPolice ? file.lead.number : null,
  }
}

const stated = ({ file }: SeedReferral) => ({
  ...file,
  institution: { code: file.lead.institution.code, address: file.lead.institution.address },
})

/** The report and the list of items, written from the case, that go along to the police. */
async function policePapers(world: World, referral: SeedReferral): Promise<Line[]> {
  const { sender, moments } = referral
  const proposal = policeProposal(referral)
  const sending = sendingOf(referral, true)
  const papers = [
    {
      kind: 'investigationReport',
      title: '涉嫌犯罪案件情况的调查报告',
      pages: 2,
      input: investigationReportOf(stated(referral), proposal, sending),
    },
    { kind: 'itemList', title: '涉案物品清单', pages: 1, input: itemListOf(stated(referral), proposal, sending) },
  ] as const
  const lines: Line[] = []
  for (const { kind, title, pages, input } of papers) {
    const paper = await addPaper(world, {
      kind,
      subject: subjectOf(referral),
      input,
      number: null,
      officer: sender.proposer,
      at: moments.proposedAt,
    })
    lines.push({ kind, title, pages, ...paper })
  }
  return lines
}

const subjectOf = ({ id, title, secrecy }: SeedReferral) => ({ type: 'referral', id, title, secrecy: secrecy ?? 2 }) as const

/** The letter: a draft until the referral is approved, then numbered and first among the materials. */
async function letter(
  world: World,
  referral: SeedReferral,
  kind: ReferralCourse['kind'],
  bills: readonly Bill[],
  others: readonly Line[],
): Promise<Line[]> {
  const { sender, moments, receiver, file, state } = referral
  const sending = sendingOf(referral, kind === 'police')
  const listed: LetterMaterial[] = others.map(({ title, pages }) => ({ name: title, pages: pages ?? 1 }))
  const approvedAt = moments.approved ?? null
  const paperKind =
    kind === 'police' || kind === 'billVerification' || kind === 'discipline' ? letterKind[kind] : 'departmentReferralLetter'
  const to = { kind: paperKind, subjectType: 'referral', subjectId: referral.id } as const
  const register = kind === 'police' ? 'transfer' : 'letter'
  const number = approvedAt ? documentNumber(world, sender, register, approvedAt, to, referral.secrecy) : null
  const matter = disclosed(kind, [], null).parts.includes('matter')
    ? { number: file.number, subject: file.partyName, identifier: file.lead.institution.code, behaviour: file.cause }
    : { number: referral.number, subject: referral.title, identifier: '', behaviour: referral.title }
  const billRows = bills.map(({ billCode, billNumber, issuerName, issuedOn, amountFen }) => ({
    billCode,
    billNumber,
    issuerName,
    issuedOn,
    amountFen: BigInt(amountFen),
  }))
  const draft =
    kind === 'police'
      ? transferLetterOf(stated(referral), policeProposal(referral), sending, listed)
      : kind === 'billVerification'
        ? billLetterOf(matterProposal(referral), sending, billRows)
        : kind === 'discipline'
          ? disciplineLetterOf(matterProposal(referral), sending, listed)
          : departmentLetterOf(matterProposal(referral), receiver.agency.department, sending, matter, listed)
  const change = !approvedAt
    ? {}
    : kind === 'police'
      ? transferLetterApproved(number, { name: sender.approver.name, on: dayOf(approvedAt) }, listed)
      : letterApproved(number, dayOf(approvedAt))
  const paper = await addPaper(world, {
    kind: paperKind,
    subject: subjectOf(referral),
    input: { ...draft, ...change },
    number,
    voided: state === 'declined',
    officer: approvedAt ? sender.approver : sender.proposer,
    at: approvedAt ?? moments.proposedAt,
  })
  const title =
    { police: '涉嫌犯罪案件移送书', billVerification: '医疗收费电子票据协助查验函', discipline: '问题线索移送函' }[kind as string] ??
    '线索移送函'
  return approvedAt ? [{ kind: 'transferLetter', title, pages: 3, ...paper }] : []
}

/** Everything that goes along: the letter first, then what was written for it, then the evidence. */
export async function addMaterials(
  world: World,
  referral: SeedReferral,
  { kind }: ReferralCourse,
  bills: readonly Bill[],
): Promise<Material[]> {
  const { proposer } = referral.sender
  const at = referral.moments.proposedAt
  const secrecy = referral.secrecy ?? 2
  const title = '询问笔录与费用明细.pdf'
  const fileId = addFile(world, proposer, at, title, { department: 'MI', institutionId: null, secrecy })
  const evidence: Line = { kind: 'evidence', title, pages: 1, fileId, sha256: demoFileSha256 }
  const others = [...(kind === 'police' ? await policePapers(world, referral) : []), evidence]
  const first = await letter(world, referral, kind, bills, others)
  const numbered = [...first.map((line) => ({ seq: 1, line })), ...others.map((line, index) => ({ seq: index + 2, line }))]
  return numbered.map(({ seq, line }) => {
    const row: Material = { id: world.id(at), referralId: referral.id, seq, ...line }
    world.add('referral_material', row)
    return row
  })
}
