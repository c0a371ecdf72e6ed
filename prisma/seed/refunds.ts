import { addDays, beijingDay, type CivilDate } from '#domain/kernel/civil-date'
import { type RefundLedger, refundLedgers, splitByLedger } from '#domain/self-inspection/ledger'
import type { SeedCampaign } from './campaign'
import { addClock } from './clocks'
import { addFile } from './demo-file'
import type { SeedFiling } from './filings'
import type { TableRows } from './rows'
import type { Staff } from './staff'
import type { World } from './world'

const dayAgo = (world: World, days: number) => new Date(world.now.getTime() - days * 86_400_000)
const dayText = (day: Date | string): CivilDate => (typeof day === 'string' ? day.slice(0, 10) : day.toISOString().slice(0, 10))

type Refund = TableRows['refund']

/** Which ledger each payment went to: by its finding's period, as `declareRefund` takes it. */
function putOnLedgers(world: World): Map<string, Record<RefundLedger, bigint>> {
  const parts = new Map<string, Record<RefundLedger, bigint>>()
  for (const finding of world.rowsOf('finding')) {
    const recordedOn = beijingDay(finding.recordedAt)
    const split = splitByLedger({
      fundLossFen: BigInt(finding.fundLossFen),
      agreementFen: null,
      periodTo: dayText(finding.periodTo),
      recordedOn,
    })
    parts.set(finding.id, split)
  }
  for (const refund of world.rowsOf('refund')) {
    refund.ledger = (parts.get(refund.findingId)?.agreementRecovery ?? 0n) > 0n ? 'agreementRecovery' : 'fundRefund'
    refund.matchedFen = 0n
  }
  return parts
}

/** What accepted filings still owe: of three such findings two are demanded, one of them long enough ago to be late. */
function addDemands(
  world: World,
  filings: readonly SeedFiling[],
  staff: Staff,
  parts: ReadonlyMap<string, Record<RefundLedger, bigint>>,
): void {
  const filingOf = new Map(filings.filter(({ state }) => state === 'accepted').map((filing) => [filing.id, filing]))
  const paid = new Map<string, bigint>()
  for (const { findingId, ledger, state, amountFen } of world.rowsOf('refund')) {
    if (state === 'confirmed') paid.set(`${findingId}:${ledger}`, (paid.get(`${findingId}:${ledger}`) ?? 0n) + BigInt(amountFen))
  }
  const earliest = new Map<string, { filing: SeedFiling; demandedAt: Date; dueOn: CivilDate }>()
  let place = 0
  for (const finding of world.rowsOf('finding')) {
    const filing = filingOf.get(finding.filingId)
    const desk = filing && staff.desks.get(filing.institution.regionCode)
    for (const ledger of refundLedgers) {
      const owed = parts.get(finding.id)?.[ledger] ?? 0n
      const noticed = owed - (paid.get(`${finding.id}:${ledger}`) ?? 0n)
      if (!filing || !desk || noticed <= 0n) continue
      place += 1
      if (place % 3 === 0) continue
      const demandedAt = dayAgo(world, place % 3 === 1 ? 40 : 5)
      const dueOn = addDays(beijingDay(demandedAt), 30)
      const number = world.number('TK', filing.regionNo, demandedAt)
      world.add('refund_demand', {
        ...{ id: world.id(demandedAt), number, campaignId: filing.campaignId, filingId: filing.id, findingId: finding.id },
        ...{
          institutionId: filing.institutionId,
          department: 'MI',
          regionNo: filing.regionNo,
          ledger,
          amountFen: owed,
          noticedFen: noticed,
          dueOn,
        },
        ...{ demandedById: desk.handler.id, demandedByName: desk.handler.name, demandedAt },
      })
      const first = earliest.get(filing.id)
      if (!first || dueOn < first.dueOn) earliest.set(filing.id, { filing, demandedAt, dueOn })
      const change = { notice: [null, number], [`${ledger}Fen`]: [null, String(noticed)], dueOn: [null, dueOn] } as const
      world.audit({
        subjectType: 'filing',
        subjectId: filing.id,
        at: demandedAt,
        doer: desk.handler,
        action: 'filing.demandRefunds',
        change,
      })
    }
  }
  for (const { filing, demandedAt, dueOn } of earliest.values()) {
    const subject = { type: 'filing' as const, id: filing.id, number: filing.number, title: filing.institutionName }
    const { regionNo, institutionId } = filing
    const responsible = { agencyId: null, department: null, regionNo }
    addClock(world, subject, 'CK72', demandedAt, null, { responsible, other: { department: 'MI', regionNo }, institutionId }, dueOn)
  }
}

const matchedRows = 60
const openRows = 24

/** The list of the fund's account: confirmed payments are tied to it; of those that wait some are named by voucher, some by payer alone. */
function addBankList(world: World, campaign: SeedCampaign, filings: readonly SeedFiling[], staff: Staff): void {
  const { city } = staff
  const importedAt = dayAgo(world, 1)
  const nameOf = new Map(filings.map(({ id, institutionName }) => [id, institutionName]))
  const settling = new Set(filings.filter(({ state }) => state === 'accepted' || state === 'submitted').map(({ id }) => id))
  const refunds = world.rowsOf('refund').filter(({ campaignId, filingId }) => campaignId === campaign.id && settling.has(filingId))
  const confirmed = refunds.filter(({ state, confirmedById }) => state === 'confirmed' && confirmedById).slice(0, matchedRows)
  const waiting = refunds.filter(({ state }) => state === 'declared').slice(0, openRows)
  const importId = world.id(importedAt)
  const account = '医保基金财政专户 尾号 0899'
  const rows: TableRows['bank_row'][] = []
  const receive = (refund: Refund, payer: string, remark: string, matchedFen: bigint) => {
    const serial = `DEMO${beijingDay(importedAt).replaceAll('-', '')}${String(rows.length + 1).padStart(5, '0')}`
    const paidOn = dayText(refund.paidOn)
    const next = addDays(paidOn, 1)
    const id = world.id(importedAt)
    rows.push({
      ...{ id, importId, agencyId: city.agencyId, department: 'MI', regionNo: city.handler.regionNo, account, serial },
      ...{ receivedOn: next <= world.today ? next : paidOn, amountFen: refund.amountFen, payer, remark, matchedFen },
    })
    return id
  }
  for (const refund of confirmed) {
    const bankRowId = receive(refund, nameOf.get(refund.filingId) ?? '', `退回医保基金${refund.voucherNumber}`, BigInt(refund.amountFen))
    refund.matchedFen = refund.amountFen
    world.add('bank_match', {
      ...{ id: world.id(importedAt), bankRowId, refundId: refund.id, amountFen: refund.amountFen, manner: 'exact' },
      ...{ matchedById: city.reviewer.id, matchedByName: city.reviewer.name, matchedAt: importedAt },
    })
  }
  for (const [place, refund] of waiting.entries()) {
    const name = nameOf.get(refund.filingId) ?? ''
    if (place % 3 === 0) receive(refund, name, `退款 ${refund.voucherNumber}`, 0n)
    else if (place % 3 === 1) receive(refund, name, '退医保款', 0n)
    else receive({ ...refund, amountFen: BigInt(refund.amountFen) + 100n }, `${name}财务科`, '往来款', 0n)
  }
  const fileId = addFile(world, city.handler, importedAt, '基金专户来账明细.pdf', { department: 'MI', institutionId: null, secrecy: 1 })
  world.add('bank_import', {
    ...{ id: importId, agencyId: city.agencyId, department: 'MI', regionNo: city.handler.regionNo, account, fileId },
    ...{ rowCount: rows.length, addedCount: rows.length, importedById: city.handler.id, importedByName: city.handler.name, importedAt },
  })
  for (const row of rows) world.add('bank_row', row)
  world.audit({
    ...{ subjectType: 'bankImport', subjectId: importId, at: importedAt, doer: city.handler, action: 'bank.importList' },
    change: { account: [null, account], rows: [null, rows.length], added: [null, rows.length] },
  })
}

/** Money from demand to arrival: ledgers, notices of which some are late, and the bank's list. Nothing here draws by chance. */
export function addRefundCourse(world: World, campaign: SeedCampaign, filings: readonly SeedFiling[], staff: Staff): void {
  addDemands(world, filings, staff, putOnLedgers(world))
  addBankList(world, campaign, filings, staff)
}
