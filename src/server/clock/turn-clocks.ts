import 'server-only'
import { type clockSubjects, dueAt } from '#domain/clock/clock'
import { type ClockRuleId, clockRules, type RunningRuleId } from '#domain/clock/rules'
import { estimatedYears } from '#domain/clock/work-calendar'
import type { Department } from '#domain/department/department'
import { addDays, beijingDay, beijingMidnight, type CivilDate } from '#domain/kernel/civil-date'
import type { Context } from '../command'

export type ClockSubject = {
  type: (typeof clockSubjects)[number]
  id: string
  number: string
  title: string
  secrecy: number
}

/** On whose list a clock stands: whoever must act, and the side that waits for it. */
export type ClockSides = {
  responsible: { agencyId: string | null; department: Department | null; regionNo: number }
  other?: { department: Department; regionNo: number }
  institutionId?: string
  /** The last day that the two sides have agreed on, in place of the rule's own length. One that has passed binds nobody. */
  agreedOn?: CivilDate
}

/** Stops the running clocks of these rules on a subject. */
export async function stopClocks(
  { tx, now }: Context,
  subject: Pick<ClockSubject, 'type' | 'id'>,
  rules: readonly ClockRuleId[],
): Promise<void> {
  if (rules.length === 0) return
  await tx.statutoryClock.updateMany({
    where: { subjectType: subject.type, subjectId: subject.id, ruleId: { in: [...rules] }, stoppedAt: null },
    data: { stoppedAt: now },
  })
}

/** Starts a clock of each rule on a subject. `estimated` is kept when it runs into a year whose calendar is not published. */
export async function startClocks(
  { tx, now, calendar }: Context,
  subject: ClockSubject,
  rules: readonly RunningRuleId[],
  { responsible, other, institutionId, agreedOn }: ClockSides,
): Promise<void> {
  await startClocksOf({ tx, now, calendar }, [{ subject, sides: { responsible, other, institutionId, agreedOn } }], rules)
}

/** The same for many subjects at once. */
export async function startClocksOf(
  { tx, now, calendar }: Pick<Context, 'tx' | 'now' | 'calendar'>,
  subjects: readonly { subject: ClockSubject; sides: ClockSides }[],
  rules: readonly RunningRuleId[],
): Promise<void> {
  if (rules.length === 0 || subjects.length === 0) return
  await tx.statutoryClock.createMany({
    data: subjects.flatMap(({ subject, sides: { responsible, other, institutionId, agreedOn } }) =>
      rules.map((ruleId) => {
        const rule = clockRules[ruleId]
        const due = agreedOn && agreedOn >= beijingDay(now) ? beijingMidnight(addDays(agreedOn, 1)) : dueAt(rule, now, calendar)
        return {
          subjectType: subject.type,
          subjectId: subject.id,
          subjectNumber: subject.number,
          subjectTitle: subject.title,
          secrecy: subject.secrecy,
          ruleId,
          startedAt: now,
          dueAt: due,
          estimated: rule.unit === 'workingDay' && estimatedYears(calendar, beijingDay(now), beijingDay(due)).length > 0,
          responsibleAgencyId: responsible.agencyId,
          responsibleDepartment: responsible.department,
          responsibleRegionNo: responsible.regionNo,
          otherDepartment: other?.department ?? null,
          otherRegionNo: other?.regionNo ?? null,
          institutionId: institutionId ?? null,
        }
      }),
    ),
  })
}

/** Stops the running clocks of one rule on many subjects, in one statement however many they are. */
export async function stopClocksOf(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  type: ClockSubject['type'],
  ids: readonly string[],
  ruleId: ClockRuleId,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE statutory_clock SET stopped_at = ${now}::timestamptz
    WHERE subject_type = ${type}::"ClockSubject" AND subject_id = ANY (${[...ids]}::uuid[]) AND rule_id = ${ruleId} AND stopped_at IS NULL`
}
