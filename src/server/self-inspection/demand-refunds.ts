import 'server-only'
import { randomUUID } from 'node:crypto'
import { beijingDay, type CivilDate } from '#domain/kernel/civil-date'
import { formatYuan } from '#domain/kernel/money'
import { refuse } from '#domain/kernel/result'
import { splitByLedger } from '#domain/self-inspection/ledger'
import { demandRefundsInput, splitFindingInput, withdrawDemandInput } from '#domain/self-inspection/money-inputs'
import { standingFen } from '#domain/self-inspection/refund'
import { filingGrants } from '#domain/self-inspection/steps'
import { auditMany } from '#platform/audit'
import { whereMay } from '../access'
import { type Context, command } from '../command'
import { notify, notifyAll } from '../notification/notify'
import { nextInternalNumbers } from '../numbering'
import { must } from '../refused'
import { byFiling, type ChosenDebt, chooseDebts } from './choose-debts'
import { splitFields } from './find-finding'
import { turnRefundClocks } from './refund-clocks'
import { auditFiling } from './take-step'

/**
 * Demands what is still owed for the chosen debts by a last day (责令退回、协议追回通知): one numbered notice for each filing.
 *
 * Refuses `notFound`, `dueOnPast`, `selectionChanged`, and `nothingToDemand` when every debt of the choice has its demand or is settled;
 * such ones among others are left out. Commits together: demands, a clock, a notice to the institution and a line in the trail for each
 * filing.
 */
export const demandRefunds = command('filing.demandRefunds', demandRefundsInput, async (context, { dueOn, ...chosen }) => {
  if (dueOn < beijingDay(context.now)) must(refuse('dueOnPast'))
  const debts = await chooseDebts(context, chosen, 'toDemand')
  if (debts.length === 0) must(refuse('nothingToDemand'))
  const notices = await numbered(context, byFiling(debts))
  await store(context, notices, dueOn)
  await tell(context, notices, dueOn)
  return { demands: debts.length, filings: notices.length }
})

type RefundNotice = {
  number: string
  first: ChosenDebt
  debts: readonly ChosenDebt[]
  totalFen: Partial<Record<ChosenDebt['ledger'], bigint>>
}

async function numbered(context: Context, filings: ReadonlyMap<string, readonly ChosenDebt[]>): Promise<RefundNotice[]> {
  const notices: RefundNotice[] = []
  const groups = [...filings.values()].flatMap((debts) => (debts[0] ? [{ first: debts[0], debts }] : []))
  for (const regionNo of [...new Set(groups.map(({ first }) => first.regionNo))].sort()) {
    const own = groups.filter(({ first }) => first.regionNo === regionNo)
    const numbers = await nextInternalNumbers(context, 'TK', regionNo, own.length)
    notices.push(...own.map((group, place) => ({ ...group, number: numbers[place] ?? '', totalFen: totals(group.debts) })))
  }
  return notices
}

/** What a notice demands on each ledger by itself. */
function totals(debts: readonly ChosenDebt[]): RefundNotice['totalFen'] {
  const sums: RefundNotice['totalFen'] = {}
  for (const { ledger, outstandingFen } of debts) sums[ledger] = (sums[ledger] ?? 0n) + BigInt(outstandingFen)
  return sums
}

/** A demand is met when all that was owed has arrived; its notice asks for what of it had not. Both are of one reading. */
async function store({ tx, actor, now }: Context, notices: readonly RefundNotice[], dueOn: CivilDate): Promise<void> {
  const lines = notices.flatMap(({ number, debts }) => debts.map((debt) => ({ id: randomUUID(), number, ...debt })))
  await tx.$executeRaw`
    INSERT INTO refund_demand (id, number, campaign_id, filing_id, finding_id, institution_id, department, region_no, ledger, amount_fen, noticed_fen, due_on,
      demanded_by_id, demanded_by_name, demanded_at)
    SELECT l.id, l.number, l."campaignId", l."filingId", l."findingId", l."institutionId", 'MI', l."regionNo", l.ledger::"RefundLedger",
      l."owedFen", l."outstandingFen", ${dueOn}::date, ${actor.userId}::uuid, ${actor.name}, ${now}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) AS l(id uuid, number text, "campaignId" uuid, "filingId" uuid, "findingId" uuid,
      "institutionId" uuid, "regionNo" int, ledger text, "owedFen" bigint, "outstandingFen" bigint)`
}

async function tell(context: Context, notices: readonly RefundNotice[], dueOn: CivilDate): Promise<void> {
  const { tx, actor, now, requestId } = context
  await turnRefundClocks(
    context,
    notices.map(({ first }) => first.filingId),
  )
  await notifyAll(
    context,
    notices.map(({ first, number, totalFen }) => ({
      to: { institutionId: first.institutionId },
      notice: {
        kind: 'refundDemanded',
        detail: { from: actor.agencyName, number, amount: amountsText(totalFen), dueOn },
        link: `/self-inspections/${first.filingId}`,
        dedupeKey: `filing.demandRefunds:${number}`,
      },
    })),
  )
  await auditMany(
    tx,
    notices.map(({ first, number, totalFen }) => ({
      at: now,
      actor,
      action: 'filing.demandRefunds' as const,
      subject: { type: 'filing', id: first.filingId },
      change: {
        notice: [null, number],
        ...(totalFen.fundRefund === undefined ? {} : { fundRefundFen: [null, totalFen.fundRefund] as const }),
        ...(totalFen.agreementRecovery === undefined ? {} : { agreementRecoveryFen: [null, totalFen.agreementRecovery] as const }),
        dueOn: [null, dueOn],
      },
      requestId,
    })),
  )
}

/** Two ledgers are named one after the other, never as one sum. */
export const amountsText = ({ fundRefund, agreementRecovery }: RefundNotice['totalFen']): string =>
  [fundRefund, agreementRecovery].flatMap((fen) => (fen === undefined ? [] : [formatYuan(fen)])).join('、')

/** Withdraws a demand that was wrong, and tells the institution. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const withdrawDemand = command('filing.withdrawDemand', withdrawDemandInput, async (context, { demandId, version, reason }) => {
  const { tx, actor, now } = context
  const demand = await tx.refundDemand.findFirst({
    where: { AND: [{ id: demandId }, whereMay(actor, filingGrants.demandRefund, 'refundDemand')] },
  })
  if (!demand) return must(refuse('notFound'))
  if (demand.withdrawnAt) must(refuse('wrongState', { state: 'withdrawn' }))
  const withdrawn = await tx.refundDemand.updateMany({
    where: { id: demandId, version, withdrawnAt: null },
    data: { withdrawnAt: now, withdrawReason: reason, version: { increment: 1 } },
  })
  if (withdrawn.count === 0) must(refuse('changedMeanwhile'))
  await turnRefundClocks(context, [demand.filingId])
  await auditFiling(context, 'filing.withdrawDemand', demand.filingId, {
    notice: [demand.number, null],
    amountFen: [demand.noticedFen, null],
    reason: [null, reason],
  })
  await notify(
    context,
    { institutionId: demand.institutionId },
    {
      kind: 'demandWithdrawn',
      detail: { from: actor.agencyName, number: demand.number, reason },
      link: `/self-inspections/${demand.filingId}`,
      dedupeKey: `filing.withdrawDemand:${demandId}`,
    },
  )
})

/**
 * Says how much of a finding's loss is of acts more than two years back, which can be recovered under the agreement alone; or takes back
 * what was said, and the period says it again.
 * Refuses `notFound`, `changedMeanwhile`, `demandStands`, and `splitBeyond` when a ledger would owe less than is declared on it.
 */
export const splitFinding = command('filing.splitFinding', splitFindingInput, async (context, { findingId, version, older }) => {
  const { tx, actor } = context
  const found = await tx.finding.findFirst({
    where: { AND: [{ id: findingId }, whereMay(actor, filingGrants.demandRefund, 'finding')] },
    select: { filingId: true },
  })
  if (!found) return must(refuse('notFound'))
  await tx.$queryRaw`SELECT id FROM filing WHERE id = ${found.filingId}::uuid FOR NO KEY UPDATE`
  const finding = await tx.finding.findUniqueOrThrow({ where: { id: findingId } }) // again, now that nobody else changes it
  const part = splitByLedger({ ...splitFields(finding), agreementFen: older }).agreementRecovery
  if ((await tx.refundDemand.count({ where: { findingId, withdrawnAt: null } })) > 0) must(refuse('demandStands'))
  const refunds = await tx.refund.findMany({ where: { findingId }, select: { ledger: true, amountFen: true, state: true } })
  const paid = (ledger: ChosenDebt['ledger']) => standingFen(refunds.filter((refund) => refund.ledger === ledger))
  if (paid('agreementRecovery') > part) must(refuse('splitBeyond', { left: formatYuan(paid('agreementRecovery')) }))
  if (part > finding.fundLossFen || paid('fundRefund') > finding.fundLossFen - part) {
    must(refuse('splitBeyond', { left: formatYuan(finding.fundLossFen - paid('fundRefund')) }))
  }
  const split = await tx.finding.updateMany({ where: { id: findingId, version }, data: { agreementFen: older, version: { increment: 1 } } })
  if (split.count === 0) must(refuse('changedMeanwhile'))
  await auditFiling(context, 'filing.splitFinding', finding.filingId, { agreementFen: [finding.agreementFen, older] })
})
