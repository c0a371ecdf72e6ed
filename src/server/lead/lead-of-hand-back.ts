import 'server-only'
import { dueAt } from '#domain/clock/clock'
import { clockRules } from '#domain/clock/rules'
import { beijingDay, beijingMidnight, type CivilDate, toDateColumn } from '#domain/kernel/civil-date'
import type { Context } from '../command'
import { nextInternalNumber } from '../numbering'
import { insertLeads } from './insert-leads'

type Single = {
  campaignId: string
  source: 'referral' | 'report'
  /** Of what it comes from; `null` where nobody is to be led back to it. */
  number: string | null
  institutionName: string
  behaviour: string
  note: string
  /** When it was found or came in, where that is not today. */
  foundOn?: CivilDate
}

/**
 * Opens a lead of what another authority handed back, with the time of verification (CK01) from today. The agency of the actor holds it.
 * More people see a lead than a referral: it says what the actor wrote for it, and of the referral its number alone.
 */
export const leadOfHandBack = (context: Context, handedBack: Omit<Single, 'source'>): Promise<{ id: string; number: string }> =>
  singleLead(context, { ...handedBack, source: 'referral' })

/** Opens a lead of a report (举报): it says what is suspected, and leads back to nobody. Its time (CK01) runs from the day on which the report came in. */
export const leadOfReport = (context: Context, told: Omit<Single, 'source' | 'number'>): Promise<{ id: string; number: string }> =>
  singleLead(context, { ...told, source: 'report', number: null })

async function singleLead(context: Context, { source, ...single }: Single): Promise<{ id: string; number: string }> {
  const { tx, actor, now, calendar } = context
  const lastInstant = new Date(
    dueAt(clockRules.CK01, single.foundOn && single.foundOn < beijingDay(now) ? beijingMidnight(single.foundOn) : now, calendar).getTime() -
      1,
  )
  const number = await nextInternalNumber(context, 'PC', actor.regionNo)
  const batch = await tx.leadBatch.create({
    data: {
      ...{ number, campaignId: single.campaignId },
      ...{ agencyId: actor.agencyId ?? '', department: 'MI', regionNo: actor.regionNo },
      ...{ name: number, source, origin: 'local' },
      ...{ issuedCount: 1, dueOn: toDateColumn(beijingDay(lastInstant)), importedById: actor.userId, importedAt: now },
    },
  })
  const listed = {
    ...{ sourceSheet: '', sourceRow: 1, leadNumber: single.number, batch: null, institutionCode: null, regionName: null },
    ...{ institutionName: single.institutionName, behaviour: single.behaviour, note: single.note },
    ...{ personName: null, idType: null, idNumber: null, amountFen: null, settledOn: null, extra: {} },
  }
  await insertLeads(context, batch, [listed], { before: 0, mapping: {} })
  return tx.lead.findFirstOrThrow({ where: { batchId: batch.id }, select: { id: true, number: true } })
}
