import 'server-only'
import { soonFrom, soonUntil, type WorkCalendar } from '#domain/clock/clock'
import { clockRule, isClockRuleId, lapsingRules } from '#domain/clock/rules'
import { deadlineMinute } from '#domain/kernel/civil-date'
import { systemActor } from '#domain/kernel/system-actor'
import type { NoticeDetail, NoticeKind } from '#domain/notification/notices'
import { audit } from '#platform/audit'
import { prisma, type Tx } from '#platform/db'
import { notify } from '../notification/notify'
import { type Bureaus, loadBureaus } from './bureaus'
import { loadCalendar } from './calendar'

/** Few enough to be done in seconds, so that no row is held long and a second worker finds others. */
const clocksPerTurn = 200

/** Told later than this after its stage came, a notice says so (延迟触发): nobody looked in time. */
const promptMs = 10 * 60_000

export type Watched = { warned: number; overdue: number }

/**
 * Tells of the statutory clocks that are running out (three working days or less) and of those that have run out.
 * Runs each minute as the worker's role, which reaches every row.
 *
 * Each clock is told of once as running out and once as overdue, however many workers look and however long none did:
 * a turn takes rows that no other turn holds and marks them in the transaction that tells. Of what came while nobody looked each stage is told
 * afterwards, late and in the order in which it came: that it was running out, where it ever was, and that it has. Of time that a party may let
 * pass nothing is told.
 *
 * Commits together: the mark on the clock, its notices and, for an overdue clock, the audit entry.
 */
export async function watchClocks(now: Date): Promise<Watched> {
  const calendar = await loadCalendar()
  const until = soonUntil(now, calendar)
  const told: Watched = { warned: 0, overdue: 0 }
  for (;;) {
    const turn = await watchSome(now, until, calendar)
    told.warned += turn.warned
    told.overdue += turn.overdue
    if (turn.looked < clocksPerTurn) return told
  }
}

function watchSome(now: Date, until: Date, calendar: WorkCalendar): Promise<Watched & { looked: number }> {
  return prisma.$transaction(
    async (tx) => {
      const found = await tx.$queryRaw<{ id: string }[]>`
        SELECT id::text FROM statutory_clock
        WHERE stopped_at IS NULL AND paused_at IS NULL AND due_at <= ${until}::timestamptz AND rule_id <> ALL (${[...lapsingRules]}::text[])
          AND CASE WHEN due_at <= ${now}::timestamptz THEN overdue_noted_at IS NULL ELSE warned_at IS NULL END
        ORDER BY due_at, id LIMIT ${clocksPerTurn} FOR UPDATE SKIP LOCKED`
      if (found.length === 0) return { warned: 0, overdue: 0, looked: 0 }

      const clocks = await tx.statutoryClock.findMany({
        where: { id: { in: found.map(({ id }) => id) } },
        include: { changes: { orderBy: { at: 'desc' }, take: 1 } },
        orderBy: [{ dueAt: 'asc' }],
      })
      const stages = clocks.flatMap((clock) => stagesOf(clock, now, calendar)).sort((one, other) => +one.at - +other.at)
      const bureaus = await loadBureaus(tx)
      for (const { kind, clock, at } of stages) {
        const late = now.getTime() - at.getTime() > promptMs
        if (kind === 'clockSoon') await tell({ tx, now }, { kind, late }, clock, [addresseeOf(clock, bureaus)], bureaus)
        else await tellOverdue({ tx, now }, clock, late, bureaus)
      }
      const told = (of: Stage['kind']) => stages.flatMap(({ kind, clock }) => (kind === of ? [clock.id] : []))
      const [soon, overdue] = [told('clockSoon'), told('clockOverdue')]
      await tx.statutoryClock.updateMany({ where: { id: { in: soon } }, data: { warnedAt: now } })
      await tx.statutoryClock.updateMany({ where: { id: { in: overdue } }, data: { overdueNotedAt: now } })
      return { warned: soon.length, overdue: overdue.length, looked: found.length }
    },
    { timeout: 60_000 },
  )
}

type Stage = { kind: Extract<NoticeKind, 'clockSoon' | 'clockOverdue'>; at: Date; clock: Clock }

/** What is to be told of a clock, and since when: that it runs out, from when on it did, was known of and was last moved, and that it has. */
function stagesOf(clock: Clock & { changes: readonly { at: Date }[] }, now: Date, calendar: WorkCalendar): Stage[] {
  const known = [clock.startedRecordedAt ?? clock.startedAt, ...clock.changes.map(({ at }) => at), soonFrom(clock.dueAt, calendar)]
  const soon = known.reduce((latest, at) => (at > latest ? at : latest))
  // What was over before it was entered never was about to be.
  return [
    ...(clock.warnedAt === null && soon < clock.dueAt ? [{ kind: 'clockSoon' as const, at: soon, clock }] : []),
    ...(clock.dueAt <= now ? [{ kind: 'clockOverdue' as const, at: clock.dueAt, clock }] : []),
  ]
}

type Clock = Awaited<ReturnType<Tx['statutoryClock']['findMany']>>[number]
type Addressee = { agencyId: string } | { institutionId: string }
type Moment = { tx: Tx; now: Date }

/** Whoever must act: the agency or institution that the clock names, else the bureau of its department and region. */
function addresseeOf(clock: Clock, bureaus: Bureaus): Addressee | null {
  if (clock.responsibleAgencyId) return { agencyId: clock.responsibleAgencyId }
  if (clock.institutionId) return { institutionId: clock.institutionId }
  return agency(clock.responsibleDepartment && bureaus.of(clock.responsibleDepartment, clock.responsibleRegionNo))
}

/** Both sides: whoever must act, and whoever waits for it. */
export const addresseesOf = (clock: Clock, bureaus: Bureaus): Addressee[] =>
  [
    addresseeOf(clock, bureaus),
    agency(clock.otherDepartment && clock.otherRegionNo !== null ? bureaus.of(clock.otherDepartment, clock.otherRegionNo) : null),
  ].flatMap((to) => (to ? [to] : []))

const agency = (bureau: { id: string } | null): Addressee | null => (bureau ? { agencyId: bureau.id } : null)

/** An overdue clock is told to whoever must act, to the side that waits for it, and to the superior of whoever must act. */
async function tellOverdue(moment: Moment, clock: Clock, late: boolean, bureaus: Bureaus): Promise<void> {
  const { responsibleDepartment, responsibleRegionNo } = clock
  const superior = agency(responsibleDepartment && bureaus.above(responsibleDepartment, responsibleRegionNo))
  await tell(moment, { kind: 'clockOverdue', late }, clock, [...addresseesOf(clock, bureaus), superior], bureaus)
  await audit(moment.tx, {
    at: moment.now,
    actor: { ...systemActor, department: responsibleDepartment, regionNo: responsibleRegionNo },
    action: 'clock.overdue',
    subject: { type: 'statutoryClock', id: clock.id },
    change: {
      rule: [null, clock.ruleId],
      subject: [null, clock.subjectNumber],
      dueAt: [null, clock.dueAt.toISOString()],
      overdueNotedAt: [null, moment.now.toISOString()],
    },
  })
}

async function tell(
  moment: Moment,
  { kind, late }: Pick<Stage, 'kind'> & { late: boolean },
  clock: Clock,
  addressees: readonly (Addressee | null)[],
  bureaus: Bureaus,
): Promise<void> {
  const detail: NoticeDetail = {
    number: clock.subjectNumber,
    name: isClockRuleId(clock.ruleId) ? clockRule(clock.ruleId).name : clock.ruleId,
    dueAt: deadlineMinute(clock.dueAt),
    responsible: bureaus.name(clock.responsibleAgencyId) ?? '',
    ...(late ? { late: 1 } : {}),
  }
  for (const to of addressees) {
    if (!to) continue
    const whom = 'agencyId' in to ? to.agencyId : to.institutionId
    await notify(moment, to, {
      kind,
      detail,
      link: matterPage(clock),
      dedupeKey: `${kind}:${clock.id}:${whom}:${detail.dueAt}`,
    })
  }
}

/** The page of the matter that a clock runs for. */
export const matterPage = ({ subjectType, subjectId }: Pick<Clock, 'subjectType' | 'subjectId'>): string => pageOf[subjectType](subjectId)

const pageOf: Record<Clock['subjectType'], (id: string) => string> = {
  lead: (id) => `/leads/${id}`,
  case: (id) => `/cases/${id}`,
  referral: (id) => `/referrals/${id}`,
  filing: (id) => `/self-inspections/${id}`,
  campaign: (id) => `/campaigns/${id}`,
  letter: (id) => `/letters/${id}`,
}
