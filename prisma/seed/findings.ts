import { addDays, type CivilDate } from '#domain/kernel/civil-date'
import type { FindingFacts } from '#domain/self-inspection/finding'
import { keptYears, partsOf } from '#domain/self-inspection/years'
import type { ChecklistItem } from '../reference/checklist/item'
import { violationName } from '../reference/violation-types'
import { addFile } from './demo-file'
import type { SeedFiling } from './filings'
import { dayBetween, dayOf, timeline } from './moments'
import type { TableRows } from './rows'
import type { Officer } from './staff'
import type { World } from './world'

const causes = [
  '收费人员对项目内涵理解有误。',
  '信息系统项目对照未及时更新。',
  '科室执行医嘱与计费不同步。',
  '耗材出入库核对不严。',
  '培训不到位，旧做法沿用。',
]
const remedies = [
  '已修正收费对照，重新培训收费人员。',
  '已上线重复收费提醒，逐月复核。',
  '已建立耗材扫码计费，账实每日核对。',
  '已约谈科室负责人，纳入绩效考核。',
  '已全额退回并公示整改结果。',
]

type Found = { filing: SeedFiling; answerId: string; item: ChecklistItem; foundAt: Date; submittedAt: Date; confirmer: Officer }

/** Billed, irregular within it, and within that the part the fund paid, in 分. */
export function amounts(world: World, medianFen: number): { billedFen: bigint; irregularFen: bigint; fundLossFen: bigint } {
  const { random } = world
  const billed = random.longTailed(medianFen, 1.3) + 100
  const irregular = Math.ceil(billed * (0.4 + random.next() * 0.6))
  return {
    billedFen: BigInt(billed),
    irregularFen: BigInt(irregular),
    fundLossFen: BigInt(Math.floor(irregular * (0.5 + random.next() * 0.4))),
  }
}

/** An amount in so many parts of about one size. */
const inParts = (fen: bigint, parts: number): bigint[] =>
  Array.from({ length: parts }, (_, place) => (place === parts - 1 ? fen - (fen / BigInt(parts)) * BigInt(parts - 1) : fen / BigInt(parts)))

/** The same amounts year by year: in each part, what is billed holds what is irregular, and that what the fund lost. */
function yearByYear(finding: FindingFacts, recordedOn: CivilDate) {
  const parts = partsOf(finding, recordedOn)
  if (parts.length < 2) return {}
  const lost = inParts(finding.fundLossFen, parts.length)
  const kept = inParts(finding.irregularFen - finding.fundLossFen, parts.length)
  const regular = inParts(finding.billedFen - finding.irregularFen, parts.length)
  const years = parts.map(({ from, to }, place) => {
    const fundLossFen = lost[place] ?? 0n
    const irregularFen = fundLossFen + (kept[place] ?? 0n)
    return { from, to, fundLossFen, irregularFen, billedFen: irregularFen + (regular[place] ?? 0n) }
  })
  return { years: keptYears(years) }
}

/** What an institution found under one item, with its evidence, its remedy and the money it returned. */
export function addFinding(world: World, found: Found): void {
  const { random } = world
  const { filing, item, foundAt } = found
  const { officer } = filing.institution
  const periodFrom = dayBetween(world, '2021-05-01', addDays(dayOf(foundAt), -200))
  const closed = filing.state === 'accepted' || (filing.state === 'submitted' && random.chance(0.5))
  const remedied = closed && random.chance(0.85)
  const finding = {
    id: world.id(foundAt),
    campaignId: filing.campaignId,
    filingId: filing.id,
    answerId: found.answerId,
    institutionId: filing.institutionId,
    department: 'MI' as const,
    regionNo: filing.regionNo,
    fieldId: item.field === 'general' ? null : item.field,
    behaviour: item.violations.slice(0, 1).map(violationName).join(''),
    peopleCount: random.whole(1, 60),
    periodFrom,
    periodTo: dayBetween(world, periodFrom, addDays(dayOf(foundAt), -30)),
    ...amounts(world, 600_000),
    cause: random.pick(causes),
    remedy: filing.state === 'inProgress' ? '' : random.pick(remedies),
    remedyDueOn: addDays(filing.dueOn.toString().slice(0, 10), 30),
    remediedAt: remedied ? (timeline(world, dayOf(found.submittedAt), [random.whole(1, 30)])[0] ?? null) : null,
    recordedById: officer.id,
    recordedAt: foundAt,
  } satisfies TableRows['finding']
  const recordedOn = dayOf(foundAt)
  world.add('finding', { ...finding, ...(filing.institution.login === null ? {} : yearByYear(finding, recordedOn)) })

  world.add('attachment', {
    id: world.id(foundAt),
    subjectType: 'finding',
    subjectId: finding.id,
    kind: 'evidence',
    title: `${item.code} 自查佐证材料`,
    fileId: addFile(world, officer, foundAt, `${item.code}-自查佐证.pdf`, {
      department: 'MI',
      institutionId: filing.institutionId,
      secrecy: 1,
    }),
    addedById: officer.id,
    addedAt: foundAt,
    department: 'MI',
    regionNo: filing.regionNo,
    institutionId: filing.institutionId,
    secrecy: 1,
  })
  addRefunds(world, found, finding.id, finding.fundLossFen)
}

const refundChance: Record<string, number> = { accepted: 0.94, submitted: 0.8, returned: 0.3 }

/** Refunds never exceed what the fund lost by the finding. A tenth are paid in two parts. */
function addRefunds(world: World, found: Found, findingId: string, fundLossFen: bigint): void {
  const { random } = world
  if (fundLossFen < 2n || !random.chance(refundChance[found.filing.state ?? ''] ?? 0)) return
  const half = fundLossFen / 2n
  const parts = random.chance(0.1) ? [half, random.chance(0.6) ? fundLossFen - half : half / 2n] : [fundLossFen]
  for (const amountFen of parts.filter((part) => part > 0n)) addRefund(world, found, findingId, amountFen)
}

function addRefund(world: World, { filing, submittedAt, confirmer }: Found, findingId: string, amountFen: bigint): void {
  const { random } = world
  const { officer } = filing.institution
  const [declaredAt, decidedAt] = timeline(world, dayOf(submittedAt), [random.whole(0, 10), random.whole(1, 20)])
  if (!declaredAt || !decidedAt) return
  const accepted = [
    ['confirmed', 90],
    ['declared', 8],
    ['rejected', 2],
  ] as const
  const waiting = [
    ['declared', 70],
    ['confirmed', 30],
  ] as const
  const state = random.weighted<'confirmed' | 'declared' | 'rejected'>(filing.state === 'accepted' ? accepted : waiting)
  const paidOn: CivilDate = dayOf(declaredAt)
  const decided = state !== 'declared'
  const id = world.id(declaredAt)
  const voucherNumber = `TK${paidOn.replaceAll('-', '')}${id.slice(-8).toUpperCase()}`
  world.add('refund', {
    id,
    campaignId: filing.campaignId,
    filingId: filing.id,
    findingId,
    institutionId: filing.institutionId,
    department: 'MI',
    regionNo: filing.regionNo,
    ledger: 'fundRefund', // until `addRefundCourse` has split the findings
    amountFen,
    paidOn,
    voucherNumber,
    proofFileId: addFile(world, officer, declaredAt, `${voucherNumber}-退款凭证.pdf`, {
      department: 'MI',
      institutionId: filing.institutionId,
      secrecy: 1,
    }),
    state,
    declaredById: officer.id,
    declaredAt,
    confirmedById: decided ? confirmer.id : null,
    confirmedAt: decided ? decidedAt : null,
    rejectionReason: state === 'rejected' ? '银行回单与申报金额不符，请重新上传。' : null,
    version: decided ? 2 : 1,
  })
  const line = { subjectType: 'filing', subjectId: filing.id }
  const declared = { amountFen: [null, String(amountFen)], voucherNumber: [null, voucherNumber] } as const
  world.audit({ ...line, at: declaredAt, doer: officer, action: 'filing.declareRefund', change: declared })
  if (!decided) return
  const action = state === 'confirmed' ? 'filing.confirmRefund' : 'filing.rejectRefund'
  world.audit({
    ...line,
    at: decidedAt,
    doer: confirmer,
    action,
    change: { refund: ['declared', state], voucherNumber: [null, voucherNumber] },
  })
}
