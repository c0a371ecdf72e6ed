import 'server-only'
import type { FormSheet } from '#documents/sheets/form-sheet'
import { drawRecord, recheckRecord } from '#documents/sheets/of-checks'
import { creditNotice } from '#documents/sheets/of-credit'
import { type FilingToPrint, inspectionNotice, inspectionReport, refundReceipt } from '#documents/sheets/of-filings'
import { detailConfirmation, institutionStatement } from '#documents/sheets/of-institutions'
import { leadFeedback, leadRegister } from '#documents/sheets/of-leads'
import { bulletinApproval, handBackReceipt, taskLedger } from '#documents/sheets/of-matters'
import { whistleRegister, whistleReply, whistleReward } from '#documents/sheets/of-whistle'
import type { SheetKind } from '#domain/document/sheet-kinds'
import type { Actor } from '#domain/kernel/access'
import { beijingDay, type CivilDate } from '#domain/kernel/civil-date'
import { dutyLedger } from '../../campaign/duty-ledger'
import { loadBureaus } from '../../clock/bureaus'
import { getCredit } from '../../credit/queries'
import { evidenceOfLead } from '../../lead/evidence-of-lead'
import { getLead } from '../../lead/queries'
import { readStatement } from '../../lead/statement-queries'
import { query } from '../../query'
import { getReferral } from '../../referral/queries'
import { getBulletin } from '../../self-inspection/bulletin/bulletin-queries'
import { getFiling } from '../../self-inspection/filing-queries'
import { getOnSiteCheck } from '../../self-inspection/on-site-queries'
import { getSpotCheck } from '../../self-inspection/spot-check-queries'
import { getWhistleReport, type WhistleReportView } from '../../whistle/queries'

/** A sheet with the matter that its printing stands in the trail of. */
export type ReadSheet = { sheet: FormSheet; subject: { type: string; id: string } }
type Reader = (actor: Actor, id: string, now: Date) => Promise<ReadSheet | null>
type Writer<Row> = (row: Row, printedOn: CivilDate) => FormSheet

const of = (sheet: FormSheet, type: string, id: string): ReadSheet => ({ sheet, subject: { type, id } })

const filing =
  (write: Writer<FilingToPrint>): Reader =>
  async (actor, id, now) => {
    const row = await getFiling(actor, id)
    if (!row) return null
    const bureau = (await query(actor, loadBureaus)).of('MI', row.regionNo)
    return of(write({ ...row, bureau: bureau?.name ?? null }, beijingDay(now)), 'filing', id)
  }

const lead =
  (write: Writer<Parameters<typeof leadRegister>[0] & Parameters<typeof detailConfirmation>[0]>): Reader =>
  async (actor, id, now) => {
    const row = await getLead(actor, id)
    const evidence = row && (await evidenceOfLead(actor, id))
    return row && evidence && of(write({ ...row, ...evidence }, beijingDay(now)), 'lead', id)
  }

const whistle =
  (write: (report: WhistleReportView, printedOn: CivilDate) => FormSheet | null): Reader =>
  async (actor, id, now) => {
    const report = await getWhistleReport(actor, id, now)
    const sheet = report && write(report, beijingDay(now))
    return sheet && of(sheet, 'whistleReport', id)
  }

/**
 * What each form is printed of: the row as its page reads it, by the same query, so that nobody is printed what they are not shown.
 * `null` where the row does not exist for this person.
 */
const readers: Record<SheetKind, Reader> = {
  taskLedger: async (actor, id, now) => {
    const ledger = await dutyLedger(actor, id)
    return ledger && of(taskLedger(ledger, beijingDay(now)), 'campaign', id)
  },
  inspectionNotice: filing(inspectionNotice),
  inspectionReport: filing(inspectionReport),
  refundReceipt: filing(refundReceipt),
  recheckRecord: async (actor, id, now) => {
    const check = await getOnSiteCheck(actor, id)
    return check && of(recheckRecord(check, beijingDay(now)), 'spotCheck', check.spotCheckId)
  },
  drawRecord: async (actor, id, now) => {
    const draw = await getSpotCheck(actor, id)
    return draw && of(drawRecord(draw, beijingDay(now)), 'spotCheck', id)
  },
  bulletinApproval: async (actor, id, now) => {
    // An institution signs for what was issued; how that came about is the bureau's.
    const bulletin = actor.institutionId === null ? await getBulletin(actor, id) : null
    return bulletin && of(bulletinApproval(bulletin, beijingDay(now)), 'bulletin', id)
  },
  leadRegister: lead(leadRegister),
  leadFeedback: lead(leadFeedback),
  detailConfirmation: lead(detailConfirmation),
  institutionStatement: async (actor, id, now) => {
    const statement = await readStatement(actor, id)
    return statement && of(institutionStatement(statement, beijingDay(now)), 'lead', statement.leadId)
  },
  whistleRegister: whistle(whistleRegister),
  whistleReply: whistle(whistleReply),
  whistleReward: whistle(whistleReward),
  creditNotice: async (actor, id, now) => {
    const credit = await getCredit(actor, id)
    return credit && of(creditNotice(credit, beijingDay(now)), 'case', credit.caseId)
  },
  handBackReceipt: async (actor, id, now) => {
    const referral = await getReferral(actor, id, now)
    if (referral?.kind !== 'handBack') return null
    return of(handBackReceipt({ ...referral, case: referral.source?.case ?? null }, beijingDay(now)), 'referral', id)
  },
}

/** A form of a row, for whoever the row exists for. */
export const sheetOf = (actor: Actor, kind: SheetKind, id: string, now: Date) => readers[kind](actor, id, now)
