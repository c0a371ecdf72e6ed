import 'server-only'
import { dueAt } from '#domain/clock/clock'
import { clockRules } from '#domain/clock/rules'
import { beijingDay, toDateColumn } from '#domain/kernel/civil-date'
import type { Context } from '../command'
import { nextInternalNumber } from '../numbering'
import { insertLeads } from './insert-leads'

type HandedBack = { campaignId: string; number: string; institutionName: string; behaviour: string; note: string }

/**
 * Opens a lead of what another authority handed back, with the time of verification (CK01) from today. The agency of the actor holds it.
 * More people see a lead than a referral: it says what the actor wrote for it, and of the referral its number alone.
 */
export async function leadOfHandBack(context: Context, handedBack: HandedBack): Promise<{ id: string; number: string }> {
  const { tx, actor, now, calendar } = context
  const lastInstant = new Date(dueAt(clockRules.CK01, now, calendar).getTime() - 1)
  const number = await nextInternalNumber(context, 'PC', actor.regionNo)
  const batch = await tx.leadBatch.create({
    data: {
      ...{ number, campaignId: handedBack.campaignId },
      ...{ agencyId: actor.agencyId ?? '', department: 'MI', regionNo: actor.regionNo },
      ...{ name: number, source: 'referral', origin: 'local' },
      ...{ issuedCount: 1, dueOn: toDateColumn(beijingDay(lastInstant)), importedById: actor.userId, importedAt: now },
    },
  })
  const listed = {
    ...{ sourceSheet: '', sourceRow: 1, leadNumber: handedBack.number, batch: null, institutionCode: null, regionName: null },
    ...{ institutionName: handedBack.institutionName, behaviour: handedBack.behaviour, note: handedBack.note },
    ...{ personName: null, idType: null, idNumber: null, amountFen: null, settledOn: null, extra: {} },
  }
  await insertLeads(context, batch, [listed], { before: 0, mapping: {} })
  return tx.lead.findFirstOrThrow({ where: { batchId: batch.id }, select: { id: true, number: true } })
}
