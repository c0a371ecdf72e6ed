import { createHash } from 'node:crypto'
import { addDays, type CivilDate } from '#domain/kernel/civil-date'
import { canonicalJson } from '#domain/referral/snapshot'
import { addFile, demoFileSha256 } from './demo-file'
import { dayBetween, dayOf } from './moments'
import type { ReferralCourse } from './referral-courses'
import type { SeedReferral } from './referrals'
import type { TableRows } from './rows'
import type { Officer, Staff } from './staff'
import type { World } from './world'

type Material = TableRows['referral_material']
type Bill = TableRows['bill_verification']

const policeMaterials: readonly (readonly [Material['kind'], string, number])[] = [
  ['transferLetter', '涉嫌犯罪案件移送书', 2],
  ['investigationReport', '涉嫌犯罪案件调查报告', 9],
  ['itemList', '涉案物品清单', 1],
  ['examinationReport', '病历与费用比对说明', 6],
  ['evidence', '询问笔录与费用明细', 34],
]
const otherMaterials: readonly (readonly [Material['kind'], string, number])[] = [
  ['transferLetter', '线索移送函', 1],
  ['evidence', '线索材料', 12],
]

export function addMaterials(world: World, referral: SeedReferral, { kind }: ReferralCourse): Material[] {
  const { proposer } = referral.sender
  const list = kind === 'police' ? policeMaterials : otherMaterials
  return list.map(([materialKind, title, pages], index) => {
    const secrecy = referral.secrecy ?? 2
    const fileId = addFile(world, proposer, referral.moments.proposedAt, `${title}.pdf`, { department: 'MI', institutionId: null, secrecy })
    const row: Material = {
      id: world.id(referral.moments.proposedAt),
      referralId: referral.id,
      seq: index + 1,
      kind: materialKind,
      title,
      pages,
      fileId,
      sha256: demoFileSha256,
    }
    world.add('referral_material', row)
    return row
  })
}

const results = [
  ['genuine', 78],
  ['counterfeit', 9],
  ['mismatch', 8],
  ['notFound', 5],
] as const
const resultNotes = {
  genuine: '',
  counterfeit: '财政票据系统无此票号，版式与真票不符。',
  mismatch: '票面金额与系统记载不一致。',
  notFound: '未查到开具记录。',
  pending: '',
} as const

/** The e-bills that finance is asked about; answered ones have a result each. */
export function addBills(world: World, referral: SeedReferral, { kind, state }: ReferralCourse): Bill[] {
  if (kind !== 'billVerification') return []
  const { random } = world
  const proposedOn: CivilDate = dayOf(referral.moments.proposedAt)
  return Array.from({ length: random.whole(6, 24) }, (_, index) => {
    const result = state === 'answered' ? random.weighted(results) : 'pending'
    const row: Bill = {
      id: world.id(referral.moments.proposedAt),
      referralId: referral.id,
      seq: index + 1,
      billCode: `3706${random.whole(1000, 9999)}`,
      billNumber: `${String(index + 1).padStart(3, '0')}${random.whole(1_000_000, 9_999_999)}`,
      issuerName: referral.file.lead.institution.name,
      issuedOn: dayBetween(world, addDays(proposedOn, -420), addDays(proposedOn, -60)),
      amountFen: BigInt(random.longTailed(180_000, 1)),
      result,
      resultNote: resultNotes[result],
      verifiedById: result === 'pending' ? null : referral.receiver.id,
      verifiedAt: result === 'pending' ? null : (referral.moments.answered ?? null),
    }
    world.add('bill_verification', row)
    return row
  })
}

/** What the receiver was shown at the moment of delivery, with its hash. */
export function snapshotOf(
  referral: SeedReferral,
  materials: readonly Material[],
  bills: readonly Bill[],
): Pick<TableRows['referral'], 'snapshot' | 'snapshotHash'> {
  if (!referral.deliveredAt) return { snapshot: undefined, snapshotHash: null }
  const { file } = referral
  const snapshot = {
    number: referral.number,
    title: referral.title,
    summary: referral.summary,
    case: { number: file.number, partyName: file.partyName, cause: file.cause },
    materials: materials.map(({ seq, kind, title, pages, sha256, fileId }) => ({
      seq,
      kind,
      title,
      pages,
      sha256: sha256 ?? null,
      fileId: fileId ?? null,
    })),
    bills: bills.map(({ seq, billCode, billNumber, issuerName, amountFen }) => ({
      seq,
      billCode,
      billNumber,
      issuerName,
      amountFen: String(amountFen),
    })),
  }
  return { snapshot, snapshotHash: createHash('sha256').update(canonicalJson(snapshot)).digest('hex') }
}

const criminalSteps = [
  { kind: 'filed', after: 0, department: 'PS', documents: '立案决定书' },
  { kind: 'detained', after: 6, department: 'PS', documents: '拘留通知书' },
  { kind: 'arrested', after: 30, department: 'PR', documents: '批准逮捕决定书' },
  { kind: 'indicted', after: 48, department: 'PR', documents: '起诉书' },
  { kind: 'judged', after: 60, department: 'CT', documents: '刑事判决书' },
] as const

/** Each step of the criminal process, recorded by the department that took it, as far as time has allowed. */
export function addProgress(world: World, referral: SeedReferral, { state, lastDaysAgo }: ReferralCourse, staff: Staff): void {
  const openedAt = referral.moments.criminalCaseOpened
  if (state !== 'criminalCaseOpened' || !openedAt) return
  const place = String(referral.receiverRegionNo)
  const people = world.random.whole(1, 4)
  for (const step of criminalSteps.filter(({ after }) => after < lastDaysAgo || after === 0)) {
    const recorder: Officer = staff.officer(step.department, place)
    const recordedAt = new Date(openedAt.getTime() + step.after * 86_400_000)
    world.add('criminal_progress', {
      id: world.id(recordedAt),
      referralId: referral.id,
      kind: step.kind,
      occurredOn: dayOf(recordedAt),
      peopleCount: people,
      documentNumber: '',
      note: step.documents,
      department: step.department,
      agencyId: recorder.agencyId,
      recordedById: recorder.id,
      recordedByName: recorder.name,
      recordedAt,
    })
  }
}
