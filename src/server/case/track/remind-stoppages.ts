import 'server-only'
import { remindedBefore, reminderOf } from '#domain/case/tracks/stoppages'
import { addDays, beijingDay, fromDateColumn, toDateColumn } from '#domain/kernel/civil-date'
import { prisma } from '#platform/db'
import { notifyAll } from '../../notification/notify'
import { operatorOf } from '../hand-over'

const stayed = { kind: 'stayed', toOn: null, remedy: { struckAt: null } } as const

/**
 * Reminds the operating agency and the bureau of what a decision stops: before its last day, and after it until it is restored, for then nothing
 * orders it any more. Each day as the worker's role; told once for each span, however often it runs. Commits together: the notices.
 */
export async function remindStoppages(now: Date): Promise<{ reminded: number }> {
  const today = beijingDay(now)
  return prisma.$transaction(async (tx) => {
    const open = await tx.caseStoppage.findMany({
      where: { endedOn: null, toOn: { lte: toDateColumn(addDays(today, remindedBefore)) }, changes: { none: stayed } },
      include: { case: { select: { id: true, number: true, regionNo: true, agencyId: true } } },
      orderBy: { id: 'asc' },
    })
    for (const { id, toOn, case: file } of open) {
      const day = fromDateColumn(toOn)
      const { kind, span } = reminderOf(day, today)
      const operator = await operatorOf({ tx }, file.regionNo)
      const detail = { number: file.number, day }
      const link = `/cases/${file.id}?tab=procedure`
      await notifyAll(
        { tx, now },
        [file.agencyId, ...(operator ? [operator.id] : [])].map((agencyId) => ({
          to: { agencyId },
          notice: { kind, detail, link, dedupeKey: `${kind}:${id}:${day}:${span}:${agencyId}` },
        })),
      )
    }
    return { reminded: open.length }
  })
}
