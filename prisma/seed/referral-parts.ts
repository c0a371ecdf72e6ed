import { createHash } from 'node:crypto'
import { addDays, type CivilDate } from '#domain/kernel/civil-date'
import type { ProgressKind } from '#domain/referral/criminal'
import { discloseCase, disclosed } from '#domain/referral/disclosure'
import { canonicalJson, type Snapshot } from '#domain/referral/snapshot'
import type { SeedFact } from './case-parts'
import { dayBetween, dayOf } from './moments'
import type { ReferralCourse } from './referral-courses'
import type { Bill, Material } from './referral-papers'
import type { SeedReferral } from './referrals'
import type { TableRows } from './rows'
import type { Officer, Staff } from './staff'
import type { World } from './world'

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

const plainFact = ({ seq, behaviour, actFrom, actTo, law, article, billedFen, irregularFen, fundLossFen }: SeedFact) => ({
  id: String(seq),
  behaviour,
  actFrom,
  actTo,
  law,
  article,
  billedFen: String(billedFen),
  irregularFen: String(irregularFen),
  fundLossFen: String(fundLossFen),
})

/** What the receiver was shown at the moment of delivery, with its hash. */
export function snapshotOf(
  referral: SeedReferral,
  letterNumber: string | null,
  materials: readonly Material[],
  bills: readonly Bill[],
): Pick<TableRows['referral'], 'snapshot' | 'snapshotHash'> {
  const { file, deliveredAt } = referral
  if (!deliveredAt) return { snapshot: undefined, snapshotHash: null }
  const { number, partyName, cause, facts, lead } = file
  const snapshot = {
    number: referral.number,
    title: referral.title,
    summary: referral.summary,
    letterNumber,
    deliveredAt: deliveredAt.toISOString(),
    officers: [referral.officerAName, referral.officerBName].flatMap((name) => name ?? []),
    case: discloseCase(referral.kind, { number, partyName, cause, facts: facts.map(plainFact) }, null),
    lead: disclosed(referral.kind, [], null).parts.includes('matter')
      ? { number: lead.number, institutionName: lead.institutionName, behaviour: lead.behaviour }
      : null,
    materials: materials.map(({ seq, kind, title, pages, sha256, fileId }) => ({
      seq,
      kind,
      title,
      pages: pages ?? 1,
      sha256: sha256 ?? null,
      fileId: fileId ?? null,
    })),
    bills: bills.map(({ seq, billCode, billNumber, issuerName, issuedOn, amountFen }) => ({
      seq,
      billCode,
      billNumber,
      issuerName,
      issuedOn,
      amountFen: String(amountFen),
    })),
  } satisfies Snapshot
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
export function addProgress(world: World, referral: SeedReferral, { state, lastDaysAgo }: ReferralCourse, staff: Staff): ProgressKind[] {
  const openedAt = referral.moments.criminalCaseOpened
  if (state !== 'criminalCaseOpened' || !openedAt) return []
  const place = String(referral.receiverRegionNo)
  const people = world.random.whole(1, 4)
  const told = criminalSteps.filter(({ after }) => after < lastDaysAgo || after === 0)
  for (const step of told) {
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
  return told.map(({ kind }) => kind)
}
