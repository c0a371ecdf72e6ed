import { counts, isFundMoney, type MoneyKind, moneyTotals } from '#domain/case/money'
import { overturned, type RemedyKind, type RemedyOutcome } from '#domain/case/tracks/remedies'
import type { ServedPaper } from '#domain/case/tracks/stages'
import type { SuspensionGround } from '#domain/case/tracks/suspension'
import { excludedDays, type KeptExclusion, standsSince } from '#domain/clock/exclusion'
import { addDays, beijingDay, type CivilDate, fromDateColumn, isCivilDate } from '#domain/kernel/civil-date'
import { sourceSentence } from './papers-of-cases'
import { amountTwice, chineseDate } from './wording'

type PostingOnPapers = {
  kind: MoneyKind
  amountFen: bigint
  occurredOn: Date
  voucher: string
  confirmedAt: Date | null
  rejectedAt: Date | null
}

/** As much of a case as the papers state by which it is not filed, stands still, takes longer or is enforced. */
export type CourseOnPapers = {
  refusalReason: string | null
  approvedByName: string | null
  lead: { number: string; source: string } | null
  services: readonly { paper: ServedPaper; servedOn: Date }[]
  suspensions: readonly { ground: SuspensionGround; suspendedOn: Date; resumedOn: Date | null }[]
  money: readonly PostingOnPapers[]
  instalments: readonly { amountFen: bigint; dueOn: Date }[]
  facts: readonly { partyId: string }[]
  remedies: readonly RemedyOnPapers[]
  /** The time in which it is to be handled, as it stands. */
  handling: { startedAt: Date; dueAt: Date; exclusions: readonly KeptExclusion[]; extendedBy: readonly number[] } | null
}
export type RemedyOnPapers = {
  partyId: string
  kind: RemedyKind
  body: string
  outcome: RemedyOutcome | null
  receivedOn: Date
  concludedOn: Date | null
}
type Issued = { kind: string; number: string | null }

const grounds: Record<SuspensionGround, string> = {
  awaitsJudgment: '须以相关案件的裁判或者其他行政决定为依据',
  awaitsInterpretation: '法律适用问题须送请解释或者确认',
  forceMajeure: '因不可抗力暂时无法调查',
  partyMissing: '当事人下落不明，暂时无法调查',
  other: '其他应当中止的情形',
}
const payments: Partial<Record<MoneyKind, string>> = {
  recovered: '退回基金',
  agreementRecovered: '协议追回基金',
  finePaid: '罚款',
  surchargePaid: '加处罚款',
}

/** What these papers say of the case, by the names of their parts; what it does not hold is `undefined`. */
export function ofCourse(
  file: CourseOnPapers,
  issued: readonly Issued[],
  typed: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const [halt, { treasury }] = [file.suspensions.at(-1), moneyTotals(file.money)]
  const surcharged = file.money.filter((posting) => posting.kind === 'surcharged' && counts(posting))
  const upTo = surcharged
    .map(({ occurredOn }) => fromDateColumn(occurredOn))
    .toSorted()
    .at(-1)
  const paid = file.money.filter(
    (posting) => posting.kind === 'finePaid' && counts(posting) && (upTo === undefined || fromDateColumn(posting.occurredOn) <= upTo),
  )
  const demanded = file.services.findLast(({ paper }) => paper === 'demand')
  return {
    source: file.lead === null ? '日常监督检查发现。' : sourceSentence(file.lead.source, file.lead.number),
    refusal: file.refusalReason || undefined,
    refusedBy: file.approvedByName ?? undefined,
    haltGround: halt && grounds[halt.ground],
    haltedOn: halt && fromDateColumn(halt.suspendedOn),
    resumedOn: halt?.resumedOn ? fromDateColumn(halt.resumedOn) : undefined,
    surcharged: treasury.surchargedFen > 0n ? amountTwice(treasury.surchargedFen) : undefined,
    surchargedTo: upTo,
    finePaidFen: paid.reduce((sum, { amountFen }) => sum + amountFen, 0n).toString(),
    parts: file.instalments.map(({ amountFen, dueOn }) => ({ amountFen: amountFen.toString(), dueOn: fromDateColumn(dueOn) })),
    isPenalty: !issued.some(({ kind }) => kind === 'handlingDecision'),
    overturnedBy: overturnedBy(file),
    surchargeOutstandingFen: treasury.surchargeOutstandingFen.toString(),
    demandNumber: issued.findLast(({ kind }) => kind === 'demandNotice')?.number ?? undefined,
    demandServedOn: demanded && fromDateColumn(demanded.servedOn),
    ...paymentsOf(file),
    ...handlingOf(file, typed),
  }
}

/** By whom the decision was revoked where it was not by the bureau; `null` where it was. */
function overturnedBy({ facts, remedies }: CourseOnPapers): string | null {
  const last = remedies.findLast(({ outcome }) => outcome === 'revoked')
  if (!last || !overturned({ facts, remedies: remedies.map((one) => ({ ...one, id: '', state: 'concluded', stayed: false })) })) return null
  const on = last.concludedOn ? `于${chineseDate(fromDateColumn(last.concludedOn))}` : ''
  return `${last.body}${on}作出的${last.kind === 'reconsideration' ? '行政复议决定' : '裁判'}`
}

/** What came in and was confirmed, the first first. */
function paymentsOf({ money }: CourseOnPapers) {
  const came = money
    .flatMap(({ kind, amountFen, occurredOn, voucher, ...posting }) => {
      const name = payments[kind]
      return name && counts({ kind, ...posting })
        ? [
            {
              isFund: isFundMoney(kind),
              on: fromDateColumn(occurredOn),
              kind: name,
              amountFen: amountFen.toString(),
              voucher: voucher || '—',
            },
          ]
        : []
    })
    .toSorted((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))
  const those = (fund: boolean) => came.filter(({ isFund }) => isFund === fund).map(({ isFund: _, ...payment }) => payment)
  return { fundPayments: those(true), treasuryPayments: those(false) }
}

const dayMs = 86_400_000

/** The days of these periods up to a day, each once: of one that is open, those up to that day. */
function daysLeftOut(kept: readonly KeptExclusion[], until: CivilDate | null): number {
  const days = new Set<CivilDate>()
  const ended = kept.flatMap((one) => (one.toOn !== null ? [one] : until === null ? [] : [{ ...one, toOn: until }]))
  for (const { from, to } of excludedDays(ended))
    for (let day = from; day <= to && (until === null || day <= until); day = addDays(day, 1)) days.add(day)
  return days.size
}

/** How many days of the time to handle it were used up to the day that was typed, without those that do not count. */
function handlingOf({ handling }: CourseOnPapers, { usedTo }: Readonly<Record<string, unknown>>) {
  if (handling === null) return {}
  const until = typeof usedTo === 'string' && isCivilDate(usedTo) ? usedTo : null
  const left = daysLeftOut(handling.exclusions, until)
  const used = until && Math.max(0, Math.round((Date.parse(until) - Date.parse(beijingDay(handling.startedAt))) / dayMs) - left)
  return {
    handlingDue: `${chineseDate(beijingDay(new Date(handling.dueAt.getTime() - 1)))}${standsSince(handling.exclusions) ? '（中止中，恢复后顺延）' : ''}`,
    discussed: handling.extendedBy.length === 0 ? '首次延长，不需要集体讨论' : undefined,
    excludedDays: `${left}日`,
    extendedBefore: handling.extendedBy.length === 0 ? '无' : handling.extendedBy.map((days) => `${days}日`).join('、'),
    usedDays: used === null ? undefined : `${used}日`,
  }
}
